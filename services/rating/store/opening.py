"""Bills of the system before (R-ACC-4). They stand as trial 0 of their cycles until they are confirmed."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.chassis.tables import closed_day, run
from services.kernel.ids import shard_of
from services.rating.domain.billing import LineKind
from services.rating.domain.opening import OpenLine
from services.rating.store.bill_tables import bill_line, opening_loader, trial_bill
from services.rating.store.tables import customer

TRIAL = 0
RUN_KEY = "opening-bills"
_STEP = 5_000


@dataclass(frozen=True, slots=True)
class LoadedBill:
    """What of a bill is loaded already; ``lines`` are sums by (subscription, item)."""

    due_date: dt.date
    last_line: int
    lines: dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A line with its number in its bill, its customer and what of it is no tax."""

    customer_id: str
    currency: str
    number: int
    line_of_business: str
    tax_rate: int
    net: int
    of: OpenLine


async def any_day_closed(tx: Transaction) -> bool:
    return (await tx.execute(select(closed_day.c.date).limit(1))).scalar() is not None


async def opening_confirmed(tx: Transaction) -> bool:
    return (await tx.execute(select(run.c.key).where(run.c.key == RUN_KEY))).scalar() is not None


async def loaded_bills(
    tx: Transaction, bills: Iterable[tuple[str, str]], owners: dict[str, str]
) -> dict[tuple[str, str], LoadedBill]:
    """Those of the bills (account, cycle) that are loaded already. ``owners`` are the accounts' customers."""
    keys = sorted({(shard_of(owners[account]), cycle, TRIAL, account) for account, cycle in bills})
    found: dict[tuple[str, str], LoadedBill] = {}
    table, head = bill_line.c, trial_bill.c
    of_bill = and_(
        head.shard == table.shard,
        head.cycle == table.cycle,
        head.trial == table.trial,
        head.account_id == table.account_id,
    )
    for start in range(0, len(keys), _STEP):
        query = (
            select(
                head.account_id,
                head.cycle,
                head.due_date,
                table.line,
                table.subscription_id,
                table.charge_item,
                table.amount,
            )
            .select_from(trial_bill.join(bill_line, of_bill))
            .where(tuple_(head.shard, head.cycle, head.trial, head.account_id).in_(keys[start : start + _STEP]))
            .order_by(head.account_id, head.cycle, table.line)
        )
        for row in await tx.execute(query):
            before = found.get((row.account_id, row.cycle))
            sums = before.lines if before else {}
            sums[row.subscription_id, row.charge_item] = row.amount
            found[row.account_id, row.cycle] = LoadedBill(row.due_date, row.line, sums)
    return found


_COLUMNS = (
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
)


async def add_opening_lines(tx: Transaction, lines: Sequence[NumberedLine]) -> None:
    """Writes lines, and their bills with the sums grown by them."""
    await tx.copy_in(
        bill_line,
        _COLUMNS,
        (
            (
                shard_of(each.customer_id),
                each.of.cycle,
                TRIAL,
                each.of.account_id,
                each.number,
                LineKind.CHARGE.value,
                each.of.subscription_id,
                each.of.charge_item,
                each.line_of_business,
                each.of.amount,
                0,
                0,
                each.of.amount,
                each.net,
                each.of.amount - each.net,
                each.tax_rate,
                "",
                "OPENING",
            )
            for each in lines
        ),
    )
    heads: dict[tuple[str, str], dict[str, Any]] = {}
    for each in lines:
        head = heads.setdefault(each.of.bill, _head(each))
        head["total"] += each.of.amount
        head["net"] += each.net
        head["tax"] += each.of.amount - each.net
        head["lines_count"] += 1
    rows = [heads[key] for key in sorted(heads)]
    for start in range(0, len(rows), _STEP):
        new = insert(trial_bill).values(rows[start : start + _STEP])
        grown = {name: trial_bill.c[name] + new.excluded[name] for name in ("total", "net", "tax", "lines_count")}
        keys = ["shard", "cycle", "trial", "account_id"]
        await tx.execute(new.on_conflict_do_update(index_elements=keys, set_=grown))


def _head(each: NumberedLine) -> dict[str, Any]:
    return {
        "shard": shard_of(each.customer_id),
        "cycle": each.of.cycle,
        "trial": TRIAL,
        "account_id": each.of.account_id,
        "customer_id": each.customer_id,
        "currency": each.currency,
        "total": 0,
        "net": 0,
        "tax": 0,
        "lines_count": 0,
        "due_date": each.of.due_date,
    }


async def note_loader(tx: Transaction, requester: str, date: dt.date) -> None:
    row = {"requester": requester, "load_date": date}
    await tx.execute(insert(opening_loader).values(row).on_conflict_do_nothing())


async def loaders(tx: Transaction) -> list[str]:
    """Who loaded opening bills."""
    return list((await tx.execute(select(opening_loader.c.requester).order_by(opening_loader.c.requester))).scalars())


async def loaded_totals(tx: Transaction) -> dict[tuple[str, str], tuple[int, int]]:
    """Lines and their sum by (cycle, sales unit)."""
    head = trial_bill.c
    of_customer = and_(customer.c.shard == head.shard, customer.c.customer_id == head.customer_id)
    query = (
        select(head.cycle, customer.c.sales_unit, func.sum(head.lines_count), func.sum(head.total))
        .select_from(trial_bill.join(customer, of_customer))
        .where(head.trial == TRIAL)
        .group_by(head.cycle, customer.c.sales_unit)
    )
    rows: list[Any] = list((await tx.execute(query)).all())
    return {(row[0], row[1]): (int(row[2]), int(row[3])) for row in rows}


async def count_opening_bills(tx: Transaction) -> int:
    query = select(func.count()).select_from(trial_bill).where(trial_bill.c.trial == TRIAL)
    return (await tx.execute(query)).scalar_one()
