"""Books on the wire."""

from services.chassis.events import date_to_pb
from services.kernel.ids import resource
from services.payment.domain.book import BookKind
from services.payment.domain.operation import BookOpened
from services.payment.domain.views import BookMovement, BookView
from services.payment.wire.values import bare, dates_to_pb, money_to_pb, range_of
from tollbook.payment.v1 import book_pb2

_KIND = "BOOK_KIND_"


def book_to_pb(view: BookView) -> book_pb2.Book:
    book = view.book
    funding = book.funding
    return book_pb2.Book(
        name=resource("books", book.book_id),
        account=resource("accounts", view.account),
        customer=resource("customers", view.customer),
        kind=f"{_KIND}{book.kind.value}",
        display_name=book.display_name,
        purpose=book.purpose,
        charge_items=[resource("chargeItems", item) for item in sorted(book.items)],
        charge_item_sets=[resource("chargeItemSets", each) for each in book.sets],
        priority=book.priority,
        validity=dates_to_pb(book.valid_from, book.valid_until),
        monthly_limit_minor_units=book.monthly_limit,
        monthly_ratio_permille=book.ratio_permille,
        balance=money_to_pb(view.currency, book.balance),
        frozen=money_to_pb(view.currency, book.frozen),
        funding_account=resource("accounts", funding.account) if funding else "",
        funding_limit=money_to_pb(view.currency, funding.limit) if funding else None,
        funding_drawn=money_to_pb(view.currency, funding.drawn) if funding else None,
    )


def book_opened_from_pb(book_id: str, message: book_pb2.Book) -> BookOpened:
    """A book's terms; an unset priority is the default one."""
    start, end = range_of(message.validity, message.HasField("validity"), "book.validity")
    name = book_pb2.BookKind.Name(message.kind)
    return BookOpened(
        book_id,
        BookKind.GENERAL if name.endswith("UNSPECIFIED") else BookKind(name.removeprefix(_KIND)),
        message.display_name,
        message.purpose,
        tuple(sorted(bare("chargeItems", item, "book.charge_items") for item in message.charge_items)),
        message.priority or 100,
        start,
        end,
        message.monthly_limit_minor_units,
        message.monthly_ratio_permille,
        tuple(sorted(bare("chargeItemSets", each, "book.charge_item_sets") for each in message.charge_item_sets)),
    )


def movement_to_pb(value: BookMovement, currency: str) -> book_pb2.BookMovement:
    return book_pb2.BookMovement(
        book=resource("books", value.book),
        sequence=value.sequence,
        operation=value.operation,
        amount=money_to_pb(currency, value.amount),
        balance=money_to_pb(currency, value.balance),
        value_date=date_to_pb(value.value_date),
        posting_date=date_to_pb(value.posting_date),
        reference=resource("payments", value.reference),
    )
