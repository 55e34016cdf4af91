"""Due, suspension and termination dates (R-CRD-5). Pure; docs/credit-dates.md tabulates examples that a test proves.

The terms of a cycle are those of the policy in force and of the grade held on the cycle's last day: what the customer
was told with the bill holds for the whole countdown, whatever the grade or the policy becomes meanwhile.
"""

import datetime as dt
from dataclasses import dataclass

from services.credit.domain.policy import ControlRules, GradeTerms
from services.kernel.period import Cycle, add_months_keep_month_end


@dataclass(frozen=True, slots=True)
class AgreedDates:
    """What an agreement or the account itself fixes in place of the policy; 0 leaves the policy's."""

    payment_day: int = 0
    suspension_days: int = 0


NO_AGREED_DATES = AgreedDates()


@dataclass(frozen=True, slots=True)
class QuotedDates:
    """The dates that follow from a cycle and a grade."""

    due_date: dt.date
    suspend_not_before: dt.date
    terminate_not_before: dt.date | None
    policy_version: str


def due_cycle(cycle: Cycle, payment_period_months: int) -> Cycle:
    """The month in which a cycle falls due: the one after the payment period, aligned to January, that contains it."""
    position = (cycle.month - 1) % payment_period_months
    return cycle.plus(payment_period_months - position)


def due_date(cycle: Cycle, terms: GradeTerms, rules: ControlRules, agreed: AgreedDates = NO_AGREED_DATES) -> dt.date:
    """The last payment day of the due month; a day that the month lacks is its last day."""
    month = due_cycle(cycle, terms.payment_period_months)
    day = agreed.payment_day or rules.payment_day
    return dt.date(month.year, month.month, min(day, month.days))


def suspend_not_before(
    due: dt.date, terms: GradeTerms, rules: ControlRules, agreed: AgreedDates = NO_AGREED_DATES
) -> dt.date:
    """One suspension period after the due date, a month end staying one, and not before the 31st day past due.

    An agreement may fix a number of days past due instead; the law's 31st day bounds it too.
    """
    earliest = due + dt.timedelta(days=rules.suspension_day_min)
    if agreed.suspension_days:
        return max(earliest, due + dt.timedelta(days=agreed.suspension_days))
    return max(earliest, add_months_keep_month_end(due, terms.suspension_period_months))


def terminate_not_before(suspended: dt.date, rules: ControlRules) -> dt.date:
    """The 61st day after the confirmed suspension."""
    return suspended + dt.timedelta(days=rules.termination_day_min)
