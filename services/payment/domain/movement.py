"""The arrears movement (R-SET-8): how arrears came from the opening to the closing of a period, column by column."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from services.payment.domain.ledger import Movement

_LOWERING = frozenset(
    {
        Movement.SETTLED_CASH,
        Movement.SETTLED_GIFT,
        Movement.SETTLED_DISCOUNT,
        Movement.WAIVED,
        Movement.WRITTEN_OFF,
    }
)
"""Columns that are shown positive and lower arrears."""


@dataclass(frozen=True, slots=True)
class MovementRow:
    """One period of one sales unit and line of business, in minor units; every column as the table shows it."""

    opening: int = 0
    billed: int = 0
    late_fees: int = 0
    adjustments: int = 0
    transfers: int = 0
    settled_cash: int = 0
    settled_gift: int = 0
    settled_discount: int = 0
    reversed: int = 0
    waived: int = 0
    written_off: int = 0
    reinstated: int = 0

    @property
    def closing(self) -> int:
        """Opening + billed + late fees ± adjustments ± transfers − settled + reversed − waived − written off +
        reinstated.
        """
        raised = self.opening + self.billed + self.late_fees + self.adjustments + self.transfers
        settled = self.settled_cash + self.settled_gift + self.settled_discount
        return raised - settled + self.reversed - self.waived - self.written_off + self.reinstated


_COLUMN = {
    Movement.BILLED: "billed",
    Movement.LATE_FEE: "late_fees",
    Movement.ADJUSTMENT: "adjustments",
    Movement.TRANSFER: "transfers",
    Movement.SETTLED_CASH: "settled_cash",
    Movement.SETTLED_GIFT: "settled_gift",
    Movement.SETTLED_DISCOUNT: "settled_discount",
    Movement.REVERSED: "reversed",
    Movement.WAIVED: "waived",
    Movement.WRITTEN_OFF: "written_off",
    Movement.REINSTATED: "reinstated",
}


def row_of(opening: int, sums: Mapping[Movement, int]) -> MovementRow:
    """A row from the opening and the sums of the period's receivable entries (debits positive) by column.

    Entries of opening balances (R-ACC-4) belong to the opening.
    """
    columns: dict[str, int] = {"opening": opening + sums.get(Movement.OPENING, 0)}
    for movement, column in _COLUMN.items():
        amount = sums.get(movement, 0)
        columns[column] = -amount if movement in _LOWERING else amount
    return MovementRow(**columns)


def rows_over(opening: int, periods: Iterable[Mapping[Movement, int]]) -> list[MovementRow]:
    """Rows of consecutive periods: each opens with the closing of the one before."""
    rows: list[MovementRow] = []
    for sums in periods:
        rows.append(row_of(opening, sums))
        opening = rows[-1].closing
    return rows
