"""The small values that every message carries, to and from protobuf."""

from datetime import date

from google.type.date_pb2 import Date

from tollbook.kernel.v1.money_pb2 import Money

CURRENCY = "CNY"


def date_to_pb(day: date) -> Date:
    """Writes a date."""
    return Date(year=day.year, month=day.month, day=day.day)


def date_from_pb(day: Date) -> date:
    """Reads a date that is set."""
    return date(day.year, day.month, day.day)


def optional_date_from_pb(day: Date) -> date | None:
    """Reads a date that may be unset."""
    return date_from_pb(day) if day.year else None


def fen_to_pb(amount: int) -> Money:
    """Writes an amount of fen."""
    return Money(currency_code=CURRENCY, minor_units=amount)


def bare(name: str) -> str:
    """Gives the id of a resource name: "accounts/A00001" is A00001."""
    return name.partition("/")[2]
