"""R-RAT-2: thirty drawn tariffs and months of calls against the integer reference."""

import pytest

from tests.rating.test_usage_oracle import check_against_reference


@pytest.mark.parametrize("seed", range(30))
async def test_r_rat_2_drawn_months_come_to_what_the_integer_reference_says(database, seed):
    await check_against_reference(database, seed, 400)
