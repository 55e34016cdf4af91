"""A usage record as a source delivers it, and why one is not rated (R-RAT-1)."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from services.rating.domain.tariff import UsageType

RECORD_ID_LENGTH_MAX = 64
NUMBER_LENGTH_MAX = 64
QUANTITY_MAX = {
    UsageType.VOICE: 7 * 86_400,
    UsageType.DATA: 1 << 40,
    UsageType.MESSAGE: 1_000_000,
    UsageType.EVENT: 1_000_000,
}
"""A call longer than a week and a session over a pebibyte are a source's errors."""


class RejectReason(StrEnum):
    """Why a record is in the reject store; the first that applies, in this order, is given."""

    MALFORMED = "MALFORMED"
    RECORD_ID_INVALID = "RECORD_ID_INVALID"
    TYPE_UNKNOWN = "TYPE_UNKNOWN"
    START_INVALID = "START_INVALID"
    QUANTITY_INVALID = "QUANTITY_INVALID"
    TOO_OLD = "TOO_OLD"
    RECORD_ID_REUSED = "RECORD_ID_REUSED"
    SUBSCRIPTION_UNKNOWN = "SUBSCRIPTION_UNKNOWN"
    SUBSCRIPTION_INACTIVE = "SUBSCRIPTION_INACTIVE"
    TARIFF_MISSING = "TARIFF_MISSING"
    DESTINATION_UNKNOWN = "DESTINATION_UNKNOWN"


SENTENCES = {
    RejectReason.MALFORMED: "the row does not have the format's columns or is not UTF-8",
    RejectReason.RECORD_ID_INVALID: f"record_id is missing or longer than {RECORD_ID_LENGTH_MAX}",
    RejectReason.TYPE_UNKNOWN: "type is none of VOICE, DATA, MESSAGE, EVENT",
    RejectReason.START_INVALID: "start cannot be read, does not exist in the operator's zone or is in the future",
    RejectReason.QUANTITY_INVALID: "quantity is missing, negative or over the type's limit",
    RejectReason.TOO_OLD: "the record is older than usage is kept",
    RejectReason.RECORD_ID_REUSED: "the source's id was loaded before with other content",
    RejectReason.SUBSCRIPTION_UNKNOWN: "no subscription had the service number at that time",
    RejectReason.SUBSCRIPTION_INACTIVE: "the subscription was not charged at that time",
    RejectReason.TARIFF_MISSING: "no approved tariff prices this type for the subscription's product at that time",
    RejectReason.DESTINATION_UNKNOWN: "no prefix of the tariff fits the other party's number",
}


@dataclass(frozen=True, slots=True)
class UsageRecord:
    """One event. ``start`` is an instant with its zone; ``quantity`` 0 is a call that was not answered."""

    record_id: str
    type: UsageType
    service_number: str
    other_party: str
    start: dt.datetime
    quantity: int


def normalise_number(number: str) -> str:
    """A number as tariffs know it: without spaces, hyphens and brackets, the leading + as 00."""
    plain = number.translate(_DROPPED)
    return f"00{plain[1:]}" if plain.startswith("+") else plain


_DROPPED = str.maketrans("", "", " -()")
