"""Open lines of a position as protobuf's bytes.

Every event of an account lists what is open of it, so that these messages are most of what payment writes: a dozen for
each payment of a bank's file. What many lines have alike is serialized once; the rest of a line is put together here.
"""

import datetime as dt
from functools import lru_cache

from services.chassis.events import known_date_to_pb, varint
from services.kernel.ids import resource
from services.payment.domain.line import Line
from services.payment.wire.values import lob_to_pb
from tollbook.payment.v1 import events_pb2 as pb

_FIELD = b"\x1a"
"""AccountPositionChanged.open_lines: field 3, length-delimited."""


def open_line_field(line: Line) -> bytes:
    """The line as an element of AccountPositionChanged.open_lines, tag and length included."""
    bill, subscription = resource("bills", line.bill).encode(), resource("subscriptions", line.subscription).encode()
    fee = line.fee_open
    own = b"\n%b%b\x10%b*%b%b@%b`%b%b" % (
        varint(len(bill)),
        bill,
        varint(line.line),
        varint(len(subscription)),
        subscription,
        varint(line.open),
        varint(line.billed),
        b"H" + varint(fee) if fee else b"",
    )
    shared = _shared(
        line.cycle,
        line.due_date,
        line.charge_item,
        line.line_of_business,
        line.sales_unit,
        line.disputed,
        line.in_transit,
    )
    return b"%b%b%b%b" % (_FIELD, varint(len(own) + len(shared)), own, shared)


@lru_cache(maxsize=16_384)
def _shared(
    cycle: str,
    due_date: dt.date,
    charge_item: str,
    line_of_business: str,
    sales_unit: str,
    disputed: bool,
    in_transit: bool,
) -> bytes:
    return pb.OpenLine(
        cycle=cycle,
        due_date=known_date_to_pb(due_date),
        charge_item=resource("chargeItems", charge_item),
        line_of_business=lob_to_pb(line_of_business),
        disputed=disputed,
        in_transit=in_transit,
        sales_unit=resource("salesUnits", sales_unit),
    ).SerializeToString()
