"""Appraisal of units and managers by month (R-KPI-1): measures, figures and targets."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.kernel.money import share

BASIS = 10_000


class Measure(StrEnum):
    """What a unit or a manager is measured by; appraisal.proto says what each one is."""

    CURRENT_RECOVERY = "CURRENT_RECOVERY"
    ARREARS_RATE = "ARREARS_RATE"
    OVER_THREE_MONTHS_RATE = "OVER_THREE_MONTHS_RATE"
    NEW_OVER_THREE_MONTHS = "NEW_OVER_THREE_MONTHS"
    NOT_SUSPENDED = "NOT_SUSPENDED"
    EXEMPT_SHARE = "EXEMPT_SHARE"
    BAD_DEBT_RATE = "BAD_DEBT_RATE"
    REMITTANCE = "REMITTANCE"


AMOUNTS = frozenset({Measure.NEW_OVER_THREE_MONTHS})
"""The measures that are amounts; all others are ratios in basis points."""

ALL = "all"
"""The subject of the whole operator; others are "unit.{id}" and "manager.{id}"."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a measure should be from a month on; of one subject, or of every one without its own when it is empty."""

    subject: str
    measure: Measure
    first_month: str
    value: int
    at_least: bool
    actor: str = ""

    def met_by(self, value: int) -> bool:
        return value >= self.value if self.at_least else value <= self.value


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure of one subject in one month: the sums of its cases."""

    month: str
    subject: str
    measure: Measure
    numerator: int
    denominator: int

    @property
    def figure_id(self) -> str:
        return f"{self.month}-{self.subject}-{self.measure}"

    @property
    def value(self) -> int:
        """An amount, or a ratio in basis points, rounded half away from zero; 0 where there is nothing to divide by."""
        if self.measure in AMOUNTS:
            return self.numerator
        return share(BASIS, self.numerator, self.denominator) if self.denominator else 0


@dataclass(frozen=True, slots=True)
class FigureCase:
    """What one account, or for remittances one agent, adds to a figure."""

    shard: int
    account_id: str
    sales_unit: str
    account_manager: str
    customer_id: str
    case_id: str
    numerator: int
    denominator: int


@dataclass(frozen=True, slots=True)
class AgentRemittance:
    """A collecting agent's month as payment has it: handed in, and still held at its end."""

    agent_id: str
    sales_unit: str
    remitted: int
    outstanding: int


def parse_figure_id(text: str) -> tuple[str, str, Measure] | None:
    """Month, subject and measure in a figure's id; None for what is none."""
    month, rest = text[:7], text[8:]
    subject, _, measure = rest.rpartition("-")
    if len(month) != 7 or not subject or measure not in Measure.__members__:
        return None
    return month, subject, Measure(measure)


def target_of(targets: Iterable[Target], figure: Figure) -> Target | None:
    """The newest target begun by the figure's month: the subject's own before one for all."""
    fitting = [
        each
        for each in targets
        if each.measure is figure.measure and each.subject in ("", figure.subject) and each.first_month <= figure.month
    ]
    return max(fitting, key=lambda each: (bool(each.subject), each.first_month), default=None)
