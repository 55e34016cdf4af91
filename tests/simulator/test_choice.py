from hypothesis import given
from hypothesis import strategies as st

from simulator.choice import Choice

KEYS = st.lists(st.one_of(st.text(max_size=8), st.integers()), min_size=1, max_size=4)


@given(st.integers(0, 1000), KEYS, st.lists(KEYS, max_size=5))
def test_a_choice_does_not_depend_on_the_choices_made_before_it(seed, key, others):
    fresh = Choice(seed).number(*key)
    used = Choice(seed)
    for other in others:
        used.number(*other)
    assert used.number(*key) == fresh


@given(st.integers(0, 1000), KEYS, st.integers(0, 50), st.integers(0, 50))
def test_a_number_lies_between_its_bounds(seed, key, low, width):
    assert low <= Choice(seed).between(low, low + width, *key) <= low + width


def test_about_as_many_say_yes_as_the_chance_says():
    yes = sum(Choice(7).chance(120, "key", number) for number in range(10_000))
    assert 1000 < yes < 1400


def test_request_ids_of_two_seeds_or_two_acts_differ():
    ids = {Choice(seed).request_id("pay", key) for seed in (1, 2) for key in ("a", "b")}
    assert len(ids) == 4
    assert all(len(each) <= 128 for each in ids)
