"""What is old and finished goes, what it was stays known, and nothing is taken twice for it (R-GTW-3)."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import func, select, update

from services.chassis.database import Database, Transaction
from services.gateway.channels.schemes import hear
from services.gateway.domain.command import CommandKind, CommandRecord, Outcome
from services.gateway.domain.notification import NotificationState
from services.gateway.store import tables
from services.gateway.store.commands import CommandMove, find_commands, move_commands, was_overtaken
from services.gateway.usecases.receive_notifications import receive_notifications
from services.gateway.usecases.remove_old import remove_old
from services.gateway.usecases.submit_commands import submit_commands
from services.kernel.errors import Refusal
from tests.gateway.builders import NOW, command, raw_payment, webhook_channel

LONG_AGO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
PLATFORMS = ("noc",)


@pytest.fixture
def db(database: Any) -> Database:
    return database("gateway")


async def receive(db: Database, number: int) -> NotificationState:
    message = raw_payment(NOW, message_id=f"m-{number}", channel_number=f"n-{number}")
    (state,) = await receive_notifications(db, [hear(webhook_channel(), message, NOW)])
    return state


async def count(db: Database, table: Any) -> int:
    async with db.read() as tx:
        return (await tx.execute(select(func.count()).select_from(table))).scalar_one()


async def age(db: Database, table: Any, column: Any, **changes: Any) -> None:
    await db.transact(lambda tx: tx.execute(update(table).values({column: LONG_AGO, **changes})))


async def test_r_gtw_3_old_notifications_go_in_chunks_and_their_repetitions_are_still_known(db: Database):
    for number in range(5):
        assert await receive(db, number) is NotificationState.ACCEPTED
    await age(db, tables.notification, "received_at", state="POSTED")
    await receive(db, 5)
    assert (await remove_old(db, 0, 0))["notifications"] == 0, "0 days keep everything"
    assert (await remove_old(db, 30, 30, chunk=2))["notifications"] == 5
    assert await count(db, tables.notification) == 1
    assert await receive(db, 3) is NotificationState.DUPLICATE


@pytest.mark.parametrize("state", ["ACCEPTED", "REJECTED", "QUARANTINED"])
async def test_r_gtw_3_a_notification_that_waits_stays_however_old_it_is(db: Database, state: str):
    await receive(db, 1)
    await age(db, tables.notification, "received_at", state=state)
    assert (await remove_old(db, 1, 1))["notifications"] == 0


async def finish(db: Database, outcome: Outcome, *ids: str) -> None:
    async def work(tx: Transaction) -> None:
        await move_commands(tx, [CommandMove(id_, outcome, tx.date, "done") for id_ in ids])

    await db.transact(work)


async def test_r_gtw_3_a_removed_command_is_answered_as_it_ended_and_never_sent_again(db: Database):
    await submit_commands(db, [command("W-1")], PLATFORMS)
    await finish(db, Outcome.ARCHIVED, "W-1")
    await age(db, tables.command, "created_at")
    assert (await remove_old(db, 30, 30))["commands"] == 1
    assert await count(db, tables.command) == 0
    again, other = await submit_commands(db, [command("W-1"), command("W-1", reason="FRAUD")], PLATFORMS)
    assert isinstance(again, CommandRecord)
    assert (again.outcome, again.detail) == (Outcome.ARCHIVED, "done")
    assert isinstance(other, Refusal)
    assert other.reason == "COMMAND_CONTENT_DIFFERS"
    assert await count(db, tables.command) == 0


async def test_r_gtw_2_a_command_that_a_dead_one_must_not_follow_stays_with_it(db: Database):
    await submit_commands(db, [command("W-1"), command("W-2", CommandKind.RESTORE)], PLATFORMS)
    await finish(db, Outcome.DEAD, "W-1")
    await finish(db, Outcome.COMPLETED, "W-2")
    await age(db, tables.command, "created_at")
    assert (await remove_old(db, 30, 30))["commands"] == 0
    async with db.read() as tx:
        dead, _ = (await find_commands(tx, ["W-1"]))["W-1"]
        assert await was_overtaken(tx, dead)
    await finish(db, Outcome.CANCELLED, "W-1")
    assert (await remove_old(db, 30, 30))["commands"] == 2
