"""Consumed events, runs and the day's work, each to its use case."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from typing import Any, TypeVar

from services.chassis.database import Database, Transaction
from services.chassis.dayclose import DayStep
from services.chassis.inbox import Handler, Received, Subscription, newest
from services.chassis.runs import RunKind, RunWorkers
from services.collection.peers import PaymentPeer
from services.collection.usecases import (
    appraisals,
    contact_lists,
    escalation,
    positions,
    promises,
    recovery_lists,
    reminders,
    reports,
    sending,
    snapshots,
    sweep,
    write_offs,
)
from services.collection.usecases.submission import OrderDesk
from services.collection.wire import facts as wire
from services.collection.wire.values import bare
from tollbook.credit.v1 import events_pb2 as credit_pb
from tollbook.gateway.v1 import events_pb2 as gateway_pb
from tollbook.payment.v1 import events_pb2 as payment_pb
from tollbook.rating.v1 import events_pb2 as rating_pb

F = TypeVar("F")

_LOOK_AGAIN_SECONDS = 5.0
Take = Callable[[Transaction, Sequence[F]], Awaitable[None]]
Counters = Mapping[str, int]


def subscriptions(payment: PaymentPeer) -> list[Subscription]:
    """What collection does with the events of the others."""
    return [
        Subscription(
            "rating",
            {
                rating_pb.CustomerChanged: _newest(wire.customer_from_pb, positions.take_customers),
                rating_pb.AccountChanged: _newest(wire.account_from_pb, positions.take_accounts),
                rating_pb.SubscriptionChanged: _newest(wire.subscription_from_pb, positions.take_subscriptions),
                rating_pb.BillIssued: _every(wire.billed_from_pb, appraisals.take_billed),
                rating_pb.BillAdjusted: _every(wire.adjusted_from_pb, appraisals.take_adjusted),
            },
        ),
        Subscription(
            "payment",
            {
                # Before the positions: a write-off leaves nothing overdue, and must not look like a payment.
                payment_pb.WriteOffPosted: _take_write_offs,
                payment_pb.WriteOffRecovered: _take_recoveries,
                payment_pb.SettlementPosted: _take_settlements,
                payment_pb.SettlementReversed: _take_reversals,
                payment_pb.AccountPositionChanged: _every(wire.debt_from_pb, positions.take_debts),
                payment_pb.OffsetCompleted: _take_offsets,
            },
            prepare={payment_pb.AccountPositionChanged: payment.with_all_lines},
        ),
        Subscription(
            "credit",
            {
                credit_pb.GradeChanged: _newest(wire.grade_from_pb, positions.take_grades),
                credit_pb.ControlChanged: _newest(wire.control_from_pb, positions.take_controls),
            },
        ),
        Subscription("gateway", {gateway_pb.CommandReported: _take_reports}),
    ]


def _newest(decode: Callable[[Received[Any]], F], use: Take[F]) -> Handler:
    async def handle(tx: Transaction, events: list[Received[Any]]) -> None:
        await use(tx, [decode(event) for event in newest(events)])

    return handle


def _every(decode: Callable[[Received[Any]], F], use: Take[F]) -> Handler:
    async def handle(tx: Transaction, events: list[Received[Any]]) -> None:
        await use(tx, [decode(event) for event in events])

    return handle


async def _take_reports(tx: Transaction, events: list[Received[Any]]) -> None:
    mine = [event for event in events if event.payload.origin == "collection"]
    if mine:
        await reports.take_reports(tx, [wire.report_from_pb(event) for event in mine])


async def _take_offsets(tx: Transaction, events: list[Received[Any]]) -> None:
    await snapshots.take_offsets(tx, [event.payload.cycle for event in events])


async def _take_settlements(tx: Transaction, events: list[Received[Any]]) -> None:
    await positions.take_settled(tx, [wire.settled_from_pb(event) for event in events])
    await recovery_lists.take_recovered(tx, [wire.settled_debt_from_pb(event) for event in events])


async def _take_reversals(tx: Transaction, events: list[Received[Any]]) -> None:
    await positions.take_settled(tx, [wire.unsettled_from_pb(event) for event in events])
    undone = [(bare(event.payload.customer), bare(event.payload.settlement)) for event in events]
    await recovery_lists.take_unrecovered(tx, undone)


async def _take_write_offs(tx: Transaction, events: list[Received[Any]]) -> None:
    for event in events:
        told = event.payload
        await write_offs.take_write_off(tx, bare(told.case_name), bare(told.write_off), told.amount.minor_units)


async def _take_recoveries(tx: Transaction, events: list[Received[Any]]) -> None:
    for event in events:
        await write_offs.take_recovery(tx, bare(event.payload.write_off), event.payload.amount.minor_units)


def run_kinds(db: Database) -> list[RunKind]:
    """The chunked runs."""
    return [
        RunKind(sweep.KIND, lambda chunk: sweep.sweep_chunk(db, chunk)),
        RunKind(snapshots.KIND, lambda chunk: snapshots.take_chunk(db, chunk), snapshots.complete),
        RunKind(appraisals.KIND, lambda chunk: appraisals.appraise_chunk(db, chunk), appraisals.complete),
    ]


def day_steps(
    db: Database, runs: RunWorkers, desk: OrderDesk, send: sending.Send, ask: appraisals.AskRemittances
) -> list[DayStep]:
    """The day's work in its order: the snapshot and its appraisal, what was promised, the ladder, what leaves."""

    async def take_snapshots(date: dt.date) -> Counters:
        months = await snapshots.due_snapshots(db, date)
        for month in months:
            await runs.finish((await snapshots.start_snapshot(db, month)).key)
        return {"taken": len(months)}

    async def appraise(date: dt.date) -> Counters:
        months = await appraisals.due_appraisals(db)
        for month in months:
            await runs.finish((await appraisals.start_appraisal(db, month, ask)).key)
        return {"months": len(months)}

    async def sweep_ladder(date: dt.date) -> Counters:
        run = await sweep.start_sweep(db, date)
        if run is None:
            return {}
        done = await runs.finish(run.key)
        return {"cases": done.items, **done.counters}

    async def send_notices(date: dt.date) -> Counters:
        reminded = await reminders.plan_reminders(db, date)
        late = await sending.send_late_tasks(db, date)
        sent = await sending.send_planned(db, send, date)
        return {**reminded, **late, **sent, **await contact_lists.supervise(db, date)}

    async def send_orders(date: dt.date) -> Counters:
        late = await escalation.escalate_late(db, date)
        return {**late, "submitted": await desk.drain()}

    return [
        DayStep("snapshots", take_snapshots),
        DayStep("appraisals", appraise),
        DayStep("promises", lambda date: promises.judge_promises(db, date)),
        DayStep("ladder", sweep_ladder),
        DayStep("contacts", send_notices),
        DayStep("orders", send_orders),
    ]


def telling_restored(db: Database, send: sending.Send) -> Callable[[], Awaitable[None]]:
    """The loop that tells customers of a restoration as soon as it is confirmed."""
    told = db.listen()

    async def tell() -> None:
        while True:
            told.clear()
            await sending.send_restored(db, send)
            with suppress(TimeoutError):
                await asyncio.wait_for(told.wait(), _LOOK_AGAIN_SECONDS)

    return tell
