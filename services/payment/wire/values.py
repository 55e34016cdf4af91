"""Small values on the wire: money, dates, lines of business."""

import datetime as dt
from functools import lru_cache

from google.type.date_pb2 import Date

from services.chassis.events import date_from_pb, date_to_pb
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind
from services.kernel.ids import resource_id
from tollbook.kernel.v1.business_pb2 import LineOfBusiness
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.kernel.v1.period_pb2 import Dates

_LOB_PREFIX = "LINE_OF_BUSINESS_"


def money_to_pb(currency: str, minor_units: int) -> Money:
    return Money(currency_code=currency, minor_units=minor_units)


def optional_date_to_pb(date: dt.date | None) -> Date | None:
    return None if date is None else date_to_pb(date)


def date_of(message: Date, field: str) -> dt.date:
    """Raises VALIDATION_FAILED for a date that does not exist."""
    try:
        return date_from_pb(message)
    except ValueError as error:
        raise invalid(field, "date.exists", str(message).replace("\n", " "), "is not a date") from error


def range_of(message: Dates, present: bool, field: str) -> tuple[dt.date | None, dt.date | None]:
    """The ends of a half-open range; None where it is open."""
    if not present:
        return None, None
    start = date_of(message.start, f"{field}.start") if message.HasField("start") else None
    end = date_of(message.end, f"{field}.end") if message.HasField("end") else None
    return start, end


def bare(collection: str, name: str, field: str) -> str:
    """The id in a resource name; raises VALIDATION_FAILED for a name of another collection."""
    try:
        return resource_id(collection, name)
    except ValueError as error:
        raise invalid(field, "resource_name", name, str(error)) from error


@lru_cache(maxsize=64)
def lob_to_pb(name: str) -> LineOfBusiness:
    return LineOfBusiness.Value(_LOB_PREFIX + (name or "UNSPECIFIED"))  # pyright: ignore[reportReturnType]


def lob_from_pb(value: int) -> str:
    name = LineOfBusiness.Name(value).removeprefix(_LOB_PREFIX)  # pyright: ignore[reportArgumentType]
    return "" if name == "UNSPECIFIED" else name


def invalid(field: str, rule: str, value: str, message: str) -> Refusal:
    """The refusal of one field's value."""
    fault = Fault(field, rule, value, message)
    return Refusal(GeneralReason.VALIDATION_FAILED, RefusalKind.INVALID, f"{field}: {message}", faults=(fault,))


def dates_to_pb(start: dt.date | None, end: dt.date | None) -> Dates | None:
    if start is None and end is None:
        return None
    return Dates(start=optional_date_to_pb(start), end=optional_date_to_pb(end))
