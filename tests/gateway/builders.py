"""Messages, keys and configurations of the gateway's tests. Keys are made when the tests run."""

import base64
import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

from services.gateway.channels.message import Channel
from services.gateway.channels.standard_webhooks import sign
from services.gateway.domain.command import Command, CommandKind
from services.gateway.domain.raw import RawRequest

SECRET = b"k" * 32
OLD_SECRET = b"o" * 32
CALLBACK_SECRET = b"c" * 32
SEND_SECRET = b"s" * 32
NOW = dt.datetime(2026, 1, 1, 4, 0, tzinfo=dt.UTC)


def whsec(secret: bytes) -> str:
    return "whsec_" + base64.b64encode(secret).decode()


def payment_body(**changes: Any) -> dict[str, Any]:
    body = {
        "channel_number": "20260101-0001",
        "account": "accounts/A-1",
        "amount_minor_units": 10000,
        "currency_code": "CNY",
        "value_date": "2026-01-01",
        "paid_at": "2026-01-01T10:00:00+08:00",
    }
    return {key: value for key, value in (body | changes).items() if value is not None}


def signed(
    secret: bytes, body: bytes, at: dt.datetime, *, message_id: str = "msg-1", media_type: str = "application/json"
) -> dict[str, str]:
    """The headers of a Standard Webhooks message."""
    seconds = int(at.timestamp())
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(seconds),
        "webhook-signature": sign(secret, message_id, seconds, body),
        "content-type": media_type,
    }


def raw(body: bytes, headers: dict[str, str], path: str = "/channels/bank/notifications") -> RawRequest:
    return RawRequest("POST", path, tuple(headers.items()), body, "127.0.0.1")


def raw_payment(
    at: dt.datetime = NOW, *, message_id: str = "msg-1", secret: bytes = SECRET, **changes: Any
) -> RawRequest:
    body = json.dumps(payment_body(**changes)).encode()
    return raw(body, signed(secret, body, at, message_id=message_id))


def webhook_channel(**changes: Any) -> Channel:
    values: dict[str, Any] = {
        "id": "bank",
        "scheme": "standard-webhooks",
        "payment_channel": "BANK_TRANSFER",
        "secrets": {"new": SECRET, "old": OLD_SECRET},
    }
    return Channel(**(values | changes))


def command(id_: str = "W-1", kind: CommandKind = CommandKind.SUSPEND, **changes: Any) -> Command:
    values: dict[str, Any] = {
        "id": id_,
        "origin": "collection",
        "work_order": f"workOrders/{id_}",
        "kind": kind,
        "platform": "noc",
        "subscription": "S-1",
        "account": "A-1",
        "customer": "C-1",
        "service_number": "0311-8800001",
        "product": "P-1",
        "reason": "ARREARS",
        "expires_at": None,
    }
    return Command(**(values | changes))


def report_body(outcome: str = "COMPLETED", command_id: str = "W-1", **changes: Any) -> bytes:
    body = {"command": f"commands/{command_id}", "outcome": outcome, "outcome_date": "2026-01-01", "detail": "ok"}
    return json.dumps({key: value for key, value in (body | changes).items() if value is not None}).encode()


def configuration(platform_url: str = "http://127.0.0.1:9", **platform: Any) -> dict[str, Any]:
    """The YAML file's content: one channel `bank`, one platform `noc`."""
    return {
        "channels": [
            {
                "id": "bank",
                "scheme": "standard-webhooks",
                "payment_channel": "BANK_TRANSFER",
                "keys": [{"id": "new", "secret": whsec(SECRET)}, {"id": "old", "secret": whsec(OLD_SECRET)}],
            }
        ],
        "platforms": [
            {
                "id": "noc",
                "scheme": "cloud-events",
                "url": platform_url,
                "send_key": {"id": "out", "secret": whsec(SEND_SECRET)},
                "callback_keys": [{"id": "in", "secret": whsec(CALLBACK_SECRET)}],
                "first_retry_seconds": 0.02,
                "longest_retry_seconds": 0.1,
                "timeout_seconds": 30.0,
                "attempts_max": 0,
                "breaker_seconds": 0.1,
            }
            | platform
        ],
    }


def doubled(message: dict[str, Any]) -> Iterator[bytes]:
    """Each key twice, with the same value and with another, in the object that it stands in."""
    marker = "\ufffd"
    for path in paths(message):
        for second in ("the same", "another"):
            copy: Any = json.loads(json.dumps(message))
            inner = copy
            for step in path[:-1]:
                inner = inner[step]
            value = inner[path[-1]] if second == "the same" else second
            inner[path[-1] + marker] = value
            yield json.dumps(copy).encode().replace(json.dumps(marker)[1:-1].encode(), b"")


def paths(message: dict[str, Any], before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, value in message.items():
        yield (*before, name)
        if isinstance(value, dict):
            yield from paths(value, (*before, name))
