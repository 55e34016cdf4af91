"""Subscriptions in use: read, changed by work orders, and checked for function and billing agreeing (R-OPN-4)."""

from dataclasses import replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.business import SuspensionReason
from services.rating.domain.events import SubscriptionMoved
from services.rating.domain.order import WorkOrder
from services.rating.domain.reason import Reason, invalid, not_found, precondition
from services.rating.domain.states import SUBSCRIPTION, WorkOrderState, move
from services.rating.domain.subscription import Inconsistency, Subscription, consistency_finding, moved
from services.rating.store.customers import customers_by_id
from services.rating.store.cycles import open_cycle
from services.rating.store.directory import move_number
from services.rating.store.orders import insert_work_orders, work_orders_of
from services.rating.store.subscriptions import (
    insert_account_move,
    insert_rent_change,
    list_subscriptions,
    subscriptions_by_id,
    subscriptions_in_shards,
    write_subscriptions,
)
from services.rating.usecases.accounts import known_account, open_account
from services.rating.usecases.asked import Asked, once

_SUBSCRIPTION: Replies[Subscription] = Replies(Subscription)


async def known_subscription(tx: Transaction, subscription_id: str, *, lock: bool = False) -> Subscription:
    """Raises SUBSCRIPTION_NOT_FOUND."""
    found = (await subscriptions_by_id(tx, [subscription_id], lock=lock)).get(subscription_id)
    if found is None:
        raise not_found(Reason.SUBSCRIPTION_NOT_FOUND, "subscription", f"subscriptions/{subscription_id}")
    return found


async def get_subscription(db: Database, subscription_id: str) -> tuple[Subscription, str]:
    """The subscription and its account's currency."""
    async with db.read() as tx:
        found = await known_subscription(tx, subscription_id)
        return found, (await known_account(tx, found.account_id)).currency


async def page_of_subscriptions(
    db: Database, *, account_id: str, customer_id: str, state: str, after: str, limit: int
) -> list[Subscription]:
    async with db.read() as tx:
        if account_id:
            customer_id = (await known_account(tx, account_id)).customer_id
        return await list_subscriptions(tx, customer_id, account_id=account_id, state=state, after=after, limit=limit)


async def change_rent(
    db: Database, asked: Asked, subscription_id: str, rent: int, currency: str, first_cycle: str, reason: str
) -> Subscription:
    """A new rent from a cycle that is not closed or frozen on."""

    async def decide(tx: Transaction) -> Subscription:
        before = await known_subscription(tx, subscription_id, lock=True)
        account = await known_account(tx, before.account_id)
        if currency != account.currency:
            raise invalid(Reason.CURRENCY_MISMATCH, f"the account is kept in {account.currency}", currency=currency)
        first_open = await open_cycle(tx, tx.date)
        if first_cycle < str(first_open):
            raise precondition(Reason.CYCLE_CLOSED, f"{first_cycle} is closed or has begun to be", cycle=first_cycle)
        await insert_rent_change(tx, before, first_cycle, rent, reason)
        after = (await subscriptions_by_id(tx, [subscription_id]))[subscription_id]
        changed = replace(after, version=after.version + 1)
        await write_subscriptions(tx, [changed])
        facts = {"rent": rent, "first_cycle": first_cycle}
        await tx.audit(AuditRecord(asked.actor, "rent.change", f"subscriptions/{subscription_id}", reason, facts))
        tx.publish([SubscriptionMoved(changed, account.currency)])
        return changed

    return await once(db, _SUBSCRIPTION, asked, decide)


