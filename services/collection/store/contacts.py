"""Contacts, tasks and automatic lists."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, bindparam, or_, select, tuple_, update

from services.chassis.database import Transaction
from services.chassis.tables import count_of
from services.collection.domain.contact import Contact, ContactState
from services.collection.domain.notice import Medium, NoticeKind
from services.collection.store.rows import add_rows, among, fields_of
from services.collection.store.tables import contact, customer, ladder_case

Key = tuple[int, str]
_FIELDS = [field.name for field in dataclasses.fields(Contact)]


def contact_from_row(row: Any) -> Contact:
    typed = {"kind": NoticeKind(row.kind), "medium": Medium(row.medium), "state": ContactState(row.state)}
    return Contact(**fields_of(row, **typed))


async def add_contacts(tx: Transaction, contacts: Sequence[Contact]) -> None:
    rows = [
        {
            **{name: getattr(each, name) for name in _FIELDS},
            "kind": each.kind.value,
            "medium": each.medium.value,
            "state": each.state.value,
        }
        for each in contacts
    ]
    await add_rows(tx, contact, rows)


async def add_new_contacts(tx: Transaction, contacts: Sequence[Contact]) -> int:
    """Adds the contacts whose ids are not there yet; answers how many."""
    known: set[Key] = set()
    keys = [(each.shard, each.contact_id) for each in contacts]
    for start in range(0, len(keys), 5_000):
        part = select(contact.c.shard, contact.c.contact_id).where(
            among(contact, keys[start : start + 5_000], "contact_id")
        )
        known |= {(row.shard, row.contact_id) for row in await tx.execute(part)}
    new = [each for each in contacts if (each.shard, each.contact_id) not in known]
    await add_contacts(tx, new)
    return len(new)


async def planned_contacts(
    tx: Transaction, media: Sequence[str], limit: int, *, untried_of: NoticeKind | None = None
) -> list[Contact]:
    """Contacts by these media that wait for their sender, in the order of medium and key; with ``untried_of`` only
    those of a kind that no sender has been given yet.
    """
    query = select(contact).where(contact.c.state == "PLANNED", contact.c.medium.in_(media))
    if untried_of is not None:
        query = query.where(contact.c.kind == untried_of.value, contact.c.attempts == 0)
    query = query.order_by(contact.c.medium, contact.c.shard, contact.c.contact_id).limit(limit)
    return [contact_from_row(row) for row in await tx.execute(query)]


PLANNED_COUNT = count_of(contact, contact.c.state == "PLANNED", contact.c.medium != "MANAGER")
"""How many automatic contacts wait for their sender."""


async def late_tasks(tx: Transaction, date: dt.date, limit: int) -> list[Contact]:
    """Tasks that a manager has not done by their date, of customers that have a number or an address."""
    of_customer = and_(customer.c.shard == contact.c.shard, customer.c.customer_id == contact.c.customer_id)
    query = (
        select(contact)
        .join(customer, of_customer)
        .where(contact.c.state == "PLANNED", contact.c.medium == "MANAGER", contact.c.task_due_date < date)
        .where(or_(customer.c.phone != "", customer.c.email != ""))
    )
    query = query.order_by(contact.c.task_due_date, contact.c.shard, contact.c.contact_id).limit(limit)
    return [contact_from_row(row) for row in await tx.execute(query)]


async def make_automatic(tx: Transaction, each: Contact, medium: Medium, recipient: str) -> None:
    """Turns a late task into an automatic contact."""
    where = and_(contact.c.shard == each.shard, contact.c.contact_id == each.contact_id, contact.c.state == "PLANNED")
    values = {"medium": medium.value, "recipient": recipient, "comment": f"task of {each.recipient} was not done"}
    await tx.execute(update(contact).where(where).values(values))


async def mark_sent(tx: Transaction, keys: Iterable[Key], date: dt.date, **more: Any) -> set[Key]:
    """Marks planned contacts as really sent on a date; answers those that were planned until now."""
    statement = (
        update(contact)
        .where(among(contact, sorted(keys), "contact_id"), contact.c.state == "PLANNED")
        .values(state="SENT", sent_date=date, sent_at=tx.now, attempts=contact.c.attempts + 1, **more)
        .returning(contact.c.shard, contact.c.contact_id)
    )
    return {(row.shard, row.contact_id) for row in await tx.execute(statement)}


async def mark_failed(tx: Transaction, keys: Iterable[Key], detail: str) -> None:
    """Counts a try that failed; the contact stays planned and is tried again."""
    where = and_(among(contact, sorted(keys), "contact_id"), contact.c.state == "PLANNED")
    await tx.execute(update(contact).where(where).values(attempts=contact.c.attempts + 1, comment=detail))


async def notices_sent(tx: Transaction, keys: Iterable[Key], date: dt.date) -> None:
    """Tells the cases of contacts that their notice was really sent (R-DUN-1); ``keys`` are of cases."""
    wanted = sorted(set(keys))
    if wanted:
        where = among(ladder_case, wanted, "case_id")
        await tx.execute(
            update(ladder_case)
            .where(where, ladder_case.c.notice_waiting)
            .values(notice_waiting=False, last_notice_date=date)
        )


async def withdraw_contacts(tx: Transaction, case_keys: Iterable[Key]) -> None:
    """Withdraws what is planned of cases that are paid; that service is restored is told all the same."""
    wanted = sorted(set(case_keys))
    if wanted:
        where = and_(among(contact, wanted, "case_id"), contact.c.state == "PLANNED")
        kept = contact.c.kind != NoticeKind.RESTORATION_NOTICE.value
        await tx.execute(update(contact).where(where, kept).values(state="WITHDRAWN"))


async def contacts_by_id(tx: Transaction, contact_id: str) -> Contact | None:
    row = (await tx.execute(select(contact).where(contact.c.contact_id == contact_id))).one_or_none()
    return None if row is None else contact_from_row(row)


async def contacts_by_ids(tx: Transaction, ids: Iterable[str]) -> dict[str, Contact]:
    """Contacts by id; lock their accounts first to change them."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    rows = await tx.execute(select(contact).where(contact.c.contact_id.in_(wanted)))
    return {row.contact_id: contact_from_row(row) for row in rows}


