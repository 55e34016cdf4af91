"""Corrections of issued bills and sums for the next one, with a reason and an approval (R-BIL-3)."""

from dataclasses import replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.period import Cycle
from services.rating.domain.adjustment import Adjustment, NextCharge, check_correction
from services.rating.domain.bill import Bill, BillLine
from services.rating.domain.events import BillCorrected
from services.rating.domain.reason import Reason, exists, invalid, not_found, precondition
from services.rating.store.adjustments import (
    adjusted_sum,
    adjustment_by_id,
    approve_charge_row,
    charge_by_id,
    charges_of_account,
    insert_adjustment,
    insert_charge,
    list_adjustments,
    write_adjustment,
)
from services.rating.store.bills import bill_lines
from services.rating.store.catalogue import catalogue_on
from services.rating.store.cycles import open_cycle
from services.rating.usecases.accounts import known_account, open_account
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.bills import known_bill
from services.rating.usecases.catalogue import check_approver
from services.rating.usecases.subscriptions import known_subscription

_ADJUSTMENT: Replies[Adjustment] = Replies(Adjustment)
_CHARGE: Replies[NextCharge] = Replies(NextCharge)


async def request_adjustment(db: Database, asked: Asked, wanted: Adjustment, currency: str) -> Adjustment:
    async def decide(tx: Transaction) -> Adjustment:
        if await adjustment_by_id(tx, wanted.adjustment_id) is not None:
            name = f"adjustments/{wanted.adjustment_id}"
            raise exists(Reason.ADJUSTMENT_EXISTS, "adjustment", name)
        bill, line = await _line(tx, wanted.account_id, wanted.cycle, wanted.line)
        if currency != bill.currency:
            raise invalid(Reason.CURRENCY_MISMATCH, f"the bill is in {bill.currency}", currency=currency)
        await _check(tx, bill, line, wanted.amount)
        adjustment = replace(wanted, customer_id=bill.customer_id, requester=asked.actor)
        await insert_adjustment(tx, adjustment)
        return adjustment

    return await once(db, _ADJUSTMENT, asked, decide)


async def _line(tx: Transaction, account_id: str, cycle: str, number: int) -> tuple[Bill, BillLine]:
    """Raises BILL_NOT_FOUND or LINE_NOT_FOUND."""
    bill = await known_bill(tx, account_id, cycle)
    lines = await bill_lines(tx, bill, after=number - 1, limit=1)
    if not lines or lines[0].line != number:
        raise not_found(Reason.LINE_NOT_FOUND, "line", str(number))
    return bill, lines[0]


async def _check(tx: Transaction, bill: Bill, line: BillLine, amount: int) -> None:
    adjusted = await adjusted_sum(tx, bill.customer_id, bill.account_id, bill.cycle, line.line)
    check_correction(line, amount, adjusted)


async def decide_adjustment(db: Database, asked: Asked, name: str, state: str, reason: str) -> Adjustment:
    """Approves or rejects; approved, payment changes the line's receivable from the business date on."""

    async def decide(tx: Transaction) -> Adjustment:
        before = await adjustment_by_id(tx, name, lock=True)
        if before is None:
            raise not_found(Reason.ADJUSTMENT_NOT_FOUND, "adjustment", f"adjustments/{name}")
        if before.state != "REQUESTED":
            raise precondition(
                Reason.STATE_CONFLICT, f"the adjustment is {before.state}", state=before.state, verb=state.lower()
            )
        check_approver(before.requester, asked.actor)
        bill, line = await _line(tx, before.account_id, before.cycle, before.line)
        approved = state == "APPROVED"
        if approved:
            await known_account(tx, before.account_id, lock=True)
            await _check(tx, bill, line, before.amount)
        after = replace(before, state=state, approver=asked.actor, value_date=tx.date if approved else None)
        await write_adjustment(tx, after)
        if approved:
            tx.publish([_corrected(after, bill, tx)])
        facts = {"bill": f"bills/{before.account_id}-{before.cycle}", "line": before.line, "amount": before.amount}
        action = f"adjustment.{state.lower()}"
        await tx.audit(AuditRecord(asked.actor, action, f"adjustments/{name}", reason, facts))
        return after

    return await once(db, _ADJUSTMENT, asked, decide)


