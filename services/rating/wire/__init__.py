"""Proto ↔ domain, and nothing else does it."""

from services.rating.wire.events import event_to_pb

__all__ = ["event_to_pb"]