async def save_told(tx: Transaction, contacts: Sequence[Contact]) -> None:
    """Writes what platforms reported of contacts whose accounts are locked."""
    if not contacts:
        return
    names = ("state", "result", "comment", "sent_date")
    statement = update(contact).where(
        contact.c.shard == bindparam("k_shard"), contact.c.contact_id == bindparam("k_contact")
    )
    rows = [
        {
            "k_shard": each.shard,
            "k_contact": each.contact_id,
            **{f"v_{name}": getattr(each, name) for name in names},
            "v_state": each.state.value,
        }
        for each in contacts
    ]
    await tx.conn.execute(statement.values({name: bindparam(f"v_{name}") for name in names}), rows)


async def save_result(tx: Transaction, each: Contact, result: str, comment: str) -> None:
    where = and_(contact.c.shard == each.shard, contact.c.contact_id == each.contact_id)
    await tx.execute(update(contact).where(where).values(result=result, comment=comment))


async def reassign_task(tx: Transaction, each: Contact, manager: str) -> None:
    where = and_(contact.c.shard == each.shard, contact.c.contact_id == each.contact_id)
    await tx.execute(update(contact).where(where).values(recipient=manager))


@dataclasses.dataclass(frozen=True, slots=True)
class ContactFilter:
    """Which contacts a person asks for; an empty field asks for all."""

    case_id: str = ""
    account_id: str = ""
    period: str = ""
    medium: str = ""
    state: str = ""
    sales_unit: str = ""


async def list_contacts(
    tx: Transaction, wanted: ContactFilter, after: Sequence[Any] | None, limit: int
) -> list[Contact]:
    """Contacts in the order of (plan date, shard, id), after a key."""
    query = select(contact)
    for name in ("case_id", "account_id", "period", "medium", "state", "sales_unit"):
        value = getattr(wanted, name)
        if value:
            query = query.where(contact.c[name] == value)
    key = (contact.c.plan_date, contact.c.shard, contact.c.contact_id)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(dt.date.fromisoformat(after[0]), *after[1:]))
    return [contact_from_row(row) for row in await tx.execute(query.order_by(*key).limit(limit))]


async def list_tasks(
    tx: Transaction, manager: str, *, show_done: bool, after: Sequence[Any] | None, limit: int
) -> list[Contact]:
    """A manager's tasks in the order of (due date, id), after a key."""
    query = select(contact).where(contact.c.medium == "MANAGER")
    if not show_done:
        query = query.where(contact.c.state == "PLANNED")
    if manager:
        query = query.where(contact.c.recipient == manager)
    key = (contact.c.task_due_date, contact.c.contact_id)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(dt.date.fromisoformat(after[0]), after[1]))
    return [contact_from_row(row) for row in await tx.execute(query.order_by(*key).limit(limit))]


async def sent_kinds(tx: Transaction, shard: int, case_id: str) -> frozenset[str]:
    """The notice kinds really sent in a case."""
    query = select(contact.c.kind).where(
        contact.c.shard == shard, contact.c.case_id == case_id, contact.c.state == "SENT"
    )
    return frozenset((await tx.execute(query.distinct())).scalars())
