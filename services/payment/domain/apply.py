"""``apply(state, operation)``: the fold's step. Each act's effect on books and lines, balanced entries, then the
settlement it triggers.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.account import AccountState, Applied, Assessment, Workbench
from services.payment.domain.book import Book
from services.payment.domain.late_fee import DayRange, Policies
from services.payment.domain.ledger import Entry, LedgerAccount, Movement, on_book, on_late_fee, on_line, settled_by
from services.payment.domain.line import Line
from services.payment.domain.operation import (
    BillOpened,
    BookExpired,
    BookFrozen,
    BookOpened,
    BookRefunded,
    BookToppedUp,
    BookTransferred,
    LateFeesAssessed,
    LateFeeWaived,
    LineAdjusted,
    LineMarked,
    Operation,
    PaymentPosted,
    PlanSet,
    Rewound,
    SalesUnitChanged,
    Settled,
    WrittenOff,
)
from services.payment.domain.reason import Reason
from services.payment.domain.settle import Allocation, Plan, Terms, recover_case, settle

_TRIGGERS = (PaymentPosted, BookToppedUp, BookTransferred, BookFrozen, LineAdjusted, LineMarked)


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


def allocate(bench: Workbench, allocation: Allocation, value_date: dt.date) -> None:
    """Posts one allocation: the book falls, the line's principal or late fee is paid, its fee is assessed anew."""
    line = bench.lines[allocation.bill, allocation.line]
    if allocation.write_off:
        line = _reinstate(bench, line, allocation)
    line = _pay(bench, line, allocation, value_date)
    book = bench.book(allocation.book)
    _spend(bench, book, line, allocation)
    bench.allocations.append(allocation)


def _reinstate(bench: Workbench, line: Line, allocation: Allocation) -> Line:
    """Takes so much of the write-off back as is paid: it stands in arrears again for the instant of its settlement
    (R-BAD-3).
    """
    bench.entries.append(Entry(LedgerAccount.BAD_DEBT, -allocation.total))
    if allocation.principal:
        bench.entries.append(on_line(line, allocation.principal, Movement.REINSTATED))
    if allocation.late_fee:
        bench.entries.append(on_late_fee(line, allocation.late_fee, Movement.REINSTATED))
    return bench.put_line(
        line,
        open=line.open + allocation.principal,
        written_off=line.written_off - allocation.principal,
        fee_written_off=line.fee_written_off - allocation.late_fee,
    )


def _pay(bench: Workbench, line: Line, allocation: Allocation, value_date: dt.date) -> Line:
    if allocation.late_fee:
        line = line if allocation.write_off else _assess(bench, line, value_date)
        return bench.put_line(line, fee_paid=line.fee_paid + allocation.late_fee)
    paid_by = {**line.paid_by, allocation.book: line.paid_by.get(allocation.book, 0) + allocation.principal}
    days = 0 if allocation.write_off else line.days_to(value_date, bench.policies)
    line = bench.put_line(
        line,
        open=line.open - allocation.principal,
        weighted=line.weighted + allocation.principal * days,
        paid_by=paid_by,
    )
    return line if allocation.write_off else _assess(bench, line, value_date)


def _spend(bench: Workbench, book: Book, line: Line, allocation: Allocation) -> None:
    use = book.cycle_use
    if book.monthly_limit:
        use = {**use, line.cycle: use.get(line.cycle, 0) + allocation.principal}
    bench.put_book(book, balance=book.balance - allocation.total, cycle_use=use)
    bench.entries.append(on_book(book.kind, book.book_id, -allocation.total))
    if allocation.principal:
        bench.entries.append(on_line(line, -allocation.principal, settled_by(book.kind)))
    if allocation.late_fee:
        bench.entries.append(on_late_fee(line, -allocation.late_fee, settled_by(book.kind)))


