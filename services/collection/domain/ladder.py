"""The ladder (R-DUN-1) as one table of (from, verb, to). Nothing moves a case except a row of it.

docs/collection-ladder.md draws it with ``draw_ladder``; a test holds the two together.
"""

from dataclasses import dataclass
from enum import StrEnum

from services.collection.domain.reason import Reason, precondition


class CaseState(StrEnum):
    """The step on which a case stands; the names are those of the proto without prefix."""

    OPEN = "OPEN"
    ARREARS_NOTICED = "ARREARS_NOTICED"
    SUSPENSION_NOTICED = "SUSPENSION_NOTICED"
    SUSPENDING = "SUSPENDING"
    SUSPENDED = "SUSPENDED"
    DUNNED = "DUNNED"
    TERMINATION_NOTICED = "TERMINATION_NOTICED"
    TERMINATING = "TERMINATING"
    TERMINATED = "TERMINATED"
    BAD_DEBT = "BAD_DEBT"
    WRITTEN_OFF = "WRITTEN_OFF"
    RESTORING = "RESTORING"
    RECOVERING = "RECOVERING"
    CLOSED = "CLOSED"


class Verb(StrEnum):
    """What moves a case."""

    OPEN = "OPEN"
    NOTIFY_ARREARS = "NOTIFY_ARREARS"
    NOTIFY_SUSPENSION = "NOTIFY_SUSPENSION"
    ORDER_SUSPENSION = "ORDER_SUSPENSION"
    WITHDRAW_SUSPENSION = "WITHDRAW_SUSPENSION"
    CONFIRM_SUSPENSION = "CONFIRM_SUSPENSION"
    DUN = "DUN"
    NOTIFY_TERMINATION = "NOTIFY_TERMINATION"
    ORDER_TERMINATION = "ORDER_TERMINATION"
    CONFIRM_TERMINATION = "CONFIRM_TERMINATION"
    PROPOSE_BAD_DEBT = "PROPOSE_BAD_DEBT"
    WRITE_OFF = "WRITE_OFF"
    ORDER_RESTORATION = "ORDER_RESTORATION"
    CONFIRM_RESTORATION = "CONFIRM_RESTORATION"
    AWAIT_EQUIPMENT = "AWAIT_EQUIPMENT"
    CLOSE = "CLOSE"
    REJECT_BAD_DEBT = "REJECT_BAD_DEBT"
    WITHDRAW_TERMINATION = "WITHDRAW_TERMINATION"
    IMPORT = "IMPORT"


class Anchor(StrEnum):
    """What a move's days count from."""

    DUE_DATE = "DUE_DATE"
    SUSPENSION = "SUSPENSION"
    TERMINATION = "TERMINATION"


