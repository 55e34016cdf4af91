"""What several acts post alike: allocations, assessed late fees, money into and out of books."""

import datetime as dt

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.account import Assessment, Workbench
from services.payment.domain.book import Book
from services.payment.domain.ledger import Entry, LedgerAccount, Movement, on_book, on_late_fee, on_line, settled_by
from services.payment.domain.line import Line
from services.payment.domain.reason import Reason
from services.payment.domain.settle import Allocation


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
        line = line if allocation.write_off else assess(bench, line, value_date)
        return bench.put_line(line, fee_paid=line.fee_paid + allocation.late_fee)
    paid_by = {**line.paid_by, allocation.book: line.paid_by.get(allocation.book, 0) + allocation.principal}
    days = 0 if allocation.write_off else line.days_to(value_date, bench.policies)
    line = bench.put_line(
        line,
        open=line.open - allocation.principal,
        weighted=line.weighted + allocation.principal * days,
        paid_by=paid_by,
    )
    return line if allocation.write_off else assess(bench, line, value_date)


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


def assess(bench: Workbench, line: Line, date: dt.date) -> Line:
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
            assess(bench, line, date)


def deposit(bench: Workbench, book: Book, amount: int, contra: LedgerAccount) -> None:
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
