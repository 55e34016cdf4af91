"""Usage, the reject store and its files: proto ↔ domain."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Protocol

from services.chassis.events import date_to_pb, time_from_pb, time_to_pb
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind
from services.kernel.ids import resource
from services.rating.domain.reason import Reason, not_found
from services.rating.domain.usage_files import UsageFormat
from services.rating.domain.usage_record import SENTENCES, RejectReason
from services.rating.wire.values import money_to_pb
from tollbook.kernel.v1 import batch_pb2
from tollbook.rating.v1 import usage_pb2 as pb
from tollbook.rating.v1 import usage_service_pb2 as service

REJECTS_SHOWN_MAX = 1_000


class RejectView(Protocol):
    """A rejected line as loads give it."""

    @property
    def line(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def reason(self) -> RejectReason: ...


class StoredRejectView(Protocol):
    """A row of the reject store."""

    @property
    def id(self) -> uuid.UUID: ...
    @property
    def source(self) -> str: ...
    @property
    def delivery(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def attempts(self) -> int: ...
    @property
    def created_at(self) -> dt.datetime: ...
    @property
    def discard_reason(self) -> str: ...


def source_id(name: str) -> str:
    """The bare id of "usageSources/{id}"; empty stays empty."""
    return name.removeprefix("usageSources/")


def format_from_pb(value: int) -> UsageFormat:
    return UsageFormat(pb.UsageFileFormat.Name(value).removeprefix("USAGE_FILE_FORMAT_"))  # type: ignore[arg-type]


def record_to_row(record: pb.UsageRecord) -> tuple[str | int, ...]:
    """A record with the columns of our CSV; what it lacks becomes an empty field, which the reader reports."""
    kind = pb.UsageType.Name(record.type).removeprefix("USAGE_TYPE_") if record.type else ""
    start = time_from_pb(record.start_time).strftime("%Y-%m-%dT%H:%M:%SZ") if record.HasField("start_time") else ""
    return (record.record_id, kind, record.service_number, record.other_party, start, record.quantity)


def records_to_rows(records: Iterable[pb.UsageRecord]) -> list[tuple[str | int, ...]]:
    return [record_to_row(record) for record in records]


def reason_to_pb(reason: str) -> str:
    return f"REJECT_REASON_{reason}"


def reason_from_pb(value: int) -> str:
    return pb.RejectReason.Name(value).removeprefix("REJECT_REASON_") if value else ""  # type: ignore[arg-type]


def reject_name(reject_id: uuid.UUID) -> str:
    return resource("rejectedUsage", str(reject_id))


def reject_id_from_pb(name: str) -> uuid.UUID:
    """Raises the refusal REJECTED_USAGE_NOT_FOUND for what is no id of ours."""
    try:
        return uuid.UUID(name.removeprefix("rejectedUsage/"))
    except ValueError as error:
        raise not_found(Reason.REJECTED_USAGE_NOT_FOUND, "rejected_usage", name) from error


def reject_position(key: Sequence[object]) -> tuple[dt.datetime, uuid.UUID]:
    """The place after which a page goes on. Raises the refusal PAGE_TOKEN_INVALID."""
    try:
        return dt.datetime.fromisoformat(str(key[0])), uuid.UUID(str(key[1]))
    except ValueError as error:
        raise Refusal(
            GeneralReason.PAGE_TOKEN_INVALID, RefusalKind.INVALID, "page_token: not of this method"
        ) from error


def reject_to_pb(reject: StoredRejectView) -> pb.RejectedUsage:
    return pb.RejectedUsage(
        name=reject_name(reject.id),
        source=resource("usageSources", reject.source),
        delivery=reject.delivery,
        line=reject.line,
        state=f"REJECTED_USAGE_STATE_{reject.state}",
        reason=reason_to_pb(reject.reason),
        detail=reject.detail,
        text=reject.text,
        attempts=reject.attempts,
        create_time=time_to_pb(reject.created_at),
        discard_reason=reject.discard_reason,
    )


def rejected_item_to_pb(reject: RejectView, records: Sequence[pb.UsageRecord]) -> service.RejectedUsageItem:
    """A reject of a batch; its line is its place in the batch, from 1."""
    index = reject.line - 1
    return service.RejectedUsageItem(
        index=index,
        record_id=records[index].record_id,
        reason=reason_to_pb(reject.reason),
        detail=SENTENCES[reject.reason],
    )


def outcome_to_pb(
    *, rows: int, accepted: int, duplicates: int, rejected: int, rejects: Sequence[RejectView], rejects_file: bytes
) -> batch_pb2.FileOutcome:
    return batch_pb2.FileOutcome(
        rows=rows,
        accepted=accepted,
        duplicates=duplicates,
        rejected=rejected,
        rejects=[_rejected_row(each) for each in rejects[:REJECTS_SHOWN_MAX]],
        rejects_file=rejects_file,
    )


def _rejected_row(reject: RejectView) -> batch_pb2.RejectedRow:
    fault = batch_pb2.Fault(field=_FIELDS[reject.reason], rule=reject.reason.value, message=SENTENCES[reject.reason])
    return batch_pb2.RejectedRow(line=reject.line, text=reject.text, faults=[fault])


_FIELDS = {
    RejectReason.MALFORMED: "row",
    RejectReason.RECORD_ID_INVALID: "record_id",
    RejectReason.TYPE_UNKNOWN: "type",
    RejectReason.START_INVALID: "start",
    RejectReason.QUANTITY_INVALID: "quantity",
    RejectReason.TOO_OLD: "start",
    RejectReason.RECORD_ID_REUSED: "record_id",
    RejectReason.SUBSCRIPTION_UNKNOWN: "service_number",
    RejectReason.SUBSCRIPTION_INACTIVE: "service_number",
    RejectReason.TARIFF_MISSING: "type",
    RejectReason.DESTINATION_UNKNOWN: "other_party",
}


def counts_to_pb(*, received: int, rated: int, rejected: int, duplicates: int) -> pb.UsageCounts:
    return pb.UsageCounts(received=received, rated=rated, rejected=rejected, duplicates=duplicates)


def file_name(source: str, delivery: str) -> str:
    return resource("usageFiles", f"{source}:{delivery}")


def file_key(name: str) -> tuple[str, str]:
    """The source and delivery in a name. Raises the refusal USAGE_FILE_NOT_FOUND."""
    source, colon, delivery = name.removeprefix("usageFiles/").partition(":")
    if not colon:
        raise Refusal(Reason.USAGE_FILE_NOT_FOUND, RefusalKind.NOT_FOUND, f"rating knows no {name}")
    return source, delivery


def faults_of(reason: RejectReason) -> tuple[Fault, ...]:
    """What a single record's rejection says of the field."""
    return (Fault(_FIELDS[reason], reason.value, "", SENTENCES[reason]),)


