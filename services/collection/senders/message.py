"""A contact as the platforms are told it, whichever way it goes."""

import hashlib
from collections.abc import Sequence

from services.collection.domain.contact import Outgoing


def message_of(each: Outgoing) -> dict[str, str]:
    """The message. Between ``send_until`` and ``send_from`` are the quiet hours of its medium, in the operator's zone:
    the platform keeps them."""
    contact = each.contact
    return {
        "contact": f"contacts/{contact.contact_id}",
        "medium": contact.medium.value,
        "recipient": contact.recipient,
        "language": contact.language,
        "kind": contact.kind.value,
        "text": contact.body,
        "date": each.date.isoformat(),
        "send_from": each.send_from,
        "send_until": each.send_until,
    }


def batch_id(batch: Sequence[Outgoing]) -> str:
    """An id that follows from the contacts of a batch."""
    return hashlib.sha256("\n".join(each.contact.contact_id for each in batch).encode()).hexdigest()[:16]
