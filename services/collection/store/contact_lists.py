"""Automatic lists beside what became of them, and which units were told (R-DUN-3)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy import and_, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.collection.domain.contact import ContactList
from services.collection.store.tables import contact, contact_list_told

ListKey = tuple[dt.date, str]
"""A list's day and medium."""


def _unanswered(until: dt.date) -> Any:
    """Voice calls without a result although it should be there by now."""
    return and_(
        contact.c.medium == "VOICE", contact.c.state == "SENT", contact.c.result == "", contact.c.sent_date <= until
    )


def _missing(until: dt.date) -> Any:
    return or_(contact.c.state.in_(("PLANNED", "FAILED")), _unanswered(until))


async def list_lists(
    tx: Transaction,
    first: dt.date | None,
    answered_until: dt.date,
    *,
    incomplete_only: bool,
    after: tuple[dt.date, str] | None,
    limit: int,
) -> list[ContactList]:
    """The automatic lists in the order of (day, medium), after a key. Voice calls sent by ``answered_until`` without a
    result count as missing."""
    key = (contact.c.plan_date, contact.c.medium)
    counts = [func.count().filter(contact.c.state == state) for state in ("SENT", "FAILED", "WITHDRAWN")]
    unanswered = func.count().filter(_unanswered(answered_until))
    query = select(*key, func.count().label("planned"), *counts, unanswered).where(contact.c.medium != "MANAGER")
    if first is not None:
        query = query.where(contact.c.plan_date >= first)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after))
    query = query.group_by(*key).order_by(*key)
    if incomplete_only:
        query = query.having(func.count().filter(_missing(answered_until)) > 0)
    rows = [tuple(row) for row in await tx.execute(query.limit(limit))]
    told = await _units_told(tx, [(row[0], row[1]) for row in rows])
    return [ContactList(*row, units_told=told.get((row[0], row[1]), ())) for row in rows]


async def _units_told(
    tx: Transaction, lists: list[tuple[dt.date, str]]
) -> Mapping[tuple[dt.date, str], tuple[str, ...]]:
    if not lists:
        return {}
    key = (contact_list_told.c.list_date, contact_list_told.c.medium)
    query = select(*key, contact_list_told.c.sales_unit).where(tuple_(*key).in_(lists))
    found: dict[ListKey, tuple[str, ...]] = {}
    for row in await tx.execute(query.order_by(contact_list_told.c.sales_unit)):
        found[row.list_date, row.medium] = (*found.get((row.list_date, row.medium), ()), row.sales_unit)
    return found


async def missing_by_unit(tx: Transaction, each: ContactList, answered_until: dt.date) -> dict[str, int]:
    """How many contacts of a list are missing, by sales unit."""
    query = select(contact.c.sales_unit, func.count().label("missing")).where(
        contact.c.plan_date == each.list_date, contact.c.medium == each.medium, _missing(answered_until)
    )
    rows = await tx.execute(query.group_by(contact.c.sales_unit))
    return {row.sales_unit: int(row.missing) for row in rows}


async def note_told(tx: Transaction, each: ContactList, missing: Mapping[str, int], comment: str, actor: str) -> None:
    """Notes which units were told of a list, and of how many contacts the last time."""
    for unit, count in sorted(missing.items()):
        row = {
            "list_date": each.list_date,
            "medium": each.medium,
            "sales_unit": unit,
            "missing": count,
            "comment": comment,
            "actor": actor,
            "told_date": tx.date,
        }
        statement = insert(contact_list_told).values(row)
        keys = ["list_date", "medium", "sales_unit"]
        await tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=row))
