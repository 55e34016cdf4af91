"""What a bill run writes. A trial writes the lines; the final run only puts the bills beside them, so that the two
cannot differ.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import and_, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.chassis.database import Transaction
from services.rating.domain.bill import Bill
from services.rating.domain.billing import Draft
from services.rating.store.bill_tables import bill, bill_line, next_charge, sponsored_amount, trial_bill
from services.rating.store.bills import bill_from_row
from services.rating.store.tables import customer


@dataclass(frozen=True, slots=True)
class TrialDraft:
    """A computed bill with what its row needs."""

    shard: int
    customer_id: str
    currency: str
    due_date: dt.date
    draft: Draft


_LINE_COLUMNS = (
    "shard",
    "cycle",
    "trial",
    "account_id",
    "line",
    "kind",
    "subscription_id",
    "charge_item",
    "line_of_business",
    "gross",
    "discount",
    "sponsored",
    "amount",
    "net",
    "tax",
    "tax_rate",
    "origin_cycle",
    "reason",
    "steps",
)
_BILL_COLUMNS = (
    "shard",
    "cycle",
    "trial",
    "account_id",
    "customer_id",
    "currency",
    "total",
    "net",
    "tax",
    "lines_count",
    "due_date",
)
_SPONSORED_COLUMNS = (
    "shard",
    "cycle",
    "trial",
    "sponsor_account",
    "agreement_id",
    "member_account",
    "charge_item",
    "line_of_business",
    "amount",
)


def _line_rows(cycle: str, trial: int, drafts: Iterable[TrialDraft]) -> Iterable[tuple[Any, ...]]:
    for each in drafts:
        for number, line in enumerate(each.draft.lines, start=1):
            amount = line.amount
            yield (
                each.shard,
                cycle,
                trial,
                each.draft.account_id,
                number,
                line.kind.value,
                line.subscription_id,
                line.charge_item,
                line.line_of_business,
                line.gross,
                line.discount,
                line.sponsored,
                amount,
                line.net,
                amount - line.net,
                line.tax_rate,
                line.origin_cycle,
                line.reason,
                orjson.dumps(line.steps).decode(),
            )


async def write_trial(
    tx: Transaction, cycle: str, trial: int, drafts: Sequence[TrialDraft], shards: dict[str, int]
) -> None:
    """Writes a chunk's bills, lines and sponsored sums with COPY. ``shards`` are those of the sponsors."""
    await tx.copy_in(bill_line, _LINE_COLUMNS, _line_rows(cycle, trial, drafts))
    rows: list[tuple[Any, ...]] = []
    for each in drafts:
        total, net, count = each.draft.total, each.draft.net, len(each.draft.lines)
        key = (each.shard, cycle, trial, each.draft.account_id)
        rows.append((*key, each.customer_id, each.currency, total, net, total - net, count, each.due_date))
    await tx.copy_in(trial_bill, _BILL_COLUMNS, rows)
    sponsored = (
        (
            shards[one.sponsor_account],
            cycle,
            trial,
            one.sponsor_account,
            one.agreement_id,
            each.draft.account_id,
            one.charge_item,
            one.line_of_business,
            one.amount,
        )
        for each in drafts
        for one in each.draft.sponsored
    )
    await tx.copy_in(sponsored_amount, _SPONSORED_COLUMNS, sponsored)


async def add_to_trial_bill(
    tx: Transaction, cycle: str, trial: int, each: TrialDraft, count: int, total: int, net: int
) -> None:
    """Adds sponsorship lines to a trial's bill; a sponsor without charges of its own gets a bill for them."""
    account_id = each.draft.account_id
    row = {
        "shard": each.shard,
        "cycle": cycle,
        "trial": trial,
        "account_id": account_id,
        "customer_id": each.customer_id,
        "currency": each.currency,
        "total": total,
        "net": net,
        "tax": total - net,
        "lines_count": count,
        "due_date": each.due_date,
    }
    new = upsert(trial_bill).values(row)
    grown = {name: trial_bill.c[name] + new.excluded[name] for name in ("total", "net", "tax", "lines_count")}
    await tx.execute(new.on_conflict_do_update(index_elements=["shard", "cycle", "trial", "account_id"], set_=grown))


