"""Reversal by unwinding and replaying (冲正, 反销账; R-PAY-2, R-SET-7).

The history is folded twice, as it stands and without the operation taken back, and the difference is posted:
settlements that stay the same are left alone, the others are reversed and posted anew at their own value dates.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.account import AccountState, Applied, Assessment, Workbench
from services.payment.domain.apply import apply
from services.payment.domain.late_fee import Policies
from services.payment.domain.ledger import Entry, LedgerAccount, Movement
from services.payment.domain.operation import LateFeesAssessed, Operation, Rewound
from services.payment.domain.posting import assess_all
from services.payment.domain.reason import Reason
from services.payment.domain.settle import Allocation


@dataclass(frozen=True, slots=True)
class Folded:
    """A history folded: the state, and what each operation (by sequence) did."""

    state: AccountState
    steps: Mapping[int, Applied]


@dataclass(frozen=True, slots=True)
class Rewind:
    """What a reversal does: the new state, its postings, settlements undone and made anew by sequence, and late-
    fee changes.
    """

    state: AccountState
    entries: tuple[Entry, ...]
    undone: Mapping[int, tuple[Allocation, ...]]
    renewed: Mapping[int, tuple[Allocation, ...]]
    assessments: tuple[Assessment, ...]


def fold(account_id: str, history: Sequence[Operation], policies: Policies = ()) -> Folded:
    """Folds a history from nothing. Late fees follow from dates: only the last date to which each line was
    assessed counts.
    """
    state = AccountState(account_id)
    steps: dict[int, Applied] = {}
    for operation in history:
        if operation.voided or isinstance(operation.act, (LateFeesAssessed, Rewound)):
            continue
        applied = apply(state, operation, policies)
        steps[operation.sequence] = applied
        state = applied.state
    return Folded(state, steps)


def rewind(
    account_id: str,
    history: Sequence[Operation],
    current: AccountState,
    mark: Rewound,
    today: dt.date,
    policies: Policies = (),
) -> Rewind:
    """Takes an operation back. ``current`` is the whole state as stored, closed lines included.

    Raises REVERSAL_LEAVES_NEGATIVE_BOOK when the money has left by refund or transfer since.
    """
    before = fold(account_id, history, policies)
    try:
        after = fold(account_id, [_without(each, mark) for each in history], policies)
    except Refusal as refusal:
        raise Refusal(
            Reason.REVERSAL_LEAVES_NEGATIVE_BOOK,
            RefusalKind.FAILED_PRECONDITION,
            f"the money of operation {mark.target} has left since: {refusal.message}",
            metadata=refusal.metadata,
        ) from refusal
    assessed = _assessed_through(current, after.state, policies, last_assessment(history))
    undone, renewed = _changed_settlements(before, after)
    entries = _difference(current, before, after, assessed.state, mark.target)
    return Rewind(assessed.state, entries, undone, renewed, _fee_changes(current, assessed.state, today))


def last_assessment(history: Sequence[Operation]) -> dt.date | None:
    """The last date to which the account's overdue lines were assessed, by the day close."""
    dates = [each.value_date for each in history if isinstance(each.act, LateFeesAssessed)]
    return max(dates, default=None)


def _without(operation: Operation, mark: Rewound) -> Operation:
    if operation.sequence != mark.target:
        return operation
    return replace(operation, unsettled=True) if mark.only_settlement else replace(operation, voided=True)


def _assessed_through(
    current: AccountState, state: AccountState, policies: Policies, through: dt.date | None
) -> Applied:
    """Assesses the new state as far as the close of the last day had, so that fees are those of the history
    without it.
    """
    bench = Workbench(state, policies)
    if through is not None:
        assess_all(bench, through)
    return bench.result()


def _changed_settlements(
    before: Folded, after: Folded
) -> tuple[dict[int, tuple[Allocation, ...]], dict[int, tuple[Allocation, ...]]]:
    undone: dict[int, tuple[Allocation, ...]] = {}
    renewed: dict[int, tuple[Allocation, ...]] = {}
    for sequence, step in before.steps.items():
        now = after.steps[sequence].allocations if sequence in after.steps else ()
        if now != step.allocations:
            undone[sequence], renewed[sequence] = step.allocations, now
    return undone, renewed


def _totals(entries: Sequence[Entry], sign: int, into: dict[Entry, int]) -> None:
    for entry in entries:
        key = entry._replace(amount=0)
        into[key] = into.get(key, 0) + sign * entry.amount


_SETTLED = (Movement.SETTLED_CASH, Movement.SETTLED_GIFT, Movement.SETTLED_DISCOUNT)


def _difference(
    current: AccountState, before: Folded, after: Folded, target: AccountState, reversed_sequence: int
) -> tuple[Entry, ...]:
    """The balanced entries that lead from the books as posted to the history without the operation.

    Settlements undone stand in the movement's column "reversed"; those made anew in their own column.
    """
    net: dict[Entry, int] = {}
    for sequence, step in before.steps.items():
        renewed = after.steps.get(sequence)
        if renewed is not None and renewed.allocations == step.allocations and renewed.entries == step.entries:
            continue
        _totals([_as_reversed(entry) for entry in step.entries if not _is_fee_assessment(entry)], -1, net)
        if renewed is not None:
            _totals([entry for entry in renewed.entries if not _is_fee_assessment(entry)], 1, net)
    entries = [key._replace(amount=amount) for key, amount in net.items() if amount]
    return (*entries, *_fee_entries(current, target))


def _as_reversed(entry: Entry) -> Entry:
    return entry._replace(movement=Movement.REVERSED) if entry.movement in _SETTLED else entry


def _is_fee_assessment(entry: Entry) -> bool:
    return entry.movement is Movement.LATE_FEE or entry.account is LedgerAccount.LATE_FEE_REVENUE


def _fee_entries(current: AccountState, target: AccountState) -> list[Entry]:
    entries: list[Entry] = []
    for key, line in target.lines.items():
        known = current.lines.get(key)
        change = line.fee_assessed - (known.fee_assessed if known else 0)
        if change:
            entry = Entry(
                LedgerAccount.RECEIVABLE_LATE_FEE,
                change,
                Movement.LATE_FEE,
                line.sales_unit,
                line.line_of_business,
                line.bill,
                line.line,
            )
            entries += [entry, Entry(LedgerAccount.LATE_FEE_REVENUE, -change)]
    return entries


def _fee_changes(current: AccountState, target: AccountState, today: dt.date) -> tuple[Assessment, ...]:
    changes: list[Assessment] = []
    for key, line in target.lines.items():
        known = current.lines.get(key)
        change = line.fee_assessed - (known.fee_assessed if known else 0)
        if change:
            changes.append(Assessment(line.bill, line.line, change, line.assessed_through or today))
    return tuple(changes)
