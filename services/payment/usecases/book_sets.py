"""Books restricted by charge-item sets (R-BOK-1): what is in a set is the catalogue's to say, dated.

A set's items are kept in the account's history: a replay of an earlier day finds what the book might pay then.
"""

import datetime as dt
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from services.chassis.database import Database, Transaction
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.operation import BookOpened, BookSetsResolved
from services.payment.domain.reason import Reason
from services.payment.store.accounts import lock_accounts
from services.payment.store.changes import AccountChange
from services.payment.store.funding import accounts_bound_to_sets
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.posting import begin, finish, post

ItemsOf = Callable[[dt.date | None], Awaitable[Mapping[str, frozenset[str]]]]
"""The charge items of every set on a date, today's without one: rating is asked."""


async def with_set_items(items_of: ItemsOf, opened: BookOpened) -> BookOpened:
    """A book's terms with what is in its sets. Raises BOOK_TERMS_INVALID for a set that the catalogue lacks."""
    if not opened.sets:
        return opened
    known = await items_of(None)
    unknown = [each for each in opened.sets if each not in known]
    if unknown:
        raise Refusal(
            Reason.BOOK_TERMS_INVALID,
            RefusalKind.INVALID,
            f"the catalogue has no set {unknown[0]!r}",
            metadata={"field": "charge_item_sets", "set": f"chargeItemSets/{unknown[0]}"},
        )
    return replace(opened, set_items=items_in(opened.sets, known))


def items_in(sets: tuple[str, ...], known: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """The items of some sets, each once; a set that the catalogue has no more holds none."""
    return tuple(sorted({item for each in sets for item in known.get(each, frozenset[str]())}))


async def resolve_sets(db: Database, items_of: ItemsOf, date: dt.date) -> Mapping[str, int]:
    """Brings books up to the catalogue of the day after the one that is closed: so every operation of a day finds
    the sets of that day.
    """
    async with db.read() as tx:
        customers = await accounts_bound_to_sets(tx)
    if not customers:
        return {"books": 0}
    known = await items_of(date + dt.timedelta(days=1))

    async def work(tx: Transaction) -> Mapping[str, int]:
        records = await lock_accounts(tx, customers)
        policies = await late_fee_policies(tx)
        changes: list[AccountChange] = []
        for account in sorted(records):
            changes.append(begin(records[account]))
            for book in records[account].state.books.values():
                items = items_in(book.sets, known)
                if book.sets and frozenset(items) != book.set_items:
                    post(changes[-1], BookSetsResolved(book.book_id, items), (date, tx.date), policies)
        await finish(tx, changes)
        return {"books": sum(len(change.steps) for change in changes)}

    return await db.transact(work)
