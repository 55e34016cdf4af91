"""TMF641 Service Ordering v4: a command is a service order of one item, a report is an event about the order.

The order's ``externalId`` is the command's id; an event names the order by it, by ``correlationId`` or by the id that
the platform gave it. A milestone called "archived" that is achieved is the archive of the order (工单归档), for which
the standard has no state.
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

_ACTIONS: dict[CommandKind, str] = {
    CommandKind.CONSTRUCT: "add",
    CommandKind.ACTIVATE: "modify",
    CommandKind.SUSPEND: "modify",
    CommandKind.RESTORE: "modify",
    CommandKind.TERMINATE: "delete",
    CommandKind.RECOVER_EQUIPMENT: "noChange",
    CommandKind.NOTIFY_MAINTENANCE: "noChange",
    CommandKind.CHANGE: "modify",
}
_OUTCOMES: dict[str, Outcome] = {
    "acknowledged": Outcome.IN_PROGRESS,
    "pending": Outcome.IN_PROGRESS,
    "held": Outcome.IN_PROGRESS,
    "inProgress": Outcome.IN_PROGRESS,
    "assessingCancellation": Outcome.IN_PROGRESS,
    "pendingCancellation": Outcome.IN_PROGRESS,
    "completed": Outcome.COMPLETED,
    "rejected": Outcome.FAILED,
    "cancelled": Outcome.FAILED,
    "failed": Outcome.FAILED,
    "partial": Outcome.FAILED,
}
EVENTS = {
    "serviceOrderCreateEvent": "serviceOrder",
    "serviceOrderAttributeValueChangeEvent": "serviceOrder",
    "serviceOrderStateChangeEvent": "serviceOrder",
    "serviceOrderDeleteEvent": "serviceOrder",
    "serviceOrderInformationRequiredEvent": "serviceOrder",
    "serviceOrderMilestoneEvent": "serviceOrder",
    "serviceOrderJeopardyEvent": "serviceOrder",
    "cancelServiceOrderCreateEvent": "cancelServiceOrder",
    "cancelServiceOrderStateChangeEvent": "cancelServiceOrder",
    "cancelServiceOrderInformationRequiredEvent": "cancelServiceOrder",
}
_ARCHIVED = frozenset({"archived", "归档", "工单归档"})


def command_request(platform: Platform, record: CommandRecord, now: dt.datetime) -> Request:
    """POST /serviceOrder."""
    command = record.command
    service: dict[str, Any] = {
        "id": command.subscription,
        "name": command.service_number or command.subscription,
        "serviceCharacteristic": tmf_message.characteristics(record),
        "@type": "Service",
    }
    if command.product:
        service["serviceSpecification"] = {"id": command.product, "@type": "ServiceSpecificationRef"}
    if command.kind in SERVICE_STATES:
        service["state"] = SERVICE_STATES[command.kind]
    order = {
        "externalId": command.id,
        "category": command.kind.value,
        "description": command.reason,
        "externalReference": [{"id": command.work_order, "name": "workOrder", "externalReferenceType": command.origin}],
        "relatedParty": tmf_message.related_customer(command),
        "serviceOrderItem": [{"id": "1", "action": _ACTIONS[command.kind], "service": service}],
        "@type": "ServiceOrder",
    }
    headers = {"content-type": "application/json;charset=utf-8"}
    return Request("POST", f"{platform.url}/serviceOrder", orjson.dumps(order), headers)


def query_request(platform: Platform, record: CommandRecord) -> Request:
    """Asks for orders with the command's id."""
    return Request("GET", f"{platform.url}/serviceOrder?externalId={record.command.id}&fields=id,externalId,state")


def knows(body: bytes) -> bool:
    """Whether the answer lists an order."""
    try:
        return bool(orjson.loads(body))
    except orjson.JSONDecodeError:
        return False


def read_report(platform: Platform, raw: RawRequest, delivery: str) -> Report:
    """What an event says of the command. Raises MessageRefused(BODY_MALFORMED)."""
    event = tmf_message.read_event(platform, raw, delivery, EVENTS)
    if EVENTS[event.kind] == "cancelServiceOrder":
        return _cancellation(event)
    order = event.resource
    external = fields.text(order, "externalId", required=False, longest=160)
    outcome, words = _outcome(event.kind, order)
    command_id = tmf_message.command_id(external or event.correlation)
    # An order of somebody else's, by its externalId, is not taken for ours because it bears the same number.
    foreign = bool(external) and not command_id
    return Report(
        delivery=event.delivery,
        command_id=command_id,
        platform_ref="" if foreign else fields.text(order, "id", required=False, longest=128),
        outcome=outcome,
        outcome_date=_date(platform, order, outcome) or event.happened,
        words=(words or event.words)[:500],
    )


def _cancellation(event: tmf_message.Event) -> Report:
    """The platform was asked to cancel the order: that is under way until an event of the order itself ends it."""
    order = fields.nested(event.resource, "serviceOrder")
    state = fields.text(event.resource, "state", required=False, longest=32)
    return Report(
        delivery=event.delivery,
        command_id=tmf_message.command_id(event.correlation),
        platform_ref=fields.text(order, "id", longest=128),
        outcome=Outcome.IN_PROGRESS,
        outcome_date=event.happened,
        words=f"cancellation {state}: {fields.words(event.resource, 'cancellationReason')}".strip(" :")[:500],
    )


def _outcome(kind: str, order: dict[str, Any]) -> tuple[Outcome, str]:
    if kind == "serviceOrderDeleteEvent":
        return Outcome.FAILED, "the platform deleted the order"
    if kind == "serviceOrderMilestoneEvent":
        return _milestone(order)
    if kind in ("serviceOrderJeopardyEvent", "serviceOrderInformationRequiredEvent"):
        return Outcome.IN_PROGRESS, _messages(order, "jeopardyAlert") or kind
    state = fields.text(order, "state", longest=32)
    if state not in _OUTCOMES:
        raise fields.malformed("state", "not a state of a service order")
    return _OUTCOMES[state], _messages(order, "errorMessage")


def _milestone(order: dict[str, Any]) -> tuple[Outcome, str]:
    reached = [each for each in tmf_message.objects(order.get("milestone")) if each.get("status") == "achieved"]
    names = [fields.text(each, "name", required=False) for each in reached]
    if any(name in _ARCHIVED for name in names):
        return Outcome.ARCHIVED, "archived"
    return Outcome.IN_PROGRESS, ", ".join(names)


def _messages(order: dict[str, Any], field: str) -> str:
    """The texts of an array of alerts or errors."""
    parts = tmf_message.objects(order.get(field))
    texts = [fields.words(each, "message") for each in parts]
    return "; ".join(text for text in texts if text)


def _date(platform: Platform, order: dict[str, Any], outcome: Outcome) -> dt.date | None:
    """The order's own date of completion, which an event told late or twice repeats unchanged."""
    return tmf_message.date_of(platform, order, "completionDate") if outcome is Outcome.COMPLETED else None
