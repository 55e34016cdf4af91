"""Where things are: ids are unique before their customer is known, so the directory is sharded by the id itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.kernel.ids import shard_of, shard_of_key
from services.rating.store.tables import directory, service_number

_STEP = 2_000


class Collection(StrEnum):
    """What the directory knows the place of. Customers need none: their shard is that of their id."""

    ACCOUNT = "accounts"
    SUBSCRIPTION = "subscriptions"
    ORDER = "orders"
    ASSIGNMENT = "discountAssignments"
    AGREEMENT = "sponsorshipAgreements"
    ADJUSTMENT = "adjustments"
    CHARGE = "nextBillCharges"
    WORK_ORDER = "workOrders"


@dataclass(frozen=True, slots=True)
class Place:
    """The home shard of a thing, and its customer."""

    shard: int
    customer_id: str


async def places(tx: Transaction, collection: Collection, ids: Iterable[str]) -> dict[str, Place]:
    """The places of the ids that are known."""
    wanted = sorted(set(ids))
    found: dict[str, Place] = {}
    for start in range(0, len(wanted), _STEP):
        keys = [(shard_of_key(each), collection.value, each) for each in wanted[start : start + _STEP]]
        query = select(directory.c.id, directory.c.home_shard, directory.c.customer_id).where(
            tuple_(directory.c.shard, directory.c.collection, directory.c.id).in_(keys)
        )
        found.update({row.id: Place(row.home_shard, row.customer_id) for row in await tx.execute(query)})
    return found


async def place(tx: Transaction, collection: Collection, identity: str) -> Place | None:
    return (await places(tx, collection, [identity])).get(identity)


async def enter(tx: Transaction, collection: Collection, owners: Mapping[str, str]) -> None:
    """Enters new ids with their customers. Two transactions with the same id collide here."""
    rows = [
        {
            "shard": shard_of_key(identity),
            "collection": collection.value,
            "id": identity,
            "home_shard": shard_of(customer_id),
            "customer_id": customer_id,
        }
        for identity, customer_id in sorted(owners.items())
    ]
    await tx.insert_many(directory, rows)


@dataclass(frozen=True, slots=True)
class NumberHolder:
    """Who has a service number."""

    service_number: str
    subscription_id: str
    account_id: str
    customer_id: str


async def holders(tx: Transaction, numbers: Iterable[str]) -> dict[str, NumberHolder]:
    """The holders of the service numbers that are in use."""
    wanted = sorted(set(numbers))
    found: dict[str, NumberHolder] = {}
    for start in range(0, len(wanted), _STEP):
        keys = [(shard_of_key(each), each) for each in wanted[start : start + _STEP]]
        query = select(service_number).where(tuple_(service_number.c.shard, service_number.c.service_number).in_(keys))
        for row in await tx.execute(query):
            found[row.service_number] = NumberHolder(
                row.service_number, row.subscription_id, row.account_id, row.customer_id
            )
    return found


async def hold_numbers(tx: Transaction, entries: Iterable[NumberHolder]) -> None:
    """Gives service numbers to subscriptions."""
    rows = [
        {
            "shard": shard_of_key(one.service_number),
            "service_number": one.service_number,
            "home_shard": shard_of(one.customer_id),
            "subscription_id": one.subscription_id,
            "account_id": one.account_id,
            "customer_id": one.customer_id,
        }
        for one in sorted(entries, key=lambda one: one.service_number)
    ]
    for start in range(0, len(rows), _STEP // 2):
        await tx.execute(insert(service_number).values(rows[start : start + _STEP // 2]))


async def release_number(tx: Transaction, number: str, subscription_id: str) -> None:
    """Frees a service number when its subscription was withdrawn before it was in use."""
    await tx.execute(
        delete(service_number).where(
            service_number.c.shard == shard_of_key(number),
            service_number.c.service_number == number,
            service_number.c.subscription_id == subscription_id,
        )
    )


async def move_number(tx: Transaction, number: str, subscription_id: str, account_id: str) -> None:
    """The number's subscription stands on another account of the same customer now."""
    await tx.execute(
        update(service_number)
        .where(
            service_number.c.shard == shard_of_key(number),
            service_number.c.service_number == number,
            service_number.c.subscription_id == subscription_id,
        )
        .values(account_id=account_id)
    )
