"""Opening a book (R-BOK-1), also one that draws on another account from its beginning (R-BOK-3)."""

from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.book_terms import check_terms
from services.payment.domain.operation import BookOpened
from services.payment.domain.reason import Reason
from services.payment.domain.views import BookView
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.book_sets import ItemsOf, with_set_items
from services.payment.usecases.funding import SetFunding, draw_for, fund
from services.payment.usecases.posting import begin, finish, post
from services.payment.usecases.requests import locked, once

_VIEWS: Replies[BookView] = Replies(BookView)


@dataclass(frozen=True, slots=True)
class OpenBook:
    """``opened`` names charge-item sets; what is in them is asked of the catalogue. With ``funding`` the book draws
    on another account.
    """

    request_id: str
    account: str
    opened: BookOpened
    funding: SetFunding | None = None


async def open_book(db: Database, items_of: ItemsOf, request: OpenBook) -> BookView:
    """Opens a book without money. Raises BOOK_TERMS_INVALID, BOOK_EXISTS and FUNDING_NOT_ALLOWED."""
    opened = await with_set_items(items_of, request.opened)

    async def work(tx: Transaction) -> BookView:
        check_terms(opened, funded=request.funding is not None)
        record = await locked(tx, request.account)
        if opened.book in record.state.books or opened.book == record.state.general.book_id:
            raise Refusal(
                Reason.BOOK_EXISTS,
                RefusalKind.ALREADY_EXISTS,
                f"book {opened.book} exists",
                metadata={"book": f"books/{opened.book}"},
            )
        change = begin(record)
        post(change, opened, (tx.date, tx.date), await late_fee_policies(tx))
        if request.funding is not None:
            await fund(tx, change, request.funding)
        await finish(tx, [change])
        return BookView(record.account_id, record.customer_id, record.currency, change.state.books[opened.book])

    view = await once(db, _VIEWS, request.request_id, request, work)
    if request.funding is not None:
        await draw_for(db, request.account)
    return view