async def trial_sums(tx: Transaction, cycle: str, trial: int) -> tuple[int, int]:
    """How many bills a trial has, and their sum."""
    table = trial_bill.c
    query = select(func.count(), func.coalesce(func.sum(table.total), 0)).where(
        table.cycle == cycle, table.trial == trial
    )
    sums: Any = (await tx.execute(query)).one()
    return int(sums[0]), int(sums[1])


async def drop_trial(tx: Transaction, cycle: str, trial: int) -> None:
    for table in (bill_line, trial_bill, sponsored_amount):
        await tx.execute(delete(table).where(table.c.cycle == cycle, table.c.trial == trial))


async def issue_bills(
    tx: Transaction, cycle: str, trial: int, first: int, last: int, issue_date: dt.date
) -> list[Bill]:
    """Puts the trial's bills of a range of shards into force and gives them, by account. A bill that stands is left
    alone.
    """
    names = (
        "shard",
        "account_id",
        "cycle",
        "trial",
        "customer_id",
        "currency",
        "total",
        "net",
        "tax",
        "lines_count",
        "due_date",
    )
    of_customer = and_(customer.c.shard == trial_bill.c.shard, customer.c.customer_id == trial_bill.c.customer_id)
    chosen = (
        select(*(trial_bill.c[name] for name in names), literal(issue_date), customer.c.sales_unit)
        .select_from(trial_bill.join(customer, of_customer))
        .where(trial_bill.c.shard.between(first, last), trial_bill.c.cycle == cycle, trial_bill.c.trial == trial)
    )
    new = upsert(bill).from_select([*names, "issue_date", "sales_unit"], chosen).on_conflict_do_nothing()
    rows = (await tx.execute(new.returning(bill))).all()
    billed = select(trial_bill.c.account_id).where(
        trial_bill.c.shard.between(first, last), trial_bill.c.cycle == cycle, trial_bill.c.trial == trial
    )
    await tx.execute(
        update(next_charge)
        .where(next_charge.c.shard.between(first, last), next_charge.c.billed_cycle == "")
        .where(next_charge.c.approved, next_charge.c.due_cycle <= cycle, next_charge.c.account_id.in_(billed))
        .values(billed_cycle=cycle)
    )
    return sorted((bill_from_row(row) for row in rows), key=lambda one: one.account_id)


async def issued_line_rows(
    tx: Transaction, cycle: str, trial: int, first: int, last: int, lines_max: int
) -> dict[str, list[tuple[int, str, str, str, int, str]]]:
    """By account, (line, subscription, item, line of business, amount, kind) of a trial's bills of up to ``lines_max``
    lines.
    """
    table = bill_line.c
    of_bill = and_(
        trial_bill.c.shard == table.shard,
        trial_bill.c.cycle == table.cycle,
        trial_bill.c.trial == table.trial,
        trial_bill.c.account_id == table.account_id,
    )
    query = (
        select(
            table.account_id,
            table.line,
            table.subscription_id,
            table.charge_item,
            table.line_of_business,
            table.amount,
            table.kind,
        )
        .select_from(bill_line.join(trial_bill, of_bill))
        .where(table.shard.between(first, last), table.cycle == cycle, table.trial == trial)
        .where(trial_bill.c.lines_count <= lines_max)
        .order_by(table.account_id, table.line)
    )
    found: dict[str, list[tuple[int, str, str, str, int, str]]] = {}
    for row in await tx.execute(query):
        line = (row.line, row.subscription_id, row.charge_item, row.line_of_business, row.amount, row.kind)
        found.setdefault(row.account_id, []).append(line)
    return found
