"""BookService: account books."""

from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.validation import only_masked
from services.payment.usecases import book_opening, books, funding
from services.payment.usecases.book_sets import ItemsOf
from services.payment.wire.books import book_opened_from_pb, book_to_pb, movement_to_pb
from services.payment.wire.payments import refund_to_pb
from services.payment.wire.values import bare, invalid
from tollbook.payment.v1 import book_pb2, book_service_pb2, book_service_pb2_grpc

_UPDATABLE = ("display_name", "priority", "validity", "monthly_limit_minor_units", "monthly_ratio_permille")


class BookRpc(book_service_pb2_grpc.BookServiceServicer):
    def __init__(self, db: Database, items_of: ItemsOf) -> None:
        self._db = db
        self._items_of = items_of

    async def OpenBook(self, request: book_service_pb2.OpenBookRequest, context: Any) -> book_pb2.Book:
        account = bare("accounts", request.account, "account")
        if not request.book_id.replace("-", "").replace("_", "").isalnum():
            raise invalid("book_id", "letters, digits, _ and -", request.book_id, "holds another character")
        opened = book_opened_from_pb(f"{account}.{request.book_id}", request.book)
        funded = _funding(request.request_id, opened.book, request.book) if request.book.funding_account else None
        command = book_opening.OpenBook(request.request_id, account, opened, funded)
        return book_to_pb(await book_opening.open_book(self._db, self._items_of, command))

    async def SetBookFunding(self, request: book_service_pb2.SetBookFundingRequest, context: Any) -> book_pb2.Book:
        book = bare("books", request.name, "name")
        return book_to_pb(await funding.set_funding(self._db, _funding(request.request_id, book, request)))

    async def GetBook(self, request: book_service_pb2.GetBookRequest, context: Any) -> book_pb2.Book:
        return book_to_pb(await books.get_book(self._db, bare("books", request.name, "name")))

    async def ListBooks(
        self, request: book_service_pb2.ListBooksRequest, context: Any
    ) -> book_service_pb2.ListBooksResponse:
        views = await books.list_books(self._db, bare("accounts", request.account, "account"))
        return book_service_pb2.ListBooksResponse(books=[book_to_pb(view) for view in views])

    async def UpdateBook(self, request: book_service_pb2.UpdateBookRequest, context: Any) -> book_pb2.Book:
        book = bare("books", request.book.name, "book.name")
        fields = tuple(request.update_mask.paths)
        unknown = [field for field in fields if field not in _UPDATABLE]
        if unknown or not fields:
            raise invalid(
                "update_mask", f"one of {', '.join(_UPDATABLE)}", ",".join(unknown), "does not change by an update"
            )
        terms = book_opened_from_pb(book, only_masked(request.book, request.update_mask))
        command = books.UpdateBook(request.request_id, book, terms, fields, caller().subject)
        return book_to_pb(await books.update_book(self._db, command))

    async def ListBookMovements(
        self, request: book_service_pb2.ListBookMovementsRequest, context: Any
    ) -> book_service_pb2.ListBookMovementsResponse:
        key = decode_token(request.page_token, 1)
        size = page_size(request.page_size)
        found, currency = await books.list_movements(
            self._db, bare("books", request.name, "name"), None if key is None else int(key[0]), size
        )
        token = encode_token(found[-1].sequence) if len(found) == size else ""
        return book_service_pb2.ListBookMovementsResponse(
            movements=[movement_to_pb(each, currency) for each in found], next_page_token=token
        )

    async def TopUpBook(self, request: book_service_pb2.TopUpBookRequest, context: Any) -> book_pb2.Book:
        return book_to_pb(await books.command_book(self._db, _command("TOP_UP", request)))

    async def FreezeBook(self, request: book_service_pb2.FreezeBookRequest, context: Any) -> book_pb2.Book:
        return book_to_pb(await books.command_book(self._db, _command("FREEZE", request)))

    async def UnfreezeBook(self, request: book_service_pb2.UnfreezeBookRequest, context: Any) -> book_pb2.Book:
        return book_to_pb(await books.command_book(self._db, _command("UNFREEZE", request)))

    async def RefundBook(self, request: book_service_pb2.RefundBookRequest, context: Any) -> book_service_pb2.Refund:
        return refund_to_pb(await books.refund_book(self._db, _command("REFUND", request)))

    async def ExpireBook(self, request: book_service_pb2.ExpireBookRequest, context: Any) -> book_pb2.Book:
        book = bare("books", request.name, "name")
        command = books.BookCommand(request.request_id, "EXPIRE", book, "", 0, "ended", caller().subject)
        return book_to_pb(await books.command_book(self._db, command))

    async def TransferBook(
        self, request: book_service_pb2.TransferBookRequest, context: Any
    ) -> book_service_pb2.TransferBookResponse:
        done = await books.transfer_book(
            self._db,
            books.TransferBook(
                request.request_id,
                bare("books", request.from_book, "from_book"),
                bare("books", request.to_book, "to_book"),
                request.amount.currency_code,
                request.amount.minor_units,
                request.reason,
                caller().subject,
            ),
        )
        return book_service_pb2.TransferBookResponse(
            from_book=book_to_pb(done.from_book), to_book=book_to_pb(done.to_book)
        )


def _funding(request_id: str, book: str, message: Any) -> funding.SetFunding:
    """A request to name a funding account, and a book that is opened with one, have the same fields."""
    return funding.SetFunding(
        request_id,
        book,
        bare("accounts", message.funding_account, "funding_account"),
        message.funding_limit.currency_code,
        message.funding_limit.minor_units,
        caller().subject,
    )


def _command(verb: str, request: Any) -> books.BookCommand:
    """The requests about an amount of one book have the same fields."""
    return books.BookCommand(
        request.request_id,
        verb,
        bare("books", request.name, "name"),
        request.amount.currency_code,
        request.amount.minor_units,
        request.reason,
        caller().subject,
    )
