"""Billing accounts: created, changed, closed (R-ACC-1)."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.rating.domain.customer import DEFAULT_CURRENCY, Account
from services.rating.domain.events import AccountMoved
from services.rating.domain.reason import Reason, exists, invalid, not_found, precondition
from services.rating.domain.states import SubscriptionState
from services.rating.store.customers import accounts_by_id, accounts_of_customer, insert_accounts, write_account
from services.rating.store.subscriptions import list_subscriptions
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.customers import check_etag, check_mask, known_customer

_ACCOUNT: Replies[Account] = Replies(Account)
UPDATABLE = frozenset({"display_name", "prepaid", "agreed_payment_day"})
_ENDED = (SubscriptionState.TERMINATED, SubscriptionState.CANCELLED)


async def known_account(tx: Transaction, account_id: str, *, lock: bool = False) -> Account:
    """Raises ACCOUNT_NOT_FOUND."""
    found = (await accounts_by_id(tx, [account_id], lock=lock)).get(account_id)
    if found is None:
        raise not_found(Reason.ACCOUNT_NOT_FOUND, "account", f"accounts/{account_id}")
    return found


async def open_account(tx: Transaction, account_id: str, *, lock: bool = False) -> Account:
    """Raises ACCOUNT_NOT_FOUND or ACCOUNT_CLOSED."""
    found = await known_account(tx, account_id, lock=lock)
    if found.closed:
        raise precondition(Reason.ACCOUNT_CLOSED, "the account is closed", account=f"accounts/{account_id}")
    return found


async def create_account(db: Database, asked: Asked, account: Account) -> Account:
    """Raises CURRENCY_MISMATCH, ACCOUNT_EXISTS, CUSTOMER_NOT_FOUND, CUSTOMER_CLOSED."""
    if account.currency != DEFAULT_CURRENCY:
        message = f"accounts are kept in {DEFAULT_CURRENCY}, in which the catalogue has its prices"
        raise invalid(Reason.CURRENCY_MISMATCH, message, currency=account.currency)

    async def decide(tx: Transaction) -> Account:
        if await accounts_by_id(tx, [account.account_id]):
            raise exists(Reason.ACCOUNT_EXISTS, "account", f"accounts/{account.account_id}")
        owner = await known_customer(tx, account.customer_id)
        if owner.closed:
            raise precondition(
                Reason.CUSTOMER_CLOSED, "the customer is closed", customer=f"customers/{owner.customer_id}"
            )
        await insert_accounts(tx, [account])
        tx.publish([AccountMoved(account)])
        return account

    return await once(db, _ACCOUNT, asked, decide)


async def update_account(db: Database, asked: Asked, account_id: str, changes: Mapping[str, Any], etag: str) -> Account:
    check_mask(changes, UPDATABLE)

    async def decide(tx: Transaction) -> Account:
        before = await open_account(tx, account_id, lock=True)
        check_etag(before.version, etag)
        after = replace(before, **changes, version=before.version + 1)
        await write_account(tx, after)
        tx.publish([AccountMoved(after)])
        return after

    return await once(db, _ACCOUNT, asked, decide)


async def close_account(db: Database, asked: Asked, account_id: str, reason: str) -> Account:
    async def decide(tx: Transaction) -> Account:
        before = await open_account(tx, account_id, lock=True)
        for line in await list_subscriptions(tx, before.customer_id, account_id=account_id):
            if line.state not in _ENDED:
                raise precondition(
                    Reason.ACCOUNT_IN_USE,
                    f"subscription {line.subscription_id} is {line.state}",
                    account=f"accounts/{account_id}",
                    subscription=f"subscriptions/{line.subscription_id}",
                )
        after = replace(before, closed=True, version=before.version + 1)
        await write_account(tx, after)
        await tx.audit(AuditRecord(asked.actor, "account.close", f"accounts/{account_id}", reason))
        tx.publish([AccountMoved(after)])
        return after

    return await once(db, _ACCOUNT, asked, decide)


async def get_account(db: Database, account_id: str) -> Account:
    async with db.read() as tx:
        return await known_account(tx, account_id)


async def page_of_accounts(db: Database, customer_id: str, after: str, limit: int) -> list[Account]:
    async with db.read() as tx:
        return await accounts_of_customer(tx, customer_id, after=after, limit=limit)
