"""``apply(state, operation)``: the fold's step. Each act's effect on books and lines, balanced entries, then the
settlement it triggers.
"""

from collections.abc import Callable
from typing import Any

from services.payment.domain import book_acts, line_acts
from services.payment.domain.account import AccountState, Applied, Workbench
from services.payment.domain.late_fee import Policies
from services.payment.domain.operation import (
    BillOpened,
    BookCarriedOver,
    BookChanged,
    BookExpired,
    BookFrozen,
    BookOpened,
    BookRefunded,
    BookSetsResolved,
    BookToppedUp,
    BookTransferred,
    FundingMoved,
    FundingSet,
    LateFeesAssessed,
    LateFeesStopped,
    LateFeeWaived,
    LineAdjusted,
    LineMarked,
    LinesCarriedOver,
    Operation,
    PaymentPosted,
    PlanSet,
    Rewound,
    SalesUnitChanged,
    Settled,
    WrittenOff,
)
from services.payment.domain.posting import allocate
from services.payment.domain.settle import Terms, settle

_TRIGGERS = (PaymentPosted, BookToppedUp, BookTransferred, FundingMoved, BookFrozen, LineAdjusted, LineMarked)


def apply(state: AccountState, operation: Operation, policies: Policies = ()) -> Applied:
    """Applies one operation. Raises Refusal when a book would be overdrawn or a named thing is not there.

    Whatever may have freed money or opened a line triggers a settlement, unless the plan is manual or the
    settlement was taken back.
    """
    bench = Workbench(state, policies)
    _EFFECTS[type(operation.act)](bench, operation, operation.act)
    triggers = isinstance(operation.act, _TRIGGERS) and not bench.plan.manual
    if (triggers or isinstance(operation.act, Settled)) and not operation.unsettled:
        _settle(bench, operation)
    return bench.result()


def _settle(bench: Workbench, operation: Operation) -> None:
    if not bench.lines:
        return
    terms = Terms(bench.plan, operation.value_date, operation.posting_date, bench.policies)
    for allocation in settle(bench.lines.values(), bench.books.values(), terms):
        allocate(bench, allocation, operation.value_date)


def _nothing_more(bench: Workbench, operation: Operation, act: Settled | Rewound) -> None:
    """A settlement by itself has no effect before it; the mark of a reversal has none at all."""


_EFFECTS: dict[type[Any], Callable[[Workbench, Operation, Any], None]] = {
    BillOpened: line_acts.bill_opened,
    LinesCarriedOver: line_acts.lines_carried_over,
    BookCarriedOver: book_acts.book_carried_over,
    LineAdjusted: line_acts.line_adjusted,
    PaymentPosted: book_acts.payment_posted,
    BookOpened: book_acts.book_opened,
    BookChanged: book_acts.book_changed,
    BookToppedUp: book_acts.book_topped_up,
    BookFrozen: book_acts.book_frozen,
    BookRefunded: book_acts.book_refunded,
    BookTransferred: book_acts.book_transferred,
    BookSetsResolved: book_acts.book_sets_resolved,
    FundingSet: book_acts.funding_set,
    FundingMoved: book_acts.funding_moved,
    BookExpired: book_acts.book_expired,
    Settled: _nothing_more,
    Rewound: _nothing_more,
    LateFeesAssessed: line_acts.late_fees_assessed,
    LateFeeWaived: line_acts.late_fee_waived,
    LineMarked: line_acts.line_marked,
    WrittenOff: line_acts.written_off,
    LateFeesStopped: line_acts.late_fees_stopped,
    SalesUnitChanged: line_acts.sales_unit_changed,
    PlanSet: book_acts.plan_set,
}
