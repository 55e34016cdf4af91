"""The only mapping between the gateway's protos and its values."""

import datetime as dt

from google.type.date_pb2 import Date

from services.chassis.events import EventOut, date_from_pb, date_to_pb, time_from_pb, time_to_pb
from services.gateway.domain.callback import CallbackRecord
from services.gateway.domain.command import Attempt, Command, CommandKind, CommandRecord
from services.gateway.domain.events import CommandReported, NotificationRefused
from services.gateway.domain.notification import NotificationRecord
from services.gateway.domain.raw import RawRequest
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind
from services.kernel.ids import resource, resource_id
from tollbook.gateway.v1 import callback_pb2, command_pb2, command_service_pb2, events_pb2, notification_pb2
from tollbook.kernel.v1.batch_pb2 import Fault as FaultPb
from tollbook.kernel.v1.batch_pb2 import ItemStatus
from tollbook.kernel.v1.money_pb2 import Money

_CODES = {
    "INVALID_ARGUMENT": 3,
    "DEADLINE_EXCEEDED": 4,
    "NOT_FOUND": 5,
    "ALREADY_EXISTS": 6,
    "PERMISSION_DENIED": 7,
    "RESOURCE_EXHAUSTED": 8,
    "FAILED_PRECONDITION": 9,
    "ABORTED": 10,
    "UNAVAILABLE": 14,
    "UNAUTHENTICATED": 16,
}


def status_to_pb(refusal: Refusal | None) -> ItemStatus:
    """The status of a batch's item."""
    if refusal is None:
        return ItemStatus()
    faults = [FaultPb(field=f.field, rule=f.rule, value=f.value, message=f.message) for f in refusal.faults]
    return ItemStatus(code=_CODES[refusal.kind.value], reason=refusal.reason, message=refusal.message, faults=faults)


def named(collection: str, name: str) -> str:
    """The bare id in a resource name; an empty name stays empty. Raises the refusal VALIDATION_FAILED."""
    try:
        return resource_id(collection, name)
    except ValueError as error:
        fault = Fault(collection, "resource_name", name, str(error))
        raise Refusal(GeneralReason.VALIDATION_FAILED, RefusalKind.INVALID, str(error), faults=(fault,)) from error


def command_from_pb(message: command_pb2.Command) -> Command:
    """Raises the refusal VALIDATION_FAILED for a name of another collection."""
    expires = time_from_pb(message.expire_time) if message.HasField("expire_time") else None
    return Command(
        id=named("commands", message.name),
        origin=message.origin,
        work_order=message.work_order,
        kind=CommandKind(command_pb2.CommandKind.Name(message.kind).removeprefix("COMMAND_KIND_")),
        platform=named("platforms", message.platform),
        subscription=named("subscriptions", message.subscription),
        account=named("accounts", message.account),
        customer=named("customers", message.customer),
        service_number=message.service_number,
        product=named("products", message.product),
        reason=message.reason,
        expires_at=expires,
    )


def command_to_pb(record: CommandRecord) -> command_pb2.Command:
    command = record.command
    message = command_pb2.Command(
        name=resource("commands", command.id),
        origin=command.origin,
        work_order=command.work_order,
        kind=f"COMMAND_KIND_{command.kind.value}",
        platform=resource("platforms", command.platform),
        subscription=resource("subscriptions", command.subscription),
        account=resource("accounts", command.account),
        customer=resource("customers", command.customer),
        service_number=command.service_number,
        product=resource("products", command.product),
        reason=command.reason,
        outcome=f"COMMAND_OUTCOME_{record.outcome.value}",
        outcome_date=date_to_pb(record.outcome_date),
        attempts=record.attempts,
        detail=record.detail,
        submit_date=date_to_pb(record.submit_date),
        create_time=time_to_pb(record.created_at),
    )
    if command.expires_at is not None:
        message.expire_time.CopyFrom(time_to_pb(command.expires_at))
    return message


