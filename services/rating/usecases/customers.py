"""Customers: created, changed, closed, given to a sales unit (R-ACC-1 to R-ACC-3)."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind
from services.rating.domain.customer import Customer, Ownership, customer_faults
from services.rating.domain.events import CustomerMoved
from services.rating.domain.reason import Reason, exists, invalid, not_found, precondition
from services.rating.store.customers import (
    accounts_of_customer,
    customers_by_id,
    insert_customers,
    list_customers,
    ownership_of,
    take_ownership_beginning,
    write_customer,
    write_ownership,
)
from services.rating.usecases.asked import Asked, once

_CUSTOMER: Replies[Customer] = Replies(Customer)
_OWNERSHIP: Replies[Ownership] = Replies(Ownership)
UPDATABLE = frozenset(
    {
        "display_name",
        "customer_class",
        "telephone_managed",
        "language",
        "contact_phone",
        "contact_email",
        "member_of",
    }
)


async def known_customer(tx: Transaction, customer_id: str, *, lock: bool = False) -> Customer:
    """Raises CUSTOMER_NOT_FOUND."""
    found = (await customers_by_id(tx, [customer_id], lock=lock)).get(customer_id)
    if found is None:
        raise not_found(Reason.CUSTOMER_NOT_FOUND, "customer", f"customers/{customer_id}")
    return found


async def create_customer(db: Database, asked: Asked, customer: Customer) -> Customer:
    async def decide(tx: Transaction) -> Customer:
        if await customers_by_id(tx, [customer.customer_id]):
            raise exists(Reason.CUSTOMER_EXISTS, "customer", f"customers/{customer.customer_id}")
        await _check(tx, customer)
        await insert_customers(tx, [customer])
        await write_ownership(tx, [first_ownership(customer, tx.date)], applied=True)
        tx.publish([CustomerMoved(customer)])
        return customer

    return await once(db, _CUSTOMER, asked, decide)


def first_ownership(customer: Customer, date: dt.date) -> Ownership:
    """What a customer's creation says of whom it belongs to."""
    return Ownership(customer.customer_id, date, False, customer.sales_unit, customer.account_manager, "created")


async def _check(tx: Transaction, customer: Customer) -> None:
    """Raises CUSTOMER_CLASS_INVALID, MEMBER_OF_INVALID or VALIDATION_FAILED, by the first fault."""
    faults = customer_faults(customer)
    if faults:
        raise _faulty(customer, tuple(faults))
    if customer.member_of and customer.member_of not in await customers_by_id(tx, [customer.member_of]):
        raise invalid(Reason.MEMBER_OF_INVALID, "the group is not known", member_of=f"customers/{customer.member_of}")


def _faulty(customer: Customer, faults: tuple[Fault, ...]) -> Refusal:
    first = faults[0]
    if first.field == "customer_class":
        return Refusal(
            Reason.CUSTOMER_CLASS_INVALID,
            RefusalKind.INVALID,
            first.message,
            faults=faults,
            metadata={"kind": customer.kind.value},
        )
    if first.field == "member_of":
        return Refusal(
            Reason.MEMBER_OF_INVALID,
            RefusalKind.INVALID,
            first.message,
            faults=faults,
            metadata={"member_of": f"customers/{customer.member_of}"},
        )
    return Refusal(GeneralReason.VALIDATION_FAILED, RefusalKind.INVALID, first.message, faults=faults)


def check_etag(version: int, etag: str) -> None:
    """Raises ETAG_MISMATCH unless the version is the one that was read; an empty etag is not checked."""
    if etag and etag != str(version):
        raise Refusal(
            Reason.ETAG_MISMATCH,
            RefusalKind.ABORTED,
            "it was changed since it was read",
            metadata={"etag": str(version)},
        )


def check_mask(paths: Mapping[str, Any], updatable: frozenset[str]) -> None:
    """Raises FIELD_NOT_UPDATABLE for a path that an update may not change."""
    for path in sorted(paths.keys() - updatable):
        raise invalid(Reason.FIELD_NOT_UPDATABLE, f"{path} does not change by an update", field=path)


