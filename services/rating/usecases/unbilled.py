"""What accounts have used and not been billed (R-CTL-2): published when a day closes and it has changed."""

import datetime as dt
from collections.abc import Mapping

from services.chassis.database import Database, Transaction
from services.kernel.money import MICROS_PER_FEN, round_half_away
from services.kernel.period import Cycle
from services.rating.domain.charging import rent_of_cycle
from services.rating.domain.events import UnbilledMoved
from services.rating.store.bill_inputs import Owner, lines_in_shards, owners_in_shards, shard_bounds
from services.rating.store.bill_runs import list_bill_runs
from services.rating.store.policies import policy_on
from services.rating.store.unbilled import positions_in_shards, write_positions
from services.rating.store.usage_adjustments import re_rated_in_shards
from services.rating.store.usage_queries import rated_usage, usage_view

_ACCOUNTS_AT_ONCE = 5_000


async def publish_unbilled(db: Database, date: dt.date) -> Mapping[str, int]:
    """Day step: the charges of all cycles up to the date's that have no bill yet, as they would be billed now."""
    changed = 0
    async with db.read() as tx:
        bounds = await shard_bounds(tx, _ACCOUNTS_AT_ONCE)
    for first, end in bounds:
        changed += await db.transact(lambda tx, first=first, end=end: _publish(tx, date, first, end - 1))
    return {"accounts": changed}


async def _publish(tx: Transaction, date: dt.date, first: int, last: int) -> int:
    owners = await owners_in_shards(tx, first, last)
    sums = dict.fromkeys(owners, 0)
    for cycle in await unbilled_cycles(tx, date):
        await _add(tx, cycle, first, last, sums)
    before = await positions_in_shards(tx, first, last)
    moved = [
        _moved(account_id, owners[account_id], str(Cycle.of(date)), amount, before.get(account_id, (0, 0))[1] + 1)
        for account_id, amount in sorted(sums.items())
        if before.get(account_id, (0, 0))[0] != amount
    ]
    await write_positions(tx, [(owners[one.account_id].shard, one) for one in moved])
    tx.publish(moved)
    return len(moved)


def _moved(account_id: str, owner: Owner, cycle: str, amount: int, version: int) -> UnbilledMoved:
    return UnbilledMoved(account_id, owner.customer_id, cycle, owner.currency, amount, version)


async def unbilled_cycles(tx: Transaction, date: dt.date) -> list[Cycle]:
    """The cycles from the last closed one's next to the date's own; only the date's own before the first bill run."""
    current = Cycle.of(date)
    for run in await list_bill_runs(tx, before=None, limit=1_000):
        if run.state == "COMPLETED" and not run.accounts:
            first = Cycle.parse(run.cycle).next
            return [first.plus(months) for months in range(current.index - first.index + 1)]
    return [current.previous, current]


async def _add(tx: Transaction, cycle: Cycle, first: int, last: int, sums: dict[str, int]) -> None:
    view = await usage_view(tx, cycle)
    for account_id, adjustments in (await re_rated_in_shards(tx, view, first, last)).items():
        sums[account_id] += sum(one.amount for one in adjustments)
    usage = await rated_usage(tx, view, first, last)
    cut_off = (await policy_on(tx, cycle.last_day)).cut_off_day
    for account_id, lines in (await lines_in_shards(tx, cycle, first, last, usage)).items():
        for line in lines:
            sums[account_id] += rent_of_cycle(line.rent, cycle, "9999-12", cut_off).amount
            sums[account_id] += sum(round_half_away(micros, MICROS_PER_FEN) for _, micros, _ in line.usage)
