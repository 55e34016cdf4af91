"""Account books (账本): what they hold, what they may pay, and in which order (R-BOK-1, R-BOK-2)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from services.payment.domain.line import Line


class BookKind(StrEnum):
    """General cash, restricted (专款专用), gift (赠款), discount (优惠)."""

    GENERAL = "GENERAL"
    RESTRICTED = "RESTRICTED"
    GIFT = "GIFT"
    DISCOUNT = "DISCOUNT"

    @property
    def is_cash(self) -> bool:
        """A customer's own money: it is refundable and never expires (R-BOK-4)."""
        return self in (BookKind.GENERAL, BookKind.RESTRICTED)


DEFAULT_ORDER = (BookKind.GIFT, BookKind.DISCOUNT, BookKind.RESTRICTED, BookKind.GENERAL)
DEFAULT_PRIORITY = 100
_UNLIMITED = 1 << 62


@dataclass(frozen=True, slots=True)
class Funding:
    """Another account that may be drawn on through a book, up to a limit in all (R-BOK-3); amounts in minor units."""

    account: str
    limit: int
    drawn: int = 0

    @property
    def room(self) -> int:
        return max(0, self.limit - self.drawn)


_NOTHING_USED: Mapping[str, int] = {}


class Book(NamedTuple):
    """Amounts in minor units. Validity is half-open [valid_from, valid_until); ``cycle_use`` is kept only under a
    monthly limit. ``items`` are those that the book names; ``set_items`` those of its ``sets`` as the catalogue has
    them. A book with ``funding`` holds no money of the account's own, only what was drawn.
    """

    book_id: str
    kind: BookKind
    display_name: str = ""
    purpose: str = ""
    items: frozenset[str] = frozenset()
    priority: int = DEFAULT_PRIORITY
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    monthly_limit: int = 0
    ratio_permille: int = 0
    balance: int = 0
    frozen: int = 0
    cycle_use: Mapping[str, int] = _NOTHING_USED
    sets: tuple[str, ...] = ()
    set_items: frozenset[str] = frozenset()
    funding: Funding | None = None

    @property
    def holds_own_cash(self) -> bool:
        """The account's own money, which it may add to, move and have back; drawn money is another's (R-BOK-3)."""
        return self.kind.is_cash and self.funding is None

    @property
    def free(self) -> int:
        return self.balance - self.frozen

    def valid_on(self, date: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= date) and (
            self.valid_until is None or date < self.valid_until
        )

    @property
    def is_bound(self) -> bool:
        """Whether it may pay only some charge items; a set that is empty leaves it none."""
        return bool(self.items or self.sets)

    @property
    def payable_items(self) -> frozenset[str]:
        """The charge items that a bound book may pay."""
        return self.items | self.set_items

    def may_pay_item(self, charge_item: str) -> bool:
        return not self.is_bound or charge_item in self.items or charge_item in self.set_items

    @property
    def may_pay_late_fees(self) -> bool:
        """Restricted books never pay late fees (R-SET-3)."""
        return self.kind is not BookKind.RESTRICTED and not self.is_bound

    def room_for(self, line: Line, used_in_cycle: int) -> int:
        """How much of a line's principal the book's terms let it pay, whatever it holds; 0 when it may not pay it."""
        if not self.may_pay_item(line.charge_item):
            return 0
        room = _UNLIMITED
        if self.monthly_limit:
            room = self.monthly_limit - used_in_cycle
        if self.ratio_permille:
            room = min(room, line.billed * self.ratio_permille // 1000 - line.paid_by.get(self.book_id, 0))
        return max(0, room)


def general_book_id(account_id: str) -> str:
    return f"{account_id}.general"


def in_paying_order(books: Iterable[Book], kinds: Sequence[BookKind] = DEFAULT_ORDER) -> list[Book]:
    """R-BOK-2: by kind, priority, then narrowest first, earliest end first; the id decides the rest."""
    order = [*kinds, *(kind for kind in DEFAULT_ORDER if kind not in kinds)]
    return sorted(
        books,
        key=lambda b: (
            order.index(b.kind),
            b.priority,
            len(b.payable_items) if b.is_bound else _UNLIMITED,
            b.valid_until or dt.date.max,
            b.book_id,
        ),
    )


def spendable(books: Iterable[Book], date: dt.date) -> int:
    """What may pay a bill today: valid and not frozen."""
    return sum(book.free for book in books if book.valid_on(date))