def file_to_pb(
    source: str, delivery: str, form: UsageFormat, complete: bool, received: dt.date, outcome: batch_pb2.FileOutcome
) -> pb.UsageFile:
    return pb.UsageFile(
        name=file_name(source, delivery),
        source=resource("usageSources", source),
        format=f"USAGE_FILE_FORMAT_{form.value}",
        run=f"runs/usage-file/{source}:{delivery}",
        complete=complete,
        outcome=outcome,
        receive_date=date_to_pb(received),
    )


class UnbilledView(Protocol):
    """What an account's usage comes to that no bill has yet."""

    @property
    def currency(self) -> str: ...
    @property
    def amount(self) -> int: ...
    @property
    def items(self) -> Sequence["UnbilledItemView"]: ...


class UnbilledItemView(Protocol):
    """A subscription's part of it, by charge item."""

    @property
    def subscription_id(self) -> str: ...
    @property
    def charge_item(self) -> str: ...
    @property
    def records(self) -> int: ...
    @property
    def charged(self) -> int: ...
    @property
    def micros(self) -> int: ...


def unbilled_usage_to_pb(found: UnbilledView) -> service.GetUnbilledUsageResponse:
    items = [
        service.UnbilledUsage(
            subscription=resource("subscriptions", each.subscription_id),
            charge_item=resource("chargeItems", each.charge_item),
            records=each.records,
            charged_quantity=each.charged,
            amount_micros=each.micros,
        )
        for each in found.items
    ]
    return service.GetUnbilledUsageResponse(amount=money_to_pb(found.currency, found.amount), usage=items)
