from datetime import date

import pytest

from simulator.choice import Choice
from simulator.platform.answers import ARCHIVED, COMPLETED, IN_PROGRESS, Told, plan_answers
from simulator.platform.desk import Desk
from tests.simulator.builders import command

DAY = date(2025, 3, 31)


def play(desk: Desk, day: date) -> list[str]:
    desk.take_up(day, day)
    told = desk.due(day)
    for callback in told:
        desk.note_delivered(callback, day)
    return [f"{each.told.kind} {each.answer.outcome}" for each in told]


def test_a_line_ordered_on_the_5th_is_partly_built_on_the_15th_and_all_built_on_the_20th():
    """R-OPN-2's example."""
    answers = plan_answers(Choice(1), Told("S1", "CONSTRUCT", 1), date(2025, 11, 5))
    first = [(each.outcome, each.outcome_date) for each in answers if not each.copy]
    assert first == [(IN_PROGRESS, date(2025, 11, 15)), (COMPLETED, date(2025, 11, 20))]


@pytest.mark.parametrize("kind", ["CONSTRUCT", "SUSPEND", "RESTORE", "TERMINATE", "RECOVER_EQUIPMENT"])
def test_every_command_is_answered_to_its_end_and_never_before_it_was_given(kind):
    for ordinal in range(300):
        answers = plan_answers(Choice(3), Told("S1", kind, ordinal), DAY)
        assert any(each.outcome == (ARCHIVED if kind == "RESTORE" else COMPLETED) for each in answers)
        assert all(DAY <= each.outcome_date <= each.deliver_on for each in answers)


def test_some_answers_are_late_some_come_twice_and_some_out_of_order():
    answers = [plan_answers(Choice(3), Told("S1", "SUSPEND", ordinal), DAY) for ordinal in range(300)]
    assert any(each[0].deliver_on > DAY for each in answers)
    assert any(each.copy for plan in answers for each in plan)
    assert any(each.outcome == IN_PROGRESS and each.place > 1 for plan in answers for each in plan)


def test_the_same_command_twice_is_one_command():
    desk = Desk(Choice(1))
    assert desk.receive(command("W1", "SUSPEND"))
    assert not desk.receive(command("W1", "SUSPEND"))
    assert desk.take_up(DAY, DAY) == 1
    assert desk.repeated_deliveries == 1


def test_the_order_in_which_lines_commands_came_changes_no_answer():
    here, there = Desk(Choice(1)), Desk(Choice(1))
    lines = [f"S{number:05d}-1" for number in range(50)]
    for number, line in enumerate(lines):
        here.receive(command(f"a{number}", "SUSPEND", line))
    for number, line in enumerate(reversed(lines)):
        there.receive(command(f"b{number}", "SUSPEND", line))
    here.take_up(DAY, DAY)
    there.take_up(DAY, DAY)
    later = date(2025, 4, 30)
    assert [(each.told, each.answer) for each in here.due(later)] == [(e.told, e.answer) for e in there.due(later)]


def test_a_line_is_off_between_its_suspension_and_its_restoration():
    desk = Desk(Choice(1))
    desk.receive(command("W1", "SUSPEND"))
    while not desk.suspended_lines():
        play(desk, date(2025, 4, 30))
    assert desk.suspended_lines()["S00042-1"][0] == "A00042"
    desk.receive(command("W2", "RESTORE"))
    play(desk, date(2025, 5, 30))
    assert desk.suspended_lines() == {}


def test_a_stale_suspension_may_come_after_the_restoration_and_switches_nothing_off():
    stale = 0
    for number in range(60):
        desk, line = Desk(Choice(1)), f"S{number:05d}-1"
        desk.receive(command("W1", "SUSPEND", line))
        play(desk, date(2025, 4, 30))
        desk.receive(command("W2", "RESTORE", line))
        play(desk, date(2025, 5, 30))
        assert "SUSPEND COMPLETED" in play(desk, date(2025, 6, 30)) or not any(e.answer.stale for e in desk.delivered)
        stale += sum(each.answer.stale for each in desk.delivered)
        assert desk.suspended_lines() == {}
    assert stale
