"""The lists that people work from: prepayment warnings (R-CTL-3) and interventions (R-CTL-4)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.credit.domain.policy import (
    ControlRules,
    InterventionFigure,
    InterventionLimit,
    WarningBasis,
    WarningThreshold,
)
from services.credit.domain.refusals import Reason, precondition
from services.kernel.business import LineOfBusiness
from services.kernel.money import share
from services.kernel.period import Cycle


class WarningOutcome(StrEnum):
    """What became of a warning; UNSPECIFIED until somebody records it."""

    UNSPECIFIED = "UNSPECIFIED"
    NOTIFIED = "NOTIFIED"
    PROMISED = "PROMISED"
    NOT_REACHED = "NOT_REACHED"
    DECLINED = "DECLINED"


class InterventionState(StrEnum):
    """Where an intervention stands."""

    OPEN = "OPEN"
    DONE = "DONE"
    MISSED = "MISSED"
    DONE_LATE = "DONE_LATE"


ACTED = {
    InterventionState.OPEN: InterventionState.DONE,
    InterventionState.MISSED: InterventionState.DONE_LATE,
}
"""What acting makes of a state; the end of the month makes MISSED of OPEN."""


@dataclass(frozen=True, slots=True)
class WatchedLine:
    """An account's business in one line, with what the account has and owes; amounts in minor units."""

    account: str
    customer: str
    sales_unit: str
    account_manager: str
    line_of_business: LineOfBusiness
    prepaid: bool
    currency: str
    monthly_rent: int
    listed_threshold: int | None
    balance: int
    unbilled: int
    arrears: int


@dataclass(frozen=True, slots=True)
class PrepaymentWarning:
    """A warning; one an account, line of business and month. Amounts in minor units."""

    warning: str
    account: str
    customer: str
    sales_unit: str
    account_manager: str
    line_of_business: LineOfBusiness
    cycle: Cycle
    listed_on: dt.date
    notify_by: dt.date
    currency: str
    figure: int
    threshold: int
    outcome: WarningOutcome = WarningOutcome.UNSPECIFIED
    outcome_on: dt.date | None = None
    recorder: str = ""
    note: str = ""
    topped_up: bool = False


@dataclass(frozen=True, slots=True)
class Intervention:
    """An intervention; one an account, line of business, figure and month. Amounts in minor units."""

    intervention: str
    account: str
    customer: str
    sales_unit: str
    line_of_business: LineOfBusiness
    figure: InterventionFigure
    cycle: Cycle
    listed_on: dt.date
    currency: str
    amount: int
    limit: int
    state: InterventionState = InterventionState.OPEN
    action: str = ""
    actor: str = ""
    acted_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class WarningEffect:
    """The monthly analysis of a sales unit's warnings in a line of business, in numbers of accounts."""

    cycle: Cycle
    sales_unit: str
    line_of_business: LineOfBusiness
    listed: int
    recorded: int
    recorded_in_window: int
    topped_up: int
    outcomes: dict[WarningOutcome, int]


def warning_threshold(line: WatchedLine, thresholds: Sequence[WarningThreshold]) -> int | None:
    """Below what the line is warned; None when it is not watched. A sales unit's own row goes before the common one."""
    rows = [row for row in thresholds if row.line_of_business is line.line_of_business]
    own = [row for row in rows if row.sales_unit and row.sales_unit == line.sales_unit]
    row = next(iter(own + [row for row in rows if not row.sales_unit]), None)
    if row is None or not (line.prepaid or row.postpaid):
        return None
    match row.basis:
        case WarningBasis.FIXED_AMOUNT:
            return row.amount
        case WarningBasis.MONTHLY_RENT:
            return share(line.monthly_rent, row.rent_basis_points, 10_000)
        case WarningBasis.LISTED:
            return line.listed_threshold


