"""Notices on their way out: through a sender on the days that the calendar works, within its hours (R-DUN-3)."""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence

from services.chassis.database import Database, Transaction
from services.collection.domain.calendar import WorkingCalendar, calendar_on
from services.collection.domain.contact import Contact, Outgoing
from services.collection.domain.events import ContactMade
from services.collection.domain.notice import Addressee, Medium, NoticeKind, automatic_way
from services.collection.store import collection_policies as policy_store
from services.collection.store import contacts as store
from services.collection.store import policies as scenario_store
from services.collection.store import positions as position_store
from services.collection.usecases.case_outlook import scenario_of

Send = Callable[[Sequence[Outgoing]], Awaitable[set[str]]]
"""Sends automatic contacts; answers the ids of those that were really taken."""

_BATCH = 500
_LATE_BATCH = 2_000
AUTOMATIC = (Medium.SMS, Medium.VOICE, Medium.EMAIL)


async def send_restored(db: Database, send: Send) -> None:
    """Sends the notices that service is restored, for which nobody waits until a day's close. One that the sender does
    not take goes the day's way.
    """
    media = [medium.value for medium in AUTOMATIC]
    async with db.ask() as tx:
        waiting = await store.planned_contacts(tx, media, 1, untried_of=NoticeKind.RESTORATION_NOTICE)
    if waiting:
        async with db.read() as tx:
            date = tx.date
        await send_planned(db, send, date, untried_of=NoticeKind.RESTORATION_NOTICE)


async def send_planned(
    db: Database, send: Send, date: dt.date, *, untried_of: NoticeKind | None = None
) -> Mapping[str, int]:
    """Sends what is planned and marks what was really sent. What the sender did not take stays planned for the next
    day, and so does what a calendar does not let out today. ``untried_of`` as in ``planned_contacts``."""
    async with db.ask() as tx:
        approved = await policy_store.approved_calendars(tx)
    calendars = {medium.value: calendar_on(approved, medium, date) for medium in AUTOMATIC}
    media = [medium for medium, calendar in calendars.items() if calendar.works(date)]
    counters = {"sent": 0, "failed": 0}
    while media:
        async with db.ask() as tx:
            batch = await store.planned_contacts(tx, media, _BATCH, untried_of=untried_of)
        if not batch:
            break
        sent = await send([_outgoing(each, calendars[each.medium], date) for each in batch])
        done = [each for each in batch if each.contact_id in sent]
        counters["sent"] += await db.transact(lambda tx, done=done: mark_sent(tx, done))
        if len(done) < len(batch):
            left = [(each.shard, each.contact_id) for each in batch if each.contact_id not in sent]
            await db.transact(lambda tx, left=left: store.mark_failed(tx, left, "the sender did not take it"))
            counters["failed"] += len(left)
            break
    return counters


def _outgoing(each: Contact, calendar: WorkingCalendar, date: dt.date) -> Outgoing:
    first, last = calendar.hours
    return Outgoing(each, date, first, last)


async def mark_sent(tx: Transaction, contacts: Sequence[Contact], **more: str) -> int:
    """Marks contacts as really sent today and tells their cases, whose accounts it locks."""
    if not contacts:
        return 0
    await position_store.lock_accounts(tx, {(each.shard, each.account_id) for each in contacts})
    marked = await store.mark_sent(tx, [(each.shard, each.contact_id) for each in contacts], tx.date, **more)
    made = [each for each in contacts if (each.shard, each.contact_id) in marked]
    await store.notices_sent(tx, [(each.shard, each.case_id) for each in made if each.case_id], tx.date)
    tx.publish(
        ContactMade(each.contact_id, each.account_id, each.customer_id, each.kind.value, tx.date) for each in made
    )
    return len(made)


async def send_late_tasks(db: Database, date: dt.date) -> Mapping[str, int]:
    """Turns tasks that no manager did in time into automatic contacts, so that no notice waits for ever. A customer
    without any address stays a task: only a person can reach it."""

    async def work(tx: Transaction) -> int:
        late = await store.late_tasks(tx, date, _LATE_BATCH)
        customers = await position_store.addressees_of(tx, {(each.shard, each.customer_id) for each in late})
        accounts = await position_store.lock_accounts(tx, {(each.shard, each.account_id) for each in late})
        scenarios = await scenario_store.approved_scenarios(tx)
        for each in late:
            addressee, _, grade = customers.get((each.shard, each.customer_id), (Addressee(""), "", ""))
            account = accounts[each.shard, each.account_id]
            media = scenario_of(scenarios, account, addressee, grade, date).media
            way = automatic_way(addressee, media) or automatic_way(addressee, AUTOMATIC)
            if way is not None:
                await store.make_automatic(tx, each, way.medium, way.recipient)
        return len(late)

    turned = 0
    while count := await db.transact(work):
        turned += count
    return {"turned_automatic": turned}
