"""Events out: domain values to messages of events.proto."""

from functools import singledispatch
from operator import attrgetter

from google.protobuf.message import Message

from services.chassis.events import Encoded, EventOut, known_date_to_pb
from services.kernel.ids import resource
from services.payment.domain import event
from services.payment.domain.book import Book, BookKind, spendable
from services.payment.wire.open_lines import open_line_field
from services.payment.wire.values import lob_to_pb, money_to_pb
from tollbook.payment.v1 import events_pb2 as pb

OPEN_LINES_MAX = 500


def event_to_pb(value: object) -> EventOut:
    """Encodes what payment publishes."""
    return _encode(value)


@singledispatch
def _encode(value: object) -> EventOut:
    raise TypeError(f"{type(value).__name__} is not an event of payment")


def _fact(account: str, payload: Message) -> EventOut:
    return EventOut(resource("accounts", account), 0, payload)


@_encode.register
def _(value: event.AccountPosition) -> EventOut:
    return EventOut(
        resource("accounts", value.account), value.version, Encoded(pb.AccountPositionChanged, position_bytes(value))
    )


_BY_AGE = attrgetter("cycle", "bill", "line")


def position_bytes(value: event.AccountPosition) -> bytes:
    """The whole position, serialized; its open lines oldest first."""
    state = value.state
    standing = sorted((x for x in state.lines.values() if x.is_open()), key=_BY_AGE)
    books = [state.books[book] for book in sorted(state.books)]
    general = state.general
    position = pb.AccountPositionChanged(
        account=resource("accounts", value.account),
        customer=resource("customers", value.customer),
        open_lines_count=len(standing),
        principal=money_to_pb(value.currency, state.principal_open),
        late_fees=money_to_pb(value.currency, state.late_fees_open),
        spendable=money_to_pb(value.currency, spendable(books, value.date)),
        general=money_to_pb(value.currency, general.free),
        unclaimed_receipts=value.unclaimed > 0,
        books=[book_balance_to_pb(book) for book in books],
    ).SerializeToString()
    if len(standing) > OPEN_LINES_MAX:
        return position
    return position + b"".join(open_line_field(line) for line in standing)


def book_balance_to_pb(book: Book) -> pb.BookBalance:
    return pb.BookBalance(
        book=resource("books", book.book_id),
        kind=book.kind.value,
        charge_items=[resource("chargeItems", item) for item in sorted(book.payable_items)],
        balance_minor_units=book.balance,
        frozen_minor_units=book.frozen,
    )


@_encode.register
def _(value: event.PaymentReceived) -> EventOut:
    payload = pb.PaymentReceived(
        payment=resource("payments", value.payment),
        account=resource("accounts", value.account),
        customer=resource("customers", value.customer),
        channel=value.channel,
        channel_number=value.channel_number,
        amount=money_to_pb(value.currency, value.amount),
        value_date=known_date_to_pb(value.value_date),
        posting_date=known_date_to_pb(value.posting_date),
    )
    return _fact(value.account, payload)


@_encode.register
def _(value: event.PaymentReversed) -> EventOut:
    payload = pb.PaymentReversed(
        payment=resource("payments", value.payment),
        account=resource("accounts", value.account),
        customer=resource("customers", value.customer),
        amount=money_to_pb(value.currency, value.amount),
        posting_date=known_date_to_pb(value.posting_date),
        reason=value.reason,
    )
    return _fact(value.account, payload)


@_encode.register
def _(value: event.SettlementPosted) -> EventOut:
    payload = pb.SettlementPosted(
        settlement=resource("settlements", value.settlement),
        account=resource("accounts", value.account),
        customer=resource("customers", value.customer),
        allocations=_allocations(value),
        value_date=known_date_to_pb(value.value_date),
        posting_date=known_date_to_pb(value.posting_date),
        payment=resource("payments", value.payment),
    )
    return _fact(value.account, payload)


@_encode.register
def _(value: event.SettlementReversed) -> EventOut:
    posted = value.posted
    payload = pb.SettlementReversed(
        settlement=resource("settlements", posted.settlement),
        account=resource("accounts", posted.account),
        customer=resource("customers", posted.customer),
        allocations=_allocations(posted),
        posting_date=known_date_to_pb(posted.posting_date),
    )
    return _fact(posted.account, payload)


def _allocations(value: event.SettlementPosted) -> list[pb.Allocation]:
    """The allocations to bills in arrears; recoveries of written-off debt are facts of their own."""
    return [
        pb.Allocation(
            bill=resource("bills", a.bill),
            line=a.line,
            cycle=value.lines[a.bill, a.line].cycle,
            due_date=known_date_to_pb(value.lines[a.bill, a.line].due_date),
            book=resource("books", a.book),
            book_kind=value.kinds.get(a.book, BookKind.GENERAL).value,
            principal_minor_units=a.principal,
            late_fee_minor_units=a.late_fee,
            line_of_business=lob_to_pb(value.lines[a.bill, a.line].line_of_business),
        )
        for a in value.allocations
        if not a.write_off
    ]


@_encode.register
def _(value: event.LateFeeAssessed) -> EventOut:
    payload = pb.LateFeeAssessed(
        bill=resource("bills", value.bill),
        line=value.line,
        account=resource("accounts", value.account),
        customer=resource("customers", value.customer),
        amount=money_to_pb(value.currency, value.amount),
        assessed_through=known_date_to_pb(value.through),
    )
    return _fact(value.account, payload)


@_encode.register
def _(value: event.WriteOffPosted) -> EventOut:
    payload = pb.WriteOffPosted(
        write_off=resource("writeOffs", value.write_off),
        account=resource("accounts", value.account),
        customer=resource("customers", value.customer),
        amount=money_to_pb(value.currency, value.amount),
        case_name=value.case,
    )
    return _fact(value.account, payload)


@_encode.register
def _(value: event.WriteOffRecovered) -> EventOut:
    payload = pb.WriteOffRecovered(
        write_off=resource("writeOffs", value.write_off),
        account=resource("accounts", value.account),
        customer=resource("customers", value.customer),
        amount=money_to_pb(value.currency, value.amount),
        payment=resource("payments", value.payment),
    )
    return _fact(value.account, payload)


@_encode.register
def _(value: event.OffsetCompleted) -> EventOut:
    payload = pb.OffsetCompleted(cycle=value.cycle, run=value.run)
    return EventOut(resource("cycles", value.cycle), 0, payload)
