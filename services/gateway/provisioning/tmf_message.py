"""What TMF640 and TMF641 have in common: the events of their listeners, references, characteristics."""

import datetime as dt
from dataclasses import dataclass
from typing import Any, cast

import orjson

from services.gateway.channels import fields
from services.gateway.domain.command import Command, CommandRecord
from services.gateway.domain.raw import RawRequest
from services.gateway.provisioning.message import Platform


@dataclass(frozen=True, slots=True)
class Event:
    """An event that came to a listener: its type from the path, its id, its resource, whom it answers, when it
    happened."""

    kind: str
    delivery: str
    resource: dict[str, Any]
    correlation: str
    happened: dt.date | None
    words: str


def read_event(platform: Platform, raw: RawRequest, delivery: str, resource_of: dict[str, str]) -> Event:
    """A listener's event. ``resource_of`` names the resource in the payload of each event type that is known.

    Raises MessageRefused(BODY_MALFORMED).
    """
    kind = raw.target.partition("?")[0].rpartition("/")[2]
    if kind not in resource_of:
        raise fields.malformed("event", "not an event that we listen to")
    message = fields.json_object(raw.body, exact=False)
    named = fields.text(message, "eventType", required=False, longest=64)
    if named and named.lower() != kind.lower():
        raise fields.malformed("eventType", "not the event of this listener")
    resource = fields.nested(fields.nested(message, "event"), resource_of[kind])
    return Event(
        kind=kind,
        delivery=fields.text(message, "eventId", required=False, longest=128) or delivery,
        resource=resource,
        correlation=fields.text(message, "correlationId", required=False, longest=160),
        happened=date_of(platform, message, "timeOcurred", "eventTime"),
        words=fields.words(message, "description"),
    )


def date_of(platform: Platform, message: dict[str, Any], *names: str) -> dt.date | None:
    """The business date of the first of the named times that is there."""
    for name in names:
        value = fields.text(message, name, required=False, longest=64)
        if value:
            return fields.time(value, name).astimezone(platform.zone).date()
    return None


def command_id(name: str) -> str:
    """The bare id in "commands/{id}" or "{id}"; empty when it is none of ours to look up."""
    bare = name.removeprefix("commands/")
    return bare if fields.COMMAND_ID.fullmatch(bare) else ""


def characteristics(record: CommandRecord) -> list[dict[str, Any]]:
    """What the command says and the standard has no field for."""
    command = record.command
    said = {
        "commandId": command.id,
        "commandKind": command.kind.value,
        "sheetType": command.sheet_type,
        "workOrder": command.work_order,
        "serviceNumber": command.service_number,
        "account": command.account,
        "reason": command.reason,
    }
    return [{"name": name, "valueType": "string", "value": value} for name, value in said.items() if value]


def related_customer(command: Command) -> list[dict[str, Any]]:
    if not command.customer:
        return []
    return [{"id": command.customer, "role": "customer", "@type": "RelatedParty", "@referredType": "Organization"}]


def objects(value: object) -> list[dict[str, Any]]:
    """The objects of an array; nothing of anything else."""
    found = cast(list[Any], value) if isinstance(value, list) else []
    return [cast(dict[str, Any], each) for each in found if isinstance(each, dict)]


def reference(body: bytes) -> str:
    """The platform's own id of what it made of the command; empty when its answer names none."""
    try:
        answer: object = orjson.loads(body)
    except orjson.JSONDecodeError:
        return ""
    found = cast(dict[str, Any], answer).get("id") if isinstance(answer, dict) else None
    return found[:128] if isinstance(found, str) and found.isprintable() else ""
