"""Commands of one subscription leave in the order in which they were stored: over failures, deaths and replicas."""

import asyncio
import datetime as dt
import random
from typing import Any

import pytest

from services.chassis.database import Database
from services.gateway.domain.command import Attempt, AttemptKind, AttemptResult, CommandRecord
from services.gateway.domain.pacing import BackOff, Pace
from services.gateway.store.commands import add_commands
from services.gateway.usecases.send_commands import record_tries, take_due_commands
from tests.gateway.builders import command

SUBSCRIPTIONS = 4
EACH = 5
REPLICAS = 3
AT_ONCE = BackOff(first_seconds=0, longest_seconds=0, attempts_max=0)


@pytest.mark.parametrize("seed", [1, 2])
async def test_r_gtw_2_commands_of_a_subscription_leave_in_order_over_deaths_and_with_three_replicas(
    database: Any, seed: int
):
    db: Database = database("gateway")
    chance = random.Random(seed)
    made = [command(f"W-{line}-{n}", subscription=f"S-{line}") for n in range(EACH) for line in range(SUBSCRIPTIONS)]
    await db.transact(lambda tx: add_commands(tx, made))
    left: dict[str, list[str]] = {}
    died = 0

    async def replica() -> int:
        """One round of a replica: what it leases, it sends, fails to send, or dies with."""
        nonlocal died
        dies = chance.random() < 0.3
        lease = dt.timedelta(0) if dies else dt.timedelta(minutes=5)
        taken = (await take_due_commands(db, "noc", 3, lease)).records
        if dies:
            died += len(taken)
            return len(taken)
        results = [chance.choice([AttemptResult.TAKEN, AttemptResult.TAKEN, AttemptResult.RETRY]) for _ in taken]
        for record, result in zip(taken, results, strict=True):
            if result is AttemptResult.TAKEN:
                left.setdefault(record.command.subscription, []).append(record.command.id)
        tries = [(record, (_tried(record, result), "")) for record, result in zip(taken, results, strict=True)]
        await record_tries(db, tries, AT_ONCE, lambda: 0.0)
        return len(taken)

    idle = 0
    while idle < 3:
        idle = 0 if sum(await asyncio.gather(*(replica() for _ in range(REPLICAS)))) else idle + 1
    assert died, "or the test proves less than it says"
    assert left == {f"S-{line}": [f"W-{line}-{n}" for n in range(EACH)] for line in range(SUBSCRIPTIONS)}


def _tried(record: CommandRecord, result: AttemptResult) -> Attempt:
    return Attempt(record.command.id, AttemptKind.SEND, result, record.created_at, 1, 202, "")


@pytest.mark.parametrize(("rate", "burst"), [(20.0, 5), (0.5, 1)])
async def test_r_gtw_2_a_platforms_rate_holds_for_all_replicas_together(database: Any, rate: float, burst: int):
    db: Database = database("gateway")
    await db.transact(lambda tx: add_commands(tx, [command(f"W-{n}", subscription=f"S-{n}") for n in range(200)]))
    began = db.wall.now()

    async def replica() -> int:
        taken = 0
        for _ in range(10):
            leased = await take_due_commands(db, "noc", 16, dt.timedelta(minutes=5), Pace(rate, burst))
            assert leased.wait_seconds > 0 or len(leased.records) == 16
            taken += len(leased.records)
        return taken

    taken = sum(await asyncio.gather(*(replica() for _ in range(REPLICAS))))
    assert burst <= taken <= burst + (db.wall.now() - began).total_seconds() * rate + 1


async def test_r_gtw_2_a_platform_without_a_rate_is_sent_what_it_has_room_for(database: Any):
    db: Database = database("gateway")
    await db.transact(lambda tx: add_commands(tx, [command(f"W-{n}", subscription=f"S-{n}") for n in range(40)]))
    assert len((await take_due_commands(db, "noc", 64, dt.timedelta(minutes=5))).records) == 40
