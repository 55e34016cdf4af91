"""Available credit (R-CTL-2): spendable books + credit limit − unbilled charges − arrears."""

from dataclasses import dataclass

from services.credit.domain.control import PERMITTED, ControlState


@dataclass(frozen=True, slots=True)
class CreditFigures:
    """The parts of available credit, in minor units of one currency. ``arrears`` is all that is open, due or not."""

    currency: str
    spendable: int
    limit: int
    unbilled: int
    arrears: int

    @property
    def available(self) -> int:
        return self.spendable + self.limit - self.unbilled - self.arrears


def credit_limit(*, prepaid: bool, by_grade: int, agreed: int | None) -> int:
    """The limit: 0 for a prepaid account, an agreement's, else the grade's."""
    if prepaid:
        return 0
    return by_grade if agreed is None else agreed


def is_sufficient(figures: CreditFigures, state: ControlState, amount: int) -> bool:
    """Whether an amount may be spent: it fits, and suspension is not permitted yet."""
    return state not in PERMITTED and amount <= figures.available


@dataclass(frozen=True, slots=True)
class CreditCheck:
    """An account that is about to spend an amount, in minor units; 0 asks for the state alone."""

    account: str
    amount: int


@dataclass(frozen=True, slots=True)
class CreditAnswer:
    """Whether it may, and by which figures."""

    account: str
    sufficient: bool
    figures: CreditFigures
    state: ControlState
    payment_version: int
