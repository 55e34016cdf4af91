"""Work orders to provisioning (R-DUN-5): one table of states, moved by callbacks late, doubled or contrary."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class OrderKind(StrEnum):
    """What an order asks of the platform."""

    SUSPEND = "SUSPEND"
    RESTORE = "RESTORE"
    TERMINATE = "TERMINATE"
    RECOVER_EQUIPMENT = "RECOVER_EQUIPMENT"
    CHANGE = "CHANGE"


class OrderState(StrEnum):
    """Where an order stands."""

    PENDING = "PENDING"
    SUBMITTED = "SUBMITTED"
    SENT = "SENT"
    COMPLETED = "COMPLETED"
    ARCHIVED = "ARCHIVED"
    FAILED = "FAILED"
    WITHDRAWN = "WITHDRAWN"


_O = OrderState

ORDER_STATES: tuple[tuple[OrderState, str, OrderState], ...] = (
    (_O.PENDING, "SUBMIT", _O.SUBMITTED),
    (_O.PENDING, "WITHDRAW", _O.WITHDRAWN),
    # The gateway's report may overtake our own note that it was submitted.
    *((state, "SENT", _O.SENT) for state in (_O.PENDING, _O.SUBMITTED, _O.WITHDRAWN)),
    *((state, "COMPLETED", _O.COMPLETED) for state in (_O.PENDING, _O.SUBMITTED, _O.SENT, _O.FAILED, _O.WITHDRAWN)),
    *(
        (state, "ARCHIVED", _O.ARCHIVED)
        for state in (_O.PENDING, _O.SUBMITTED, _O.SENT, _O.COMPLETED, _O.FAILED, _O.WITHDRAWN)
    ),
    *((state, "FAILED", _O.FAILED) for state in (_O.PENDING, _O.SUBMITTED, _O.SENT)),
    *((state, "DEAD", _O.FAILED) for state in (_O.PENDING, _O.SUBMITTED, _O.SENT)),
    (_O.PENDING, "EXPIRED", _O.PENDING),
    (_O.SUBMITTED, "EXPIRED", _O.PENDING),
    (_O.FAILED, "RESEND", _O.PENDING),
)
"""(from, verb, to): verbs in capitals are the gateway's outcomes; what the table does not hold changes nothing."""

_NEXT = {(source, verb): target for source, verb, target in ORDER_STATES}

_DONE: dict[OrderKind, frozenset[OrderState]] = {
    OrderKind.SUSPEND: frozenset({_O.COMPLETED, _O.ARCHIVED}),
    OrderKind.RESTORE: frozenset({_O.ARCHIVED}),
    OrderKind.TERMINATE: frozenset({_O.COMPLETED, _O.ARCHIVED}),
    OrderKind.RECOVER_EQUIPMENT: frozenset({_O.COMPLETED, _O.ARCHIVED}),
    OrderKind.CHANGE: frozenset({_O.ARCHIVED}),
}

DANGEROUS = frozenset({OrderKind.SUSPEND, OrderKind.TERMINATE})
"""What is checked with payment before it leaves and expires unsent (R-CTL-6)."""

EXPIRY = dt.timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Progress:
    """What a report makes of an order. ``done_now``: this report ended it."""

    state: OrderState
    done_now: bool
    changed: bool


def is_done(kind: OrderKind, state: OrderState) -> bool:
    """Whether the order's purpose is reached: a restoration only when archived (R-OPN-7)."""
    return state in _DONE[kind]


def is_effective(state: OrderState) -> bool:
    """Whether the platform has the order or may have it, so that its effect must be undone by another order."""
    return state in (_O.SUBMITTED, _O.SENT, _O.COMPLETED, _O.ARCHIVED)


def is_open(kind: OrderKind, state: OrderState) -> bool:
    return state is not _O.WITHDRAWN and not is_done(kind, state)


