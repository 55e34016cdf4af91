"""Channel reconciliations and their differences."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.kernel.ids import shard_of_key
from services.payment.domain.payment import Channel
from services.payment.domain.reconciliation import Difference, Taken
from services.payment.domain.records import DifferenceRecord, ReconciliationRecord
from services.payment.store.office_tables import reconciliation, reconciliation_difference
from services.payment.store.rows import fetch

_R, _D = reconciliation, reconciliation_difference


async def recorded_by_channel(
    tx: Transaction, channel: Channel, day: dt.date, named: Iterable[str]
) -> dict[str, Taken]:
    """Our payments (not reversed) and receipts of a channel's value date, and those under the numbers named."""
    sql = """SELECT channel_number, amount, value_date FROM payment
          WHERE channel = %s AND value_date = %s AND state = 'POSTED'
        UNION ALL SELECT channel_number, amount, value_date FROM receipt
          WHERE channel = %s AND value_date = %s AND state <> 'CLAIMED'"""
    found = await fetch(tx, sql, (channel.value, day, channel.value, day))
    recorded = {row[0]: Taken(row[1], row[2]) for row in found}
    ids = [f"{channel}-{number}" for number in named if number not in recorded]
    sql = """SELECT c.payment_id, c.amount, c.value_date FROM channel_payment c
        LEFT JOIN payment p ON p.payment_id = c.payment_id
        WHERE (c.shard, c.payment_id) IN (SELECT * FROM unnest(%s::smallint[], %s::text[]))
          AND coalesce(p.state, 'POSTED') = 'POSTED'"""
    for row in await fetch(tx, sql, ([shard_of_key(i) for i in ids], ids)):
        recorded[row[0].partition("-")[2]] = Taken(row[1], row[2])
    return recorded


async def keep_reconciliation(tx: Transaction, made: ReconciliationRecord, differences: Iterable[Difference]) -> None:
    """Keeps a comparison in place of the day's earlier one; differences that a person resolved stay resolved."""
    row = {
        "channel": made.channel.value,
        "date": made.date,
        "currency": made.currency,
        "statement_rows": made.statement_rows,
        "statement_amount": made.statement_amount,
        "matched_rows": made.matched_rows,
        "matched_amount": made.matched_amount,
    }
    statement = insert(_R).values(row)
    await tx.execute(statement.on_conflict_do_update(index_elements=["channel", "date"], set_=row))
    day = (_D.c.channel == made.channel.value, _D.c.date == made.date)
    await tx.execute(delete(_D).where(*day, _D.c.state == "OPEN"))
    rows = [
        {
            "channel": made.channel.value,
            "date": made.date,
            "channel_number": d.channel_number,
            "kind": d.kind.value,
            "statement_amount": d.statement_amount,
            "recorded_amount": d.recorded_amount,
            "state": "OPEN",
            "resolution": "",
        }
        for d in differences
    ]
    if rows:
        await tx.execute(insert(_D).on_conflict_do_nothing(), rows)


async def list_reconciliations(
    tx: Transaction, channel: str, day: dt.date | None, before: tuple[dt.date, str] | None, limit: int
) -> list[ReconciliationRecord]:
    """Reconciliations, newest day first; of one channel or one day when it is named."""
    counted = select(func.count()).where(_D.c.channel == _R.c.channel, _D.c.date == _R.c.date, _D.c.state == "OPEN")
    query = select(_R, counted.scalar_subquery().label("open"))
    if channel:
        query = query.where(_R.c.channel == channel)
    if day is not None:
        query = query.where(_R.c.date == day)
    if before is not None:
        query = query.where(func.row(_R.c.date, _R.c.channel) < func.row(*before))
    found = await tx.execute(query.order_by(_R.c.date.desc(), _R.c.channel.desc()).limit(limit))
    return [
        ReconciliationRecord(
            Channel(r.channel),
            r.date,
            r.currency,
            r.statement_rows,
            r.statement_amount,
            r.matched_rows,
            r.matched_amount,
            r.open,
        )
        for r in found
    ]


async def list_differences(
    tx: Transaction,
    *,
    channel: str = "",
    day: dt.date | None = None,
    number: str = "",
    resolved_too: bool,
    after: tuple[dt.date, str, str] | None = None,
    limit: int,
) -> list[DifferenceRecord]:
    """Differences by day, channel and number."""
    query = select(_D, _R.c.currency).join(_R, (_R.c.channel == _D.c.channel) & (_R.c.date == _D.c.date))
    if channel:
        query = query.where(_D.c.channel == channel)
    if day is not None:
        query = query.where(_D.c.date == day)
    if number:
        query = query.where(_D.c.channel_number == number)
    if not resolved_too:
        query = query.where(_D.c.state == "OPEN")
    if after is not None:
        query = query.where(func.row(_D.c.date, _D.c.channel, _D.c.channel_number) > func.row(*after))
    found = await tx.execute(query.order_by(_D.c.date, _D.c.channel, _D.c.channel_number).limit(limit))
    return [
        DifferenceRecord(
            Channel(r.channel),
            r.date,
            r.channel_number,
            r.kind,
            r.currency,
            r.statement_amount,
            r.recorded_amount,
            r.state,
            r.resolution,
        )
        for r in found
    ]


async def resolve_difference(tx: Transaction, record: DifferenceRecord, resolution: str) -> None:
    where = (
        _D.c.channel == record.channel.value,
        _D.c.date == record.date,
        _D.c.channel_number == record.channel_number,
    )
    await tx.execute(update(_D).where(*where).values(state="RESOLVED", resolution=resolution))
