"""The arrears movement's arithmetic (R-SET-8), with worked example 11."""

from hypothesis import given
from hypothesis import strategies as st

from services.payment.domain.ledger import Movement
from services.payment.domain.movement import MovementRow, row_of, rows_over


def test_worked_example_11_closes_at_12000_r_set_8():
    row = row_of(
        7500,
        {
            Movement.BILLED: 13000,
            Movement.LATE_FEE: 450,
            Movement.ADJUSTMENT: -500,
            Movement.SETTLED_CASH: -9000,
            Movement.SETTLED_GIFT: -1000,
            Movement.REVERSED: 2000,
            Movement.WAIVED: -50,
            Movement.WRITTEN_OFF: -500,
            Movement.REINSTATED: 100,
        },
    )
    assert row == MovementRow(7500, 13000, 450, -500, 0, 9000, 1000, 0, 2000, 50, 500, 100)
    assert row.closing == 12000


sums = st.dictionaries(st.sampled_from([m for m in Movement if m is not Movement.NONE]), st.integers(-1000, 1000))


@given(st.integers(0, 1000), st.lists(sums, max_size=6))
def test_days_sum_to_the_month_r_set_8(opening: int, days: list[dict[Movement, int]]):
    total = opening + sum(amount for day in days for amount in day.values())
    rows = rows_over(opening, days)
    assert (rows[-1].closing if rows else opening) == total
