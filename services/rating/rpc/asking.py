"""What every RPC does with its request: who asks, and where a page begins."""

import hashlib
from typing import Any

from google.protobuf.message import Message

from services.chassis.access import caller
from services.chassis.paging import decode_token, encode_token
from services.rating.usecases.asked import Asked


def asked(request: Any) -> Asked:
    """The request's id, what makes it the same request again, and who asks."""
    message: Message = request
    content = message.SerializeToString(deterministic=True)
    return Asked(request.request_id, message.DESCRIPTOR.name, hashlib.sha256(content).hexdigest(), caller().subject)


def after_id(request: Any) -> str:
    """The id after which the page begins; empty for the first."""
    key = decode_token(request.page_token, 1)
    return str(key[0]) if key else ""


def next_token(page: list[Any], limit: int, *names: str) -> str:
    """The token of the page after this one; empty when this one is the last."""
    if len(page) < limit:
        return ""
    return encode_token(*(getattr(page[-1], name) for name in names))
