"""Closing a business day (R-GEN-2): wait for the predecessors, do the day's work, move the date."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import structlog
from sqlalchemy import BigInteger, bindparam, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Database, Transaction
from services.chassis.tables import business_clock, closed_day, count_of, outbox, outbox_head
from services.kernel.errors import GeneralReason, Refusal, RefusalKind

# What waits for a position: all of it at the first look, and then what was there at the first look.
_RELAYED = select(
    select(business_clock.c.date).scalar_subquery().label("date"),
    select(outbox_head.c.position).scalar_subquery().label("head"),
    select(func.coalesce(func.max(outbox.c.id), 0)).scalar_subquery().label("newest"),
    count_of(
        outbox,
        outbox.c.position.is_(None),
        or_(bindparam("newest", type_=BigInteger) == 0, outbox.c.id <= bindparam("newest", type_=BigInteger)),
    ).label("waiting"),
)

log = structlog.get_logger("dayclose")

WaitFor = Callable[[str, int], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class DayStep:
    """A piece of the day's work: a name and a function of the date that is idempotent and returns counters."""

    name: str
    work: Callable[[dt.date], Awaitable[Mapping[str, int]]]


@dataclass(frozen=True, slots=True)
class DayClosed:
    """What a close answers: the date now open, the head position for the successors, the day's counters."""

    business_date: dt.date
    head_position: int
    counters: Mapping[str, int]


async def initialize_clock(db: Database, date: dt.date) -> dt.date:
    """Gives an empty service its first date. The same date again changes nothing; another is refused once set."""

    async def work(tx: Transaction) -> dt.date:
        current = await _lock_date(tx)
        if current is not None and current != date:
            raise Refusal(
                GeneralReason.CLOCK_ALREADY_RUNNING,
                RefusalKind.FAILED_PRECONDITION,
                f"the business date is {current} already; it moves only by closing the day",
                metadata={"business_date": current.isoformat()},
            )
        await tx.execute(update(business_clock).where(business_clock.c.id == 1).values(date=date))
        return date

    return await db.transact(work, dated=False)


async def close_day(
    db: Database,
    date: dt.date,
    predecessors: Mapping[str, int],
    wait_for: WaitFor,
    steps: Sequence[DayStep],
) -> DayClosed:
    """Closes a day. Every step is idempotent, so a close that died is simply called again."""
    done = await _already_closed(db, date)
    if done is None:
        await _wait_for_predecessors(predecessors, wait_for)
        counters: dict[str, int] = {}
        for step in steps:
            for name, value in (await step.work(date)).items():
                counters[f"{step.name}.{name}"] = value
        await _move_date(db, date, counters)
        done = counters
    return await _closed(db, done)


async def _already_closed(db: Database, date: dt.date) -> Mapping[str, int] | None:
    """The counters of a close that was done before; None when the date is the open one."""
    async with db.read(dated=False) as tx:
        current = (await tx.execute(select(business_clock.c.date))).scalar()
        if current == date:
            return None
        closed = (await tx.execute(select(closed_day.c.counters).where(closed_day.c.date == date))).scalar()
    if closed is not None:
        return closed
    raise Refusal(
        GeneralReason.DAY_NOT_OPEN,
        RefusalKind.FAILED_PRECONDITION,
        f"{date} is not the open business date ({current}); days are closed one by one",
        metadata={"business_date": current.isoformat() if current else ""},
    )


async def _wait_for_predecessors(predecessors: Mapping[str, int], wait_for: WaitFor) -> None:
    for publisher, position in sorted(predecessors.items()):
        if not await wait_for(publisher, position):
            # ABORTED and not UNAVAILABLE, which clients try again by themselves: it has been waited for already.
            raise Refusal(
                GeneralReason.PREDECESSOR_BEHIND,
                RefusalKind.ABORTED,
                f"position {position} of {publisher} has not been consumed yet; call again",
                metadata={"publisher": publisher, "position": str(position)},
            )


async def _move_date(db: Database, date: dt.date, counters: Mapping[str, int]) -> None:
    """Moves the date once every transaction that holds the old one has committed."""

    async def work(tx: Transaction) -> None:
        if await _lock_date(tx) != date:
            return
        await tx.execute(
            update(business_clock).where(business_clock.c.id == 1).values(date=date + dt.timedelta(days=1))
        )
        row = {"date": date, "counters": dict(counters), "closed_at": tx.now}
        await tx.execute(insert(closed_day).values(row).on_conflict_do_nothing())

    await db.transact(work, dated=False)
    log.info("day_closed", date=date.isoformat(), counters=dict(counters))


async def _closed(db: Database, counters: Mapping[str, int]) -> DayClosed:
    """Waits until the relay has given positions to all that the day published, so that successors can wait for it."""
    db.tell_listeners()
    newest = 0
    while True:
        async with db.ask() as tx:
            row = (await tx.execute(_RELAYED, {"newest": newest})).one()
        if row.waiting == 0:
            return DayClosed(row.date, row.head, counters)
        newest = newest or row.newest
        await asyncio.sleep(0.01)


async def _lock_date(tx: Transaction) -> dt.date | None:
    query = select(business_clock.c.date).where(business_clock.c.id == 1).with_for_update()
    return (await tx.execute(query)).scalar()
