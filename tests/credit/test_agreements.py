"""R-CRD-5, R-CTL-2: an agreement may fix other dates or another limit, with approval by another person."""

from dataclasses import replace

import pytest

from services.credit.domain.approvals import Verb
from services.credit.domain.available import CreditCheck
from services.credit.domain.terms import StandingAgreement
from services.credit.usecases import agreements, overrides
from services.credit.usecases.check_credit import CreditDesk
from services.credit.usecases.quote_terms import bill_terms, terms_of_accounts
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from tests.credit.builders import day
from tests.credit.told import Told, account, customer


def asked(currency: str = "CNY", start: str = "2025-03-01", **fixed: int) -> agreements.AgreementRequest:
    holds = StandingAgreement("", day(start), day("2025-05-31"), **fixed)
    return agreements.AgreementRequest("A-1", holds, currency, "framework contract", "li.wei")


async def begin(told: Told) -> None:
    await told.open("2025-03-10")
    await told.tell(customer(), account())


async def approve(told: Told, request: agreements.AgreementRequest, who: str = "wang.fang") -> str:
    made = await agreements.request_agreement(told.db, "r-1", request)
    decision = agreements.AgreementDecision(made.holds.agreement, Verb.APPROVE, who, "agreed")
    await agreements.decide_agreement(told.db, f"a-{who}", decision)
    return made.holds.agreement


async def test_r_crd_5_an_approved_agreement_fixes_the_dates_of_its_cycles(told: Told) -> None:
    await begin(told)
    with pytest.raises(Refusal) as own:
        await approve(told, asked(payment_day=15, suspension_days=45), "li.wei")
    assert own.value.reason == "APPROVER_IS_REQUESTER"
    name = await approve(told, asked(payment_day=15, suspension_days=45))
    (within,) = await bill_terms(told.db, Cycle(2025, 3), ["A-1"])
    (after,) = await bill_terms(told.db, Cycle(2025, 6), ["A-1"])
    assert (within.due_date, within.suspend_not_before) == (day("2025-04-15"), day("2025-05-30"))
    assert within.agreement == name
    assert (after.due_date, after.agreement) == (day("2025-07-31"), "")


async def test_r_ctl_2_an_agreed_limit_and_prepayment_go_before_the_grades(told: Told) -> None:
    await begin(told)
    await approve(told, asked(credit_limit=77_000, prepayment_months=0))
    (answer,) = await CreditDesk(told.db).check([CreditCheck("A-1", 0)])
    assert not isinstance(answer, Refusal)
    assert answer.figures.limit == 77_000
    (terms,) = await bill_terms(told.db, Cycle(2025, 3), ["A-1"])
    assert terms.prepayment_months == 0


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (asked(), "AGREEMENT_INVALID"),
        (asked(suspension_days=30), "AGREEMENT_INVALID"),
        (asked("USD", credit_limit=1), "CURRENCY_MISMATCH"),
        (asked(start="2025-02-28", payment_day=15), "AGREEMENT_INVALID"),
    ],
)
async def test_r_crd_5_an_agreement_beyond_the_law_or_without_content_is_refused(
    told: Told, request_: agreements.AgreementRequest, reason: str
) -> None:
    await begin(told)
    with pytest.raises(Refusal) as refused:
        await agreements.request_agreement(told.db, "r-1", request_)
    assert refused.value.reason == reason


async def test_r_crd_5_an_agreement_approved_late_does_not_reach_back_to_bills_already_made(told: Told) -> None:
    await begin(told)
    made = await agreements.request_agreement(told.db, "r-1", asked(payment_day=15))
    await told.open("2025-04-03")
    decision = agreements.AgreementDecision(made.holds.agreement, Verb.APPROVE, "wang.fang", "agreed")
    await agreements.decide_agreement(told.db, "a-1", decision)
    due = [(await bill_terms(told.db, Cycle(2025, month), ["A-1"]))[0].due_date for month in (3, 4)]
    assert due == [day("2025-04-30"), day("2025-05-15")]
    late = replace(
        asked(payment_day=10),
        holds=replace(asked(payment_day=10).holds, start_date=day("2025-06-01"), end_date=day("2025-06-30")),
    )
    made = await agreements.request_agreement(told.db, "r-2", late)
    await told.open("2025-07-01")
    with pytest.raises(Refusal) as refused:
        await agreements.decide_agreement(told.db, "a-2", replace(decision, agreement=made.holds.agreement))
    assert refused.value.reason == "AGREEMENT_INVALID"


async def test_r_crd_5_two_agreements_never_hold_at_once(told: Told) -> None:
    await begin(told)
    await approve(told, asked(payment_day=15))
    with pytest.raises(Refusal) as refused:
        await agreements.request_agreement(told.db, "r-2", asked(payment_day=20))
    assert refused.value.reason == "AGREEMENT_OVERLAPS"


async def test_r_ctl_2_the_fast_check_finds_the_limit_that_the_terms_give(told: Told) -> None:
    """The statement of the credit check against the domain's own terms: agreed, overridden, graded and ungraded."""
    await begin(told)
    await told.tell(customer("C-2", customer_class="A"), account("A-2", "C-2"))
    await told.tell(customer("P-1", kind="INDIVIDUAL"), account("A-3", "P-1"), account("A-4", "C-2", prepaid=True))
    await told.tell(customer("C-5", customer_class="B"), account("A-5", "C-5"))
    await approve(told, asked(credit_limit=77_000))
    override = overrides.OverrideRequest("C-5", "HIGH", "2025-03", "2025-04", "project", "li.wei")
    made = await overrides.request_override(told.db, "o-1", override)
    await overrides.decide_override(told.db, "o-2", overrides.OverrideDecision(made.override, "approve", "w", "yes"))
    for date in ("2025-03-10", "2025-06-01"):
        await told.open(date)
        names = ["A-1", "A-2", "A-3", "A-4", "A-5"]
        answers = await CreditDesk(told.db).check([CreditCheck(name, 0) for name in names])
        async with told.db.read() as tx:
            book = await terms_of_accounts(tx, names)
            expected = [book.credit_limit(name, tx.date) for name in names]
        assert [answer.figures.limit for answer in answers if not isinstance(answer, Refusal)] == expected
