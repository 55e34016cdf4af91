"""What an account's usage comes to that no bill has yet; provisional until the bill run (R-RAT-2)."""

from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.kernel.ids import shard_of
from services.kernel.money import MICROS_PER_FEN, round_half_away
from services.kernel.period import Cycle
from services.rating.domain.usage_months import month_of
from services.rating.store.usage_queries import (
    count_records,
    lines_of_account,
    load_boundary,
    rated_usage,
    re_rated_usage,
    usage_view,
)
from services.rating.usecases.accounts import known_account
from services.rating.usecases.unbilled import unbilled_cycles


@dataclass(frozen=True, slots=True)
class UnbilledItem:
    """A subscription's usage of a charge item: records, what was charged for, and 10⁻⁶ yuan."""

    subscription_id: str
    charge_item: str
    records: int
    charged: int
    micros: int


@dataclass(frozen=True, slots=True)
class UnbilledUsage:
    """An account's unbilled usage. ``amount`` is rounded once for each cycle, subscription and item, as bills are."""

    currency: str
    amount: int
    items: tuple[UnbilledItem, ...]


async def unbilled_usage(db: Database, account_id: str) -> UnbilledUsage:
    """Raises the refusal ACCOUNT_NOT_FOUND."""
    async with db.read() as tx:
        account = await known_account(tx, account_id)
        shard = shard_of(account.customer_id)
        lines = await lines_of_account(tx, shard, account_id)
        cycles = await unbilled_cycles(tx, tx.date)
        amount, sums = 0, dict[tuple[str, str], tuple[int, int]]()
        for cycle in cycles:
            for key, micros, charged in await _of_cycle(tx, cycle, shard, lines):
                amount += round_half_away(micros, MICROS_PER_FEN)
                before = sums.get(key, (0, 0))
                sums[key] = (before[0] + micros, before[1] + charged)
        after = await load_boundary(tx, cycles[0].previous) if cycles else 0
        first_month = month_of(cycles[0]) if cycles else 0
        records = await count_records(tx, shard, lines, first_month, after) if cycles else {}
    items = [
        UnbilledItem(*key, records.get(key, 0), sums.get(key, (0, 0))[1], sums.get(key, (0, 0))[0])
        for key in sorted(sums.keys() | records.keys())
    ]
    return UnbilledUsage(account.currency, amount, tuple(items))


async def _of_cycle(
    tx: Transaction, cycle: Cycle, shard: int, lines: set[str]
) -> list[tuple[tuple[str, str], int, int]]:
    """((subscription, charge item), micros, charged): usage of the cycle, and what re-ratings add to its bill."""
    view = await usage_view(tx, cycle)
    usages = [await rated_usage(tx, view, shard, shard)]
    usages += (await re_rated_usage(tx, view, shard, shard)).values()
    return [
        ((line, item), micros, charged)
        for usage in usages
        for line, several in usage.items()
        if line in lines
        for item, micros, charged in several
    ]
