"""Scenarios: the ladder's days by grade, class and line of business (R-DUN-1), dated and approved."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum

from services.collection.domain.reason import Reason
from services.kernel.errors import Fault, Refusal, RefusalKind


class Layer(StrEnum):
    """What a suspension or a termination covers."""

    ACCOUNT = "ACCOUNT"
    SUBSCRIPTION = "SUBSCRIPTION"


@dataclass(frozen=True, slots=True)
class LadderDays:
    """How long the ladder waits before each step, in days."""

    reminder_before_due: int = 5
    arrears_notice_after_due: int = 3
    suspension_notice_after_due: int = 20
    suspension_after_due: int = 31
    dunning_after_suspension: int = 15
    termination_notice_after_suspension: int = 50
    termination_after_suspension: int = 61
    bad_debt_after_termination: int = 10
    minimum_after_notice: int = 3


SUSPENSION_DAYS_LEAST = 31
TERMINATION_DAYS_LEAST = 61
"""The legal bounds of R-CRD-5; credit's permission is awaited beside them."""

_DAYS_MOST = 3_650


@dataclass(frozen=True, slots=True)
class Scenario:
    """The days of one kind of customer; an empty key field fits any. ``version`` is kept with every step it decided."""

    scenario_id: str
    effective_date: dt.date
    grade: str = ""
    customer_class: str = ""
    line_of_business: str = ""
    layer: Layer = Layer.ACCOUNT
    days: LadderDays = field(default_factory=LadderDays)
    media: tuple[str, ...] = ("SMS", "VOICE", "EMAIL")

    @property
    def version(self) -> str:
        return f"{self.scenario_id}@{self.effective_date.isoformat()}"


_EPOCH = dt.date(2000, 1, 1)

DEFAULT_SCENARIOS: tuple[Scenario, ...] = (
    Scenario("standard", _EPOCH),
    Scenario(
        "medium", _EPOCH, grade="MEDIUM", days=LadderDays(suspension_notice_after_due=45, suspension_after_due=58)
    ),
    Scenario("high", _EPOCH, grade="HIGH", days=LadderDays(suspension_notice_after_due=75, suspension_after_due=88)),
)
"""In force until others are approved. Credit's permission moves the later grades' suspension further (R-CRD-5)."""


def select_scenario(
    scenarios: Sequence[Scenario], date: dt.date, *, grade: str, customer_class: str, line_of_business: str
) -> Scenario:
    """The scenario of an account on a date: of those in force, the one that fits most exactly: grade before class
    before line of business. One without keys is always there."""
    in_force: dict[str, Scenario] = {}
    for scenario in sorted(scenarios, key=lambda each: each.effective_date):
        if scenario.effective_date <= date:
            in_force[scenario.scenario_id] = scenario
    wanted = (grade, customer_class, line_of_business)

    def fits(scenario: Scenario) -> bool:
        keys = (scenario.grade, scenario.customer_class, scenario.line_of_business)
        return all(not key or key == value for key, value in zip(keys, wanted, strict=True))

    def exactness(scenario: Scenario) -> tuple[bool, bool, bool, str]:
        return (
            bool(scenario.grade),
            bool(scenario.customer_class),
            bool(scenario.line_of_business),
            scenario.scenario_id,
        )

    return max((each for each in in_force.values() if fits(each)), key=exactness)


def check_scenario(scenario: Scenario) -> None:
    """Raises SCENARIO_INVALID with all faults at once."""
    days = scenario.days
    faults = [
        Fault(f"days.{each.name}", "R-DUN-1", str(getattr(days, each.name)), f"must be from 0 to {_DAYS_MOST}")
        for each in fields(days)
        if not 0 <= getattr(days, each.name) <= _DAYS_MOST
    ]
    if days.suspension_after_due < SUSPENSION_DAYS_LEAST:
        faults.append(
            Fault("days.suspension_after_due", "R-CRD-5", str(days.suspension_after_due), "must be at least 31")
        )
    if days.termination_after_suspension < TERMINATION_DAYS_LEAST:
        faults.append(
            Fault(
                "days.termination_after_suspension",
                "R-CRD-5",
                str(days.termination_after_suspension),
                "must be at least 61",
            )
        )
    faults.extend(_out_of_order(days))
    if faults:
        message = "the scenario's days are not possible: " + ", ".join(fault.field for fault in faults)
        raise Refusal(
            Reason.SCENARIO_INVALID,
            RefusalKind.INVALID,
            message,
            faults=tuple(faults),
            metadata={"field": faults[0].field},
        )


def _out_of_order(days: LadderDays) -> list[Fault]:
    order = (
        ("arrears_notice_after_due", "suspension_notice_after_due"),
        ("suspension_notice_after_due", "suspension_after_due"),
        ("dunning_after_suspension", "termination_notice_after_suspension"),
        ("termination_notice_after_suspension", "termination_after_suspension"),
    )
    return [
        Fault(f"days.{later}", "R-DUN-1", str(getattr(days, later)), f"must not come before {earlier}")
        for earlier, later in order
        if getattr(days, later) < getattr(days, earlier)
    ]
