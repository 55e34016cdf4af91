from datetime import date

import pytest

from simulator.behaviour.orders import orders_of_month
from simulator.checks.expected import (
    expected_first_rents,
    expected_totals,
    less_discount,
    rent_by_half_months,
    rent_by_the_day,
)
from simulator.choice import Choice
from simulator.days import plus_months
from simulator.operator.cast import Part
from simulator.operator.catalogue import Product
from simulator.operator.population import populate
from simulator.platform.desk import Command, Desk
from tests.simulator.builders import FIRST_DAY

CHOICE = Choice(1)
PEOPLE = populate(CHOICE, 60, FIRST_DAY)


@pytest.mark.parametrize(
    ("rent", "start", "fen"),
    [
        (300000, date(2025, 11, 20), 110000),
        (100000, date(2025, 11, 20), 36667),
        (300000, date(2025, 11, 1), 300000),
        (300000, date(2025, 11, 30), 10000),
    ],
)
def test_a_rent_is_charged_by_the_day_from_the_day_on(rent, start, fen):
    """R-OPN-3's examples."""
    assert rent_by_the_day(rent, start) == fen


@pytest.mark.parametrize(
    ("rent", "start", "fen"),
    [
        (300000, date(2025, 11, 15), 300000),
        (300000, date(2025, 11, 16), 150000),
        (300000, date(2025, 11, 20), 150000),
        (4005, date(2025, 2, 28), 2003),
    ],
)
def test_a_half_month_rent_is_whole_up_to_the_cut_off_day_and_half_after_it(rent, start, fen):
    """R-OPN-3's example: all built on 20 November."""
    assert rent_by_half_months(rent, start) == fen


def test_the_cast_orders_a_half_month_product_and_a_line_to_prepay():
    orders = {each.account_id: each for each in orders_of_month(CHOICE, PEOPLE, FIRST_DAY, FIRST_DAY)}
    assert orders[PEOPLE.played_by(Part.GIFTED).account_id].product is Product.VPMN
    assert orders[PEOPLE.played_by(Part.PREPAYER).account_id].prepays
    assert not orders[PEOPLE.played_by(Part.ORDERER).account_id].prepays


def test_ten_percent_off_is_rounded_once():
    assert less_discount(12800) == 11520
    assert less_discount(12805) == 11524


def test_only_accounts_with_nothing_but_rents_are_expected():
    expected = expected_totals(PEOPLE, [], Desk(CHOICE), [], FIRST_DAY, 2)
    callers = {line.account_id for line in PEOPLE.subscriptions if line.product is Product.FIXED_LINE}
    assert expected
    assert not callers & {account_id for account_id, _ in expected}
    assert {cycle for _, cycle in expected} == {"2025-01", "2025-02"}
    discounted = PEOPLE.played_by(Part.DISCOUNTED).account_id
    (line,) = (each for each in PEOPLE.subscriptions if each.account_id == discounted)
    assert expected[discounted, "2025-01"] == less_discount(line.monthly_rent)


def test_the_orderers_line_is_expected_from_the_20th():
    orders = orders_of_month(CHOICE, PEOPLE, FIRST_DAY, FIRST_DAY)
    order = next(each for each in orders if each.product is Product.LEASED_LINE)
    desk = Desk(CHOICE)
    desk.receive(Command("W1", "CONSTRUCT", order.subscription_id, order.account_id, order.customer_id, ""))
    desk.take_up(order.sign_on, order.sign_on)
    for callback in desk.due(date(2025, 1, 31)):
        desk.note_delivered(callback, date(2025, 1, 31))
    assert expected_first_rents(orders, desk, "2025-01") == {(order.subscription_id, "2025-01"): 116129}


def test_an_order_is_placed_approved_and_signed_on_three_days():
    for month in range(8):
        for order in orders_of_month(
            CHOICE, populate(CHOICE, 300, FIRST_DAY), plus_months(FIRST_DAY, month), FIRST_DAY
        ):
            assert order.order_on < order.approve_on < order.sign_on
            assert order.order_on >= plus_months(FIRST_DAY, month)
