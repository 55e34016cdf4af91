"""Which writer and reader a platform's scheme has; signing is alike for all."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from services.gateway.channels.standard_webhooks import signed_headers
from services.gateway.domain.callback import HeardCallback, Report
from services.gateway.domain.command import CommandRecord
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused, Reason
from services.gateway.provisioning import cloud_events, tmf640, tmf641, tmf_message
from services.gateway.provisioning.message import Platform, Request, verify_callback

log = structlog.get_logger("schemes")


@dataclass(frozen=True, slots=True)
class Scheme:
    """How commands are written, how the platform is asked about one, and where it names its own order in an answer."""

    command_request: Callable[[Platform, CommandRecord, dt.datetime], Request]
    query_request: Callable[[Platform, CommandRecord], Request]
    knows: Callable[[bytes], bool]
    """Whether the body of a successful answer to the question says that the platform has the command."""
    reference: Callable[[bytes], str]
    read_report: Callable[[Platform, RawRequest, str], Report]


def _no_reference(body: bytes) -> str:
    return ""


def _knows_by_status(body: bytes) -> bool:
    return True


SCHEMES: dict[str, Scheme] = {
    "cloud-events": Scheme(
        cloud_events.command_request,
        cloud_events.query_request,
        _knows_by_status,
        _no_reference,
        cloud_events.read_report,
    ),
    "tmf640": Scheme(
        tmf640.command_request, tmf640.query_request, tmf640.knows, tmf_message.reference, tmf640.read_report
    ),
    "tmf641": Scheme(
        tmf641.command_request, tmf641.query_request, tmf641.knows, tmf_message.reference, tmf641.read_report
    ),
}


def hear_callback(platform: Platform, raw: RawRequest, received_at: dt.datetime) -> HeardCallback:
    """What the platform's verifier and reader say of a callback. Never raises."""
    try:
        delivery = verify_callback(platform, raw, received_at)
        report = SCHEMES[platform.scheme].read_report(platform, raw, delivery)
    except MessageRefused as refused:
        return HeardCallback(platform.id, raw, received_at, reason=refused.reason.value, detail=refused.detail)
    except Exception as error:
        # A fault of ours must not lose the evidence, nor let the sender find out what breaks us.
        log.exception("reader_failed", platform=platform.id)
        detail = f"our reader failed: {type(error).__name__}"
        return HeardCallback(platform.id, raw, received_at, reason=Reason.BODY_MALFORMED.value, detail=detail)
    return HeardCallback(platform.id, raw, received_at, report)


def signed(platform: Platform, request: Request, record: CommandRecord, now: dt.datetime) -> dict[str, str]:
    """The headers of a request: its own, the signature, the idempotency key and the correlation id.

    The idempotency key is the command's name and never changes, so that a platform can tell a second try from
    a second command.
    """
    name = f"commands/{record.command.id}"
    headers = dict(request.headers)
    headers |= signed_headers(platform.send_key[1], name, int(now.timestamp()), request.body)
    headers |= {"idempotency-key": name, "x-correlation-id": record.command.id, "accept": "application/json"}
    if platform.bearer:
        headers["authorization"] = f"Bearer {platform.bearer}"
    return headers