async def update_customer(
    db: Database, asked: Asked, customer_id: str, changes: Mapping[str, Any], etag: str
) -> Customer:
    check_mask(changes, UPDATABLE)

    async def decide(tx: Transaction) -> Customer:
        before = await known_customer(tx, customer_id, lock=True)
        if before.closed:
            raise precondition(Reason.CUSTOMER_CLOSED, "the customer is closed", customer=f"customers/{customer_id}")
        check_etag(before.version, etag)
        after = replace(before, **changes, version=before.version + 1)
        await _check(tx, after)
        await write_customer(tx, after)
        tx.publish([CustomerMoved(after)])
        return after

    return await once(db, _CUSTOMER, asked, decide)


async def close_customer(db: Database, asked: Asked, customer_id: str, reason: str) -> Customer:
    async def decide(tx: Transaction) -> Customer:
        before = await known_customer(tx, customer_id, lock=True)
        for account in await accounts_of_customer(tx, customer_id):
            if not account.closed:
                raise precondition(
                    Reason.CUSTOMER_HAS_OPEN_ACCOUNTS,
                    f"account {account.account_id} is not closed",
                    customer=f"customers/{customer_id}",
                    account=f"accounts/{account.account_id}",
                )
        after = replace(before, closed=True, version=before.version + 1)
        await write_customer(tx, after)
        await tx.audit(AuditRecord(asked.actor, "customer.close", f"customers/{customer_id}", reason))
        tx.publish([CustomerMoved(after)])
        return after

    return await once(db, _CUSTOMER, asked, decide)


async def assign_ownership(db: Database, asked: Asked, entry: Ownership) -> Ownership:
    """Takes effect at once when it begins today, else when that day begins."""

    async def decide(tx: Transaction) -> Ownership:
        before = await known_customer(tx, entry.customer_id, lock=True)
        if entry.start_date < tx.date:
            raise precondition(
                Reason.DATE_PASSED,
                "an ownership does not begin before the business date",
                date=entry.start_date.isoformat(),
                business_date=tx.date.isoformat(),
            )
        if any(one.listed and one.start_date == entry.start_date for one in await ownership_of(tx, entry.customer_id)):
            raise precondition(Reason.STATE_CONFLICT, "an entry of that date exists", state="ASSIGNED", verb="assign")
        await give_ownership(tx, before, entry)
        facts = {"sales_unit": entry.sales_unit, "account_manager": entry.account_manager}
        subject = f"customers/{entry.customer_id}"
        await tx.audit(AuditRecord(asked.actor, "ownership.assign", subject, entry.reason, facts))
        return entry

    return await once(db, _OWNERSHIP, asked, decide)


async def give_ownership(tx: Transaction, customer: Customer, entry: Ownership) -> None:
    """Keeps an entry; one that begins today takes effect at once, a later one when its day begins."""
    begun = entry.start_date <= tx.date
    await write_ownership(tx, [entry], applied=begun)
    if begun:
        await _apply_owner(tx, customer, entry)


async def _apply_owner(tx: Transaction, before: Customer, entry: Ownership) -> None:
    after = replace(
        before,
        sales_unit=entry.sales_unit,
        account_manager=entry.account_manager,
        version=before.version + 1,
    )
    await write_customer(tx, after)
    tx.publish([CustomerMoved(after)])


async def begin_ownerships(db: Database, date: dt.date) -> Mapping[str, int]:
    """Day step: what begins on the next business date takes effect with it (R-ACC-3)."""

    async def work(tx: Transaction) -> Mapping[str, int]:
        begun = {one.customer_id: one for one in await take_ownership_beginning(tx, date + dt.timedelta(days=1))}
        customers = await customers_by_id(tx, begun, lock=True)
        for customer_id, entry in sorted(begun.items()):
            await _apply_owner(tx, customers[customer_id], entry)
        return {"begun": len(begun)}

    return await db.transact(work)


async def get_customer(db: Database, customer_id: str) -> Customer:
    async with db.read() as tx:
        return await known_customer(tx, customer_id)


async def page_of_customers(
    db: Database, *, sales_unit: str = "", kind: str = "", member_of: str = "", after: str = "", limit: int
) -> list[Customer]:
    async with db.read() as tx:
        return await list_customers(tx, sales_unit=sales_unit, kind=kind, member_of=member_of, after=after, limit=limit)


async def ownership_entries(db: Database, customer_id: str) -> list[Ownership]:
    async with db.read() as tx:
        return await ownership_of(tx, customer_id)
