"""What rating does with the others' events, with its runs and in the background."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from services.chassis.database import Database, Transaction
from services.chassis.dayclose import DayStep
from services.chassis.inbox import Received, Subscription, newest
from services.chassis.runs import RunKind, RunView
from services.kernel.errors import Refusal
from services.rating.store.cycles import open_cycle
from services.rating.store.late_fees import add_notes
from services.rating.usecases import (
    bill_chunks,
    bill_runs,
    commands,
    customers,
    next_cycle,
    opening,
    reports,
    sponsorships,
)
from services.rating.usecases.unbilled import publish_unbilled
from services.rating.usecases.usage_warnings import warn_of_usage
from services.rating.wire.facts import late_fee_from_pb, report_from_pb, sponsor_control_from_pb
from tollbook.credit.v1.events_pb2 import SponsorshipControlChanged
from tollbook.gateway.v1.events_pb2 import CommandReported
from tollbook.payment.v1.events_pb2 import LateFeeAssessed


async def _reports(tx: Transaction, events: list[Received[Any]]) -> None:
    await reports.apply_reports(tx, [report_from_pb(event.payload, event.business_date) for event in events])


async def _sponsor_controls(tx: Transaction, events: list[Received[Any]]) -> None:
    # The event's own date decides, not the day on which it is read, so that a late reader decides the same.
    for event in newest(events):
        await sponsorships.follow_control(tx, *sponsor_control_from_pb(event.payload), event.business_date)


async def _late_fees(tx: Transaction, events: list[Received[Any]]) -> None:
    by_date: dict[dt.date, list[Received[Any]]] = {}
    for event in events:
        by_date.setdefault(event.business_date, []).append(event)
    for date, several in sorted(by_date.items()):
        due_cycle = str(await open_cycle(tx, date))
        await add_notes(tx, due_cycle, [late_fee_from_pb(event.payload) for event in several])


def subscriptions() -> list[Subscription]:
    """Whose events rating reads."""
    return [
        Subscription("gateway", {CommandReported: _reports}),
        Subscription("credit", {SponsorshipControlChanged: _sponsor_controls}),
        Subscription("payment", {LateFeeAssessed: _late_fees}),
    ]


def run_kinds(db: Database, credit: bill_chunks.Terms) -> list[RunKind]:
    """The three steps of a bill run, and the issuing of the bills of the system before."""

    async def issued(tx: Transaction, view: RunView) -> None:
        run = await bill_runs.bills_issued(tx, view)
        if not run.accounts:
            await next_cycle.begin_next_cycle(tx, run.cycle)

    return [
        RunKind(
            bill_runs.TRIAL_KIND,
            lambda chunk: bill_chunks.charge_chunk(db, credit, chunk),
            bill_runs.trial_charged,
        ),
        RunKind(
            bill_runs.SPONSOR_KIND,
            lambda chunk: bill_chunks.sponsor_chunk(db, credit, chunk),
            bill_runs.trial_sponsored,
        ),
        RunKind(bill_runs.FINAL_KIND, lambda chunk: bill_chunks.issue_chunk(db, chunk), issued),
        RunKind(opening.OPENING_KIND, lambda chunk: bill_chunks.issue_opening_chunk(db, chunk)),
    ]


def day_steps(db: Database) -> list[DayStep]:
    """A day's own work, each piece idempotent."""
    return [
        DayStep("ownership", lambda date: customers.begin_ownerships(db, date)),
        DayStep("unbilled", lambda date: publish_unbilled(db, date)),
        DayStep("usage_warnings", lambda date: warn_of_usage(db, date)),
    ]


def submitting(db: Database, gateway: commands.Gateway, pause_seconds: float) -> Callable[[], Awaitable[None]]:
    """The loop that carries work orders to the gateway. While the gateway is away they wait."""
    told = db.listen()

    async def submit_work_orders() -> None:
        while True:
            told.clear()
            try:
                submitted = await commands.submit_pending(db, gateway)
            except Refusal:
                submitted = 0
            if not submitted:
                with suppress(TimeoutError):
                    await asyncio.wait_for(told.wait(), pause_seconds)

    return submit_work_orders
