"""Usage detail: proto ↔ domain."""

import datetime as dt
import uuid
from typing import Any

from services.chassis.access import Caller
from services.chassis.events import date_from_pb, date_to_pb, time_to_pb
from services.kernel.errors import GeneralReason, Refusal, RefusalKind
from services.kernel.ids import resource
from services.rating.domain.reason import Reason, not_found
from services.rating.domain.usage_detail import DetailQuery, Purpose, mask_number
from services.rating.domain.usage_months import cycle_of
from services.rating.wire.tariffs import tariff_name
from tollbook.rating.v1 import usage_detail_pb2 as pb


def query_from_pb(request: Any, who: Caller) -> DetailQuery:
    """Of ListUsageDetailRequest and ExportUsageDetailCsvRequest, which ask alike. Raises DETAIL_RANGE_INVALID."""
    try:
        start, end = date_from_pb(request.start_date), date_from_pb(request.end_date)
    except ValueError as error:
        raise Refusal(Reason.DETAIL_RANGE_INVALID, RefusalKind.INVALID, f"a date does not exist: {error}") from error
    purpose = pb.UsageDetailPurpose.Name(request.purpose).removeprefix("USAGE_DETAIL_PURPOSE_")
    return DetailQuery(
        actor=who.subject,
        roles=tuple(sorted(who.roles)),
        subscription_id=request.subscription.removeprefix("subscriptions/"),
        start=start,
        end=end,
        purpose=Purpose(purpose),
        reference=request.reference,
        customers=who.customers,
    )


def position_from_token(key: list[Any] | None) -> tuple[int, str, str, int] | None:
    """Raises the refusal PAGE_TOKEN_INVALID."""
    if key is None:
        return None
    try:
        return int(key[0]), str(key[1]), str(key[2]), int(key[3])
    except ValueError as error:
        raise _bad_token() from error


def moment_from_token(key: list[Any] | None) -> tuple[dt.datetime, uuid.UUID] | None:
    """Raises the refusal PAGE_TOKEN_INVALID."""
    if key is None:
        return None
    try:
        return dt.datetime.fromisoformat(str(key[0])), uuid.UUID(str(key[1]))
    except ValueError as error:
        raise _bad_token() from error


def _bad_token() -> Refusal:
    return Refusal(GeneralReason.PAGE_TOKEN_INVALID, RefusalKind.INVALID, "page_token: not of this method")


def line_to_pb(subscription_id: str, line: Any, masked: bool) -> pb.UsageDetail:
    code, _, version = line.tariff.partition("@")
    return pb.UsageDetail(
        subscription=resource("subscriptions", subscription_id),
        source=line.source,
        record_id=line.record_id,
        part=line.part,
        type=f"USAGE_TYPE_{line.type}",
        other_party=mask_number(line.other_party) if masked else line.other_party,
        start_time=time_to_pb(dt.datetime.fromtimestamp(line.start, dt.UTC)),
        quantity=line.quantity,
        charged_quantity=line.charged,
        zone=line.zone,
        band=line.band,
        tariff_version=tariff_name(code, version) if code else "",
        charge_item=resource("chargeItems", line.charge_item),
        amount_micros=line.micros,
    )


def access_to_pb(access: Any) -> pb.UsageDetailAccess:
    return pb.UsageDetailAccess(
        name=resource("usageDetailAccesses", str(access.id)),
        actor=access.actor,
        role=access.role,
        purpose=f"USAGE_DETAIL_PURPOSE_{access.purpose}",
        reference=access.reference,
        subscription=resource("subscriptions", access.subscription_id),
        start_date=date_to_pb(access.start_date),
        end_date=date_to_pb(access.end_date),
        lines=access.lines,
        refusal=access.refusal,
        alarmed=access.alarmed,
        access_time=time_to_pb(access.created_at),
    )


def hold_to_pb(hold: Any) -> pb.UsageHold:
    return pb.UsageHold(
        name=resource("usageHolds", str(hold.id)),
        subscription=resource("subscriptions", hold.subscription_id),
        first_cycle=str(cycle_of(hold.first_month)),
        last_cycle=str(cycle_of(hold.last_month)),
        reason=hold.reason,
        requester=hold.requester,
        release_time=time_to_pb(hold.released_at) if hold.released_at else None,
    )


def hold_id_from_pb(name: str) -> uuid.UUID:
    """Raises the refusal USAGE_HOLD_NOT_FOUND for what is no id of ours."""
    try:
        return uuid.UUID(name.removeprefix("usageHolds/"))
    except ValueError as error:
        raise not_found(Reason.USAGE_HOLD_NOT_FOUND, "usage_hold", name) from error
