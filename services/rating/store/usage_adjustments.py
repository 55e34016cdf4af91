"""What re-ratings of closed months add to a cycle's bills or take off them (R-RAT-3)."""

from sqlalchemy import select

from services.chassis.database import Transaction
from services.kernel.money import MICROS_PER_FEN, round_half_away
from services.rating.domain.billing import OneOff
from services.rating.store.tables import subscription
from services.rating.store.usage_queries import UsageView, re_rated_usage

RE_RATING = "RE_RATING"


async def re_rated_in_shards(tx: Transaction, view: UsageView, first: int, last: int) -> dict[str, list[OneOff]]:
    """By account, an adjustment for each month of origin, subscription and charge item, rounded once (R-GEN-1)."""
    by_month = await re_rated_usage(tx, view, first, last)
    if not any(by_month.values()):
        return {}
    table = subscription.c
    rows = await tx.execute(
        select(table.subscription_id, table.account_id, table.line_of_business).where(table.shard.between(first, last))
    )
    owners = {row.subscription_id: row for row in rows}
    found: dict[str, list[OneOff]] = {}
    for origin, usage in sorted(by_month.items()):
        for line, items in usage.items():
            for item, micros, _ in items:
                amount = round_half_away(micros, MICROS_PER_FEN)
                if amount:
                    owner = owners[line]
                    charge = f"re-rating/{origin}"
                    one = OneOff(charge, line, item, owner.line_of_business, amount, str(origin), RE_RATING)
                    found.setdefault(owner.account_id, []).append(one)
    return found