def _assess(bench: Workbench, line: Line, date: dt.date) -> Line:
    """Brings a line's assessed fee to what it is as of the date, or of the date to which it was assessed before if
    that is later.
    """
    if (date <= line.due_date and line.assessed_through is None) or line.written_off or line.fee_written_off:
        return line
    through = date if line.assessed_through is None else max(date, line.assessed_through)
    fee = max(line.fee_at(through, bench.policies), line.fee_paid + line.fee_waived)
    change = fee - line.fee_assessed
    if change:
        bench.entries.append(on_late_fee(line, change, Movement.LATE_FEE))
        bench.entries.append(Entry(LedgerAccount.LATE_FEE_REVENUE, -change))
        bench.assessments.append(Assessment(line.bill, line.line, change, through))
    return bench.put_line(line, fee_assessed=fee, assessed_through=through)


def assess_all(bench: Workbench, date: dt.date) -> None:
    """Assesses every overdue line of the account through a date (R-LAT-1)."""
    for line in list(bench.lines.values()):
        if line.open > 0 and line.due_date < date and not (line.assessed_through and line.assessed_through >= date):
            _assess(bench, line, date)


def _deposit(bench: Workbench, book: Book, amount: int, contra: LedgerAccount) -> None:
    """Changes a book's balance against a ledger account. Raises BOOK_BALANCE_INSUFFICIENT rather than overdraw."""
    if book.free + amount < 0:
        raise Refusal(
            Reason.BOOK_BALANCE_INSUFFICIENT,
            RefusalKind.FAILED_PRECONDITION,
            f"the free money of book {book.book_id} is {book.free} minor units, less than {-amount}",
            metadata={"book": f"books/{book.book_id}", "free_minor_units": str(book.free)},
        )
    bench.put_book(book, balance=book.balance + amount)
    bench.entries += [Entry(contra, amount), on_book(book.kind, book.book_id, amount)]


def _bill_opened(bench: Workbench, operation: Operation, act: BillOpened) -> None:
    for billed in act.lines:
        line = Line(
            act.bill,
            billed.line,
            act.cycle,
            act.due_date,
            billed.subscription,
            billed.charge_item,
            billed.line_of_business,
            act.sales_unit,
            billed.amount,
            billed.amount,
        )
        if line.key in bench.lines:
            continue
        bench.lines[line.key] = line
        bench.entries += [
            on_line(line, billed.amount, Movement.BILLED),
            Entry(LedgerAccount.BILLED_REVENUE, -billed.amount),
        ]
        if billed.amount < 0:
            _give_back(bench, line, -billed.amount)


def _give_back(bench: Workbench, line: Line, amount: int) -> None:
    """A negative line's money goes to the general book, where it pays the account's bills."""
    general = bench.book(f"{bench.account_id}.general")
    bench.put_line(line, open=line.open + amount, paid_by={general.book_id: -amount})
    bench.put_book(general, balance=general.balance + amount)
    bench.entries += [on_line(line, amount, Movement.ADJUSTMENT), on_book(general.kind, general.book_id, amount)]


def _line_adjusted(bench: Workbench, operation: Operation, act: LineAdjusted) -> None:
    """Changes what was billed; what had been paid beyond it goes back to the books that paid it, the last in order
    first.
    """
    line = bench.lines[act.bill, act.line]
    days = line.days_to(operation.value_date, bench.policies)
    bench.entries += [on_line(line, act.amount, Movement.ADJUSTMENT), Entry(LedgerAccount.ADJUSTMENTS, -act.amount)]
    line = bench.put_line(
        line,
        billed=line.billed + act.amount,
        open=line.open + act.amount,
        weighted=line.weighted - act.amount * days,
    )
    if line.open < 0:
        line = _return_overpaid(bench, line, days)
    line = _assess(bench, line, operation.value_date)
    fee_over = (
        line.fee_paid + line.fee_waived - line.fee_at(line.assessed_through or operation.value_date, bench.policies)
    )
    if fee_over > 0 and line.fee_paid > 0:
        _return_fee(bench, line, min(fee_over, line.fee_paid))


