"""The policy and the working calendars: small reference tables of dated, approved rows."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import and_, select, update

from services.chassis.database import Transaction
from services.collection.domain.calendar import DEFAULT_CALENDARS, WorkingCalendar
from services.collection.domain.collection_policy import DEFAULT_COLLECTION_POLICY, CollectionPolicy, policy_on
from services.collection.store.policy_tables import collection_policy, working_calendar

_POLICY = TypeAdapter(CollectionPolicy)
_CALENDAR = TypeAdapter(WorkingCalendar)


@dataclass(frozen=True, slots=True)
class StoredPolicy:
    """A policy with its state and the persons behind it."""

    policy: CollectionPolicy
    state: str
    proposer: str
    approver: str


@dataclass(frozen=True, slots=True)
class StoredCalendar:
    """A calendar with its state and the persons behind it."""

    calendar: WorkingCalendar
    state: str
    proposer: str
    approver: str


async def all_policies(tx: Transaction) -> list[StoredPolicy]:
    """Every version in the order of date, the built-in one first."""
    rows = await tx.execute(select(collection_policy).order_by(collection_policy.c.effective_date))
    stored = [StoredPolicy(_POLICY.validate_python(row.body), row.state, row.proposer, row.approver) for row in rows]
    return [StoredPolicy(DEFAULT_COLLECTION_POLICY, "APPROVED", "", ""), *stored]


async def policy_in_force(tx: Transaction, date: dt.date | None = None) -> CollectionPolicy:
    """The approved policy that decides on a date; on the business date when none is given."""
    approved = [each.policy for each in await all_policies(tx) if each.state == "APPROVED"]
    return policy_on(approved, date or tx.date)


def policy_to_json(each: CollectionPolicy) -> dict[str, Any]:
    """The policy as it is kept."""
    return _POLICY.dump_python(each, mode="json")


async def add_policy(tx: Transaction, each: CollectionPolicy, proposer: str) -> None:
    row = {
        "effective_date": each.effective_date,
        "body": policy_to_json(each),
        "state": "PROPOSED",
        "proposer": proposer,
        "approver": "",
    }
    await tx.insert_many(collection_policy, [row])


async def decide_policy(tx: Transaction, effective: dt.date, state: str, approver: str) -> None:
    where = collection_policy.c.effective_date == effective
    await tx.execute(update(collection_policy).where(where).values(state=state, approver=approver))


async def all_calendars(tx: Transaction) -> list[StoredCalendar]:
    """Every version in the order of medium and date, the built-in ones among them."""
    rows = await tx.execute(select(working_calendar))
    stored = [
        StoredCalendar(_CALENDAR.validate_python(row.body), row.state, row.proposer, row.approver) for row in rows
    ]
    builtin = [StoredCalendar(each, "APPROVED", "", "") for each in DEFAULT_CALENDARS]
    return sorted((*stored, *builtin), key=lambda each: (each.calendar.medium, each.calendar.effective_date))


async def approved_calendars(tx: Transaction) -> list[WorkingCalendar]:
    return [each.calendar for each in await all_calendars(tx) if each.state == "APPROVED"]


async def add_calendar(tx: Transaction, each: WorkingCalendar, proposer: str) -> None:
    row = {
        "medium": each.medium,
        "effective_date": each.effective_date,
        "body": _CALENDAR.dump_python(each, mode="json"),
        "state": "PROPOSED",
        "proposer": proposer,
        "approver": "",
    }
    await tx.insert_many(working_calendar, [row])


async def decide_calendar(tx: Transaction, medium: str, effective: dt.date, state: str, approver: str) -> None:
    where = and_(working_calendar.c.medium == medium, working_calendar.c.effective_date == effective)
    await tx.execute(update(working_calendar).where(where).values(state=state, approver=approver))
