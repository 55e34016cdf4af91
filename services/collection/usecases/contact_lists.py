"""Completeness of automatic lists (R-DUN-3): supervised each day, and the units told of what is missing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.case import SWEEP_ACTOR
from services.collection.domain.contact import ContactList
from services.collection.domain.events import ContactsMissing
from services.collection.domain.reason import Reason, not_found
from services.collection.store import collection_policies as policy_store
from services.collection.store import contact_lists as store

_LISTS: Replies[ContactList] = Replies(ContactList)
_DAYS_BACK = 60
_MANY = 1_000


async def list_lists(
    tx: Transaction,
    first: dt.date | None,
    *,
    incomplete_only: bool = False,
    after: tuple[dt.date, str] | None = None,
    limit: int = _MANY,
) -> list[ContactList]:
    """The lists from a date on, in the order of (day, medium), after a key."""
    days = (await policy_store.policy_in_force(tx)).contact_result_days
    answered_until = tx.date - dt.timedelta(days=days)
    return await store.list_lists(tx, first, answered_until, incomplete_only=incomplete_only, after=after, limit=limit)


@dataclass(frozen=True, slots=True)
class TellUnits:
    """A person has the units told of an incomplete list; its id is {YYYY-MM-DD}-{medium}."""

    list_id: str
    comment: str
    actor: str


async def tell_units(db: Database, request_id: str, request: TellUnits) -> ContactList:
    """Raises CONTACT_LIST_NOT_FOUND, also for a list without anything missing."""

    async def work(tx: Transaction) -> ContactList:
        known = await _LISTS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        each = await _find(tx, request.list_id)
        if each is None or each.complete:
            raise not_found(Reason.CONTACT_LIST_NOT_FOUND, f"contactLists/{request.list_id}")
        facts = await _tell(tx, each, request.comment, request.actor)
        record = AuditRecord(
            request.actor, "contact_list.tell_units", f"contactLists/{request.list_id}", request.comment, facts
        )
        await tx.audit(record)
        told = await _find(tx, request.list_id)
        assert told is not None
        await _LISTS.keep(tx, {request_id: (request, told)})
        return told

    return await db.transact(work)


async def _find(tx: Transaction, list_id: str) -> ContactList | None:
    try:
        date = dt.date.fromisoformat(list_id[:10])
    except ValueError:
        return None
    medium = list_id[11:]
    found = await list_lists(tx, date, limit=8)
    return next((each for each in found if (each.list_date, each.medium) == (date, medium)), None)


async def _tell(tx: Transaction, each: ContactList, comment: str, actor: str) -> dict[str, int]:
    """Tells each unit once a call how many of its contacts are missing."""
    missing = await store.missing_by_unit(tx, each, await _answered_until(tx))
    await store.note_told(tx, each, missing, comment, actor)
    list_id = f"{each.list_date.isoformat()}-{each.medium}"
    tx.publish(ContactsMissing(list_id, unit, count, comment) for unit, count in sorted(missing.items()))
    return missing


async def _answered_until(tx: Transaction) -> dt.date:
    days = (await policy_store.policy_in_force(tx)).contact_result_days
    return tx.date - dt.timedelta(days=days)


async def supervise(db: Database, date: dt.date) -> Mapping[str, int]:
    """At the end of a day: units of lists that are incomplete after the policy's days are told, once."""

    async def work(tx: Transaction) -> Mapping[str, int]:
        last = await _answered_until(tx)
        lists = await list_lists(tx, date - dt.timedelta(days=_DAYS_BACK), incomplete_only=True)
        late = [each for each in lists if each.list_date <= last and not each.units_told]
        for each in late:
            await _tell(tx, each, "the list is incomplete after its days", SWEEP_ACTOR)
        return {"lists_incomplete": len(lists), "lists_told": len(late)}

    return await db.transact(work)
