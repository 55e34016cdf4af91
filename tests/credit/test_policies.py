"""R-CRD-4: a policy is dated, shown by a dry run, and approved by another person before it holds."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.runs import RunKind
from services.credit.domain.approvals import Verb
from services.credit.domain.dry_run import Effect
from services.credit.domain.exemptions import ExemptionScope
from services.credit.domain.policy import (
    CreditPolicy,
    GradeTerms,
    InterventionFigure,
    InterventionLimit,
    WarningBasis,
    WarningThreshold,
    policy_faults,
)
from services.credit.store.policies import policy_from_text, policy_to_text
from services.credit.usecases import dry_run, exemptions, policies, quote_terms
from services.kernel.business import LineOfBusiness
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from tests.credit.builders import POLICY, day
from tests.credit.told import Told, account, bill, customer, line, money, settled, subscription

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


def rules(**changes) -> CreditPolicy:
    return replace(POLICY, version="2025-07", effective_date=day("2025-07-01"), **changes)


async def shown(told: Told, policy: CreditPolicy) -> dict[str, list[str]]:
    """The effects of a dry run by account."""
    await propose(told, policy)
    await show(told)
    counts = await dry_run.dry_run_counts(told.db, "2025-07")
    found = await dry_run.effects(told.db, "2025-07", "", None, 100)
    listed = [effect for each in found for effect in each.effects]
    assert counts.affected == {effect: listed.count(effect) for effect in listed}
    return {each.account: [effect.value for effect in each.effects] for each in found}


async def test_r_ctl_3_and_r_ctl_4_a_dry_run_shows_who_would_come_on_the_lists_and_who_would_leave_them(
    told: Told,
) -> None:
    await told.open("2025-06-10")
    for number, arrears in ((1, 400_000), (2, 900_000), (3, 0)):
        name, owner = f"A-{number}", f"C-{number}"
        await told.tell(customer(owner), account(name, owner, prepaid=number == 3))
        await told.tell(subscription(f"S-{number}", name, owner))
        lines = [line("2025-12-31", arrears)] if arrears else []
        await told.tell(money(*lines, name=name, owner=owner, spendable=15_000))
    fixed = LineOfBusiness.FIXED_LINE
    effects = await shown(
        told,
        rules(
            warning_thresholds=(WarningThreshold(fixed, "", WarningBasis.FIXED_AMOUNT, 20_000),),
            intervention_limits=(
                InterventionLimit(fixed, "", InterventionFigure.ARREARS, 300_000),
                InterventionLimit(fixed, "U-9", InterventionFigure.ARREARS, 1),
            ),
        ),
    )
    assert effects == {
        "A-1": ["WARNING_DROPPED", "INTERVENTION_ADDED"],
        "A-2": ["WARNING_DROPPED"],
        "A-3": ["WARNING_ADDED"],
    }


async def test_r_crd_3_a_dry_run_shows_whom_other_rules_would_regrade_otherwise(told: Told) -> None:
    await told.open("2025-01-05")
    await told.tell(customer(), account(), customer("C-2"), account("A-2", "C-2"))
    for cycle, due in (("2025-01", "2025-02-28"), ("2025-02", "2025-03-31"), ("2025-03", "2025-04-30")):
        await told.tell(bill(cycle, due), settled(cycle, 9_000, due))
    await told.open("2025-06-10")
    effects = await shown(told, rules(grade_rules=replace(POLICY.grade_rules, raise_from_basis_points=9_000)))
    assert effects == {"A-1": ["REGRADE_HIGHER"]}


async def test_r_ctl_5_and_r_crd_5_a_dry_run_shows_exemptions_out_of_bounds_and_later_terminations(told: Told) -> None:
    await told.open("2025-06-10")
    await told.tell(customer(), account(), account("A-2"))
    asked = exemptions.ExemptionRequest(
        "", "A-1", ExemptionScope.BOTH, None, day("2026-03-31"), "government office", "li.wei"
    )
    made = await exemptions.request_exemption(told.db, "e-1", asked)
    decision = exemptions.ExemptionDecision(made.exemption, Verb.APPROVE, "wang.fang", "agreed")
    await exemptions.decide_exemption(told.db, "e-2", decision)
    tighter = replace(POLICY.control_rules, exemption_months_max=6, termination_day_min=90)
    effects = await shown(told, rules(control_rules=tighter))
    assert effects == {"A-1": ["TERMINATION_LATER", "EXEMPTION_TOO_LONG"], "A-2": ["TERMINATION_LATER"]}


async def test_a_dry_run_of_a_policy_that_changes_nothing_affects_nobody_r_crd_4(told: Told) -> None:
    await told.open("2025-06-10")
    await told.tell(customer(), account(), subscription(), money(line("2025-12-31", 900_000)))
    assert await shown(told, rules()) == {}
