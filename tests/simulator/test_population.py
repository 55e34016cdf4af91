from collections import Counter

import pytest

from simulator.choice import Choice
from simulator.operator.cast import CAST, Payer
from simulator.operator.catalogue import Product
from simulator.operator.population import FEWEST_CUSTOMERS, populate
from tests.simulator.builders import FIRST_DAY


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("customers", [FEWEST_CUSTOMERS, 40, 300])
def test_every_part_is_played_and_every_id_is_unique(seed, customers):
    people = populate(Choice(seed), customers, FIRST_DAY)
    assert len(people.customers) == customers
    assert {people.played_by(part).part for part in CAST} == set(CAST)
    for ids in (
        [each.customer_id for each in people.customers],
        [each.account_id for each in people.accounts],
        [each.subscription_id for each in people.subscriptions],
        [each.service_number for each in people.subscriptions],
    ):
        assert len(ids) == len(set(ids))


def test_the_sponsor_has_members_with_mailboxes():
    people = populate(Choice(1), FEWEST_CUSTOMERS, FIRST_DAY)
    members = {each.customer_id for each in people.customers if each.member_of == "C00001"}
    mailboxes = {each.customer_id for each in people.subscriptions if each.product is Product.MAILBOX}
    assert members
    assert members <= mailboxes


def test_a_population_holds_every_kind_and_every_class_and_every_payer():
    people = populate(Choice(1), 300, FIRST_DAY)
    assert {each.kind for each in people.customers} == {"GROUP", "CLUSTER", "INDIVIDUAL"}
    assert {each.customer_class for each in people.customers} == {"A", "B", "C", ""}
    assert set(Counter(each.payer for each in people.accounts)) == set(Payer)


def test_the_same_seed_makes_the_same_population():
    assert populate(Choice(5), 60, FIRST_DAY) == populate(Choice(5), 60, FIRST_DAY)
    assert populate(Choice(5), 60, FIRST_DAY) != populate(Choice(6), 60, FIRST_DAY)


def test_too_few_customers_are_refused():
    with pytest.raises(ValueError, match="at least 24"):
        populate(Choice(1), FEWEST_CUSTOMERS - 1, FIRST_DAY)