async def move_subscription(
    db: Database, asked: Asked, subscription_id: str, account_id: str, reason: str
) -> tuple[Subscription, str]:
    """Moves to another account of the customer; answers with the currency. Cycles that are closed or frozen keep the
    bill of the account before. Raises ACCOUNT_OF_ANOTHER_CUSTOMER or CURRENCY_MISMATCH.
    """

    async def decide(tx: Transaction) -> Subscription:
        before = await known_subscription(tx, subscription_id, lock=True)
        account = await open_account(tx, account_id)
        if account.customer_id != before.customer_id:
            raise precondition(
                Reason.ACCOUNT_OF_ANOTHER_CUSTOMER,
                "a subscription moves between accounts of its own customer",
                account=f"accounts/{account_id}",
                customer=f"customers/{before.customer_id}",
            )
        if (await known_account(tx, before.account_id)).currency != account.currency:
            raise invalid(Reason.CURRENCY_MISMATCH, "the accounts' currencies differ", currency=account.currency)
        after = moved(before, account_id)
        if after == before:
            return before
        first = str(await open_cycle(tx, tx.date))
        changed = replace(after, version=after.version + 1)
        await insert_account_move(tx, before, account_id, first, reason)
        await move_number(tx, before.service_number, subscription_id, account_id)
        await write_subscriptions(tx, [changed])
        facts = {"account": account_id, "account_before": before.account_id, "first_cycle": first}
        await tx.audit(AuditRecord(asked.actor, "subscription.move", f"subscriptions/{subscription_id}", reason, facts))
        tx.publish([SubscriptionMoved(changed, account.currency)])
        return changed

    found = await once(db, _SUBSCRIPTION, asked, decide)
    async with db.read() as tx:
        return found, (await known_account(tx, found.account_id)).currency


async def command_subscription(
    db: Database, asked: Asked, subscription_id: str, kind: str, suspension: SuspensionReason | None, reason: str
) -> Subscription:
    """Sends a work order at the operator's or the customer's wish: SUSPEND, RESTORE or TERMINATE.

    The subscription changes when the platform reports it done; the request only checks that it may.
    """

    async def decide(tx: Transaction) -> Subscription:
        line = await known_subscription(tx, subscription_id, lock=True)
        _check_command(line, kind, suspension)
        date = tx.date
        work = WorkOrder(
            work_order_id=f"{subscription_id}.{kind.lower()}.{asked.digest[:16]}",
            subscription_id=subscription_id,
            account_id=line.account_id,
            customer_id=line.customer_id,
            order_id="",
            product_id=line.product_id,
            kind=kind,
            platform=line.platform,
            service_number=line.service_number,
            reason=suspension.value if suspension else "CUSTOMER",
            state=WorkOrderState.PENDING,
            create_date=date,
        )
        await insert_work_orders(tx, [work])
        subject = f"subscriptions/{subscription_id}"
        await tx.audit(AuditRecord(asked.actor, f"subscription.{kind.lower()}", subject, reason))
        return line

    return await once(db, _SUBSCRIPTION, asked, decide)


def _check_command(line: Subscription, kind: str, suspension: SuspensionReason | None) -> None:
    """Raises STATE_CONFLICT; arrears suspend and restore through collection only."""
    if suspension is SuspensionReason.ARREARS:
        raise invalid(Reason.STATE_CONFLICT, "arrears suspend through collection", state=line.state, verb=kind.lower())
    move(SUBSCRIPTION, line.state, kind.lower())
    if kind == "RESTORE" and all(each.reason is not suspension for each in line.standing):
        raise precondition(
            Reason.STATE_CONFLICT, "no suspension of that reason stands", state=line.state, verb="restore"
        )


async def inconsistencies(db: Database, *, sales_unit: str, after: str, limit: int) -> list[Inconsistency]:
    """The consistency report of R-OPN-4, by subscription, after an id."""
    found: list[Inconsistency] = []
    async with db.read() as tx:
        for line in await subscriptions_in_shards(tx, 0, 255, after=after):
            finding = consistency_finding(line, tx.date)
            if finding is not None:
                found.append(Inconsistency(line, finding))
        if sales_unit:
            owners = await customers_by_id(tx, {each.subscription.customer_id for each in found})
            found = [each for each in found if owners[each.subscription.customer_id].sales_unit == sales_unit]
    return found[:limit]


async def list_work_orders(db: Database, subscription_id: str) -> list[WorkOrder]:
    async with db.read() as tx:
        line = await known_subscription(tx, subscription_id)
        return await work_orders_of(tx, line.customer_id, subscription_id)
