"""A request that changes something: decided once, answered the same for ever (R-GEN-3)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asked what. ``digest`` is of the whole request, so that the same id with other content is found out."""

    request_id: str
    method: str
    digest: str
    actor: str


@dataclass(frozen=True, slots=True)
class _Content:
    """What of a request makes it the same request: not who sent it."""

    method: str
    digest: str


async def once(db: Database, replies: Replies[T], asked: Asked, decide: Callable[[Transaction], Awaitable[T]]) -> T:
    """Runs ``decide`` in one transaction and keeps its reply; a request that was decided before is answered from it."""
    content = _Content(asked.method, asked.digest)

    async def work(tx: Transaction) -> T:
        before = (await replies.find(tx, {asked.request_id: content})).get(asked.request_id)
        if before is not None:
            return reply_or_raise(before)
        reply = await decide(tx)
        await replies.keep(tx, {asked.request_id: (content, reply)})
        return reply

    return await db.transact(work)