def _return_overpaid(bench: Workbench, line: Line, days: int) -> Line:
    over = -line.open
    paid_by = dict(line.paid_by)
    for book_id in reversed(list(paid_by)):
        part = min(over, paid_by[book_id])
        if part <= 0:
            continue
        over -= part
        paid_by[book_id] -= part
        book = bench.book(book_id)
        bench.put_book(book, balance=book.balance + part)
        bench.entries += [on_line(line, part, Movement.REVERSED), on_book(book.kind, book.book_id, part)]
    # The paid part that is given back bore its fee up to its own payment; the adjustment's days stand for it from
    # here on.
    weighted = max(0, line.weighted + line.open * days) if line.weighted else 0
    return bench.put_line(line, open=-over, paid_by=paid_by, weighted=weighted)


def _return_fee(bench: Workbench, line: Line, over: int) -> None:
    general = bench.book(f"{bench.account_id}.general")
    bench.put_line(line, fee_paid=line.fee_paid - over, fee_assessed=line.fee_assessed - over)
    bench.put_book(general, balance=general.balance + over)
    bench.entries += [
        on_late_fee(line, -over, Movement.LATE_FEE),
        Entry(LedgerAccount.LATE_FEE_REVENUE, over),
        on_late_fee(line, over, Movement.REVERSED),
        on_book(general.kind, general.book_id, over),
    ]
    through = line.assessed_through or line.due_date
    bench.assessments.append(Assessment(line.bill, line.line, -over, through))


def _payment_posted(bench: Workbench, operation: Operation, act: PaymentPosted) -> None:
    contra = LedgerAccount.UNIDENTIFIED if act.receipt else LedgerAccount.CHANNEL_CASH
    _deposit(bench, bench.book(act.book), act.amount, contra)
    if act.case and not operation.unsettled:
        book = bench.book(act.book)
        for allocation in recover_case(bench.lines.values(), book, act.case, act.amount):
            allocate(bench, allocation, operation.value_date)


def _book_opened(bench: Workbench, operation: Operation, act: BookOpened) -> None:
    bench.books.setdefault(
        act.book,
        Book(
            act.book,
            act.book_kind,
            act.display_name,
            act.purpose,
            frozenset(act.items),
            act.priority,
            act.valid_from,
            act.valid_until,
            act.monthly_limit,
            act.ratio_permille,
        ),
    )


def _book_topped_up(bench: Workbench, operation: Operation, act: BookToppedUp) -> None:
    _deposit(bench, bench.book(act.book), act.amount, LedgerAccount.PROMOTION)


def _book_frozen(bench: Workbench, operation: Operation, act: BookFrozen) -> None:
    book = bench.book(act.book)
    short = act.amount > book.free if act.amount > 0 else -act.amount > book.frozen
    if short:
        reason = Reason.BOOK_BALANCE_INSUFFICIENT if act.amount > 0 else Reason.BOOK_FROZEN_INSUFFICIENT
        part = book.free if act.amount > 0 else book.frozen
        raise Refusal(
            reason,
            RefusalKind.FAILED_PRECONDITION,
            f"book {book.book_id} has {part} minor units of it, less than {abs(act.amount)}",
            metadata={"book": f"books/{book.book_id}", "minor_units": str(part)},
        )
    bench.put_book(book, frozen=book.frozen + act.amount)


def _book_refunded(bench: Workbench, operation: Operation, act: BookRefunded) -> None:
    _deposit(bench, bench.book(act.book), -act.amount, LedgerAccount.CHANNEL_CASH)


def _book_transferred(bench: Workbench, operation: Operation, act: BookTransferred) -> None:
    _deposit(bench, bench.book(act.book), act.amount, LedgerAccount.BOOK_TRANSFER)


def _book_expired(bench: Workbench, operation: Operation, act: BookExpired) -> None:
    book = bench.book(act.book)
    bench.put_book(book, frozen=0)
    _deposit(bench, bench.book(act.book), -book.balance, LedgerAccount.PROMOTION)


def _nothing_more(bench: Workbench, operation: Operation, act: Settled | Rewound) -> None:
    """A settlement by itself has no effect before it; the mark of a reversal has none at all."""


