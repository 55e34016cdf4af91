"""What all commands about one account share: the kept reply, the locked account, the operation posted and published."""

import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.account import Applied
from services.payment.domain.operation import Act
from services.payment.domain.reason import Reason
from services.payment.store.accounts import AccountRecord, customer_of_account, lock_accounts, read_accounts
from services.payment.store.changes import AccountChange
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.intake import account_not_found
from services.payment.usecases.posting import begin, finish, post

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FileRequest:
    """What a request that carries a file is known by: what it is about, and the file's digest."""

    about: str
    digest: str


def file_request(about: str, content: bytes) -> FileRequest:
    return FileRequest(about, hashlib.sha256(content).hexdigest())


def check_open(tx: Transaction, effective_from: dt.date) -> None:
    """Raises POLICY_DATE_CLOSED for a policy that would begin on a closed business date."""
    if effective_from < tx.date:
        raise Refusal(
            Reason.POLICY_DATE_CLOSED,
            RefusalKind.FAILED_PRECONDITION,
            f"{effective_from} is closed",
            metadata={"effective_from": str(effective_from)},
        )


async def once(
    db: Database, replies: Replies[T], request_id: str, request: object, work: Callable[[Transaction], Awaitable[T]]
) -> T:
    """Does a request's work in one transaction and keeps its reply; the same request again gets the same reply."""

    async def run(tx: Transaction) -> T:
        found = await replies.find(tx, {request_id: request})
        if request_id in found:
            return reply_or_raise(found[request_id])
        reply = await work(tx)
        await replies.keep(tx, {request_id: (request, reply)})
        return reply

    return await db.transact(run)


async def locked(tx: Transaction, account: str) -> AccountRecord:
    """The account with its books and active lines, locked. Raises ACCOUNT_NOT_FOUND."""
    return (await lock_accounts(tx, {account: await _customer(tx, account)}))[account]


async def loaded(tx: Transaction, account: str, *, settled: bool = False) -> AccountRecord:
    """The account without a lock. Raises ACCOUNT_NOT_FOUND."""
    return (await read_accounts(tx, {account: await _customer(tx, account)}, settled=settled))[account]


async def _customer(tx: Transaction, account: str) -> str:
    customer = await customer_of_account(tx, account)
    if customer is None:
        raise account_not_found(account)
    return customer


async def post_one(tx: Transaction, record: AccountRecord, act: Act) -> tuple[AccountChange, Applied]:
    """Posts one act of today to a locked account, writes and publishes it."""
    change = begin(record)
    applied = post(change, act, (tx.date, tx.date), await late_fee_policies(tx))
    await finish(tx, [change])
    return change, applied
