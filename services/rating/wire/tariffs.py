"""Tariffs: proto ↔ domain."""

import datetime as dt
from typing import Any, cast

import orjson

from services.chassis.events import date_to_pb, time_to_pb
from services.kernel.errors import Fault, Refusal, RefusalKind
from services.kernel.ids import resource
from services.rating.domain.rating_reference import RatedPart
from services.rating.domain.reason import Reason
from services.rating.domain.tariff import Band, Calendar, DayKind, Rate, Tariff, UsageType
from services.rating.domain.yaml_document import read_yaml
from tollbook.rating.v1 import tariff_pb2 as pb
from tollbook.rating.v1 import tariff_service_pb2 as service


def document_from_pb(content: bytes) -> dict[str, Any]:
    """The YAML document as JSON values, dates as text. Raises the refusal TARIFF_INVALID."""
    try:
        document = read_yaml(content)
        plain = orjson.loads(orjson.dumps(document, option=orjson.OPT_NON_STR_KEYS))
    except (ValueError, TypeError) as error:
        raise _invalid(str(error)) from error
    if not isinstance(plain, dict):
        raise _invalid("must be a mapping")
    return cast(dict[str, Any], plain)


def _invalid(message: str) -> Refusal:
    fault = Fault("document", "yaml", "", message)
    return Refusal(Reason.TARIFF_INVALID, RefusalKind.INVALID, f"document: {message}", faults=(fault,))


def tariff_name(code: str, version: str) -> str:
    return f"tariffs/{code}/versions/{version}"


def tariff_key(name: str) -> tuple[str, str]:
    """The code and version in a name that validation has found well-formed."""
    _, code, _, version = name.split("/")
    return code, version


def usage_type_to_pb(value: UsageType) -> str:
    return f"USAGE_TYPE_{value.value}"


def tariff_to_pb(
    tariff: Tariff,
    *,
    state: str,
    requester: str,
    approver: str,
    created_at: dt.datetime,
    digest: bytes,
    brief: bool = False,
) -> pb.Tariff:
    """``brief`` leaves zones, bands and rates out."""
    message = pb.Tariff(
        name=tariff_name(tariff.code, tariff.version),
        code=tariff.code,
        version=tariff.version,
        title=tariff.title,
        type=usage_type_to_pb(tariff.type),
        effective_date=date_to_pb(tariff.effective_date),
        state=f"TARIFF_STATE_{state}",
        calendar=resource("tariffCalendars", tariff.calendar.code),
        products=[resource("products", product) for product in tariff.products],
        requester=requester,
        approver=approver,
        create_time=time_to_pb(created_at),
        digest=digest,
    )
    if not brief:
        _add_prices(message, tariff)
    return message


def _add_prices(message: pb.Tariff, tariff: Tariff) -> None:
    for zone in sorted(set(tariff.prefixes.values())):
        message.zones.add(zone=zone, prefixes=sorted(each for each, to in tariff.prefixes.items() if to == zone))
    message.bands.extend(_band_to_pb(band) for band in tariff.bands)
    message.rates.extend(_rate_to_pb(rate) for rate in tariff.rates)
    for each in tariff.allowances:
        message.allowances.add(
            allowance=each.name,
            quantity=each.quantity,
            zones=sorted(each.zones),
            bands=sorted(each.bands),
            shared_by_group=each.shared_by_group,
            priority=each.priority,
        )
    for scale in tariff.scales:
        tiers = [pb.TariffTier(from_quantity=tier.from_quantity, permille=tier.permille) for tier in scale.tiers]
        message.scales.add(charge_item=resource("chargeItems", scale.charge_item), volume=scale.volume, tiers=tiers)
    for limit in tariff.limits:
        item = resource("chargeItems", limit.charge_item)
        message.limits.add(charge_item=item, floor_micros=limit.floor_micros, cap_micros=limit.cap_micros)


def _band_to_pb(band: Band) -> pb.TariffBand:
    days = [f"DAY_KIND_{day.value}" for day in DayKind if day in band.days]
    return pb.TariffBand(band=band.name, days=days, start_minute=band.start_minute, end_minute=band.end_minute)


def _rate_to_pb(rate: Rate) -> pb.TariffRate:
    steps = [
        pb.TariffStep(
            from_quantity=step.from_quantity, increment=step.increment, increment_micros=step.increment_micros
        )
        for step in rate.steps
    ]
    return pb.TariffRate(
        zone=rate.zone,
        band=rate.band,
        charge_item=resource("chargeItems", rate.charge_item),
        setup_micros=rate.setup_micros,
        minimum_quantity=rate.minimum_quantity,
        steps=steps,
    )


def calendar_to_pb(calendar: Calendar) -> pb.TariffCalendar:
    return pb.TariffCalendar(
        name=resource("tariffCalendars", calendar.code),
        code=calendar.code,
        holidays=[date_to_pb(date) for date in sorted(calendar.holidays)],
        worked_days=[date_to_pb(date) for date in sorted(calendar.worked_days)],
    )


def quoted_part_to_pb(part: RatedPart, kind: UsageType) -> service.QuotedPart:
    code, _, version = part.tariff.partition("@")
    return service.QuotedPart(
        tariff_version=tariff_name(code, version),
        type=usage_type_to_pb(kind),
        zone=part.zone,
        band=part.band,
        charge_item=resource("chargeItems", part.charge_item),
        start_time=time_to_pb(part.start),
        charged_quantity=part.charged_quantity,
        amount_micros=part.micros,
    )
