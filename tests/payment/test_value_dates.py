"""Value dates drive late fees, so how far back one may lie is bounded by a dated parameter (R-SET-7)."""

import datetime as dt

import pytest

from services.kernel.errors import Refusal
from services.payment.domain.value_date import ValueDatePolicy
from services.payment.usecases.payments import record_payments
from services.payment.usecases.value_date_policies import (
    SetValueDatePolicy,
    get_value_date_policy,
    set_value_date_policy,
)
from tests.payment.conftest import DAY, Shop


def before(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


async def test_a_payment_of_a_date_long_past_is_refused_and_its_neighbours_are_not_r_set_7(shop: Shop):
    await shop.account()
    dates = [before(1097), dt.date.min, before(1096), DAY]
    asked = [shop.payment(5, value_date=date) for date in dates]
    outcomes = await record_payments(shop.db, shop.directory, asked)
    told = [outcome.reason if isinstance(outcome, Refusal) else "" for outcome in outcomes]
    assert told == ["VALUE_DATE_TOO_EARLY", "VALUE_DATE_TOO_EARLY", "", ""]
    (again,) = await record_payments(shop.db, shop.directory, [shop.payment(5, value_date=DAY, number="N-1")])
    assert not isinstance(again, Refusal), "the refused number is free"


async def test_a_receipt_of_a_date_long_past_is_refused_too_r_set_7(shop: Shop):
    (outcome,) = await record_payments(shop.db, shop.directory, [shop.payment(5, value_date=dt.date.min)])
    assert isinstance(outcome, Refusal)


async def test_the_bound_is_dated_and_no_closed_day_takes_it_r_set_7(shop: Shop):
    await shop.account()
    policy = SetValueDatePolicy("V-1", ValueDatePolicy(DAY, 40), "too many slips", "finance")
    assert await set_value_date_policy(shop.db, policy) == ValueDatePolicy(DAY, 40)
    assert (await get_value_date_policy(shop.db, before(1))).days_before_max == 1096
    asked = [shop.payment(5, value_date=before(41)), shop.payment(5, value_date=before(40))]
    outcomes = await record_payments(shop.db, shop.directory, asked)
    assert [isinstance(outcome, Refusal) for outcome in outcomes] == [True, False]
    closed = SetValueDatePolicy("V-2", ValueDatePolicy(before(1), 40), "late", "finance")
    with pytest.raises(Refusal, match="closed"):
        await set_value_date_policy(shop.db, closed)