def _late_fees_assessed(bench: Workbench, operation: Operation, act: LateFeesAssessed) -> None:
    assess_all(bench, operation.value_date)


def _late_fee_waived(bench: Workbench, operation: Operation, act: LateFeeWaived) -> None:
    for (bill, number), amount in act.lines:
        line = _assess(bench, bench.lines[bill, number], operation.value_date)
        part = min(amount, line.fee_open)
        if part > 0:
            bench.put_line(line, fee_waived=line.fee_waived + part)
            bench.entries += [on_late_fee(line, -part, Movement.WAIVED), Entry(LedgerAccount.WAIVERS, part)]


def _line_marked(bench: Workbench, operation: Operation, act: LineMarked) -> None:
    """Days of a dispute or a collection bear no fee: they are excluded from the day it began to the day it ended."""
    line = bench.lines[act.bill, act.line]
    day = operation.value_date
    spans = line.excluded
    was_marked = not line.payable
    disputed = act.on if act.mark == "DISPUTE" else line.disputed
    in_transit = act.on if act.mark == "TRANSIT" else line.in_transit
    marked = disputed or in_transit
    if marked and not was_marked:
        spans = (*spans, DayRange(day + dt.timedelta(days=1)))
    elif was_marked and not marked:
        spans = (*spans[:-1], DayRange(spans[-1].start, max(spans[-1].start, day + dt.timedelta(days=1))))
    line = bench.put_line(line, disputed=disputed, in_transit=in_transit, excluded=spans)


def _written_off(bench: Workbench, operation: Operation, act: WrittenOff) -> None:
    for key in act.lines:
        line = bench.lines[key]
        if not line.is_open():
            continue
        line = _assess(bench, line, operation.value_date)
        principal, fee = line.open, line.fee_open
        bench.put_line(
            line,
            open=0,
            written_off=line.written_off + principal,
            fee_written_off=line.fee_written_off + fee,
            weighted=line.weighted + principal * line.days_to(operation.value_date, bench.policies),
            write_off=act.write_off,
        )
        bench.entries.append(Entry(LedgerAccount.BAD_DEBT, principal + fee))
        if principal:
            bench.entries.append(on_line(line, -principal, Movement.WRITTEN_OFF))
        if fee:
            bench.entries.append(on_late_fee(line, -fee, Movement.WRITTEN_OFF))


def _sales_unit_changed(bench: Workbench, operation: Operation, act: SalesUnitChanged) -> None:
    for line in list(bench.lines.values()):
        if line.sales_unit == act.sales_unit:
            continue
        moved = bench.put_line(line, sales_unit=act.sales_unit)
        if line.open:
            bench.entries += [
                on_line(line, -line.open, Movement.TRANSFER),
                on_line(moved, line.open, Movement.TRANSFER),
            ]
        if line.fee_open:
            bench.entries += [
                on_late_fee(line, -line.fee_open, Movement.TRANSFER),
                on_late_fee(moved, line.fee_open, Movement.TRANSFER),
            ]


def _plan_set(bench: Workbench, operation: Operation, act: PlanSet) -> None:
    bench.plan = Plan(act.item_order, act.kind_order, act.manual, act.whole_bill, operation.sequence)


_EFFECTS: dict[type[Any], Callable[[Workbench, Operation, Any], None]] = {
    BillOpened: _bill_opened,
    LineAdjusted: _line_adjusted,
    PaymentPosted: _payment_posted,
    BookOpened: _book_opened,
    BookToppedUp: _book_topped_up,
    BookFrozen: _book_frozen,
    BookRefunded: _book_refunded,
    BookTransferred: _book_transferred,
    BookExpired: _book_expired,
    Settled: _nothing_more,
    Rewound: _nothing_more,
    LateFeesAssessed: _late_fees_assessed,
    LateFeeWaived: _late_fee_waived,
    LineMarked: _line_marked,
    WrittenOff: _written_off,
    SalesUnitChanged: _sales_unit_changed,
    PlanSet: _plan_set,
}
