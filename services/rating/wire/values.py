"""The small values that most messages carry: names, sums, dates, enums, files."""

import datetime as dt
from enum import StrEnum
from typing import Any, TypeVar

from google.type.date_pb2 import Date

from services.chassis.events import date_from_pb, date_to_pb
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind
from services.kernel.ids import resource_id
from services.rating.domain.csv_file import FileOutcome
from services.rating.domain.reason import Reason
from tollbook.kernel.v1 import batch_pb2, money_pb2, period_pb2

E = TypeVar("E", bound=StrEnum)

REJECTS_SHOWN_MAX = 1_000


def money_to_pb(currency: str, minor_units: int) -> money_pb2.Money:
    return money_pb2.Money(currency_code=currency, minor_units=minor_units)


def optional_date_to_pb(date: dt.date | None) -> Date | None:
    return date_to_pb(date) if date is not None else None


def optional_date_from_pb(message: Any, field: str) -> dt.date | None:
    """None for a date that is not set. Raises VALIDATION_FAILED for one that does not exist."""
    return required_date_from_pb(message, field) if message.HasField(field) else None


def required_date_from_pb(message: Any, field: str) -> dt.date:
    """Raises VALIDATION_FAILED for a date that is not whole or does not exist."""
    try:
        return date_from_pb(getattr(message, field))
    except ValueError as error:
        raise _invalid(field, "date", str(getattr(message, field)), "is no date that exists") from error


def ident(collection: str, name: str, field: str = "name") -> str:
    """The bare id in a resource name. Raises VALIDATION_FAILED for a name of another collection."""
    try:
        return resource_id(collection, name)
    except ValueError as error:
        raise _invalid(field, "resource_name", name, f"must read {collection}/{{id}}") from error


def rent_from_pb(message: Any, field: str = "monthly_rent") -> int:
    """A rent in minor units, zero or more. Raises VALIDATION_FAILED."""
    rent: int = message.minor_units
    if rent < 0:
        raise _invalid(field, "R-OPN-3", str(rent), "is negative: what a customer gets back is an adjustment")
    return rent


def _invalid(field: str, rule: str, value: str, message: str) -> Refusal:
    fault = Fault(field, rule, value, message)
    return Refusal(GeneralReason.VALIDATION_FAILED, RefusalKind.INVALID, f"{field}: {message}", faults=(fault,))


def enum_to_pb(kind: Any, value: str, prefix: str) -> Any:
    """The number of an enum's value; unknown and empty ones are UNSPECIFIED."""
    name = f"{prefix}_{value}"
    return kind.Value(name) if value and name in kind.keys() else 0  # noqa: SIM118


def enum_from_pb(kind: Any, number: int, prefix: str) -> str:
    """The value's name without its prefix; empty for UNSPECIFIED."""
    name: str = kind.Name(number)
    return "" if number == 0 else name.removeprefix(f"{prefix}_")


def bill_id(account_id: str, cycle: str) -> str:
    return f"bills/{account_id}-{cycle}"


def bill_key(name: str, field: str = "name") -> tuple[str, str]:
    """The account and the cycle in a bill's name. Raises BILL_NOT_FOUND for a name that no bill has."""
    identity = ident("bills", name, field)
    account_id, cycle = identity[:-8], identity[-7:]
    if not account_id or identity[-8] != "-":
        raise Refusal(Reason.BILL_NOT_FOUND, RefusalKind.NOT_FOUND, f"there is no {name}", metadata={"bill": name})
    return account_id, cycle


def outcome_to_pb(value: FileOutcome) -> batch_pb2.FileOutcome:
    found = batch_pb2.FileOutcome(
        rows=value.rows,
        accepted=value.accepted,
        duplicates=value.duplicates,
        rejected=len(value.rejects),
        rejects_file=value.rejects_file,
    )
    for row in value.rejects[:REJECTS_SHOWN_MAX]:
        found.rejects.add(line=row.line, text=row.text, faults=[fault_to_pb(fault) for fault in row.faults])
    return found


def fault_to_pb(fault: Fault) -> batch_pb2.Fault:
    return batch_pb2.Fault(field=fault.field, rule=fault.rule, value=fault.value, message=fault.message)


def status_to_pb(refusal: Refusal | None) -> batch_pb2.ItemStatus:
    """The outcome of one item of a batch; its code is the canonical one of gRPC."""
    if refusal is None:
        return batch_pb2.ItemStatus()
    return batch_pb2.ItemStatus(
        code=_CODES[refusal.kind],
        reason=refusal.reason,
        message=refusal.message,
        faults=[fault_to_pb(fault) for fault in refusal.faults],
    )


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


def cycles_to_pb(first: str, last: str) -> period_pb2.Cycles:
    return period_pb2.Cycles(first=first, last=last)
