"""What a re-rating reads and writes (R-RAT-3): the parts of a month, reversals and new parts, and what was covered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl
from sqlalchemy import func, select

from services.chassis.database import Transaction
from services.chassis.frames import read_frame
from services.chassis.tables import run
from services.rating.domain.re_rating import STORED_SCHEMA
from services.rating.store.directory import Collection, place
from services.rating.store.tables import subscription
from services.rating.store.usage_frames import csv_pieces
from services.rating.store.usage_tables import usage_load, usage_month, usage_re_rating, usage_record

KIND = "re-rating"
NO_SOURCE = 0
"""The source of a re-rating's load: nobody delivered it."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a load of a re-rating covered: shards from first to last, both inside; a code or "" for all; accounts or
    none for all. ``approval`` is the newest approval of a tariff by then.
    """

    load: int
    month: int
    first: int
    last: int
    code: str
    accounts: tuple[str, ...]
    approval: int


async def lock_month(tx: Transaction, month: int) -> bool:
    """Holds the month FOR UPDATE, so that one re-rating or removal of it is started at a time; False: no usage yet."""
    row = select(usage_month.c.month).where(usage_month.c.month == month).with_for_update()
    return (await tx.execute(row)).scalar() is not None


async def runs_of_month(tx: Transaction, cycle: str) -> list[tuple[str, str, bool]]:
    """(key, state, dry) of the re-ratings of a month."""
    query = select(run.c.key, run.c.state, run.c.params).where(
        run.c.kind == KIND, run.c.params.op("->>")("cycle") == cycle
    )
    return [(row.key, row.state, bool(row.params["dry"])) for row in await tx.execute(query)]


async def rated_count(tx: Transaction) -> int:
    """How many records were rated in all; a month has no more."""
    return int((await tx.execute(select(func.coalesce(func.sum(usage_load.c.rated), 0)))).scalar_one())


_STORED = """
    SELECT r.shard, r.subscription_id, s.product_id, r.start, r.source, r.record_id, r.part, r.rate, t.code,
           r.other_party, r.quantity, r.charged, r.micros, r.load
    FROM usage_record r
    JOIN tariff_rate t ON t.rate = r.rate
    JOIN subscription s ON s.shard = r.shard AND s.subscription_id = r.subscription_id
    WHERE r.month = %s AND r.shard BETWEEN %s AND %s AND (%s OR s.account_id = ANY(%s::text[]))
"""


async def stored_parts(tx: Transaction, month: int, first: int, last: int, accounts: Sequence[str]) -> pl.DataFrame:
    """The parts of answered records, with what was taken back: columns of STORED_SCHEMA. A call that nobody answered
    has no rate and costs nothing by any tariff.
    """
    return await read_frame(tx, _STORED, (month, first, last, not accounts, list(accounts)), STORED_SCHEMA)


async def account_of_line(tx: Transaction, subscription_id: str) -> tuple[int, str]:
    """The shard and the account of a subscription of which usage is stored."""
    at = await place(tx, Collection.SUBSCRIPTION, subscription_id)
    assert at is not None, "usage is stored under subscriptions that the directory knows"
    table = subscription.c
    query = select(table.account_id).where(table.shard == at.shard, table.subscription_id == subscription_id)
    return at.shard, (await tx.execute(query)).scalar_one()


async def write_re_rating(tx: Transaction, scope: Scope, run_key: str, rows: pl.DataFrame) -> None:
    """Stores what a chunk of a re-rating changed, under its load."""
    await tx.execute(
        usage_re_rating.insert().values(
            load=scope.load,
            run_key=run_key,
            month=scope.month,
            first_shard=scope.first,
            last_shard=scope.last,
            code=scope.code,
            accounts=list(scope.accounts),
            approval=scope.approval,
        )
    )
    if len(rows):
        whole = rows.with_columns(month=pl.lit(scope.month), load=pl.lit(scope.load))
        await tx.copy_csv(usage_record, whole.columns, csv_pieces(whole))


async def scopes_of(tx: Transaction, after: int, upto: int, months: Iterable[int]) -> list[Scope]:
    """What re-ratings covered, the oldest first: all loads of some months up to a load, and of the months of which
    there is one after the first load.
    """
    table = usage_re_rating.c
    news = select(table.month).where(table.load > after, table.load <= upto)
    query = (
        select(usage_re_rating)
        .where(table.load <= upto, table.month.in_(sorted(months)) | table.month.in_(news))
        .order_by(table.load)
    )
    return [
        Scope(row.load, row.month, row.first_shard, row.last_shard, row.code, tuple(row.accounts), row.approval)
        for row in await tx.execute(query)
    ]


async def lines_covered(tx: Transaction, scope: Scope, first: int, last: int) -> set[str]:
    """The subscriptions of a range of shards that a load covered."""
    table = subscription.c
    low, high = max(first, scope.first), min(last, scope.last)
    query = select(table.subscription_id).where(table.shard.between(low, high))
    if scope.accounts:
        query = query.where(table.account_id.in_(scope.accounts))
    return set((await tx.execute(query)).scalars())
