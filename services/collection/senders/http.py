"""The HTTP sender: a signed POST for each batch to an SMS, voice or e-mail platform (R-DUN-3).

Signed as Standard Webhooks are: HMAC-SHA256 over ``id.timestamp.body``. The id follows from the contacts, so that a
batch sent again after a crash is known; a platform tells contacts apart by their id.
"""

import base64
import datetime as dt
import hashlib
import hmac
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

import httpx
import orjson
import structlog

from services.collection.domain.contact import Outgoing
from services.collection.senders.message import batch_id, message_of

log = structlog.get_logger("senders")

_SECRET_PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class HttpSender:
    """Posts ``{"messages": […]}``. Any answer but 2xx means that nothing was taken and all is tried again the next day;
    a 2xx answer may name some in ``{"refused": ["contacts/…"]}``."""

    client: httpx.AsyncClient
    url: str
    key: bytes
    now: Callable[[], dt.datetime]

    async def send(self, batch: Sequence[Outgoing]) -> set[str]:
        """The ids of the contacts that the platform took."""
        body = orjson.dumps({"messages": [message_of(each) for each in batch]})
        try:
            answer = await self.client.post(self.url, content=body, headers=self._headers(batch_id(batch), body))
            answer.raise_for_status()
            refused = _refused(answer.content)
        except (httpx.HTTPError, ValueError) as error:
            log.warning("sender_failed", url=self.url, error=str(error))
            return set()
        return {each.contact.contact_id for each in batch} - refused

    def _headers(self, message_id: str, body: bytes) -> dict[str, str]:
        timestamp = str(int(self.now().timestamp()))
        content = b".".join((message_id.encode(), timestamp.encode(), body))
        signature = base64.b64encode(hmac.new(self.key, content, hashlib.sha256).digest()).decode()
        return {
            "content-type": "application/json",
            "webhook-id": message_id,
            "webhook-timestamp": timestamp,
            "webhook-signature": f"v1,{signature}",
        }


def key_of(secret: str) -> bytes:
    """The key in a secret as written: ``whsec_`` and Base64."""
    return base64.b64decode(secret.strip().removeprefix(_SECRET_PREFIX), validate=True)


def _refused(content: bytes) -> set[str]:
    """The contact ids that an answer refuses. Raises ValueError for an answer that cannot be read."""
    if not content.strip():
        return set()
    answer: Any = orjson.loads(content)
    if not isinstance(answer, dict):
        return set()
    named: Any = cast(dict[str, Any], answer).get("refused", [])
    return {str(name).removeprefix("contacts/") for name in named}
