"""What usage adds to a cycle's bills."""

from services.chassis.database import Transaction
from services.kernel.period import Cycle
from services.rating.store.usage_queries import rated_usage_for_cycle


async def usage_of_cycle(tx: Transaction, cycle: str, first: int, last: int) -> list[tuple[int, str, str, int, int]]:
    """(first shard asked for, subscription, charge item, micro-yuan, charged quantity), by subscription and item."""
    found = await rated_usage_for_cycle(tx, Cycle.parse(cycle), first, last)
    return [
        (first, subscription_id, item, micros, charged)
        for subscription_id, items in found.items()
        for item, micros, charged in items
    ]
