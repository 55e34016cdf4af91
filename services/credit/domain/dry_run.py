"""Whom a proposed policy would affect: terms, grades, lists and exemptions under it, beside the present ones."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from services.credit.domain.grades import GradeFacts, regrade
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.terms import BillTerms, TermsBook
from services.credit.domain.watch_lists import WatchedLine, intervene, warn
from services.kernel.period import Cycle, add_months


class Effect(StrEnum):
    """How a policy affects an account."""

    DUE_DATE = "DUE_DATE"
    SUSPENSION_EARLIER = "SUSPENSION_EARLIER"
    SUSPENSION_LATER = "SUSPENSION_LATER"
    CREDIT_LIMIT = "CREDIT_LIMIT"
    PREPAYMENT = "PREPAYMENT"
    GRADE_REMOVED = "GRADE_REMOVED"
    TERMINATION_EARLIER = "TERMINATION_EARLIER"
    TERMINATION_LATER = "TERMINATION_LATER"
    REGRADE_HIGHER = "REGRADE_HIGHER"
    REGRADE_LOWER = "REGRADE_LOWER"
    WARNING_ADDED = "WARNING_ADDED"
    WARNING_DROPPED = "WARNING_DROPPED"
    INTERVENTION_ADDED = "INTERVENTION_ADDED"
    INTERVENTION_DROPPED = "INTERVENTION_DROPPED"
    EXEMPTION_TOO_LONG = "EXEMPTION_TOO_LONG"


@dataclass(frozen=True, slots=True)
class PolicyEffect:
    """What a policy would change for an account, from the first cycle that it governs on; limits in minor units."""

    account: str
    customer: str
    effects: tuple[Effect, ...]
    suspend_old: dt.date
    suspend_new: dt.date
    limit_old: int
    limit_new: int


@dataclass(frozen=True, slots=True)
class DryRunCounts:
    """How many accounts there are, how many customers are graded, how many accounts each effect concerns."""

    version: str
    date: dt.date
    accounts: int
    customers: int
    affected: dict[Effect, int]


@dataclass(frozen=True, slots=True)
class Watched:
    """What the proposed rules are tried on besides terms, as of the business date of the dry run.

    ``lines`` are the account's lines of business with what is owed in each; the exemptions are approved ones.
    """

    date: dt.date
    lines: tuple[tuple[WatchedLine, int], ...] = ()
    grading: GradeFacts | None = None
    exemptions: tuple[tuple[dt.date, dt.date], ...] = ()


def effect_on(
    account: str, proposed: CreditPolicy, present: TermsBook, changed: TermsBook, watched: Watched
) -> PolicyEffect | None:
    """None when nothing changes. ``changed`` is the present book with the proposed policy among the approved ones."""
    cycle, date = Cycle.of(proposed.effective_date), proposed.effective_date
    before = policy_in_force(present.policies, date)
    old, new = present.bill_terms(account, cycle, date), changed.bill_terms(account, cycle, date)
    limits = present.credit_limit(account, date), changed.credit_limit(account, date)
    effects = (
        *_effects(old, new, limits, proposed),
        *_regrading(before, proposed, watched),
        *_listing(before, proposed, limits, watched),
        *_bounds(before, proposed, watched),
    )
    if not effects:
        return None
    return PolicyEffect(
        account, old.customer, effects, old.suspend_not_before, new.suspend_not_before, limits[0], limits[1]
    )


def _effects(old: BillTerms, new: BillTerms, limits: tuple[int, int], proposed: CreditPolicy) -> tuple[Effect, ...]:
    found = [
        (old.due_date != new.due_date, Effect.DUE_DATE),
        (new.suspend_not_before < old.suspend_not_before, Effect.SUSPENSION_EARLIER),
        (new.suspend_not_before > old.suspend_not_before, Effect.SUSPENSION_LATER),
        (limits[0] != limits[1], Effect.CREDIT_LIMIT),
        (old.prepayment_months != new.prepayment_months, Effect.PREPAYMENT),
        (bool(new.grade) and new.grade not in proposed.grades, Effect.GRADE_REMOVED),
    ]
    return tuple(effect for applies, effect in found if applies)


def _regrading(before: CreditPolicy, proposed: CreditPolicy, watched: Watched) -> tuple[Effect, ...]:
    """What a regrading of today's facts would make of the customer under each."""
    if watched.grading is None:
        return ()
    old = regrade(watched.grading, watched.date, before).after
    new = regrade(watched.grading, watched.date, proposed).after
    if old == new or old not in proposed.grades:
        return ()
    higher = proposed.grades.index(new) > proposed.grades.index(old)
    return (Effect.REGRADE_HIGHER if higher else Effect.REGRADE_LOWER,)


def _listing(
    before: CreditPolicy, proposed: CreditPolicy, limits: tuple[int, int], watched: Watched
) -> tuple[Effect, ...]:
    """Whether today's figures would put the account on other lists; the limits are the credit limits under each."""
    warned, acted_on = _lists(before, limits[0], watched)
    warned_now, acted_on_now = _lists(proposed, limits[1], watched)
    found = [
        (warned_now - warned, Effect.WARNING_ADDED),
        (warned - warned_now, Effect.WARNING_DROPPED),
        (acted_on_now - acted_on, Effect.INTERVENTION_ADDED),
        (acted_on - acted_on_now, Effect.INTERVENTION_DROPPED),
    ]
    return tuple(effect for differs, effect in found if differs)


def _lists(policy: CreditPolicy, limit: int, watched: Watched) -> tuple[frozenset[str], frozenset[str]]:
    """The warnings and the interventions that a listing would make today, by name."""
    date, rules = watched.date, policy.control_rules
    warned = (warn(line, limit, policy.warning_thresholds, date, rules) for line, _ in watched.lines)
    acted_on = (
        each for line, owed in watched.lines for each in intervene(line, owed, policy.intervention_limits, date)
    )
    return (
        frozenset(each.warning for each in warned if each is not None),
        frozenset(each.intervention for each in acted_on),
    )


def _bounds(before: CreditPolicy, proposed: CreditPolicy, watched: Watched) -> tuple[Effect, ...]:
    """Terminations are dated by the rules of each bill's cycle; an exemption stands but would not be granted again."""
    old, new = before.control_rules, proposed.control_rules
    too_long = any(
        add_months(start, new.exemption_months_max) <= end < add_months(start, old.exemption_months_max)
        for start, end in watched.exemptions
    )
    found = [
        (new.termination_day_min < old.termination_day_min, Effect.TERMINATION_EARLIER),
        (new.termination_day_min > old.termination_day_min, Effect.TERMINATION_LATER),
        (too_long, Effect.EXEMPTION_TOO_LONG),
    ]
    return tuple(effect for applies, effect in found if applies)
