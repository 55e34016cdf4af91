"""What all actors of a simulation share: the operator, the days, the simulator's own record and the way to the
suite.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from simulator.behaviour.record import Record
from simulator.behaviour.usage import Fate
from simulator.checks.calls import DeliveredCall
from simulator.choice import Choice
from simulator.operator.population import Population
from simulator.platform.desk import Desk
from simulator.suite.connection import Suite


@dataclass(slots=True)
class World:
    """One simulation."""

    choice: Choice
    population: Population
    first_day: date
    months: int
    suite: Suite
    desk: Desk
    record: Record = field(default_factory=Record)
    usage_delivered: Counter[Fate] = field(default_factory=Counter[Fate])
    calls_delivered: list[DeliveredCall] = field(default_factory=list[DeliveredCall])
    stories: list[str] = field(default_factory=list[str])

    def tell(self, day: date, story: str) -> None:
        """Keeps a sentence for the summary: what a part of the cast lived through, in business keys and dates."""
        self.stories.append(f"{day} {story}")
