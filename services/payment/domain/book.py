"""Account books (账本): what they hold, what they may pay, and in which order (R-BOK-1, R-BOK-2)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

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
class Book:
    """Amounts in minor units. Validity is half-open [valid_from, valid_until); ``cycle_use`` is kept only under a
    monthly limit.
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
    cycle_use: Mapping[str, int] = field(default_factory=dict[str, int])

    @property
    def free(self) -> int:
        return self.balance - self.frozen

    def valid_on(self, date: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= date) and (
            self.valid_until is None or date < self.valid_until
        )

    def may_pay_item(self, charge_item: str) -> bool:
        return not self.items or charge_item in self.items

    @property
    def may_pay_late_fees(self) -> bool:
        """Restricted books never pay late fees (R-SET-3)."""
        return self.kind is not BookKind.RESTRICTED and not self.items

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
            len(b.items) or _UNLIMITED,
            b.valid_until or dt.date.max,
            b.book_id,
        ),
    )


def spendable(books: Iterable[Book], date: dt.date) -> int:
    """What may pay a bill today: valid and not frozen."""
    return sum(book.free for book in books if book.valid_on(date))