def _corrected(value: Adjustment, bill: Bill, tx: Transaction) -> BillCorrected:
    return BillCorrected(
        adjustment_id=value.adjustment_id,
        account_id=value.account_id,
        customer_id=value.customer_id,
        cycle=value.cycle,
        line=value.line,
        currency=bill.currency,
        amount=value.amount,
        reason=value.reason,
        value_date=value.value_date or tx.date,
    )


async def get_adjustment(db: Database, name: str) -> Adjustment:
    async with db.read() as tx:
        found = await adjustment_by_id(tx, name)
    if found is None:
        raise not_found(Reason.ADJUSTMENT_NOT_FOUND, "adjustment", f"adjustments/{name}")
    return found


async def page_of_adjustments(
    db: Database, account_id: str, cycle: str, state: str, after: str, limit: int
) -> list[Adjustment]:
    async with db.read() as tx:
        return await list_adjustments(tx, account_id=account_id, cycle=cycle, state=state, after=after, limit=limit)


async def request_charge(db: Database, asked: Asked, wanted: NextCharge, currency: str) -> NextCharge:
    """A one-off charge or credit on the account's next bill; it waits for an approval."""

    async def decide(tx: Transaction) -> NextCharge:
        if await charge_by_id(tx, wanted.charge_id) is not None:
            raise exists(Reason.CHARGE_EXISTS, "charge", f"nextBillCharges/{wanted.charge_id}")
        account = await open_account(tx, wanted.account_id)
        if currency != account.currency:
            raise invalid(Reason.CURRENCY_MISMATCH, f"the account is kept in {account.currency}", currency=currency)
        if wanted.charge_item not in (await catalogue_on(tx, tx.date)).items:
            name = f"chargeItems/{wanted.charge_item}"
            raise invalid(Reason.CHARGE_ITEM_NOT_FOUND, "the catalogue has no such charge item", charge_item=name)
        business = ""
        if wanted.subscription_id:
            line = await known_subscription(tx, wanted.subscription_id)
            if line.account_id != wanted.account_id:
                name = f"subscriptions/{wanted.subscription_id}"
                raise not_found(Reason.SUBSCRIPTION_NOT_FOUND, "subscription", name)
            business = line.line_of_business.value
        charge = replace(
            wanted,
            customer_id=account.customer_id,
            line_of_business=business,
            due_cycle=str(await open_cycle(tx, tx.date)),
            requester=asked.actor,
        )
        await insert_charge(tx, charge)
        return charge

    return await once(db, _CHARGE, asked, decide)


async def approve_charge(db: Database, asked: Asked, name: str, reason: str) -> NextCharge:
    """Approved, it stands on the bill of the first cycle that no trial has frozen."""

    async def decide(tx: Transaction) -> NextCharge:
        before = await charge_by_id(tx, name, lock=True)
        if before is None:
            raise not_found(Reason.CHARGE_NOT_FOUND, "charge", f"nextBillCharges/{name}")
        if before.approved:
            raise precondition(Reason.STATE_CONFLICT, "it is approved", state="APPROVED", verb="approve")
        check_approver(before.requester, asked.actor)
        due = max(await open_cycle(tx, tx.date), Cycle.parse(before.due_cycle))
        after = replace(before, approved=True, due_cycle=str(due))
        await approve_charge_row(tx, after)
        facts = {"account": f"accounts/{before.account_id}", "amount": before.amount}
        await tx.audit(AuditRecord(asked.actor, "charge.approve", f"nextBillCharges/{name}", reason, facts))
        return after

    return await once(db, _CHARGE, asked, decide)


async def page_of_charges(db: Database, account_id: str, billed: bool, after: str, limit: int) -> list[NextCharge]:
    async with db.read() as tx:
        account = await known_account(tx, account_id)
        return await charges_of_account(tx, account.customer_id, account_id, billed=billed, after=after, limit=limit)


async def bill_with_adjustments(db: Database, account_id: str, cycle: str) -> tuple[Bill, int]:
    """A bill and the sum of its approved adjustments."""
    async with db.read() as tx:
        bill = await known_bill(tx, account_id, cycle)
        return bill, await adjusted_sum(tx, bill.customer_id, account_id, cycle)
