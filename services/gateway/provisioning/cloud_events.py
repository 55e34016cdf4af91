"""CloudEvents 1.0 over HTTP, signed by the Standard Webhooks scheme.

A command is one structured event (``application/cloudevents+json``)::

    {"specversion": "1.0", "id": "W-1", "source": "/tollbook/gateway", "type": "tollbook.command.suspend.v1",
     "subject": "subscriptions/S-1", "time": "2026-11-22T15:00:00Z", "datacontenttype": "application/json",
     "data": {"command": "commands/W-1", "kind": "SUSPEND", "sheet_type": "", "work_order": "workOrders/W-1",
              "subscription": "subscriptions/S-1", "account": "accounts/A-1", "customer": "customers/C-1",
              "service_number": "0311-8800001", "product": "products/P-1", "reason": "ARREARS",
              "submit_date": "2025-03-31", "expire_time": ""}}

A report is the same the other way, structured or binary (``ce-`` headers), or the bare data as ``application/json``::

    {"command": "commands/W-1", "outcome": "COMPLETED", "outcome_date": "2025-03-31", "detail": "…"}

``outcome`` is IN_PROGRESS, COMPLETED, ARCHIVED or FAILED; ``outcome_date`` and ``detail`` may be missing.
"""

import datetime as dt
from typing import Any

import orjson

from services.gateway.channels import fields
from services.gateway.domain.callback import Report
from services.gateway.domain.command import CommandRecord, Outcome
from services.gateway.domain.outcomes import REPORT_VERBS
from services.gateway.domain.raw import RawRequest
from services.gateway.provisioning.message import Platform, Request
from services.kernel.ids import resource

STRUCTURED = "application/cloudevents+json"
_BINARY_HEADERS = ("ce-id", "ce-source", "ce-type", "ce-specversion")


def command_request(platform: Platform, record: CommandRecord, now: dt.datetime) -> Request:
    """The command as an event. The same command is the same bytes but for its time, under the same id and key."""
    command = record.command
    event = {
        "specversion": "1.0",
        "id": command.id,
        "source": "/tollbook/gateway",
        "type": f"tollbook.command.{command.kind.value.lower()}.v1",
        "subject": resource("subscriptions", command.subscription),
        "time": now.isoformat().replace("+00:00", "Z"),
        "datacontenttype": "application/json",
        "data": _data(record),
    }
    return Request("POST", platform.url, orjson.dumps(event), {"content-type": STRUCTURED})


def _data(record: CommandRecord) -> dict[str, Any]:
    command = record.command
    return {
        "command": resource("commands", command.id),
        "kind": command.kind.value,
        "sheet_type": command.sheet_type,
        "work_order": command.work_order,
        "subscription": resource("subscriptions", command.subscription),
        "account": resource("accounts", command.account),
        "customer": resource("customers", command.customer),
        "service_number": command.service_number,
        "product": resource("products", command.product),
        "reason": command.reason,
        "submit_date": record.submit_date.isoformat(),
        "expire_time": command.expires_at.isoformat() if command.expires_at else "",
    }


def query_request(platform: Platform, record: CommandRecord) -> Request:
    """Asks whether the platform has the command: 2xx says yes, 404 no."""
    return Request("GET", f"{platform.url}/{record.command.id}")


def read_report(platform: Platform, raw: RawRequest, delivery: str) -> Report:
    """A verified callback's report. Raises MessageRefused(BODY_MALFORMED)."""
    media_type = raw.optional_header("content-type").partition(";")[0].strip().lower()
    message = fields.json_object(raw.body)
    if media_type == STRUCTURED:
        return _report(_event_data(message), _delivery(fields.text(message, "id", longest=128), str(message["source"])))
    event_id = raw.optional_header("ce-id")
    if event_id:
        said = {name: raw.optional_header(name) for name in _BINARY_HEADERS}
        for name, value in said.items():
            if not value or len(value) > 256:
                raise fields.malformed(name, "missing or too long")
        if said["ce-specversion"] != "1.0":
            raise fields.malformed("ce-specversion", "not 1.0")
        return _report(message, _delivery(event_id, said["ce-source"]))
    return _report(message, delivery)


def _delivery(event_id: str, source: str) -> str:
    """An event's identity: its id is only unique within its source."""
    return f"{source}#{event_id}"


def _event_data(event: dict[str, Any]) -> dict[str, Any]:
    if event.get("specversion") != "1.0":
        raise fields.malformed("specversion", "not 1.0")
    for name in ("source", "type"):
        fields.text(event, name, longest=256)
    media_type = fields.text(event, "datacontenttype", required=False).partition(";")[0].strip().lower()
    if media_type not in ("", "application/json"):
        raise fields.malformed("datacontenttype", "not application/json")
    return fields.nested(event, "data")


def _report(data: dict[str, Any], delivery: str) -> Report:
    outcome = fields.text(data, "outcome", longest=32)
    if outcome not in REPORT_VERBS:
        raise fields.malformed("outcome", "not IN_PROGRESS, COMPLETED, ARCHIVED or FAILED")
    on = fields.text(data, "outcome_date", required=False)
    return Report(
        delivery=delivery,
        command_id=command_id(fields.text(data, "command", longest=160)),
        platform_ref="",
        outcome=Outcome(outcome),
        outcome_date=fields.date(on, "outcome_date") if on else None,
        words=fields.words(data, "detail"),
    )


def command_id(name: str) -> str:
    """The bare id of "commands/{id}"."""
    bare = name.removeprefix("commands/")
    if bare == name or fields.COMMAND_ID.fullmatch(bare) is None:
        raise fields.malformed("command", "not a command's name")
    return bare
