"""Signed HTTP to the gateway, tried again until it is acknowledged; and the payment channel that uses it."""

import asyncio
import time
from dataclasses import dataclass
from datetime import date

import httpx
import orjson

from simulator.signing import signed_headers
from simulator.wire import CURRENCY

GIVE_UP_AFTER_SECONDS = 90.0
PAUSE_SECONDS = 0.1
TOO_MANY_REQUESTS = 429
CONNECTIONS = 12


@dataclass(frozen=True, slots=True)
class PaymentNotice:
    """A payment as its channel reports it; `named_account` is what the payer wrote."""

    number: str
    named_account: str
    amount: int
    value_date: date
    payer: str

    def body(self) -> bytes:
        """Writes the notification."""
        return orjson.dumps(
            {
                "channel_number": self.number,
                "account": f"accounts/{self.named_account}",
                "amount_minor_units": self.amount,
                "currency_code": CURRENCY,
                "value_date": self.value_date.isoformat(),
                "payer": self.payer,
            }
        )


class NotAcknowledged(RuntimeError):
    """The gateway refused a message that it ought to take."""


async def post_until_acknowledged(client: httpx.AsyncClient, url: str, body: bytes, headers: dict[str, str]) -> None:
    """Posts until there is a 2xx answer. Raises NotAcknowledged on a refusal, or when the gateway stays away."""
    started = time.monotonic()
    while True:
        try:
            answer = await client.post(url, content=body, headers=headers)
        except httpx.TransportError as error:
            said = type(error).__name__
        else:
            if answer.is_success:
                return
            said = f"{answer.status_code} {answer.text[:200]}"
            if answer.status_code < 500 and answer.status_code != TOO_MANY_REQUESTS:
                raise NotAcknowledged(f"{url}: {said}")
        if time.monotonic() - started > GIVE_UP_AFTER_SECONDS:
            raise NotAcknowledged(f"{url}: {said}")
        await asyncio.sleep(PAUSE_SECONDS)


class WebhookSender:
    """A payment channel that signs by the Standard Webhooks scheme."""

    def __init__(self, client: httpx.AsyncClient, url: str, key: bytes) -> None:
        """Takes the channel's URL at the gateway and its key."""
        self._client = client
        self._url = url
        self._key = key
        self._at_once = asyncio.Semaphore(CONNECTIONS)

    async def notify(self, notice: PaymentNotice) -> None:
        """Sends a notification; sent again, it is the same message with the same id."""
        body = notice.body()
        async with self._at_once:
            headers = signed_headers(self._key, notice.number, body, "application/json")
            await post_until_acknowledged(self._client, self._url, body, headers)
