"""What payment does by itself: rating's events, runs, the close of a day."""

import datetime as dt
from collections.abc import Mapping
from functools import partial

import grpc.aio

from services.chassis.database import Database, Transaction
from services.chassis.dayclose import DayStep
from services.chassis.inbox import Received, Subscription, newest
from services.chassis.runs import RunKind, RunWorkers
from services.payment.peers import RatingBills
from services.payment.store.accounts import Directory
from services.payment.store.intake import offset_runs
from services.payment.usecases import bank_collections, funding, intake, payment_files, sweeps
from services.payment.usecases.book_sets import ItemsOf, resolve_sets
from services.payment.usecases.movement import close_yesterday
from services.payment.wire.rating import (
    account_from_pb,
    adjustment_from_pb,
    bill_from_pb,
    customer_from_pb,
    termination_from_pb,
)
from tollbook.rating.v1 import events_pb2 as rating


def subscription(directory: Directory, channel: grpc.aio.Channel, wake: RunWorkers) -> Subscription:
    """Customers and accounts before bills, bills before adjustments, the closed cycle last: the order of their
    meaning.
    """

    async def customers(tx: Transaction, events: list[Received[rating.CustomerChanged]]) -> None:
        await intake.take_customers(tx, [customer_from_pb(e.payload, e.version) for e in events])

    async def accounts(tx: Transaction, events: list[Received[rating.AccountChanged]]) -> None:
        await intake.take_accounts(tx, [account_from_pb(e.payload, e.version) for e in events])

    async def subscriptions(tx: Transaction, events: list[Received[rating.SubscriptionChanged]]) -> None:
        ended = [termination_from_pb(e.payload) for e in newest(events)]
        await intake.take_terminations(tx, [t for t in ended if t is not None])

    async def bills(tx: Transaction, events: list[Received[rating.BillIssued]]) -> None:
        await intake.take_bills(tx, directory, [bill_from_pb(e.payload) for e in events])

    async def adjustments(tx: Transaction, events: list[Received[rating.BillAdjusted]]) -> None:
        await intake.take_adjustments(tx, directory, [adjustment_from_pb(e.payload) for e in events])

    async def cycles(tx: Transaction, events: list[Received[rating.CycleClosed]]) -> None:
        for closed in events:
            await sweeps.start_offset(tx, closed.payload.cycle, closed.payload.run)
        wake.wake.set()

    return Subscription(
        "rating",
        {
            rating.CustomerChanged: customers,
            rating.AccountChanged: accounts,
            rating.SubscriptionChanged: subscriptions,
            rating.BillIssued: bills,
            rating.BillAdjusted: adjustments,
            rating.CycleClosed: cycles,
        },
        {rating.BillIssued: RatingBills(channel).with_lines},
    )


def run_kinds(db: Database, directory: Directory) -> list[RunKind]:
    return [
        RunKind(sweeps.OFFSET, partial(sweeps.offset_chunk, db), sweeps.complete_offset),
        RunKind(sweeps.LATE_FEES, partial(sweeps.late_fee_chunk, db)),
        RunKind(bank_collections.KIND, partial(bank_collections.batch_chunk, db, directory)),
        RunKind(payment_files.KIND, partial(payment_files.payment_file_chunk, db, directory)),
    ]


def day_steps(db: Database, runs: RunWorkers, items_of: ItemsOf) -> list[DayStep]:
    """The offset first, then what funding accounts give for what it left, so that late fees bear on what remains;
    then gifts that end, late fees, yesterday's movement, and the sets of the day that opens.
    """

    async def finish_offsets(date: dt.date) -> Mapping[str, int]:
        """What collection's snapshot counts must be finished before the day is (R-ARR-1)."""
        async with db.read() as tx:
            keys = await offset_runs(tx)
        settled = 0
        for key in keys[-3:]:
            settled = (await runs.finish(key)).counters.get("settled_minor_units", 0)
        return {"settled_minor_units": settled}

    async def late_fees(date: dt.date) -> Mapping[str, int]:
        key = await sweeps.start_late_fees(db, date)
        if key is None:
            return {"assessed_minor_units": 0}
        return {"assessed_minor_units": (await runs.finish(key)).counters.get("assessed_minor_units", 0)}

    return [
        DayStep("offset", finish_offsets),
        DayStep("funding", partial(funding.draw_due, db)),
        DayStep("expiry", partial(sweeps.expire_books, db)),
        DayStep("late_fees", late_fees),
        DayStep("movement", partial(close_yesterday, db)),
        DayStep("book_sets", partial(resolve_sets, db, items_of)),
    ]
