"""Subscriptions with their suspensions and rent changes."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.kernel.business import LineOfBusiness, SuspensionReason
from services.kernel.ids import shard_of
from services.rating.domain.charging import EffectMode
from services.rating.domain.states import SubscriptionState
from services.rating.domain.subscription import Subscription, Suspension
from services.rating.store.directory import Collection, enter, places
from services.rating.store.tables import account_move, rent_change, subscription, suspension

_STEP = 2_000


def subscription_to_row(value: Subscription) -> dict[str, Any]:
    return {
        "shard": shard_of(value.customer_id),
        "subscription_id": value.subscription_id,
        "account_id": value.account_id,
        "customer_id": value.customer_id,
        "product_id": value.product_id,
        "line_of_business": value.line_of_business.value,
        "service_number": value.service_number,
        "rent_item": value.rent_item,
        "rent": value.rent,
        "effect_mode": value.effect_mode.value,
        "state": value.state.value,
        "platform": value.platform,
        "equipment": value.equipment,
        "charge_start": value.charge_start,
        "charged_from": value.charged_from,
        "start_known": value.start_known,
        "terminate_date": value.terminate_date,
        "terminate_known": value.terminate_known,
        "version": value.version,
    }


def subscription_from_row(
    row: Row[Any], suspensions: tuple[Suspension, ...] = (), rents: tuple[tuple[str, int], ...] = ()
) -> Subscription:
    return Subscription(
        subscription_id=row.subscription_id,
        account_id=row.account_id,
        customer_id=row.customer_id,
        product_id=row.product_id,
        line_of_business=LineOfBusiness(row.line_of_business),
        service_number=row.service_number,
        rent_item=row.rent_item,
        rent=row.rent,
        effect_mode=EffectMode(row.effect_mode),
        state=SubscriptionState(row.state),
        platform=row.platform,
        equipment=row.equipment,
        charge_start=row.charge_start,
        charged_from=row.charged_from,
        start_known=row.start_known,
        terminate_date=row.terminate_date,
        terminate_known=row.terminate_known,
        version=row.version,
        rent_changes=rents,
        suspensions=suspensions,
    )


def suspension_from_row(row: Row[Any]) -> Suspension:
    return Suspension(
        command_id=row.command_id,
        reason=SuspensionReason(row.reason),
        suspend_date=row.suspend_date,
        suspend_known=row.suspend_known,
        restore_date=row.restore_date,
        restore_known=row.restore_known,
        restore_command_id=row.restore_command_id,
    )


def suspension_to_row(value: Subscription, one: Suspension) -> dict[str, Any]:
    return {
        "shard": shard_of(value.customer_id),
        "subscription_id": value.subscription_id,
        "command_id": one.command_id,
        "reason": one.reason.value,
        "suspend_date": one.suspend_date,
        "suspend_known": one.suspend_known,
        "restore_date": one.restore_date,
        "restore_known": one.restore_known,
        "restore_command_id": one.restore_command_id,
    }


async def subscriptions_by_id(tx: Transaction, ids: Iterable[str], *, lock: bool = False) -> dict[str, Subscription]:
    """The subscriptions that are known, whole; their rows locked FOR UPDATE when asked, in the order of their keys."""
    keys = sorted((at.shard, each) for each, at in (await places(tx, Collection.SUBSCRIPTION, ids)).items())
    found: dict[str, Subscription] = {}
    for start in range(0, len(keys), _STEP):
        step = keys[start : start + _STEP]
        query = select(subscription).where(tuple_(subscription.c.shard, subscription.c.subscription_id).in_(step))
        if lock:
            query = query.order_by(subscription.c.shard, subscription.c.subscription_id).with_for_update()
        rows = (await tx.execute(query)).all()
        found.update(await _whole(tx, rows, step))
    return found


async def _whole(tx: Transaction, rows: Sequence[Row[Any]], keys: list[tuple[int, str]]) -> dict[str, Subscription]:
    offs: dict[str, list[Suspension]] = {}
    in_keys = tuple_(suspension.c.shard, suspension.c.subscription_id).in_(keys)
    order = (suspension.c.suspend_date, suspension.c.command_id)
    for row in await tx.execute(select(suspension).where(in_keys).order_by(*order)):
        offs.setdefault(row.subscription_id, []).append(suspension_from_row(row))
    rents: dict[str, list[tuple[str, int]]] = {}
    in_keys = tuple_(rent_change.c.shard, rent_change.c.subscription_id).in_(keys)
    for row in await tx.execute(select(rent_change).where(in_keys).order_by(rent_change.c.first_cycle)):
        rents.setdefault(row.subscription_id, []).append((row.first_cycle, row.rent))
    return {
        row.subscription_id: subscription_from_row(
            row, tuple(offs.get(row.subscription_id, ())), tuple(rents.get(row.subscription_id, ()))
        )
        for row in rows
    }


async def list_subscriptions(
    tx: Transaction, customer_id: str, *, account_id: str = "", state: str = "", after: str = "", limit: int = 1000
) -> list[Subscription]:
    """A customer's subscriptions by id, after an id; one account's when given."""
    shard = shard_of(customer_id)
    query = (
        select(subscription)
        .where(subscription.c.shard == shard, subscription.c.customer_id == customer_id)
        .where(subscription.c.subscription_id > after)
        .order_by(subscription.c.subscription_id)
        .limit(limit)
    )
    if account_id:
        query = query.where(subscription.c.account_id == account_id)
    if state:
        query = query.where(subscription.c.state == state)
    rows = (await tx.execute(query)).all()
    whole = await _whole(tx, rows, [(shard, row.subscription_id) for row in rows])
    return [whole[row.subscription_id] for row in rows]


async def subscriptions_in_shards(
    tx: Transaction, first: int, last: int, *, state: str = "", after: str = ""
) -> list[Subscription]:
    """All subscriptions of a range of shards, whole, by id; in one state when given."""
    query = (
        select(subscription)
        .where(subscription.c.shard.between(first, last), subscription.c.subscription_id > after)
        .order_by(subscription.c.subscription_id)
    )
    if state:
        query = query.where(subscription.c.state == state)
    rows = (await tx.execute(query)).all()
    whole: dict[str, Subscription] = {}
    for start in range(0, len(rows), _STEP):
        step = rows[start : start + _STEP]
        whole.update(await _whole(tx, step, [(row.shard, row.subscription_id) for row in step]))
    return [whole[row.subscription_id] for row in rows]


async def insert_subscriptions(tx: Transaction, values: Sequence[Subscription]) -> None:
    await enter(tx, Collection.SUBSCRIPTION, {value.subscription_id: value.customer_id for value in values})
    await tx.insert_many(subscription, [subscription_to_row(value) for value in values])


async def write_subscriptions(tx: Transaction, values: Iterable[Subscription]) -> None:
    """Writes changed subscriptions with their suspensions."""
    for value in values:
        row = subscription_to_row(value)
        await tx.execute(
            update(subscription)
            .where(subscription.c.shard == row["shard"], subscription.c.subscription_id == value.subscription_id)
            .values(row)
        )
        if value.suspensions:
            offs = insert(suspension).values([suspension_to_row(value, one) for one in value.suspensions])
            keep = ("restore_date", "restore_known", "restore_command_id")
            await tx.execute(
                offs.on_conflict_do_update(
                    index_elements=["shard", "subscription_id", "command_id"],
                    set_={name: offs.excluded[name] for name in keep},
                )
            )


async def insert_rent_change(tx: Transaction, value: Subscription, first_cycle: str, rent: int, reason: str) -> None:
    row = {
        "shard": shard_of(value.customer_id),
        "subscription_id": value.subscription_id,
        "first_cycle": first_cycle,
        "rent": rent,
        "reason": reason,
    }
    new = insert(rent_change).values(row)
    await tx.execute(
        new.on_conflict_do_update(
            index_elements=["shard", "subscription_id", "first_cycle"], set_={"rent": rent, "reason": reason}
        )
    )


async def insert_account_move(tx: Transaction, before: Subscription, account_id: str, cycle: str, reason: str) -> None:
    """From the cycle on the line is billed to the account; of several moves into one cycle the last counts."""
    row = {
        "shard": shard_of(before.customer_id),
        "subscription_id": before.subscription_id,
        "first_cycle": cycle,
        "account_before": before.account_id,
        "account_id": account_id,
        "reason": reason,
    }
    new = insert(account_move).values(row)
    keys = ["shard", "subscription_id", "first_cycle"]
    await tx.execute(new.on_conflict_do_update(index_elements=keys, set_={"account_id": account_id, "reason": reason}))


async def account_in_cycle(tx: Transaction, line: Subscription, cycle: str) -> str:
    """The account that the line is billed to in a cycle."""
    table = account_move.c
    later = (
        select(table.account_before)
        .where(table.shard == shard_of(line.customer_id), table.subscription_id == line.subscription_id)
        .where(table.first_cycle > cycle)
        .order_by(table.first_cycle)
        .limit(1)
    )
    return (await tx.execute(later)).scalar() or line.account_id