def attempt_to_pb(attempt: Attempt) -> command_service_pb2.CommandAttempt:
    return command_service_pb2.CommandAttempt(
        number=attempt.number,
        start_time=time_to_pb(attempt.started_at),
        duration_ms=attempt.duration_ms,
        kind=f"ATTEMPT_KIND_{attempt.kind.value}",
        result=f"ATTEMPT_RESULT_{attempt.result.value}",
        http_status=attempt.http_status,
        detail=attempt.detail,
    )


def notification_to_pb(record: NotificationRecord) -> notification_pb2.Notification:
    message = notification_pb2.Notification(
        name=resource("notifications", record.id),
        channel=resource("channels", record.channel),
        state=f"NOTIFICATION_STATE_{record.state.value}",
        reason=record.reason,
        detail=record.detail,
        delivery=record.delivery,
        payment=record.posted_as,
        attempts=record.attempts,
        receive_time=time_to_pb(record.received_at),
        receive_date=date_to_pb(record.receive_date),
    )
    payment = record.payment
    if payment is not None:
        message.channel_number = payment.channel_number
        message.account = resource("accounts", payment.account)
        message.amount.CopyFrom(Money(currency_code=payment.currency, minor_units=payment.amount))
        message.value_date.CopyFrom(date_to_pb(payment.value_date))
    if record.posted_at is not None:
        message.post_time.CopyFrom(time_to_pb(record.posted_at))
    return message


def callback_to_pb(record: CallbackRecord) -> callback_pb2.Callback:
    message = callback_pb2.Callback(
        name=resource("callbacks", record.id),
        platform=resource("platforms", record.platform),
        state=f"CALLBACK_STATE_{record.state.value}",
        reason=record.reason,
        detail=record.detail,
        receive_time=time_to_pb(record.received_at),
        receive_date=date_to_pb(record.receive_date),
    )
    report = record.report
    if report is not None:
        said = callback_pb2.Callback(
            delivery=report.delivery,
            command=resource("commands", report.command_id),
            outcome=f"COMMAND_OUTCOME_{report.outcome.value}",
            words=report.words,
        )
        message.MergeFrom(said)
        if report.outcome_date is not None:
            message.outcome_date.CopyFrom(date_to_pb(report.outcome_date))
    return message


def raw_to_pb(raw: RawRequest) -> notification_pb2.RawMessage:
    return notification_pb2.RawMessage(
        method=raw.method,
        target=raw.target,
        headers=[notification_pb2.RawHeader(name=name, value=value) for name, value in raw.headers],
        body=raw.body,
        remote_address=raw.remote,
    )


def optional_date(message: Date) -> dt.date | None:
    """The date of a request's field; None when it is not set. Raises the refusal VALIDATION_FAILED for one
    that does not exist."""
    if message == Date():
        return None
    try:
        return date_from_pb(message)
    except ValueError as error:
        fault = Fault("date", "date", str(message), str(error))
        raise Refusal(GeneralReason.VALIDATION_FAILED, RefusalKind.INVALID, str(error), faults=(fault,)) from error


def event_to_pb(event: object) -> EventOut:
    """A domain event for the outbox. Both kinds are facts: their version is 0."""
    match event:
        case CommandReported():
            return EventOut(resource("commands", event.command.id), 0, _reported_to_pb(event))
        case NotificationRefused():
            name = resource("notifications", event.notification_id)
            payload = events_pb2.NotificationRefused(
                notification=name, channel=resource("channels", event.channel), reason=event.reason
            )
            return EventOut(name, 0, payload)
        case _:
            raise TypeError(f"{type(event).__name__} is no event of the gateway")


def _reported_to_pb(event: CommandReported) -> events_pb2.CommandReported:
    command = event.command
    return events_pb2.CommandReported(
        command=resource("commands", command.id),
        origin=command.origin,
        work_order=command.work_order,
        kind=f"COMMAND_KIND_{command.kind.value}",
        subscription=resource("subscriptions", command.subscription),
        account=resource("accounts", command.account),
        customer=resource("customers", command.customer),
        outcome=f"COMMAND_OUTCOME_{event.outcome.value}",
        outcome_date=date_to_pb(event.outcome_date),
        detail=event.detail,
    )
