"""What dry runs found, by proposed version and account."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete, func, select, tuple_

from services.chassis.database import Transaction
from services.credit.domain.dry_run import DryRunCounts, Effect, PolicyEffect
from services.credit.domain.proposals import PolicyProposal
from services.credit.store.tables import account, grade, policy_effect
from services.kernel.ids import shard_of

_COLUMNS = (
    "version",
    "shard",
    "account",
    "customer",
    "effects",
    "suspend_old",
    "suspend_new",
    "limit_old",
    "limit_new",
)


async def replace_effects(
    tx: Transaction, version: str, first: int, last: int, effects: Sequence[PolicyEffect]
) -> None:
    """Replaces what an earlier dry run of the version found in shards first … last."""
    await tx.execute(
        delete(policy_effect).where(policy_effect.c.version == version, policy_effect.c.shard.between(first, last))
    )
    rows = (
        (
            version,
            shard_of(each.customer),
            each.account,
            each.customer,
            [effect.value for effect in each.effects],
            each.suspend_old,
            each.suspend_new,
            each.limit_old,
            each.limit_new,
        )
        for each in effects
    )
    await tx.copy_in(policy_effect, _COLUMNS, rows)


async def count_effects(tx: Transaction, proposal: PolicyProposal) -> DryRunCounts | None:
    """The counts of the last complete dry run; None when there is none."""
    if proposal.shown_on is None:
        return None
    version = proposal.policy.version
    one = func.unnest(policy_effect.c.effects).label("effect")
    each = select(one).where(policy_effect.c.version == version).subquery()
    counted = await tx.execute(select(each.c.effect, func.count().label("n")).group_by(each.c.effect))
    accounts = select(func.count()).select_from(account).where(account.c.closed.is_(False))
    customers = select(func.count(func.distinct(grade.c.customer)))
    return DryRunCounts(
        version=version,
        date=proposal.shown_on,
        accounts=(await tx.execute(accounts)).scalar_one(),
        customers=(await tx.execute(customers)).scalar_one(),
        affected={Effect(row.effect): int(row.n) for row in counted},
    )


async def list_effects(
    tx: Transaction, version: str, effect: str, after: tuple[int, str] | None, limit: int
) -> list[PolicyEffect]:
    """The affected accounts, in the order of their keys."""
    query = select(policy_effect).where(policy_effect.c.version == version)
    if effect:
        query = query.where(policy_effect.c.effects.contains([effect]))
    if after is not None:
        query = query.where(tuple_(policy_effect.c.shard, policy_effect.c.account) > after)
    rows = await tx.execute(query.order_by(policy_effect.c.shard, policy_effect.c.account).limit(limit))
    return [_from_row(row) for row in rows]


def _from_row(row: Any) -> PolicyEffect:
    effects = tuple(Effect(effect) for effect in row.effects)
    return PolicyEffect(
        row.account, row.customer, effects, row.suspend_old, row.suspend_new, row.limit_old, row.limit_new
    )
