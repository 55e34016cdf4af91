"""R-CTL-1, R-CTL-6, R-DUN-6: controls follow the facts, whatever the order in which they come."""

import itertools

import pytest

from services.credit.domain.control import ControlDecision, ControlReason, ControlState
from tests.credit.told import Told, account, customer, line, money, subscription, unbilled
from tollbook.credit.v1 import events_pb2 as pb


async def test_r_ctl_1_an_overdue_bill_leads_to_permission_on_its_date_and_payment_to_restoration(told: Told) -> None:
    """Worked example 8, LOW: due 28 February, suspension from 31 March; then suspended, paid and restored."""
    await told.open("2025-02-03")
    await told.tell(customer(), account(), subscription(), money(line("2025-02-28", cycle="2025-01")))
    await told.close(upto="2025-03-31")
    waiting = await told.control()
    assert waiting.control.state is ControlState.OVERDUE
    await told.close()
    permitted = await told.control()
    assert (permitted.control.state, permitted.control.decision) == (
        ControlState.SUSPENSION_PERMITTED,
        ControlDecision.SUSPEND,
    )
    await told.tell(subscription(suspended="2025-04-01"))
    suspended = await told.control()
    assert str(suspended.control.terminate_not_before) == "2025-06-01"
    await told.tell(money())
    restored = await told.control()
    assert (restored.control.state, restored.control.decision) == (ControlState.CLEAR, ControlDecision.RESTORE)
    await told.tell(subscription())
    assert (await told.control()).control.decision is ControlDecision.NONE


async def test_r_ctl_1_a_control_is_published_only_when_it_changes(told: Told) -> None:
    await told.open("2025-03-05")
    await told.tell(customer(), account(), money(line("2025-02-28")))
    await told.tell(money(line("2025-02-28")))
    await told.tell(unbilled(500))
    await told.close(upto="2025-03-10")
    changes = await told.published()
    assert [(each.state, each.overdue_minor_units) for each in changes] == [(pb.CONTROL_STATE_OVERDUE, 10_000)]
    assert changes[0].payment_version > 0


async def test_r_ctl_1_the_sweep_finds_what_only_the_date_has_turned_overdue(told: Told) -> None:
    await told.open("2025-02-10")
    await told.tell(customer(), account(), money(line("2025-02-28")))
    await told.close(upto="2025-03-01")
    assert (await told.control()).control.state is ControlState.CLEAR
    await told.close()
    assert (await told.control()).control.state is ControlState.OVERDUE


async def test_r_gen_3_an_older_position_that_comes_late_changes_nothing(told: Told) -> None:
    await told.open("2025-04-10")
    await told.tell(customer(), account())
    paid, owed = told.event(money(), version=8), told.event(money(line("2025-02-28")), version=7)
    await told.deliver([paid])
    await told.deliver([owed])
    assert (await told.control()).control.state is ControlState.CLEAR


DELIVERIES = [
    customer(customer_class="A"),
    account(),
    money(line("2025-02-28"), line("2025-03-31", disputed=True)),
    subscription(suspended="2025-04-05"),
]


@pytest.mark.parametrize("order", list(itertools.permutations(range(4)))[::5], ids=str)
async def test_r_gen_3_every_order_of_delivery_makes_the_same_control(told: Told, order: tuple[int, ...]) -> None:
    await told.open("2025-04-10")
    for place in order:
        await told.tell(DELIVERIES[place])
        await told.tell(DELIVERIES[place])
    await told.close()
    made = (await told.control()).control
    assert (made.state, made.overdue, str(made.oldest_due_date)) == (ControlState.OVERDUE, 10_000, "2025-02-28")
    assert made.grade == "HIGH"


async def test_r_ctl_6_unclaimed_receipts_hold_the_suspension_back(told: Told) -> None:
    await told.open("2025-04-10")
    await told.tell(customer(), account(), money(line("2025-02-28"), unclaimed=True))
    held = (await told.control()).control
    assert held.state is ControlState.OVERDUE
    assert ControlReason.UNCLAIMED_RECEIPTS in held.reasons


async def test_r_spo_3_a_sponsors_standing_is_told_when_it_turns(told: Told) -> None:
    await told.open("2025-04-10")
    await told.tell(customer(), account(), money(line("2025-02-28")))
    await told.tell(money())
    standings = await told.published(pb.SponsorshipControlChanged)
    assert [each.suspended for each in standings] == [True, False]


async def test_r_crd_5_a_grade_that_changes_during_the_countdown_moves_no_date(told: Told) -> None:
    """The bill of January was made with LOW's terms; LOW's suspension period holds for it to the end."""
    await told.open("2025-01-15")
    await told.tell(customer(), account(), money(line("2025-02-28", cycle="2025-01")))
    await told.close(upto="2025-03-05")
    before = (await told.control()).control
    await told.tell(customer(customer_class="A"))
    await told.close()
    assert (await told.control()).control == before