class Permission(StrEnum):
    """What else must permit a move."""

    SUSPENSION = "SUSPENSION"
    TERMINATION = "TERMINATION"
    OVER_THREE_MONTHS = "OVER_THREE_MONTHS"


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the ladder.

    A row with an anchor is taken by the daily sweep once ``anchor + days`` is reached, the days being the scenario's
    field of that name; ``after_notice``: not before the minimum days since the last notice was really sent. Rows
    without an anchor are taken by a callback, a payment or a person.
    """

    source: CaseState
    verb: Verb
    target: CaseState
    anchor: Anchor | None = None
    days: str = ""
    after_notice: bool = False
    permission: Permission | None = None


_S, _V = CaseState, Verb

LADDER: tuple[Move, ...] = (
    Move(_S.OPEN, _V.NOTIFY_ARREARS, _S.ARREARS_NOTICED, Anchor.DUE_DATE, "arrears_notice_after_due"),
    Move(
        _S.ARREARS_NOTICED,
        _V.NOTIFY_SUSPENSION,
        _S.SUSPENSION_NOTICED,
        Anchor.DUE_DATE,
        "suspension_notice_after_due",
        after_notice=True,
    ),
    Move(
        _S.SUSPENSION_NOTICED,
        _V.ORDER_SUSPENSION,
        _S.SUSPENDING,
        Anchor.DUE_DATE,
        "suspension_after_due",
        after_notice=True,
        permission=Permission.SUSPENSION,
    ),
    Move(_S.SUSPENDED, _V.DUN, _S.DUNNED, Anchor.SUSPENSION, "dunning_after_suspension"),
    Move(
        _S.DUNNED,
        _V.NOTIFY_TERMINATION,
        _S.TERMINATION_NOTICED,
        Anchor.SUSPENSION,
        "termination_notice_after_suspension",
        after_notice=True,
    ),
    Move(
        _S.TERMINATION_NOTICED,
        _V.ORDER_TERMINATION,
        _S.TERMINATING,
        Anchor.SUSPENSION,
        "termination_after_suspension",
        after_notice=True,
        permission=Permission.TERMINATION,
    ),
    Move(
        _S.TERMINATED,
        _V.PROPOSE_BAD_DEBT,
        _S.BAD_DEBT,
        Anchor.TERMINATION,
        "bad_debt_after_termination",
        permission=Permission.OVER_THREE_MONTHS,
    ),
    Move(_S.SUSPENDING, _V.CONFIRM_SUSPENSION, _S.SUSPENDED),
    Move(_S.SUSPENDING, _V.WITHDRAW_SUSPENSION, _S.SUSPENSION_NOTICED),
    Move(_S.TERMINATING, _V.CONFIRM_TERMINATION, _S.TERMINATED),
    Move(_S.TERMINATING, _V.WITHDRAW_TERMINATION, _S.TERMINATION_NOTICED),
    Move(_S.BAD_DEBT, _V.WRITE_OFF, _S.WRITTEN_OFF),
    Move(_S.BAD_DEBT, _V.REJECT_BAD_DEBT, _S.TERMINATED),
    # Nothing overdue restores whatever the step (R-DUN-6); a case that ordered nothing simply ends.
    *(
        Move(state, _V.ORDER_RESTORATION, _S.RESTORING)
        for state in (
            _S.SUSPENDING,
            _S.SUSPENDED,
            _S.DUNNED,
            _S.TERMINATION_NOTICED,
            _S.TERMINATING,
            _S.TERMINATED,
            _S.BAD_DEBT,
        )
    ),
    *(
        Move(state, _V.CLOSE, _S.CLOSED)
        for state in (
            _S.OPEN,
            _S.ARREARS_NOTICED,
            _S.SUSPENSION_NOTICED,
            _S.SUSPENDING,
            _S.SUSPENDED,
            _S.DUNNED,
            _S.TERMINATION_NOTICED,
            _S.TERMINATING,
            _S.TERMINATED,
            _S.BAD_DEBT,
        )
    ),
    Move(_S.RESTORING, _V.CONFIRM_RESTORATION, _S.CLOSED),
    Move(_S.RESTORING, _V.AWAIT_EQUIPMENT, _S.RECOVERING),
    Move(_S.RECOVERING, _V.CLOSE, _S.CLOSED),
)

_BY_KEY = {(move.source, move.verb): move for move in LADDER}
_SWEPT = {move.source: move for move in LADDER if move.anchor is not None}

IMPORTED_STATES = (
    _S.OPEN,
    _S.ARREARS_NOTICED,
    _S.SUSPENSION_NOTICED,
    _S.SUSPENDED,
    _S.DUNNED,
    _S.TERMINATION_NOTICED,
    _S.TERMINATED,
)
"""Where a case of an operator that moves to Tollbook may begin (R-ACC-4): never in the middle of an order."""

ENDED = frozenset({CaseState.CLOSED, CaseState.WRITTEN_OFF})
SWEPT_STATES = frozenset(_SWEPT)
NOTICE_VERBS = frozenset({Verb.NOTIFY_ARREARS, Verb.NOTIFY_SUSPENSION, Verb.DUN, Verb.NOTIFY_TERMINATION})
ORDERED_STATES = frozenset(
    {
        CaseState.SUSPENDING,
        CaseState.SUSPENDED,
        CaseState.DUNNED,
        CaseState.TERMINATION_NOTICED,
        CaseState.TERMINATING,
        CaseState.TERMINATED,
        CaseState.BAD_DEBT,
    }
)
"""The states in which lines are, or may be, suspended by the case."""


def swept_move(state: CaseState) -> Move | None:
    """The row that the daily sweep may take from a state; None when a callback, a payment or a person decides."""
    return _SWEPT.get(state)


def move(case_id: str, state: CaseState, verb: Verb) -> Move:
    """The row for a verb. Raises LADDER_MOVE_REFUSED when the ladder has none."""
    found = _BY_KEY.get((state, verb))
    if found is None:
        raise precondition(
            Reason.LADDER_MOVE_REFUSED,
            f"case {case_id} stands on {state}: the ladder has no {verb} from there",
            case=f"cases/{case_id}",
            state=state.value,
            verb=verb.value,
        )
    return found


def draw_ladder() -> str:
    """The ladder as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> OPEN: OPEN"]
    lines.extend(f"    [*] --> {state}: {Verb.IMPORT}" for state in IMPORTED_STATES)
    for row in LADDER:
        when = f" ({row.anchor} + {row.days})" if row.anchor else ""
        lines.append(f"    {row.source} --> {row.target}: {row.verb}{when}")
    lines.extend(f"    {state} --> [*]" for state in (CaseState.CLOSED, CaseState.WRITTEN_OFF))
    return "\n".join(lines)