def warn(
    line: WatchedLine, credit_limit: int, thresholds: Sequence[WarningThreshold], date: dt.date, rules: ControlRules
) -> PrepaymentWarning | None:
    """Warns when the available credit is below the threshold (R-CTL-3)."""
    threshold = warning_threshold(line, thresholds)
    figure = line.balance + credit_limit - line.unbilled - line.arrears
    if threshold is None or figure >= threshold:
        return None
    cycle = Cycle.of(date)
    return PrepaymentWarning(
        warning=f"{cycle}-{line.account}-{line.line_of_business}",
        account=line.account,
        customer=line.customer,
        sales_unit=line.sales_unit,
        account_manager=line.account_manager,
        line_of_business=line.line_of_business,
        cycle=cycle,
        listed_on=date,
        notify_by=cycle.first_day.replace(day=min(rules.payment_day, cycle.days)),
        currency=line.currency,
        figure=figure,
        threshold=threshold,
    )


def intervene(
    line: WatchedLine, owed_in_line: int, limits: Sequence[InterventionLimit], date: dt.date
) -> list[Intervention]:
    """What a person must act on this month: charges or arrears above the unit's limit (R-CTL-4)."""
    figures = {InterventionFigure.CHARGES: line.unbilled, InterventionFigure.ARREARS: owed_in_line}
    found: list[Intervention] = []
    for figure, amount in figures.items():
        limit = _limit(line, figure, limits)
        if limit is None or amount <= limit:
            continue
        cycle = Cycle.of(date)
        found.append(
            Intervention(
                intervention=f"{cycle}-{line.account}-{line.line_of_business}-{figure}",
                account=line.account,
                customer=line.customer,
                sales_unit=line.sales_unit,
                line_of_business=line.line_of_business,
                figure=figure,
                cycle=cycle,
                listed_on=date,
                currency=line.currency,
                amount=amount,
                limit=limit,
            )
        )
    return found


def _limit(line: WatchedLine, figure: InterventionFigure, limits: Iterable[InterventionLimit]) -> int | None:
    rows = [row for row in limits if row.line_of_business is line.line_of_business and row.figure is figure]
    own = [row.limit for row in rows if row.sales_unit and row.sales_unit == line.sales_unit]
    return next(iter(own + [row.limit for row in rows if not row.sales_unit]), None)


def acted(each: Intervention, action: str, actor: str, date: dt.date) -> Intervention:
    """Raises STATE_CONFLICT when a person has acted already."""
    after = ACTED.get(each.state)
    if after is None:
        message = f"somebody has acted already: {each.state}"
        raise precondition(Reason.STATE_CONFLICT, message, state=each.state, verb="record")
    return replace(each, state=after, action=action, actor=actor, acted_on=date)


def analyse(cycle: Cycle, warnings: Iterable[PrepaymentWarning]) -> list[WarningEffect]:
    """The effect of a month's warnings by sales unit and line of business."""
    groups: dict[tuple[str, LineOfBusiness], list[PrepaymentWarning]] = {}
    for each in warnings:
        groups.setdefault((each.sales_unit, each.line_of_business), []).append(each)
    return [_effect(cycle, unit, line, groups[(unit, line)]) for unit, line in sorted(groups)]


def _effect(cycle: Cycle, unit: str, line: LineOfBusiness, warnings: Sequence[PrepaymentWarning]) -> WarningEffect:
    recorded = [each for each in warnings if each.outcome is not WarningOutcome.UNSPECIFIED]
    outcomes: dict[WarningOutcome, int] = {}
    for each in recorded:
        outcomes[each.outcome] = outcomes.get(each.outcome, 0) + 1
    return WarningEffect(
        cycle=cycle,
        sales_unit=unit,
        line_of_business=line,
        listed=len(warnings),
        recorded=len(recorded),
        recorded_in_window=sum(each.outcome_on is not None and each.outcome_on <= each.notify_by for each in recorded),
        topped_up=sum(each.topped_up for each in warnings),
        outcomes=outcomes,
    )
