"""Whose a thing is, for callers that act for customers: an account's, a line's, a bill's, an agreement's customer."""

from collections.abc import Mapping

from services.chassis.database import Transaction
from services.chassis.ownership import OwnerOf
from services.rating.store.directory import Collection, place

_CYCLE_LENGTH = len("-2026-01")


def _entered(collection: Collection) -> OwnerOf:
    async def owner_of(tx: Transaction, identity: str) -> str | None:
        found = await place(tx, collection, identity)
        return None if found is None else found.customer_id

    return owner_of


_of_account = _entered(Collection.ACCOUNT)


async def _of_bill(tx: Transaction, identity: str) -> str | None:
    return await _of_account(tx, identity[:-_CYCLE_LENGTH])


OWNERS: Mapping[str, OwnerOf] = {
    **{each.value: _entered(each) for each in (Collection.ACCOUNT, Collection.SUBSCRIPTION, Collection.AGREEMENT)},
    "bills": _of_bill,
}
"""An agreement belongs to its sponsor."""
