"""The only mapping between the contract and the domain; the outbox is given ``event_to_pb``."""

from services.collection.wire.events import event_to_pb

__all__ = ["event_to_pb"]
