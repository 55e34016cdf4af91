"""The policy and the working calendars: proposed by one person, decided by another, in force from a date (R-GEN-5)."""

import dataclasses
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.calendar import WorkingCalendar, check_calendar
from services.collection.domain.collection_policy import CollectionPolicy, check_policy, policy_on
from services.collection.domain.promise import check_date
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import collection_policies as store

_NAMES: Replies[str] = Replies(str)
_DAYS_AHEAD_MOST = 3_660


@dataclass(frozen=True, slots=True)
class ProposePolicy:
    """A policy from a date on."""

    policy: CollectionPolicy
    actor: str


async def propose_policy(db: Database, request_id: str, request: ProposePolicy) -> store.StoredPolicy:
    """Raises POLICY_INVALID, DATE_OUT_OF_RANGE, POLICY_DECIDED."""
    policy = request.policy
    check_policy(policy)

    async def work(tx: Transaction) -> store.StoredPolicy:
        known = await _NAMES.find(tx, {request_id: request})
        if request_id in known:
            reply_or_raise(known[request_id])
            return await find_policy(tx, policy.effective_date)
        name = f"collectionPolicies/{policy.effective_date}"
        check_ahead(tx, policy.effective_date)
        versions = {each.policy.effective_date: each.state for each in await store.all_policies(tx)}
        refuse_second(name, name, versions.get(policy.effective_date))
        await store.add_policy(tx, policy, request.actor)
        facts = store.policy_to_json(policy)
        await tx.audit(AuditRecord(request.actor, "policy.propose", name, "", facts, policy.version))
        await _NAMES.keep(tx, {request_id: (request, name)})
        return await find_policy(tx, policy.effective_date)

    return await db.transact(work)


def check_ahead(tx: Transaction, effective: dt.date) -> None:
    """Raises DATE_OUT_OF_RANGE for a date before the open one or ten years ahead."""
    check_date(effective, tx.date, tx.date + dt.timedelta(days=_DAYS_AHEAD_MOST))


def refuse_second(name: str, version: str, state: str | None) -> None:
    """Raises POLICY_DECIDED when there is such a version: what was proposed is never changed."""
    if state is not None:
        raise precondition(
            Reason.POLICY_DECIDED,
            f"{version} is {state} already; a later effective date makes a new version",
            name=name,
            state=state,
        )


async def find_policy(tx: Transaction, effective: dt.date) -> store.StoredPolicy:
    """The version of a date, whatever its state. Raises POLICY_NOT_FOUND."""
    for each in await store.all_policies(tx):
        if each.policy.effective_date == effective:
            return each
    raise not_found(Reason.POLICY_NOT_FOUND, f"collectionPolicies/{effective}")


async def stored_in_force(tx: Transaction, date: dt.date) -> store.StoredPolicy:
    """The approved policy that decides on a date, with the persons behind it."""
    approved = {each.policy.effective_date: each for each in await store.all_policies(tx) if each.state == "APPROVED"}
    return approved[policy_on([each.policy for each in approved.values()], date).effective_date]


@dataclass(frozen=True, slots=True)
class ProposeCalendar:
    """A medium's calendar from a date on."""

    calendar: WorkingCalendar
    actor: str


async def propose_calendar(db: Database, request_id: str, request: ProposeCalendar) -> store.StoredCalendar:
    """Raises CALENDAR_INVALID, DATE_OUT_OF_RANGE, POLICY_DECIDED."""
    calendar = request.calendar
    check_calendar(calendar)

    async def work(tx: Transaction) -> store.StoredCalendar:
        known = await _NAMES.find(tx, {request_id: request})
        if request_id in known:
            reply_or_raise(known[request_id])
            return await find_calendar(tx, calendar.medium, calendar.effective_date)
        name = f"workingCalendars/{calendar.medium}"
        check_ahead(tx, calendar.effective_date)
        versions = {
            (each.calendar.medium, each.calendar.effective_date): each.state for each in await store.all_calendars(tx)
        }
        refuse_second(name, name, versions.get((calendar.medium, calendar.effective_date)))
        await store.add_calendar(tx, calendar, request.actor)
        await tx.audit(AuditRecord(request.actor, "calendar.propose", name, "", dataclasses.asdict(calendar)))
        await _NAMES.keep(tx, {request_id: (request, name)})
        return await find_calendar(tx, calendar.medium, calendar.effective_date)

    return await db.transact(work)


async def find_calendar(tx: Transaction, medium: str, effective: dt.date) -> store.StoredCalendar:
    """Raises POLICY_NOT_FOUND."""
    for each in await store.all_calendars(tx):
        if (each.calendar.medium, each.calendar.effective_date) == (medium, effective):
            return each
    raise not_found(Reason.POLICY_NOT_FOUND, f"workingCalendars/{medium}")


async def _policy_proposal(tx: Transaction, identity: str, effective: dt.date) -> tuple[str, str]:
    if identity != effective.isoformat():
        raise not_found(Reason.POLICY_NOT_FOUND, f"collectionPolicies/{identity}")
    found = await find_policy(tx, effective)
    return found.state, found.proposer


async def _calendar_proposal(tx: Transaction, identity: str, effective: dt.date) -> tuple[str, str]:
    found = await find_calendar(tx, identity, effective)
    return found.state, found.proposer


async def _decide_policy(tx: Transaction, identity: str, effective: dt.date, state: str, approver: str) -> None:
    await store.decide_policy(tx, effective, state, approver)


Proposal = Callable[[Transaction, str, dt.date], Awaitable[tuple[str, str]]]
Decision = Callable[[Transaction, str, dt.date, str, str], Awaitable[None]]

DECIDABLE: dict[str, tuple[Proposal, Decision]] = {
    "collectionPolicies": (_policy_proposal, _decide_policy),
    "workingCalendars": (_calendar_proposal, store.decide_calendar),
}
"""How a proposal of a collection is found, as (state, proposer), and decided."""
