"""How long orders may take, and to whom late ones go (R-OPN-7, R-DUN-5)."""

import datetime as dt
from dataclasses import dataclass, field

from services.collection.domain.work_order import OrderKind, due_date

_DAYS = {
    OrderKind.SUSPEND: 3,
    OrderKind.TERMINATE: 5,
    OrderKind.RECOVER_EQUIPMENT: 15,
    OrderKind.CHANGE: 5,
}


@dataclass(frozen=True, slots=True)
class OrderPolicy:
    """Hours for a restoration by line of business ("" for all others), days for the other kinds, escalation levels."""

    restoration_hours: dict[str, int] = field(default_factory=lambda: {"": 24})
    days: dict[OrderKind, int] = field(default_factory=lambda: dict(_DAYS))
    levels: tuple[str, ...] = ("provisioning-desk", "unit-head", "operations-head")

    def due(self, kind: OrderKind, line_of_business: str, made: dt.date) -> dt.date:
        return due_date(kind, made, self.hours(line_of_business), self.days.get(kind, _DAYS.get(kind, 0)))

    def hours(self, line_of_business: str) -> int:
        return self.restoration_hours.get(line_of_business, self.restoration_hours.get("", 24))
