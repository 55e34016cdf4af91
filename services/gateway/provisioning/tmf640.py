"""TMF640 Service Activation and Configuration v4: a command creates or patches the service.

A report is an event about the monitor that the platform made of the request, or about the service, with the command's
id as ``correlationId``. The platform's service id is the subscription's id; the id of its monitor, from the answer to
the request, is kept with the command.
"""

import datetime as dt
from typing import Any

import orjson

from services.gateway.channels import fields
from services.gateway.domain.callback import Report
from services.gateway.domain.command import SERVICE_STATES, CommandKind, CommandRecord, Outcome
from services.gateway.domain.raw import RawRequest
from services.gateway.provisioning import tmf_message
from services.gateway.provisioning.message import Platform, Request

_MONITOR_STATES = {
    "InProgress": Outcome.IN_PROGRESS,
    "InError": Outcome.FAILED,
    "Completed": Outcome.COMPLETED,
}
_SERVICE_STATES = {
    "feasibilityChecked": Outcome.IN_PROGRESS,
    "designed": Outcome.IN_PROGRESS,
    "reserved": Outcome.IN_PROGRESS,
    "inactive": Outcome.COMPLETED,
    "active": Outcome.COMPLETED,
    "terminated": Outcome.COMPLETED,
}
EVENTS = {
    "serviceCreateEvent": "service",
    "serviceAttributeValueChangeEvent": "service",
    "serviceStateChangeEvent": "service",
    "serviceDeleteEvent": "service",
    "monitorCreateEvent": "monitor",
    "monitorAttributeValueChangeEvent": "monitor",
    "monitorStateChangeEvent": "monitor",
    "monitorDeleteEvent": "monitor",
}


def command_request(platform: Platform, record: CommandRecord, now: dt.datetime) -> Request:
    """POST /service to build, PATCH /service/{subscription} for everything after."""
    command = record.command
    service: dict[str, Any] = {
        "serviceCharacteristic": tmf_message.characteristics(record),
        "relatedParty": tmf_message.related_customer(command),
        "@type": "Service",
    }
    if command.kind in SERVICE_STATES:
        service["state"] = SERVICE_STATES[command.kind]
    headers = {"content-type": "application/json;charset=utf-8"}
    if command.kind is CommandKind.CONSTRUCT:
        service |= {
            "name": command.subscription,
            "serviceSpecification": {"id": command.product or "unspecified", "@type": "ServiceSpecificationRef"},
        }
        return Request("POST", f"{platform.url}/service", orjson.dumps(service), headers)
    return Request("PATCH", f"{platform.url}/service/{command.subscription}", orjson.dumps(service), headers)


def query_request(platform: Platform, record: CommandRecord) -> Request:
    """Asks for monitors of requests with the command's id."""
    return Request("GET", f"{platform.url}/monitor?request.header.value={record.command.id}")


def knows(body: bytes) -> bool:
    """Whether the answer lists a monitor."""
    try:
        return bool(orjson.loads(body))
    except orjson.JSONDecodeError:
        return False


def read_report(platform: Platform, raw: RawRequest, delivery: str) -> Report:
    """What an event says of the command. Raises MessageRefused(BODY_MALFORMED).

    An event about a service that names no command is not guessed to be about one: it is quarantined.
    """
    event = tmf_message.read_event(platform, raw, delivery, EVENTS)
    about_monitor = EVENTS[event.kind] == "monitor"
    outcome = _outcome(event.kind, event.resource)
    reached = "" if about_monitor or outcome is not Outcome.COMPLETED else _state(event.kind, event.resource)
    return Report(
        delivery=event.delivery,
        command_id=tmf_message.command_id(event.correlation),
        platform_ref=fields.text(event.resource, "id", required=False, longest=128) if about_monitor else "",
        outcome=outcome,
        outcome_date=event.happened,
        words=event.words,
        service_state=reached,
    )


def _state(kind: str, resource: dict[str, Any]) -> str:
    return "terminated" if kind == "serviceDeleteEvent" else fields.text(resource, "state", longest=32)


def _outcome(kind: str, resource: dict[str, Any]) -> Outcome:
    if kind in ("monitorDeleteEvent", "serviceAttributeValueChangeEvent", "serviceCreateEvent"):
        return Outcome.IN_PROGRESS
    if kind == "serviceDeleteEvent":
        return Outcome.COMPLETED
    known = _MONITOR_STATES if kind.startswith("monitor") else _SERVICE_STATES
    state = fields.text(resource, "state", longest=32)
    if state not in known:
        raise fields.malformed("state", "not a state that we know")
    return known[state]
