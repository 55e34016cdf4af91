"""Standard Webhooks as a sender writes it: HMAC-SHA256 over ``id.timestamp.body``.

Written here again, and not taken from the gateway, so that a mistake of the one is not the other's too.
"""

import base64
import hashlib
import hmac
import time
from collections.abc import Mapping

SECRET_PREFIX = "whsec_"


def key_of(secret: str) -> bytes:
    """Gives the key in a written secret."""
    return base64.b64decode(secret.strip().removeprefix(SECRET_PREFIX))


def signature(key: bytes, message_id: str, timestamp: str, body: bytes) -> str:
    """Gives the value of the signature header."""
    content = b".".join((message_id.encode(), timestamp.encode(), body))
    return "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()


def signed_headers(key: bytes, message_id: str, body: bytes, media_type: str) -> dict[str, str]:
    """Gives the headers of a message that is sent now."""
    timestamp = str(int(time.time()))
    return {
        "content-type": media_type,
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": signature(key, message_id, timestamp, body),
    }


def is_signed(key: bytes, headers: Mapping[str, str], body: bytes) -> bool:
    """Says whether the key made one of a received message's signatures."""
    given = headers.get("webhook-signature", "").split(" ")
    expected = signature(key, headers.get("webhook-id", ""), headers.get("webhook-timestamp", ""), body)
    return any(hmac.compare_digest(expected.encode(), one.encode()) for one in given)
