"""Terms of a book that agree with its kind (R-BOK-1)."""

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.book import BookKind
from services.payment.domain.operation import BookOpened
from services.payment.domain.reason import Reason

_WHOLE = 1000


def check_terms(opened: BookOpened, *, funded: bool = False) -> None:
    """Refuses terms that contradict the kind: a restricted book names its items, a customer's cash has no end
    (R-BOK-4). A second general book holds nothing but drawn money (R-BOK-3).
    """
    if opened.book_kind is BookKind.GENERAL and not funded:
        raise _refused("kind", "every account has one general book from its beginning")
    if opened.book_kind is BookKind.RESTRICTED and not (opened.items or opened.sets):
        raise _refused("charge_items", "a restricted book names the charge items or sets that it may pay")
    if opened.book_kind is BookKind.RESTRICTED and opened.valid_until is not None:
        raise _refused("validity", "a customer's cash never expires")
    if opened.valid_from and opened.valid_until and opened.valid_until <= opened.valid_from:
        raise _refused("validity", "the range ends before it starts")
    if opened.monthly_limit < 0:
        raise _refused("monthly_limit_minor_units", "a limit is not negative")
    if not 0 <= opened.ratio_permille <= _WHOLE:
        raise _refused("monthly_ratio_permille", "a ratio is from 0 to 1000 thousandths")


def _refused(field: str, message: str) -> Refusal:
    return Refusal(Reason.BOOK_TERMS_INVALID, RefusalKind.INVALID, message, metadata={"field": field})
