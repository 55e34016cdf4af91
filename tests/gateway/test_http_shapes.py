"""Requests whose shape two readers could take differently: read in one way only, or refused (R-GTW-1)."""

import datetime as dt
import json

import pytest

from tests.gateway.builders import SECRET, payment_body, signed
from tests.gateway.conftest import Gateway
from tests.gateway.test_http import HEAD, raw_exchange
from tollbook.gateway.v1 import notification_service_pb2 as pb

PATH = b"POST /channels/bank/notifications HTTP/1.1\r\nhost: x\r\n"


def request(number: int, body: bytes = b"", framing: bytes = b"", more: bytes = b"") -> bytes:
    """A genuine notification as bytes, with headers of its own for its length."""
    content = body or json.dumps(payment_body(channel_number=f"n-{number}")).encode()
    headers = signed(SECRET, content, dt.datetime.now(dt.UTC), message_id=f"m-{number}")
    lines = b"".join(f"{name}: {value}\r\n".encode() for name, value in headers.items())
    length = framing or b"content-length: %d\r\n" % len(content)
    return PATH + lines + more + length + b"\r\n" + (b"" if framing else content)


async def kept(gateway: Gateway) -> int:
    answer = await gateway.stubs["notifications"].ListNotifications(pb.ListNotificationsRequest(page_size=100))
    return len(answer.notifications)


def statuses(said: bytes) -> list[bytes]:
    return [part[:3] for part in said.split(b"HTTP/1.1 ")[1:]]


AMBIGUOUS_HEADS = {
    "both lengths": b"content-length: 5\r\ntransfer-encoding: chunked\r\n",
    "both lengths, turned": b"transfer-encoding: chunked\r\ncontent-length: 5\r\n",
    "two lengths": b"content-length: 5\r\ncontent-length: 6\r\n",
    "a length twice": b"content-length: 5\r\ncontent-length: 5\r\n",
    "a list of lengths": b"content-length: 5, 5\r\n",
    "a signed length": b"content-length: +5\r\n",
    "a negative length": b"content-length: -5\r\n",
    "a hexadecimal length": b"content-length: 0x5\r\n",
    "a length of thirty digits": b"content-length: " + b"9" * 30 + b"\r\n",
    "a length of five thousand digits": b"content-length: " + b"9" * 5000 + b"\r\n",
    "a space before the colon": b"content-length : 5\r\n",
    "an unknown coding": b"transfer-encoding: xchunked\r\n",
    "chunked not last": b"transfer-encoding: chunked, identity\r\n",
    "two codings": b"transfer-encoding: chunked\r\ntransfer-encoding: identity\r\n",
    "a folded line": b"x: 1\r\n folded: 2\r\ncontent-length: 5\r\n",
    "a bare line feed": b"x: 1\ncontent-length: 5\r\n",
    "a bare carriage return": b"x: 1\rcontent-length: 5\r\n",
    "a NUL in a name": b"x\x00y: 1\r\ncontent-length: 5\r\n",
    "a NUL in a value": b"x: 1\x002\r\ncontent-length: 5\r\n",
}


async def test_r_gtw_1_no_ambiguous_head_lets_a_second_request_through(gateway: Gateway):
    """Behind each ambiguous head stands a whole genuine notification, as if smuggled past a proxy."""
    for number, (shape, head) in enumerate(AMBIGUOUS_HEADS.items()):
        said = await raw_exchange(gateway, HEAD + head + b"\r\n" + b"0\r\n\r\n" + request(number), wait=2)
        assert b"204" not in statuses(said), (shape, said)
        assert not [status for status in statuses(said) if status.startswith(b"5")], (shape, said)
    await gateway.settle()
    assert gateway.payment.calls == 0
    assert (await gateway.notify()).status_code == 204


LYING_CHUNKS = {
    "more than it says": b"5\r\nabcdefgh\r\n0\r\n\r\n",
    "an overflowing size": b"ffffffffffffffffffff\r\nabc\r\n0\r\n\r\n",
    "a negative size": b"-1\r\nabc\r\n0\r\n\r\n",
    "a prefixed size": b"0x3\r\nabc\r\n0\r\n\r\n",
    "a space after the size": b"3 \r\nabc\r\n0\r\n\r\n",
    "bare line feeds": b"3\nabc\n0\n\n",
    "one more": b"3\r\nabcd\r\n0\r\n\r\n",
}


