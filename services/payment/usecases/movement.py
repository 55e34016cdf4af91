"""The arrears movement by day or month, sales unit and line of business (R-SET-8)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.kernel.period import Cycle
from services.payment.domain.ledger import Movement
from services.payment.domain.movement import row_of
from services.payment.domain.views import PeriodMovement
from services.payment.store.movements import Group, arrears_now, close_movement, movements, openings


@dataclass(frozen=True, slots=True)
class MovementQuery:
    """Both dates are inside; with ``total`` one row a period and currency over all units and lines of business."""

    first: dt.date
    last: dt.date
    by_month: bool = False
    sales_unit: str = ""
    total: bool = False


async def arrears_movement(db: Database, query: MovementQuery) -> list[PeriodMovement]:
    """The rows by period, unit and line of business, from one snapshot; a group appears from its first movement on."""
    async with db.read() as tx:
        first = Cycle.of(query.first).first_day if query.by_month else query.first
        opening = _grouped(await openings(tx, first), query)
        found = await movements(tx, first, query.last, by_month=query.by_month)
        now = _grouped(await arrears_now(tx), query) if query.last >= tx.date else None
    periods = _periods(first, query.last, query.by_month)
    rows: list[PeriodMovement] = []
    for period in periods:
        sums = _grouped_sums(found.get(period, {}), query)
        last = now if period == periods[-1] else None
        for group in sorted(opening.keys() | sums.keys()):
            row = row_of(opening.get(group, 0), sums.get(group, {}))
            opening[group] = row.closing
            rows.append(PeriodMovement(period, *group, row, None if last is None else last.get(group, 0)))
    return rows


def _periods(first: dt.date, last: dt.date, by_month: bool) -> list[str]:
    if not by_month:
        return [str(first + dt.timedelta(days=n)) for n in range((last - first).days + 1)]
    start, end = Cycle.of(first), Cycle.of(last)
    return [str(start.plus(n)) for n in range(end.index - start.index + 1)]


def _grouped(amounts: Mapping[Group, int], query: MovementQuery) -> dict[Group, int]:
    found: dict[Group, int] = {}
    for group, amount in amounts.items():
        if query.sales_unit in ("", group[0]):
            key = _key(group, query)
            found[key] = found.get(key, 0) + amount
    return found


def _grouped_sums(
    sums: Mapping[Group, Mapping[Movement, int]], query: MovementQuery
) -> dict[Group, dict[Movement, int]]:
    found: dict[Group, dict[Movement, int]] = {}
    for group, columns in sums.items():
        if query.sales_unit in ("", group[0]):
            into = found.setdefault(_key(group, query), {})
            for movement, amount in columns.items():
                into[movement] = into.get(movement, 0) + amount
    return found


def _key(group: Group, query: MovementQuery) -> Group:
    return (query.sales_unit, "", group[2]) if query.total else group


async def close_yesterday(db: Database, date: dt.date) -> Mapping[str, int]:
    """Keeps the closings of the day before: nothing can be posted on it any more."""

    async def work(tx: Transaction) -> Mapping[str, int]:
        return {"groups": await close_movement(tx, date - dt.timedelta(days=1))}

    return await db.transact(work)
