"""What a service has put into its outbox, unpacked."""

from typing import Any, TypeVar

from google.protobuf.message import Message
from sqlalchemy import select

from services.chassis.database import Database
from services.chassis.tables import outbox
from tollbook.kernel.v1.event_pb2 import EventBatch

M = TypeVar("M", bound=Message)


async def published(db: Database, kind: type[M]) -> list[M]:
    """The events of a kind, in the order in which they were written."""
    async with db.read() as tx:
        rows: list[Any] = list((await tx.execute(select(outbox.c.batch).order_by(outbox.c.id))).scalars())
    found: list[M] = []
    for batch in rows:
        for event in EventBatch.FromString(batch).events:
            message = kind()
            if event.payload.Unpack(message):
                found.append(message)
    return found
