"""From an ASGI request to the evidence that is kept of it."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from services.gateway.channels.message import Answer
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import Reason
from services.gateway.routes.limits import BodyTooLong

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_KEPT_PREFIXES = (b"webhook-", b"wechatpay-", b"ce-")
_KEPT = frozenset(
    {b"content-type", b"content-encoding", b"user-agent", b"x-request-id", b"traceparent", b"date", b"request-id"}
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A request as it came; ``reason`` is empty when its body can be judged."""

    raw: RawRequest
    reason: str
    detail: str


class ClientGone(Exception):
    """The client closed the connection before its request was whole."""


async def read_body(scope: Scope, receive: Receive, longest: int) -> bytes:
    """The whole body. Raises BodyTooLong as soon as it is known to be too long, ClientGone when it ends early."""
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit() and int(value) > longest:
            raise BodyTooLong
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        part: bytes = message.get("body", b"")
        size += len(part)
        if size > longest:
            raise BodyTooLong
        parts.append(part)
        if not message.get("more_body", False):
            return parts[0] if len(parts) == 1 else b"".join(parts)


def raw_request(scope: Scope, body: bytes) -> RawRequest:
    """The request as it is kept: headers that verification may use, others such as cookies and tokens not."""
    headers = tuple(
        (name.decode("latin-1"), value.decode("latin-1"))
        for name, value in scope["headers"]
        if name in _KEPT or name.startswith(_KEPT_PREFIXES)
    )
    query: bytes = scope.get("query_string", b"")
    target = scope["path"] + (f"?{query.decode('latin-1')}" if query else "")
    client = scope.get("client")
    # A NUL cannot be stored as text and has no place in a header or a path.
    target = target.replace("\0", "")[:2_000]
    return RawRequest(scope["method"], target, headers, body, client[0] if client else "")


def media_type(scope: Scope) -> str:
    """The media type without parameters, in lower case; empty when there is none."""
    value = next((value for name, value in scope["headers"] if name == b"content-type"), b"")
    return value.partition(b";")[0].strip().lower().decode("latin-1")


def is_compressed(scope: Scope) -> bool:
    """Whether the body comes encoded; it is not decoded, so that a small message cannot become a big one."""
    plain = {b"content-encoding": b"identity", b"transfer-encoding": b"chunked"}
    return any(name in plain and value.lower() != plain[name] for name, value in scope["headers"])


async def taken(scope: Scope, receive: Receive, longest: int, media_types: frozenset[str]) -> Taken:
    """The request as it will be kept, and why its body is none to be judged. A long body is given up, not kept."""
    try:
        body, reason = await read_body(scope, receive, longest), ""
    except BodyTooLong:
        body, reason = b"", Reason.BODY_TOO_LONG.value
    kind = media_type(scope)
    if not reason and (is_compressed(scope) or kind not in media_types):
        reason = Reason.CONTENT_UNSUPPORTED.value
    return Taken(raw_request(scope, body), reason, f"{kind[:100]!r}" if reason else "")


async def answer(send: Send, what: Answer) -> None:
    headers = [(b"content-length", str(len(what.body)).encode())] if what.status != 204 else []
    if what.media_type:
        headers.append((b"content-type", what.media_type.encode()))
    headers += [(name.encode(), value.encode()) for name, value in what.headers]
    await send({"type": "http.response.start", "status": what.status, "headers": headers})
    await send({"type": "http.response.body", "body": what.body})