async def test_r_gtw_1_a_chunk_that_lies_about_its_length_is_answered_400(gateway: Gateway):
    for number, (shape, chunks) in enumerate(LYING_CHUNKS.items()):
        lies = HEAD + b"transfer-encoding: chunked\r\n\r\n" + chunks
        said = await raw_exchange(gateway, lies + request(number), wait=2)
        assert b"204" not in statuses(said), (shape, said)
        assert set(statuses(said)) <= {b"400", b"401"}, (shape, said)
    await gateway.settle()
    assert gateway.payment.calls == 0


@pytest.mark.parametrize(
    "coding", [b"transfer-encoding: gzip, chunked\r\n", b"transfer-encoding: chunked\r\ncontent-encoding: deflate\r\n"]
)
async def test_r_gtw_1_a_body_that_is_compressed_on_the_way_is_not_opened(gateway: Gateway, coding: bytes):
    more = coding + b"connection: close\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
    said = await raw_exchange(gateway, HEAD + more)
    assert statuses(said) == [b"415"]


async def test_r_gtw_1_a_sender_that_asks_before_it_sends_is_told_to_go_on_or_that_it_is_too_much(gateway: Gateway):
    asks = b"expect: 100-continue\r\nconnection: close\r\n"
    said = await raw_exchange(gateway, HEAD + asks + b"content-length: 70000\r\n\r\n", wait=2)
    assert statuses(said) == [b"413"]
    head, _, body = request(1, more=asks).partition(b"\r\n\r\n")
    said = await raw_exchange(gateway, head + b"\r\n\r\n", body, pause=0.5)
    assert said.startswith(b"HTTP/1.1 100")


async def test_r_gtw_1_a_length_that_is_never_reached_is_stored_nowhere(gateway: Gateway):
    said = await raw_exchange(gateway, HEAD + b"content-length: 500\r\n\r\n{", wait=0.5)
    assert said == b""
    assert await kept(gateway) == 0


async def test_r_gtw_1_pipelined_notifications_are_answered_each_in_their_order(gateway: Gateway):
    sent = request(1) + request(2) + PATH + b"content-length: 0\r\n\r\n" + request(3, more=b"connection: close\r\n")
    said = await raw_exchange(gateway, sent, pause=1)
    assert statuses(said) == [b"204", b"204", b"415", b"204"]
    await gateway.settle()
    assert set(gateway.payment.posted) == {"n-1", "n-2", "n-3"}


async def test_r_gtw_1_a_trailer_is_no_header(gateway: Gateway):
    body = json.dumps(payment_body(channel_number="n-1")).encode()
    headers = signed(SECRET, body, dt.datetime.now(dt.UTC))
    said = HEAD + b"transfer-encoding: chunked\r\nconnection: close\r\n\r\n"
    trailers = b"".join(f"{name}: {value}\r\n".encode() for name, value in headers.items())
    answer = await raw_exchange(gateway, said + b"%x\r\n%s\r\n0\r\n%s\r\n" % (len(body), body, trailers))
    assert statuses(answer) == [b"401"]


async def test_r_gtw_1_an_offer_to_upgrade_the_protocol_is_passed_over(gateway: Gateway):
    """Java's client offers HTTP/2 with the first request on a connection, the body with it."""
    more = b"connection: upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAAA\r\n"
    said = await raw_exchange(gateway, request(1, more=more), request(2, more=b"connection: close\r\n"), pause=0.5)
    assert statuses(said) == [b"204", b"204"]


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00\x01\x02\r\n\r\n",
        b"GET\r\n\r\n",
        b"POST / HTTP/9.9\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"GET http://[ HTTP/1.1\r\nhost: x\r\n\r\n",
        b"POST /channels/%ff%00/notifications?\xff HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n",
    ],
)
async def test_what_is_not_http_is_answered_400_and_nothing_else(gateway: Gateway, garbage: bytes):
    said = await raw_exchange(gateway, garbage, wait=1)
    assert set(statuses(said)) <= {b"400", b"404"}
    assert statuses(said)
    assert (await gateway.http.get("/health/live")).status_code == 204
