"""The only mapping between protos and domain values: events here by re-export, resources by noun."""

from services.payment.wire.events import event_to_pb

__all__ = ["event_to_pb"]
