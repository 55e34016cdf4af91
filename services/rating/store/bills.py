"""Bills and their lines, as they are read. What a run writes is in trials.py."""

from typing import Any

from sqlalchemy import Row, and_, func, select, tuple_

from services.chassis.database import Transaction
from services.kernel.ids import shard_of
from services.rating.domain.bill import Bill, BillLine
from services.rating.domain.bill_document import LineSum
from services.rating.store.bill_tables import bill, bill_line, trial_bill


def bill_from_row(row: Row[Any], *, issued: bool = True) -> Bill:
    return Bill(
        account_id=row.account_id,
        customer_id=row.customer_id,
        cycle=row.cycle,
        trial=row.trial,
        currency=row.currency,
        total=row.total,
        net=row.net,
        tax=row.tax,
        lines_count=row.lines_count,
        due_date=row.due_date,
        issue_date=row.issue_date if issued else None,
        sales_unit=row.sales_unit if issued else "",
    )


def line_from_row(row: Row[Any]) -> BillLine:
    return BillLine(
        account_id=row.account_id,
        line=row.line,
        kind=row.kind,
        subscription_id=row.subscription_id,
        charge_item=row.charge_item,
        line_of_business=row.line_of_business,
        gross=row.gross,
        discount=row.discount,
        sponsored=row.sponsored,
        amount=row.amount,
        net=row.net,
        tax=row.tax,
        tax_rate=row.tax_rate,
        origin_cycle=row.origin_cycle,
        sponsored_account=row.sponsored_account,
        agreement_id=row.agreement_id,
        reason=row.reason,
        steps=row.steps or {},
    )


async def bill_of(tx: Transaction, customer_id: str, account_id: str, cycle: str) -> Bill | None:
    query = select(bill).where(
        bill.c.shard == shard_of(customer_id), bill.c.account_id == account_id, bill.c.cycle == cycle
    )
    row = (await tx.execute(query)).one_or_none()
    return bill_from_row(row) if row else None


async def bill_lines(tx: Transaction, of: Bill, *, after: int, limit: int) -> list[BillLine]:
    """A bill's lines by number, after a number."""
    table = bill_line.c
    query = (
        select(bill_line)
        .where(table.shard == shard_of(of.customer_id), table.cycle == of.cycle, table.trial == of.trial)
        .where(table.account_id == of.account_id, table.line > after)
        .order_by(table.line)
        .limit(limit)
    )
    return [line_from_row(row) for row in await tx.execute(query)]


_SUMMED = ("gross", "discount", "sponsored", "amount", "net", "tax")
_TOGETHER = ("kind", "charge_item", "line_of_business", "tax_rate", "agreement_id", "origin_cycle")


async def line_sums(tx: Transaction, of: Bill) -> list[LineSum]:
    """A bill's lines summed by kind, item, line of business, rate, agreement and origin; for bills of many lines."""
    table = bill_line.c
    keys = [table[name] for name in _TOGETHER]
    sums: list[Any] = [func.sum(table[name]).label(name) for name in _SUMMED]
    query = (
        select(func.count().label("lines"), *keys, *sums)
        .where(table.shard == shard_of(of.customer_id), table.cycle == of.cycle, table.trial == of.trial)
        .where(table.account_id == of.account_id)
        .group_by(*keys)
        .order_by(*keys)
    )
    rows: list[Any] = list((await tx.execute(query)).all())
    return [LineSum(int(row.lines), _sum_from_row(row, of.account_id)) for row in rows]


def _sum_from_row(row: Any, account_id: str) -> BillLine:
    return BillLine(
        account_id=account_id,
        line=0,
        kind=row.kind,
        subscription_id="",
        charge_item=row.charge_item,
        line_of_business=row.line_of_business,
        gross=int(row.gross),
        discount=int(row.discount),
        sponsored=int(row.sponsored),
        amount=int(row.amount),
        net=int(row.net),
        tax=int(row.tax),
        tax_rate=row.tax_rate,
        origin_cycle=row.origin_cycle,
        sponsored_account="",
        agreement_id=row.agreement_id,
        reason="",
        steps={},
    )


async def bills_of_customer(
    tx: Transaction, customer_id: str, *, account_id: str, cycle: str, before: tuple[str, str] | None, limit: int
) -> list[Bill]:
    """A customer's bills, newest cycle first, then by account; after (cycle, account) of the page before."""
    query = select(bill).where(bill.c.shard == shard_of(customer_id), bill.c.customer_id == customer_id)
    if account_id:
        query = query.where(bill.c.account_id == account_id)
    if cycle:
        query = query.where(bill.c.cycle == cycle)
    if before is not None:
        last_cycle, last_account = before
        same = and_(bill.c.cycle == last_cycle, bill.c.account_id > last_account)
        query = query.where((bill.c.cycle < last_cycle) | same)
    rows = await tx.execute(query.order_by(bill.c.cycle.desc(), bill.c.account_id).limit(limit))
    return [bill_from_row(row) for row in rows]


async def bills_of_cycle(tx: Transaction, cycle: str, *, after: str, limit: int) -> list[Bill]:
    query = select(bill).where(bill.c.cycle == cycle, bill.c.account_id > after)
    return [bill_from_row(row) for row in await tx.execute(query.order_by(bill.c.account_id).limit(limit))]


async def trial_bills(tx: Transaction, cycle: str, trial: int, *, after: str, limit: int) -> list[Bill]:
    table = trial_bill.c
    query = select(trial_bill).where(table.cycle == cycle, table.trial == trial, table.account_id > after)
    rows = await tx.execute(query.order_by(table.account_id).limit(limit))
    return [bill_from_row(row, issued=False) for row in rows]


async def lines_of_cycle(
    tx: Transaction, cycle: str, *, sales_unit: str, after: tuple[str, int], limit: int
) -> list[tuple[Bill, BillLine]]:
    """A cycle's issued lines with their bills, by account and number, after an account and a number."""
    table = bill_line.c
    of_bill = and_(
        bill.c.shard == table.shard,
        bill.c.cycle == table.cycle,
        bill.c.trial == table.trial,
        bill.c.account_id == table.account_id,
    )
    query = (
        select(bill_line, bill.c.customer_id, bill.c.currency, bill.c.sales_unit, bill.c.due_date, bill.c.issue_date)
        .select_from(bill_line.join(bill, of_bill))
        .where(table.cycle == cycle, tuple_(table.account_id, table.line) > after)
        .order_by(table.account_id, table.line)
        .limit(limit)
    )
    if sales_unit:
        query = query.where(bill.c.sales_unit == sales_unit)
    found: list[tuple[Bill, BillLine]] = []
    for row in await tx.execute(query):
        head = Bill(
            account_id=row.account_id,
            customer_id=row.customer_id,
            cycle=cycle,
            trial=row.trial,
            currency=row.currency,
            total=0,
            net=0,
            tax=0,
            lines_count=0,
            due_date=row.due_date,
            issue_date=row.issue_date,
            sales_unit=row.sales_unit,
        )
        found.append((head, line_from_row(row)))
    return found
