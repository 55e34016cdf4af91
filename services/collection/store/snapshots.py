"""The month-start snapshot (R-ARR): taken by one statement a shard range, kept, grouped and summed in SQL.

domain.ageing is the reference of its rule; tests hold the two together.
"""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import TextClause, case, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.collection.domain.ageing import Buckets
from services.collection.domain.arrears_view import AgeingGroup, ArrearsFilter, ArrearsOfObject, StoredSnapshot
from services.collection.domain.provision import AgedArrears
from services.collection.store.tables import arrears_row, offset_done, snapshot, snapshot_shard
from services.kernel.period import Cycle

_TAKE = text("""
INSERT INTO arrears_row (shard, month, account_id, subscription_id, line_of_business, sales_unit, cycle, due_date,
                         customer_id, bucket, overdue, principal, late_fee, grade, account_manager, customer_kind,
                         customer_class)
SELECT a.shard, :month, a.account_id, l.s, l.l, l.u, l.c, l.d, a.customer_id,
       LEAST(4, GREATEST(1, :month_index - (split_part(l.c, '-', 1)::int * 12 + split_part(l.c, '-', 2)::int - 1))),
       l.d < :taken, sum(l.p), sum(l.f), COALESCE(k.grade, ''), COALESCE(k.account_manager, ''),
       COALESCE(k.kind, ''), COALESCE(k.customer_class, '')
FROM account a
CROSS JOIN LATERAL jsonb_to_recordset(a.lines) AS l(s text, l text, u text, c text, d date, p bigint, f bigint)
LEFT JOIN customer k ON k.shard = a.shard AND k.customer_id = a.customer_id
WHERE a.shard BETWEEN :first AND :last AND a.lines <> '[]'::jsonb
GROUP BY a.shard, a.account_id, l.s, l.l, l.u, l.c, l.d, a.customer_id, k.grade, k.account_manager, k.kind,
         k.customer_class
ON CONFLICT DO NOTHING
""")

_DIGESTS = """
SELECT shard, count(*) AS rows, COALESCE(sum(principal + late_fee), 0) AS arrears,
       encode(sha256(convert_to(string_agg(
           concat_ws('|', account_id, subscription_id, line_of_business, sales_unit, cycle, due_date, {bucket},
                     {overdue}, principal, late_fee, grade, account_manager, customer_kind, customer_class),
           E'\\n' ORDER BY account_id, subscription_id, line_of_business, sales_unit, cycle, due_date), 'UTF8')), 'hex')
           AS digest
FROM arrears_row WHERE month = :month AND shard BETWEEN :first AND :last GROUP BY shard ORDER BY shard
"""

_AS_KEPT = _DIGESTS.format(bucket="bucket", overdue="overdue")
_TOLD_AGAIN = _DIGESTS.format(
    bucket="LEAST(4, GREATEST(1, :month_index - (split_part(cycle, '-', 1)::int * 12"
    " + split_part(cycle, '-', 2)::int - 1)))",
    overdue="due_date < :taken",
)

_POSITION_SUMS = text("""
SELECT shard, sum(principal + late_fees) AS arrears FROM account
WHERE shard BETWEEN :first AND :last GROUP BY shard
""")


@dataclasses.dataclass(frozen=True, slots=True)
class ShardDigest:
    """The rows of one shard, digested."""

    shard: int
    rows: int
    arrears: int
    digest: str


async def note_offset(tx: Transaction, cycles: Sequence[str]) -> None:
    """Notes that the offsets of cycles are complete."""
    for cycle in cycles:
        row = {"cycle": cycle, "received_date": tx.date}
        await tx.execute(insert(offset_done).values(row).on_conflict_do_nothing())


async def is_offset_done(tx: Transaction, cycle: str) -> bool:
    return (await tx.execute(select(offset_done.c.cycle).where(offset_done.c.cycle == cycle))).first() is not None


async def months_to_take(tx: Transaction) -> list[str]:
    """The months whose cycle before is offset and that have no complete snapshot."""
    taken = set((await tx.execute(select(snapshot.c.month).where(snapshot.c.completed_at.is_not(None)))).scalars())
    cycles = (await tx.execute(select(offset_done.c.cycle).order_by(offset_done.c.cycle))).scalars()
    return [month for month in (str(Cycle.parse(cycle).next) for cycle in cycles) if month not in taken]


async def begin_snapshot(tx: Transaction, month: str, date: dt.date, currency: str) -> None:
    row = {"month": month, "taken_date": date, "currency": currency, "completed_at": None}
    await tx.execute(insert(snapshot).values(row).on_conflict_do_nothing())


