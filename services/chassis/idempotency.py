"""Idempotency by request id (R-GEN-3): the reply is kept with a hash of the request, in the same transaction."""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

from pydantic import TypeAdapter

from services.chassis.arrays import array_parameters, from_arrays
from services.chassis.database import Transaction
from services.chassis.tables import request_reply
from services.kernel.errors import GeneralReason, Refusal, RefusalKind
from services.kernel.ids import shard_of_key

R = TypeVar("R")

_KEY = ("shard", "request_id")
_FIND = f"""SELECT request_id, digest, reply FROM request_reply
    WHERE (shard, request_id) IN (SELECT * FROM {from_arrays(request_reply, _KEY)})"""


@lru_cache(maxsize=256)
def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(kind)


def digest_of(request: object) -> bytes:
    """SHA-256 of a request dataclass; two requests with the same content have the same digest."""
    return hashlib.sha256(type(request).__name__.encode() + _adapter(type(request)).dump_json(request)).digest()


class Replies(Generic[R]):
    """The kept replies of one use case, as frozen dataclasses of one type."""

    def __init__(self, kind: type[R]) -> None:
        self._adapter: TypeAdapter[R] = TypeAdapter(kind)

    async def find(self, tx: Transaction, requests: Mapping[str, object]) -> dict[str, R | Refusal]:
        """Earlier outcomes by request id: the reply, or REQUEST_ID_REUSED when the id came with other content."""
        if not requests:
            return {}
        keys = [(shard_of_key(request_id), request_id) for request_id in requests]
        found: Any = await tx.conn.exec_driver_sql(_FIND, array_parameters(request_reply, _KEY, keys))
        return {row.request_id: self._outcome(row, requests[row.request_id]) for row in found}

    def _outcome(self, row: Any, request: object) -> R | Refusal:
        if row.digest == digest_of(request):
            return self._adapter.validate_json(row.reply)
        return Refusal(
            GeneralReason.REQUEST_ID_REUSED,
            RefusalKind.ALREADY_EXISTS,
            f"request id {row.request_id!r} was used before with other content",
            metadata={"request_id": row.request_id},
        )

    async def keep(self, tx: Transaction, replies: Mapping[str, tuple[object, R]]) -> None:
        """Keeps (request, reply) by request id. Two transactions with the same id collide here and one runs again."""
        rows = [
            {
                "shard": shard_of_key(request_id),
                "request_id": request_id,
                "digest": digest_of(request),
                "reply": self._adapter.dump_json(reply),
                "created_at": tx.now,
            }
            for request_id, (request, reply) in replies.items()
        ]
        await tx.insert_many(request_reply, rows)


def reply_or_raise(outcome: R | Refusal) -> R:
    """One request's outcome: the reply, or the refusal raised."""
    if isinstance(outcome, Refusal):
        raise outcome
    return outcome