def report(kind: OrderKind, state: OrderState, outcome: str, *, current: bool = True) -> Progress:
    """What a reported outcome makes of an order. A report that the table does not hold changes nothing.

    ``current``: whether the report is about the order's newest command; of an older one only success counts.
    """
    if not current and outcome not in ("COMPLETED", "ARCHIVED"):
        return Progress(state, done_now=False, changed=False)
    target = _NEXT.get((state, outcome), state)
    done_now = is_done(kind, target) and not is_done(kind, state)
    return Progress(target, done_now, changed=target is not state)


RESTORATION_HOURS_MOST = 48
"""The legal ceiling of R-OPN-7."""
_HOURS_A_DAY = 24


def due_date(kind: OrderKind, made: dt.date, restoration_hours: int, other_days: int) -> dt.date:
    """By when an order should be done; a restoration by its hours, rounded up to business dates."""
    if kind is OrderKind.RESTORE:
        hours = min(restoration_hours, RESTORATION_HOURS_MOST)
        return made + dt.timedelta(days=-(-hours // _HOURS_A_DAY))
    return made + dt.timedelta(days=other_days)


def escalation_level(due: dt.date, date: dt.date, levels: int) -> int:
    """How far a late order is escalated: a level for each day late, up to the last level."""
    return max(0, min(levels, (date - due).days))


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """An order as a decision sees it."""

    order_id: str
    kind: OrderKind
    state: OrderState
    subscription: str
    done_date: dt.date | None = None


def to_undo(orders: tuple[OrderFacts, ...]) -> tuple[tuple[str, bool], ...]:
    """The lines to restore, each with whether it is a re-install after termination; not those restored already.

    Orders of a line stand in the order in which they were made.
    """
    lines: dict[str, bool] = {}
    for order in orders:
        if order.kind in DANGEROUS and is_effective(order.state):
            lines[order.subscription] = order.kind is OrderKind.TERMINATE or lines.get(order.subscription, False)
        elif order.kind is OrderKind.RESTORE and order.state is not _O.WITHDRAWN:
            lines.pop(order.subscription, None)
    return tuple(sorted(lines.items()))


def confirmed(orders: tuple[OrderFacts, ...], kind: OrderKind) -> dt.date | None:
    """The date on which a case's orders of a kind are done, one at least and none under way; None before."""
    mine = [order for order in orders if order.kind is kind and order.state is not _O.WITHDRAWN]
    if any(is_open(kind, order.state) and order.state is not _O.FAILED for order in mine):
        return None
    dates = [order.done_date for order in mine if is_done(kind, order.state) and order.done_date]
    return max(dates, default=None)


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """An order about one subscription. ``number`` is its place among the case's orders; ``paid_date`` of a restoration
    is the date on which nothing was overdue any more."""

    shard: int
    order_id: str
    case_id: str
    account_id: str
    customer_id: str
    subscription_id: str
    kind: OrderKind
    number: int
    state: OrderState
    reason: str
    line_of_business: str
    platform: str
    product: str
    service_number: str
    sales_unit: str
    create_date: dt.date
    created_at: dt.datetime
    due_date: dt.date
    done_date: dt.date | None = None
    done_at: dt.datetime | None = None
    submissions: int = 0
    command_id: str = ""
    expire_at: dt.datetime | None = None
    checked_at: dt.datetime | None = None
    checked_overdue: int | None = None
    escalation_level: int = 0
    escalated_to: str = ""
    paid_date: dt.date | None = None
    paid_at: dt.datetime | None = None
    detail: str = ""

    @property
    def facts(self) -> OrderFacts:
        return OrderFacts(self.order_id, self.kind, self.state, self.subscription_id, self.done_date)


def order_id(case_id: str, kind: OrderKind, number: int) -> str:
    """The deterministic id of a case's order."""
    return f"{case_id}-{kind.lower().replace('_', '-')}-{number}"


def command_id(order: str, submission: int) -> str:
    """The gateway's command of a submission: the order's own id, and a new one for each further submission."""
    return order if submission == 1 else f"{order}-r{submission}"
