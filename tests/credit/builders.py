"""Builders: facts with defaults, so that a test says only what it is about."""

import datetime as dt

from services.credit.domain.control import ControlFacts, CycleTerms, Debt, TermsOf
from services.credit.domain.dates import NO_AGREED_DATES, AgreedDates
from services.credit.domain.grades import DueCycle
from services.credit.domain.policy import initial_policy
from services.kernel.business import LineOfBusiness
from services.kernel.period import Cycle

POLICY = initial_policy()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def debt(due: str, payable: int = 100, *, blocked: int = 0, cycle: str = "2025-01") -> Debt:
    return Debt(day(due), Cycle.parse(cycle), LineOfBusiness.FIXED_LINE, payable, blocked)


def facts(*debts: Debt, suspended: str = "", unclaimed: bool = False, exempt_until: str = "") -> ControlFacts:
    return ControlFacts(
        debts=debts,
        suspended_since=day(suspended) if suspended else None,
        unclaimed_receipts=unclaimed,
        suspension_exempt_until=day(exempt_until) if exempt_until else None,
    )


def terms_of(grade: str, agreed: AgreedDates = NO_AGREED_DATES) -> TermsOf:
    """Terms that hold for every cycle."""
    terms = CycleTerms(POLICY.terms_of(grade), POLICY.control_rules, grade, POLICY.version, agreed)
    return lambda cycle: terms


def due_cycle(cycle: str, due: int, on_time: int) -> DueCycle:
    """A cycle of LOW's terms: due at the end of the next month."""
    month = Cycle.parse(cycle)
    return DueCycle(month, month.next.last_day, due, on_time)
