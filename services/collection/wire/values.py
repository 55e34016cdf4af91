"""Small values: dates, money, enumerations, names."""

import datetime as dt
from enum import StrEnum
from typing import Any, TypeVar

from google.protobuf.message import Message
from google.type.date_pb2 import Date

from services.chassis.events import date_from_pb, date_to_pb, time_to_pb
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind
from services.kernel.ids import resource_id
from tollbook.kernel.v1 import business_pb2
from tollbook.kernel.v1.batch_pb2 import Fault as FaultPb
from tollbook.kernel.v1.batch_pb2 import ItemStatus
from tollbook.kernel.v1.money_pb2 import Money

E = TypeVar("E", bound=StrEnum)
_enums: Any = business_pb2


def invalid(field: str, rule: str, value: str, message: str) -> Refusal:
    """The refusal of a field that the contract's own constraints cannot judge."""
    fault = Fault(field, rule, value, message)
    return Refusal(GeneralReason.VALIDATION_FAILED, RefusalKind.INVALID, f"{field}: {message}", faults=(fault,))


def id_of(collection: str, name: str, field: str) -> str:
    """The id in a resource name. Raises VALIDATION_FAILED for a name of another collection."""
    try:
        return resource_id(collection, name)
    except ValueError as error:
        raise invalid(field, "resource.collection", name, str(error)) from error


def bare(name: str) -> str:
    """The id of an event's reference, whose collection its field says."""
    return name.rpartition("/")[2]


def put_date(message: Message, field: str, date: dt.date | None) -> None:
    """Sets a date field; None leaves it unset."""
    if date is not None:
        getattr(message, field).CopyFrom(date_to_pb(date))


def put_time(message: Message, field: str, time: dt.datetime | None) -> None:
    """Sets a time field; None leaves it unset."""
    if time is not None:
        getattr(message, field).CopyFrom(time_to_pb(time))


def optional_date(message: Message, field: str) -> dt.date | None:
    """A date field's value; None when it is unset. Raises VALIDATION_FAILED for a date that does not exist."""
    return valid_date(getattr(message, field), field) if message.HasField(field) else None


def valid_date(value: Date, field: str) -> dt.date:
    try:
        return date_from_pb(value)
    except ValueError as error:
        raise invalid(field, "date.exists", f"{value.year}-{value.month}-{value.day}", "is not a date") from error


def money(currency: str, minor_units: int) -> Money:
    return Money(currency_code=currency, minor_units=minor_units)


def word(enum: Any, value: int) -> str:
    """The domain's word for a value of a proto enumeration, without the prefix that all its names share; "" for 0."""
    if value == 0:
        return ""
    zero: str = enum.Name(0)
    name: str = enum.Name(value)
    return name.removeprefix(zero.removesuffix("UNSPECIFIED"))


def enum_value(enum: Any, name: str) -> Any:
    """The number of a domain word in a proto enumeration; 0 for ""."""
    zero: str = enum.Name(0)
    return enum.Value(zero.removesuffix("UNSPECIFIED") + name) if name else 0


def line_of_business(value: int) -> str:
    return word(_enums.LineOfBusiness, value)


def line_of_business_to_pb(name: str) -> Any:
    return enum_value(_enums.LineOfBusiness, name)


def status_of(outcome: object) -> ItemStatus:
    """The outcome of an item of a batch: a refusal as a value, or success."""
    if not isinstance(outcome, Refusal):
        return ItemStatus()
    faults = [FaultPb(field=f.field, rule=f.rule, value=f.value, message=f.message) for f in outcome.faults]
    return ItemStatus(code=_CODES[outcome.kind], reason=outcome.reason, message=outcome.message, faults=faults)


_CODES = {
    RefusalKind.INVALID: 3,
    RefusalKind.DEADLINE: 4,
    RefusalKind.NOT_FOUND: 5,
    RefusalKind.ALREADY_EXISTS: 6,
    RefusalKind.PERMISSION_DENIED: 7,
    RefusalKind.EXHAUSTED: 8,
    RefusalKind.FAILED_PRECONDITION: 9,
    RefusalKind.ABORTED: 10,
    RefusalKind.UNAVAILABLE: 14,
    RefusalKind.UNAUTHENTICATED: 16,
}
"""google.rpc.Code of each kind of refusal."""
