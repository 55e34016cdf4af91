"""Whom a proposed policy would affect: an account's next terms under it, beside those under the present one."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from services.credit.domain.policy import CreditPolicy
from services.credit.domain.terms import BillTerms, TermsBook
from services.kernel.period import Cycle


class Effect(StrEnum):
    """How a policy affects an account."""

    DUE_DATE = "DUE_DATE"
    SUSPENSION_EARLIER = "SUSPENSION_EARLIER"
    SUSPENSION_LATER = "SUSPENSION_LATER"
    CREDIT_LIMIT = "CREDIT_LIMIT"
    PREPAYMENT = "PREPAYMENT"
    GRADE_REMOVED = "GRADE_REMOVED"


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


def effect_on(account: str, proposed: CreditPolicy, present: TermsBook, changed: TermsBook) -> PolicyEffect | None:
    """None when nothing changes. ``changed`` is the present book with the proposed policy among the approved ones."""
    cycle, date = Cycle.of(proposed.effective_date), proposed.effective_date
    old, new = present.bill_terms(account, cycle, date), changed.bill_terms(account, cycle, date)
    limits = present.credit_limit(account, date), changed.credit_limit(account, date)
    effects = _effects(old, new, limits, proposed)
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
