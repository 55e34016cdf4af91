"""R-CRD-4: a policy is dated, shown by a dry run, and approved by another person before it holds."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.runs import RunKind
from services.credit.domain.dry_run import Effect
from services.credit.domain.policy import CreditPolicy, GradeTerms, policy_faults
from services.credit.store.policies import policy_from_text, policy_to_text
from services.credit.usecases import dry_run, policies, quote_terms
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from tests.credit.builders import POLICY, day
from tests.credit.told import Told, account, customer

STRICTER = replace(
    POLICY,
    version="2025-07",
    effective_date=day("2025-07-01"),
    terms=(GradeTerms("LOW", 1, 1, 6, 10_000), GradeTerms("MEDIUM", 2, 1, 3, 300_000), POLICY.terms[2]),
)


async def propose(told: Told, policy: CreditPolicy = STRICTER) -> None:
    await policies.propose_policy(told.db, "p-1", policies.ProposePolicy(policy, "li.wei", "tighter"))


async def show(told: Told) -> None:
    showing = dry_run.DryRun(told.db)
    told.runs.register([RunKind(dry_run.KIND, showing.work, showing.completed)])
    view = await dry_run.start_dry_run(told.db, "2025-07", "d-1")
    await told.runs.finish(view.key)


async def approve(told: Told, who: str = "wang.fang") -> None:
    await policies.decide_policy(told.db, f"a-{who}", policies.DecidePolicy("2025-07", "approve", who, "agreed"))


async def test_r_crd_4_a_dry_run_shows_whom_a_policy_would_affect_and_then_another_approves(told: Told) -> None:
    await told.open("2025-06-10")
    await told.tell(customer("C-1", customer_class="A"), customer("C-2", customer_class="B"), customer("C-3"))
    await told.tell(account("A-1", "C-1"), account("A-2", "C-2"), account("A-3", "C-3"))
    await propose(told)
    with pytest.raises(Refusal, match="dry run"):
        await approve(told)
    await show(told)
    counts = await dry_run.dry_run_counts(told.db, "2025-07")
    assert (counts.accounts, counts.customers, counts.date) == (3, 3, day("2025-06-10"))
    assert counts.affected == {Effect.SUSPENSION_EARLIER: 1, Effect.CREDIT_LIMIT: 1}
    (effect,) = await dry_run.effects(told.db, "2025-07", "SUSPENSION_EARLIER", None, 10)
    assert (effect.account, effect.suspend_old, effect.suspend_new) == ("A-2", day("2025-11-30"), day("2025-10-31"))
    with pytest.raises(Refusal) as own:
        await approve(told, "li.wei")
    assert own.value.reason == "APPROVER_IS_REQUESTER"
    await approve(told)
    for cycle, version in (("2025-06", "initial"), ("2025-07", "2025-07")):
        (terms,) = await quote_terms.bill_terms(told.db, Cycle.parse(cycle), ["A-2"])
        assert terms.policy_version == version


async def test_r_crd_4_a_policy_that_would_take_effect_in_the_past_is_refused(told: Told) -> None:
    await told.open("2025-07-01")
    with pytest.raises(Refusal) as refused:
        await propose(told)
    assert refused.value.reason == "POLICY_DATE_PASSED"


async def test_r_gen_3_proposing_twice_is_proposing_once(told: Told) -> None:
    await told.open("2025-06-10")
    await propose(told)
    await propose(told)
    with pytest.raises(Refusal) as reused:
        await propose(told, replace(STRICTER, version="other"))
    assert reused.value.reason == "REQUEST_ID_REUSED"
    with pytest.raises(Refusal) as exists:
        await policies.propose_policy(told.db, "p-2", policies.ProposePolicy(STRICTER, "li.wei", "again"))
    assert exists.value.reason == "POLICY_EXISTS"


def test_r_crd_4_a_policy_that_contradicts_itself_is_named() -> None:
    rules = replace(POLICY.grade_rules, lower_below_basis_points=9_600, cycles_minimum=9)
    broken = replace(POLICY, grade_rules=rules, terms=(*POLICY.terms, POLICY.terms[0]))
    assert len(policy_faults(broken)) == 3
    assert policy_faults(POLICY) == []


@given(st.integers(0, 10**12), st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_a_policy_is_kept_as_it_is(limit: int, date: dt.date) -> None:
    policy = replace(POLICY, effective_date=date, terms=(replace(POLICY.terms[0], credit_limit=limit),))
    assert policy_from_text(policy_to_text(policy)) == policy