async def take_shards(tx: Transaction, month: str, taken: dt.date, first: int, last: int) -> int:
    """Takes the snapshot of a shard range; answers how many rows it has."""
    index = Cycle.parse(month).index
    parameters = {"month": month, "month_index": index, "taken": taken, "first": first, "last": last}
    await tx.execute(_TAKE, parameters)
    sums = {row.shard: int(row.arrears) for row in await tx.execute(_POSITION_SUMS, {"first": first, "last": last})}
    digests = await digest_shards(tx, month, first, last)
    rows = [
        {
            "shard": each.shard,
            "month": month,
            "digest": each.digest,
            "rows": each.rows,
            "arrears": each.arrears,
            "position_arrears": sums.get(each.shard, 0),
        }
        for each in digests
    ]
    if rows:
        await tx.execute(insert(snapshot_shard).values(rows).on_conflict_do_nothing())
    return sum(each.rows for each in digests)


async def digest_shards(tx: Transaction, month: str, first: int = 0, last: int = 255) -> list[ShardDigest]:
    """The digests of the rows that are there, computed now."""
    return await _digests(tx, text(_AS_KEPT), {"month": month, "first": first, "last": last})


async def digest_again(tx: Transaction, each: StoredSnapshot) -> list[ShardDigest]:
    """The digests that a snapshot has when the bucket and the flag of each row are told again from its bill's cycle and
    its due date."""
    index = Cycle.parse(each.month).index
    parameters = {"month": each.month, "first": 0, "last": 255, "month_index": index, "taken": each.taken_date}
    return await _digests(tx, text(_TOLD_AGAIN), parameters)


async def _digests(tx: Transaction, statement: TextClause, parameters: Mapping[str, Any]) -> list[ShardDigest]:
    rows = await tx.execute(statement, dict(parameters))
    return [ShardDigest(row.shard, row.rows, int(row.arrears), row.digest) for row in rows]


async def kept_digests(tx: Transaction, month: str) -> list[ShardDigest]:
    """The digests that were kept when the snapshot was taken."""
    query = select(snapshot_shard).where(snapshot_shard.c.month == month).order_by(snapshot_shard.c.shard)
    return [ShardDigest(row.shard, row.rows, row.arrears, row.digest) for row in await tx.execute(query)]


def digest_of(shards: Sequence[ShardDigest]) -> bytes:
    """SHA-256 over the shards' digests in order."""
    return hashlib.sha256("".join(each.digest for each in shards).encode()).digest()


async def complete_snapshot(tx: Transaction, month: str) -> None:
    await tx.execute(update(snapshot).where(snapshot.c.month == month).values(completed_at=tx.now))


async def find_snapshot(tx: Transaction, month: str) -> StoredSnapshot | None:
    row = (await tx.execute(select(snapshot).where(snapshot.c.month == month))).one_or_none()
    return None if row is None else StoredSnapshot(row.month, row.taken_date, row.currency, row.completed_at)


async def list_snapshots(tx: Transaction, after: str | None, limit: int) -> list[StoredSnapshot]:
    """Snapshots, newest first."""
    query = select(snapshot)
    if after is not None:
        query = query.where(snapshot.c.month < after)
    rows = await tx.execute(query.order_by(snapshot.c.month.desc()).limit(limit))
    return [StoredSnapshot(row.month, row.taken_date, row.currency, row.completed_at) for row in rows]


_RESPONSIBLE = case(
    (
        (arrears_row.c.customer_kind == "GROUP")
        | arrears_row.c.line_of_business.in_(("CIRCUIT", "INTERNET_CAFE", "VALUE_ADDED")),
        "GROUP_DEPARTMENT",
    ),
    else_=arrears_row.c.sales_unit,
)

DIMENSIONS: Mapping[str, Any] = {
    "GRADE": arrears_row.c.grade,
    "SALES_UNIT": arrears_row.c.sales_unit,
    "ACCOUNT_MANAGER": arrears_row.c.account_manager,
    "LINE_OF_BUSINESS": arrears_row.c.line_of_business,
    "CUSTOMER_KIND": arrears_row.c.customer_kind,
    "CUSTOMER_CLASS": arrears_row.c.customer_class,
    "RESPONSIBLE": _RESPONSIBLE,
}

_AMOUNT = arrears_row.c.principal + arrears_row.c.late_fee


def _sums() -> list[Any]:
    zero = func.coalesce
    columns = [zero(func.sum(_AMOUNT).filter(arrears_row.c.bucket == n), 0).label(f"b{n}") for n in (1, 2, 3, 4)]
    overdue = zero(func.sum(_AMOUNT).filter(arrears_row.c.overdue), 0).label("overdue_sum")
    return [*columns, overdue, zero(func.sum(arrears_row.c.late_fee), 0).label("fee_sum")]


