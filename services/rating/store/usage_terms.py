"""By which tariffs a month has its free units, tiers, floors and caps (R-RAT-2, R-RAT-3).

They are those that were approved when the month's trial froze it. A closed month gets those of a later day only by a
re-rating, and only for what that covered, so that a tariff approved late moves nobody's bill by itself.
"""

from collections.abc import Collection
from dataclasses import dataclass

from services.chassis.database import Transaction
from services.rating.domain.rating_final import Totals
from services.rating.domain.tariff import Tariff, TariffBook
from services.rating.domain.usage_months import cycle_of
from services.rating.store.tariffs import Books
from services.rating.store.usage_finals import Seen, finalised_month
from services.rating.store.usage_re_ratings import Scope, lines_covered


@dataclass(frozen=True, slots=True)
class MonthTerms:
    """``book`` is of the month's own freeze, ``newest`` serves codes that came later, ``re_ratings`` what each of the
    re-ratings after the freeze covered and priced by, the oldest first.
    """

    month: int
    book: TariffBook
    newest: TariffBook
    re_ratings: tuple[tuple[Scope, TariffBook], ...] = ()

    def tariffs_of(self, code: str) -> list[Tariff]:
        """All that give the code's month its terms, for one subscription or another."""
        books = (self.book, self.newest, *(book for _, book in self.re_ratings))
        found = (_of_month(book, code, self.month) for book in books)
        return [tariff for tariff in found if tariff is not None]

    @property
    def ordered_codes(self) -> set[str]:
        """The codes whose month is finalised as a whole."""
        books = (self.book, self.newest, *(book for _, book in self.re_ratings))
        codes = {code for book in books for code in book.versions}
        return {code for code in codes if any(tariff.ordered for tariff in self.tariffs_of(code))}


def _of_month(book: TariffBook, code: str, month: int) -> Tariff | None:
    return book.of_month(code, cycle_of(month).last_day)


async def with_books(books: Books, scopes: Collection[Scope]) -> tuple[tuple[Scope, TariffBook], ...]:
    """What re-ratings covered, with the tariffs that they priced by."""
    return tuple([(scope, await books.of(approval=scope.approval)) for scope in scopes])


async def month_totals(
    tx: Transaction, terms: MonthTerms, seen: Seen, codes: Collection[str], first: int, last: int
) -> Totals:
    """What the month of some codes comes to for a range of shards."""
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for code in sorted(codes):
        for key, (micros, charged) in (await _code_totals(tx, terms, seen, code, first, last)).items():
            before = found.get(key, (0, 0))
            found[key] = (before[0] + micros, before[1] + charged)
    return found


async def _code_totals(tx: Transaction, terms: MonthTerms, seen: Seen, code: str, first: int, last: int) -> Totals:
    own = _of_month(terms.book, code, terms.month)
    base, book = (own, terms.book) if own else (_of_month(terms.newest, code, terms.month), terms.newest)
    if base is None:
        return {}
    # A code that came after the month was frozen owes it no floors.
    totals = await finalised_month(tx, base, book, seen, first, last, floors=own is not None)
    covering = [(scope, later) for scope, later in terms.re_ratings if scope.code in ("", code)]
    if all(_name(_of_month(later, code, terms.month)) == base.name for _, later in covering):
        return totals
    for scope, later in covering:
        covered = await lines_covered(tx, scope, first, last)
        fresh: Totals = {}
        tariff = _of_month(later, code, terms.month)
        if tariff is not None and covered:
            fresh = await finalised_month(tx, tariff, later, seen, first, last)
        kept = {key: value for key, value in totals.items() if key[0] not in covered}
        totals = kept | {key: value for key, value in fresh.items() if key[0] in covered}
    return totals


def _name(tariff: Tariff | None) -> str:
    return tariff.name if tariff else ""
