"""Positions on the wire: what is put together as bytes is what protobuf reads as the same lines (R-SET-5)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from services.chassis.events import Encoded, date_to_pb
from services.payment.domain import event
from services.payment.domain.account import AccountState
from services.payment.domain.line import Line
from services.payment.wire.events import event_to_pb
from services.payment.wire.values import lob_to_pb
from tollbook.payment.v1 import events_pb2 as pb

names = st.sampled_from(["", "S-1", "线路", "s" * 118, "s" * 300])


def _line(
    bill: str, number: int, cycle: str, names: tuple[str, str, str], lob: str, amounts: tuple[int, int], marks: int
) -> Line:
    subscription, item, unit = names
    due_date = dt.date(2026, 1, 1) + dt.timedelta(days=number % 700)
    line = Line(bill, number, cycle, due_date, subscription, item, lob, unit, amounts[0] * 3, amounts[0])
    return line._replace(fee_assessed=amounts[1], disputed=marks % 2 == 1, in_transit=marks > 1)


lines = st.builds(
    _line,
    st.text(min_size=1, max_size=20),
    st.integers(0, 2**31 - 1),
    st.sampled_from(["2025-12", "2026-01", "2026-02"]),
    st.tuples(names, names, names),
    st.sampled_from(["", "FIXED_LINE", "CIRCUIT"]),
    st.tuples(st.integers(1, 2**48), st.integers(0, 2**40)),
    st.integers(0, 3),
)


@given(st.lists(lines, max_size=4, unique_by=lambda line: line.key))
def test_a_position_lists_its_open_lines_oldest_first(held: list[Line]):
    state = AccountState("A-1", {}, {line.key: line for line in held})
    out = event_to_pb(event.AccountPosition("A-1", "C-1", "CNY", 7, dt.date(2026, 3, 2), 0, state))
    assert isinstance(out.payload, Encoded)
    position = pb.AccountPositionChanged.FromString(out.payload.content)
    oldest_first = sorted(held, key=lambda line: (line.cycle, line.bill, line.line))
    assert list(position.open_lines) == [_open_line(line) for line in oldest_first]
    assert (position.open_lines_count, position.account, out.version) == (len(held), "accounts/A-1", 7)


def _open_line(line: Line) -> pb.OpenLine:
    return pb.OpenLine(
        bill=f"bills/{line.bill}",
        line=line.line,
        cycle=line.cycle,
        due_date=date_to_pb(line.due_date),
        subscription=f"subscriptions/{line.subscription}" if line.subscription else "",
        charge_item=f"chargeItems/{line.charge_item}" if line.charge_item else "",
        line_of_business=lob_to_pb(line.line_of_business),
        principal_minor_units=line.open,
        late_fee_minor_units=line.fee_assessed,
        disputed=line.disputed,
        in_transit=line.in_transit,
        billed_minor_units=line.billed,
        sales_unit=f"salesUnits/{line.sales_unit}" if line.sales_unit else "",
    )
