"""Discounts given to subscriptions, accounts and customers (R-DIS-1)."""

from dataclasses import replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal
from services.rating.domain.csv_file import FileOutcome, Row, outcome, parse, read_rows
from services.rating.domain.discounts import Assignment, Layer
from services.rating.domain.reason import Reason, exists, invalid, not_found, precondition
from services.rating.store.catalogue import catalogue_on
from services.rating.store.discounts import assignment_by_id, insert_assignments, list_assignments, write_assignment
from services.rating.usecases.accounts import known_account
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.catalogue import check_approver
from services.rating.usecases.customers import known_customer
from services.rating.usecases.imports import Sorter
from services.rating.usecases.sponsorships import check_last_cycle, first_cycle
from services.rating.usecases.subscriptions import known_subscription

_ASSIGNMENT: Replies[Assignment] = Replies(Assignment)
_OUTCOME: Replies[FileOutcome] = Replies(FileOutcome)
COLUMNS = ("assignment_id", "subject", "discount_id", "first_cycle", "last_cycle")


def subject_of(name: str) -> tuple[Layer, str]:
    """The layer and the id in a subject's resource name. Raises SUBJECT_INVALID."""
    collection, _, identity = name.partition("/")
    if collection not in {layer.value for layer in Layer} or not identity:
        raise invalid(Reason.SUBJECT_INVALID, "must name a subscription, an account or a customer", subject=name)
    return Layer(collection), identity


async def _customer_of(tx: Transaction, layer: Layer, subject_id: str) -> str:
    if layer is Layer.SUBSCRIPTION:
        return (await known_subscription(tx, subject_id)).customer_id
    if layer is Layer.ACCOUNT:
        return (await known_account(tx, subject_id)).customer_id
    return (await known_customer(tx, subject_id)).customer_id


async def assign_discount(db: Database, asked: Asked, wanted: Assignment) -> Assignment:
    """From the next cycle on unless a first cycle is named. A special discount waits for an approval."""

    async def decide(tx: Transaction) -> Assignment:
        return await _assign(tx, wanted, asked.actor)

    return await once(db, _ASSIGNMENT, asked, decide)


async def _assign(tx: Transaction, wanted: Assignment, actor: str) -> Assignment:
    if await assignment_by_id(tx, wanted.assignment_id) is not None:
        name = f"discountAssignments/{wanted.assignment_id}"
        raise exists(Reason.ASSIGNMENT_EXISTS, "assignment", name)
    discount = (await catalogue_on(tx, tx.date)).discounts.get(wanted.discount_id)
    if discount is None:
        name = f"discounts/{wanted.discount_id}"
        raise invalid(Reason.DISCOUNT_NOT_FOUND, "the catalogue has no such discount", discount=name)
    assignment = replace(
        wanted,
        customer_id=await _customer_of(tx, wanted.layer, wanted.subject_id),
        first_cycle=await first_cycle(tx, wanted.first_cycle),
        state="PENDING" if discount.special else "ACTIVE",
        requester=actor,
    )
    await insert_assignments(tx, [assignment])
    return assignment


async def decide_assignment(db: Database, asked: Asked, assignment_id: str, state: str, reason: str) -> Assignment:
    """Approves (ACTIVE) or rejects (REJECTED) a special discount; never by the person who requested it."""

    async def decide(tx: Transaction) -> Assignment:
        before = await _known(tx, assignment_id)
        if before.state != "PENDING":
            raise precondition(
                Reason.STATE_CONFLICT, f"the assignment is {before.state}", state=before.state, verb=state.lower()
            )
        check_approver(before.requester, asked.actor)
        after = replace(before, state=state, approver=asked.actor)
        await write_assignment(tx, after)
        facts = {"discount": before.discount_id, "subject": before.subject_id}
        subject = f"discountAssignments/{assignment_id}"
        await tx.audit(AuditRecord(asked.actor, f"discount.{state.lower()}", subject, reason, facts))
        return after

    return await once(db, _ASSIGNMENT, asked, decide)


async def end_assignment(db: Database, asked: Asked, assignment_id: str, last_cycle: str, reason: str) -> Assignment:
    async def decide(tx: Transaction) -> Assignment:
        before = await _known(tx, assignment_id)
        if before.state != "ACTIVE":
            raise precondition(
                Reason.STATE_CONFLICT, f"the assignment is {before.state}", state=before.state, verb="end"
            )
        await check_last_cycle(tx, last_cycle)
        after = replace(before, state="ENDED", last_cycle=last_cycle)
        await write_assignment(tx, after)
        subject = f"discountAssignments/{assignment_id}"
        await tx.audit(AuditRecord(asked.actor, "discount.end", subject, reason, {"last_cycle": last_cycle}))
        return after

    return await once(db, _ASSIGNMENT, asked, decide)


async def _known(tx: Transaction, assignment_id: str) -> Assignment:
    """Raises ASSIGNMENT_NOT_FOUND."""
    found = await assignment_by_id(tx, assignment_id, lock=True)
    if found is None:
        raise not_found(Reason.ASSIGNMENT_NOT_FOUND, "assignment", f"discountAssignments/{assignment_id}")
    return found


async def get_assignment(db: Database, assignment_id: str) -> Assignment:
    async with db.read() as tx:
        found = await assignment_by_id(tx, assignment_id)
    if found is None:
        raise not_found(Reason.ASSIGNMENT_NOT_FOUND, "assignment", f"discountAssignments/{assignment_id}")
    return found


async def page_of_assignments(db: Database, subject: str, after: str, limit: int) -> list[Assignment]:
    layer, identity = subject_of(subject) if subject else (Layer.ACCOUNT, "")
    async with db.read() as tx:
        return await list_assignments(tx, layer=layer.value, subject_id=identity, after=after, limit=limit)


async def import_assignments(db: Database, asked: Asked, content: bytes) -> FileOutcome:
    parsed = parse(content, COLUMNS)

    async def decide(tx: Transaction) -> FileOutcome:
        good, rejects = read_rows(parsed, _assignment_of)
        sorter, accepted = Sorter(rejects), 0
        for row, wanted in good:
            before = await assignment_by_id(tx, wanted.assignment_id)
            if before is not None:
                same = (before.subject_id, before.discount_id) == (wanted.subject_id, wanted.discount_id)
                sorter.known(row, "assignment_id", same, Reason.ASSIGNMENT_EXISTS)
                continue
            try:
                await _assign(tx, wanted, asked.actor)
                accepted += 1
            except Refusal as refusal:
                column = "discount_id" if refusal.reason == Reason.DISCOUNT_NOT_FOUND else "subject"
                sorter.reject(row, column, Reason(refusal.reason), refusal.message)
        return outcome(parsed, accepted, sorter.duplicates, sorter.rejects)

    return await once(db, _OUTCOME, asked, decide)


def _assignment_of(row: Row) -> Assignment:
    layer, identity = Layer.ACCOUNT, ""
    collection, _, rest = row.string("subject").partition("/")
    if collection in {each.value for each in Layer} and rest:
        layer, identity = Layer(collection), rest
    else:
        row.fault("subject", Reason.SUBJECT_INVALID.value, "must name a subscription, an account or a customer")
    return Assignment(
        assignment_id=row.ident("assignment_id"),
        layer=layer,
        subject_id=identity,
        customer_id="",
        discount_id=row.ident("discount_id"),
        first_cycle=row.cycle("first_cycle"),
        last_cycle=row.cycle("last_cycle"),
        state="ACTIVE",
        requester="",
        approver="",
        order_id="",
    )
