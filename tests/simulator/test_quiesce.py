import pytest

from simulator.suite.quiesce import NeverQuiet, ServiceStatus, movements, quiesce


def status(service, head=5, backlog=0, consumed=None, pending=None):
    return ServiceStatus(service, head, backlog, consumed or {}, pending or {})


def suite(*statuses):
    return {each.service: each for each in statuses}


BOTH = {"rating", "payment"}
QUIET = suite(status("rating", 7), status("payment", 9, consumed={"rating": 7}))


def test_a_suite_is_quiet_when_all_is_published_consumed_and_done():
    assert movements(QUIET) == {}


@pytest.mark.parametrize(
    ("moving", "what"),
    [
        (status("payment", backlog=2, consumed={"rating": 7}), "2 unpublished"),
        (status("payment", consumed={"rating": 6}), "consumed 6 of 7 of rating"),
        (status("payment", consumed={"rating": 7}, pending={"chunks": 1}), "1 pending chunks"),
    ],
)
def test_whatever_is_not_done_is_named(moving, what):
    assert what in movements(suite(status("rating", 7), moving))["payment"][0]


async def test_one_quiet_look_is_not_enough():
    moved = suite(status("rating", 8), status("payment", 10, consumed={"rating": 8}))
    looks = [QUIET, moved, moved]

    async def look(services):
        assert set(services) == BOTH
        return looks.pop(0)

    await quiesce(look, BOTH, every=0)
    assert looks == []


async def test_only_what_moves_is_asked_until_it_rests_and_then_all_are_asked_twice():
    behind = suite(status("rating", 7), status("payment", 9, consumed={"rating": 6}))
    looks, asked = [behind, behind, QUIET, QUIET, QUIET], []

    async def look(services):
        asked.append(set(services))
        return {service: each for service, each in looks.pop(0).items() if service in services}

    await quiesce(look, BOTH, every=0)
    assert asked == [BOTH, {"payment"}, {"payment"}, BOTH, BOTH]


async def test_a_suite_that_never_rests_is_a_failure_that_says_why():
    async def look(services):
        return suite(status("gateway", pending={"notifications": 3}))

    with pytest.raises(NeverQuiet, match="gateway has 3 pending notifications"):
        await quiesce(look, ["gateway"], every=0, give_up_after=0.01)