def _buckets(row: Any) -> Buckets:
    return Buckets(
        (int(row.b1), int(row.b2), int(row.b3), int(row.b4)), overdue=int(row.overdue_sum), late_fee=int(row.fee_sum)
    )


def _filtered(query: Any, wanted: ArrearsFilter) -> Any:
    for field in dataclasses.fields(wanted):
        value = getattr(wanted, field.name)
        if value:
            query = query.where(arrears_row.c[field.name] == value)
    return query


async def group_ageing(
    tx: Transaction, month: str, dimensions: Sequence[str], wanted: ArrearsFilter
) -> list[AgeingGroup]:
    """Groups a snapshot by dimensions, in the order of their keys."""
    keys = [DIMENSIONS[name] for name in dimensions]
    counts = (
        func.count(arrears_row.c.customer_id.distinct()).label("customers"),
        func.count(arrears_row.c.account_id.distinct()).label("accounts"),
    )
    query = _filtered(select(*keys, *counts, *_sums()).where(arrears_row.c.month == month), wanted)
    if keys:
        query = query.group_by(*keys).order_by(*keys)
    groups: list[AgeingGroup] = []
    for row in await tx.execute(query):
        groups.append(
            AgeingGroup(tuple(str(row[n]) for n in range(len(keys))), row.customers, row.accounts, _buckets(row))
        )
    return groups


OBJECT_COLUMNS = {"CUSTOMER": "customer_id", "ACCOUNT": "account_id", "SUBSCRIPTION": "subscription_id"}


async def list_arrears(
    tx: Transaction, month: str, kind: str, wanted: ArrearsFilter, after: Sequence[Any] | None, limit: int
) -> list[ArrearsOfObject]:
    """The arrears by object in the order of (object, account), after a key."""
    column = arrears_row.c[OBJECT_COLUMNS[kind]]
    account = func.min(arrears_row.c.account_id) if kind == "CUSTOMER" else arrears_row.c.account_id

    def only(name: str) -> Any:
        value = arrears_row.c[name]
        return case((func.min(value) == func.max(value), func.min(value)), else_="").label(name)

    query = select(
        column.label("object_id"),
        account.label("account_key"),
        func.min(arrears_row.c.customer_id).label("customer_id"),
        only("sales_unit"),
        only("account_manager"),
        only("grade"),
        only("line_of_business"),
        func.min(arrears_row.c.due_date).label("oldest"),
        *_sums(),
    ).where(arrears_row.c.month == month)
    query = _filtered(query, wanted)
    key = (column,) if kind == "CUSTOMER" else (column, arrears_row.c.account_id)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after[: len(key)]))
    query = query.group_by(*key).order_by(*key).limit(limit)
    return [
        ArrearsOfObject(
            row.object_id,
            row.customer_id,
            "" if kind == "CUSTOMER" else row.account_key,
            row.sales_unit,
            row.account_manager,
            row.grade,
            row.line_of_business,
            _buckets(row),
            row.oldest,
        )
        for row in await tx.execute(query)
    ]


async def history(tx: Transaction, wanted: ArrearsFilter, first: str, last: str) -> list[tuple[str, Buckets]]:
    """The arrears month by month, over the months that have a snapshot."""
    months = select(snapshot.c.month).where(snapshot.c.completed_at.is_not(None))
    if first:
        months = months.where(snapshot.c.month >= first)
    if last:
        months = months.where(snapshot.c.month <= last)
    names = list((await tx.execute(months.order_by(snapshot.c.month))).scalars())
    query = select(arrears_row.c.month, *_sums()).where(arrears_row.c.month.in_(names))
    query = _filtered(query, wanted).group_by(arrears_row.c.month)
    found = {row.month: _buckets(row) for row in await tx.execute(query)}
    return [(month, found.get(month, Buckets())) for month in names]


async def aged_arrears(tx: Transaction, month: str, sales_unit: str) -> list[AgedArrears]:
    """The arrears of a snapshot by account and due date, for the provision (R-BAD-4)."""
    keys = (
        arrears_row.c.sales_unit,
        arrears_row.c.line_of_business,
        arrears_row.c.account_id,
        arrears_row.c.due_date,
    )
    query = select(*keys, func.sum(_AMOUNT).label("amount")).where(arrears_row.c.month == month)
    if sales_unit:
        query = query.where(arrears_row.c.sales_unit == sales_unit)
    rows = await tx.execute(query.group_by(*keys).order_by(*keys))
    return [
        AgedArrears(row.sales_unit, row.line_of_business, row.account_id, row.due_date, int(row.amount)) for row in rows
    ]
