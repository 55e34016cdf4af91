"""The effects of acts on lines: billed, adjusted, disputed, waived, written off, moved to another unit."""

import datetime as dt

from services.kernel.money import round_half_away
from services.payment.domain.account import Assessment, Workbench
from services.payment.domain.late_fee import DayRange, policy_on
from services.payment.domain.ledger import Entry, LedgerAccount, Movement, on_book, on_late_fee, on_line
from services.payment.domain.line import Line
from services.payment.domain.operation import (
    BillOpened,
    LateFeesAssessed,
    LateFeesStopped,
    LateFeeWaived,
    LineAdjusted,
    LineMarked,
    LinesCarriedOver,
    Operation,
    SalesUnitChanged,
    WrittenOff,
)
from services.payment.domain.posting import assess, assess_all


def bill_opened(bench: Workbench, operation: Operation, act: BillOpened) -> None:
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
            fee_stop=billed.fee_stop,
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


def line_adjusted(bench: Workbench, operation: Operation, act: LineAdjusted) -> None:
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
    line = assess(bench, line, operation.value_date)
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


def late_fees_assessed(bench: Workbench, operation: Operation, act: LateFeesAssessed) -> None:
    assess_all(bench, operation.value_date)


def lines_carried_over(bench: Workbench, operation: Operation, act: LinesCarriedOver) -> None:
    """Opens lines with the late fee that they came with: their money-days are set so that the fee goes on from
    there.
    """
    for each in act.lines:
        line = Line(
            each.bill,
            each.line,
            each.cycle,
            each.due_date,
            each.subscription,
            each.charge_item,
            each.line_of_business,
            each.sales_unit,
            each.open,
            each.open,
        )
        days = line.days_to(operation.value_date, bench.policies)
        rate = policy_on(bench.policies, each.due_date).rate_per_ten_thousand
        weighted = round_half_away(each.late_fee * 10_000, rate) - each.open * days if rate else 0
        through = operation.value_date if operation.value_date > each.due_date else None
        bench.put_line(line, weighted=weighted, fee_assessed=each.late_fee, assessed_through=through)
        bench.entries += [on_line(line, each.open, Movement.OPENING), Entry(LedgerAccount.OPENING, -each.open)]
        if each.late_fee:
            bench.entries += [
                on_late_fee(line, each.late_fee, Movement.OPENING),
                Entry(LedgerAccount.OPENING, -each.late_fee),
            ]


def late_fees_stopped(bench: Workbench, operation: Operation, act: LateFeesStopped) -> None:
    """The subscription's lines bear no fee after its termination; what was assessed beyond it is taken back."""
    for line in list(bench.lines.values()):
        if line.subscription == act.subscription and line.fee_stop is None:
            stopped = bench.put_line(line, fee_stop=operation.value_date)
            if line.assessed_through is not None:
                assess(bench, stopped, line.assessed_through)


def late_fee_waived(bench: Workbench, operation: Operation, act: LateFeeWaived) -> None:
    for (bill, number), amount in act.lines:
        line = assess(bench, bench.lines[bill, number], operation.value_date)
        part = min(amount, line.fee_open)
        if part > 0:
            bench.put_line(line, fee_waived=line.fee_waived + part)
            bench.entries += [on_late_fee(line, -part, Movement.WAIVED), Entry(LedgerAccount.WAIVERS, part)]


def line_marked(bench: Workbench, operation: Operation, act: LineMarked) -> None:
    """Days of a dispute or a collection bear no fee: they are excluded from the day it began to the day it ended."""
    line = bench.lines[act.bill, act.line]
    day = operation.value_date
    spans = line.excluded
    was_marked = line.marked
    disputed = act.on if act.mark == "DISPUTE" else line.disputed
    in_transit = act.on if act.mark == "TRANSIT" else line.in_transit
    marked = disputed or in_transit
    if marked and not was_marked:
        spans = (*spans, DayRange(day + dt.timedelta(days=1)))
    elif was_marked and not marked:
        spans = (*spans[:-1], DayRange(spans[-1].start, max(spans[-1].start, day + dt.timedelta(days=1))))
    payable = act.payable if act.mark == "TRANSIT" else line.transit_payable
    bench.put_line(line, disputed=disputed, in_transit=in_transit, excluded=spans, transit_payable=payable)


def written_off(bench: Workbench, operation: Operation, act: WrittenOff) -> None:
    for number, key in enumerate(act.lines):
        line = bench.lines[key]
        if not line.is_open():
            continue
        line = assess(bench, line, operation.value_date)
        principal, fee = line.open, line.fee_open
        if act.amounts:
            principal, fee = min(principal, act.amounts[number][0]), min(fee, act.amounts[number][1])
        bench.put_line(
            line,
            open=line.open - principal,
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


def sales_unit_changed(bench: Workbench, operation: Operation, act: SalesUnitChanged) -> None:
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
