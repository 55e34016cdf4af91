"""The ladder as one table (R-DUN-1) and what the sweep makes of it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from services.collection.domain.ladder import ENDED, LADDER, CaseState, Verb, draw_ladder, move, swept_move
from services.collection.domain.scenario import (
    DEFAULT_SCENARIOS,
    LadderDays,
    Scenario,
    check_scenario,
    select_scenario,
)
from services.collection.domain.sweep import CaseFacts, Control, Step, Wait, decide_step
from services.kernel.errors import Refusal
from tests.collection.builders import day

STANDARD = DEFAULT_SCENARIOS[0]
DUE = day("2025-02-28")
DOCS = Path(__file__).resolve().parents[2] / "docs"


def decide(state, date, *, due=DUE, scenario: Any = STANDARD, control=None, **facts: Any):
    case = CaseFacts(state=state, step_date=facts.pop("step_date", due), **facts)
    return decide_step(case, due, control or Control(oldest_due_date=due), scenario, day(date))


def test_the_drawing_in_the_docs_is_the_table():
    assert draw_ladder() in (DOCS / "collection-ladder.md").read_text(encoding="utf-8")


def test_a_state_and_a_verb_have_one_row_and_every_state_can_end():
    keys = [(row.source, row.verb) for row in LADDER]
    assert len(keys) == len(set(keys))
    reaches = set(ENDED)
    while found := {row.source for row in LADDER if row.target in reaches} - reaches:
        reaches |= found
    assert reaches == set(CaseState)


def test_a_verb_that_the_ladder_lacks_is_a_named_refusal():
    with pytest.raises(Refusal) as refused:
        move("A-1-1", CaseState.SUSPENDED, Verb.NOTIFY_ARREARS)
    assert refused.value.reason == "LADDER_MOVE_REFUSED"


def test_the_arrears_notice_comes_on_its_day_after_the_due_date():
    assert decide(CaseState.OPEN, "2025-03-02") == Wait(day("2025-03-03"), ("AWAITING_DAYS",))
    step = decide(CaseState.OPEN, "2025-03-03")
    assert isinstance(step, Step)
    assert step.move.verb is Verb.NOTIFY_ARREARS


def test_after_an_outage_one_step_a_day_and_never_sooner_than_the_minimum_after_the_notice():
    """R-DUN-1: the sweep of 20 April finds a case that should be suspended long since."""
    late = "2025-04-20"
    control = Control(oldest_due_date=DUE, suspend_not_before=day("2025-03-31"))
    assert isinstance(decide(CaseState.OPEN, late, control=control), Step)
    waits = decide(
        CaseState.ARREARS_NOTICED,
        "2025-04-21",
        control=control,
        step_date=day(late),
        last_notice_date=day(late),
    )
    assert waits == Wait(day("2025-04-23"), ("AWAITING_MINIMUM_AFTER_NOTICE",))


def test_a_notice_that_was_not_really_sent_does_not_count():
    """R-DUN-1: the minimum days count from the sending."""
    control = Control(oldest_due_date=DUE, suspend_not_before=day("2025-03-31"))
    waits = decide(CaseState.SUSPENSION_NOTICED, "2025-05-01", control=control, notice_waiting=True)
    assert isinstance(waits, Wait)
    assert "NOTICE_NOT_SENT" in waits.reasons


def test_suspension_waits_for_credits_permission_and_for_the_same_oldest_debt():
    """R-CRD-5: the ladder acts on the permission, never earlier."""
    facts = {"last_notice_date": day("2025-03-20")}
    early = Control(oldest_due_date=DUE, suspend_not_before=day("2025-03-31"))
    assert isinstance(decide(CaseState.SUSPENSION_NOTICED, "2025-03-30", control=early, **facts), Wait)
    assert isinstance(decide(CaseState.SUSPENSION_NOTICED, "2025-03-31", control=early, **facts), Step)
    stale = Control(oldest_due_date=day("2025-01-31"), suspend_not_before=day("2025-03-03"))
    assert isinstance(decide(CaseState.SUSPENSION_NOTICED, "2025-03-31", control=stale, **facts), Wait)
    none = Control(oldest_due_date=DUE)
    assert isinstance(decide(CaseState.SUSPENSION_NOTICED, "2026-03-31", control=none, **facts), Wait)


def test_exemptions_hold_dunning_and_suspension_apart():
    """R-CTL-5."""
    dunning = Control(oldest_due_date=DUE, dunning_exempt_until=day("2025-03-10"))
    assert decide(CaseState.OPEN, "2025-03-05", control=dunning) == Wait(day("2025-03-11"), ("EXEMPT_FROM_DUNNING",))
    suspension = Control(
        oldest_due_date=DUE, suspend_not_before=day("2025-03-31"), suspension_exempt_until=day("2025-06-30")
    )
    waits = decide(CaseState.SUSPENSION_NOTICED, "2025-04-01", control=suspension, last_notice_date=day("2025-03-20"))
    assert waits == Wait(day("2025-07-01"), ("EXEMPT_FROM_SUSPENSION",))


def test_a_hold_pauses_the_case_through_its_last_date():
    """R-DUN-4."""
    assert decide(CaseState.OPEN, "2025-03-05", held_until=day("2025-03-09")) == Wait(day("2025-03-10"), ("ON_HOLD",))
    endless = decide(CaseState.OPEN, "2025-03-05", held_until=dt.date.max)
    assert endless == Wait(dt.date.max, ("ON_HOLD",))


def test_bad_debt_needs_more_than_three_months_overdue_and_a_termination():
    """R-BAD-1."""
    early = decide(CaseState.TERMINATED, "2025-05-28", terminated_date=day("2025-04-01"))
    assert early == Wait(day("2025-05-29"), ("AWAITING_THREE_MONTHS",))
    assert isinstance(decide(CaseState.TERMINATED, "2025-05-29", terminated_date=day("2025-04-01")), Step)


def test_nothing_overdue_and_states_of_events_wait_for_events():
    assert decide(CaseState.SUSPENDING, "2025-05-01") == Wait(None, ("AWAITING_EVENT",))
    assert decide(CaseState.OPEN, "2025-02-28") == Wait(None, ("NOTHING_OVERDUE",))


def test_a_low_account_that_never_pays_reaches_bad_debt_within_eight_months():
    """R-DUN-1, R-CRD-5, R-BAD-1 with the default days: cycle 2025-01 is due on 28 February."""
    state, date, facts = CaseState.OPEN, day("2025-03-01"), dict[str, Any](step_date=DUE)
    reached: dict[CaseState, dt.date] = {}
    while date < day("2025-09-01") and state is not CaseState.BAD_DEBT:
        suspended = facts.get("suspended_date")
        control = Control(
            oldest_due_date=DUE,
            suspend_not_before=day("2025-03-31"),
            terminate_not_before=suspended + dt.timedelta(days=61) if suspended else None,
        )
        decision = decide_step(CaseFacts(state=state, **facts), DUE, control, STANDARD, date)
        if isinstance(decision, Step):
            state = decision.move.target
            facts["step_date"], reached[state] = date, date
            if decision.move.verb in (Verb.NOTIFY_ARREARS, Verb.NOTIFY_SUSPENSION, Verb.DUN, Verb.NOTIFY_TERMINATION):
                facts["last_notice_date"] = date
        elif state is CaseState.SUSPENDING:
            state, facts["suspended_date"], reached[CaseState.SUSPENDED] = CaseState.SUSPENDED, date, date
        elif state is CaseState.TERMINATING:
            state, facts["terminated_date"], reached[CaseState.TERMINATED] = CaseState.TERMINATED, date, date
        date += dt.timedelta(days=1)
    assert list(reached) == [
        CaseState.ARREARS_NOTICED,
        CaseState.SUSPENSION_NOTICED,
        CaseState.SUSPENDING,
        CaseState.SUSPENDED,
        CaseState.DUNNED,
        CaseState.TERMINATION_NOTICED,
        CaseState.TERMINATING,
        CaseState.TERMINATED,
        CaseState.BAD_DEBT,
    ]
    assert reached[CaseState.SUSPENDING] == day("2025-03-31")
    assert reached[CaseState.TERMINATING] == day("2025-06-01")
    assert reached[CaseState.BAD_DEBT] < day("2025-07-01")


def test_the_scenario_that_fits_most_exactly_is_taken_and_a_future_one_is_not():
    """R-DUN-1: grade × class × line of business, dated."""
    low_c = Scenario("low-c", day("2025-01-01"), grade="LOW", customer_class="C")
    future = Scenario(
        "low-c", day("2026-01-01"), grade="LOW", customer_class="C", days=LadderDays(suspension_after_due=40)
    )
    every = (*DEFAULT_SCENARIOS, low_c, future)

    def chosen(date, grade, customer_class):
        found = select_scenario(every, day(date), grade=grade, customer_class=customer_class, line_of_business="ICT")
        return found.version

    assert chosen("2025-06-01", "LOW", "C") == "low-c@2025-01-01"
    assert chosen("2026-06-01", "LOW", "C") == "low-c@2026-01-01"
    assert chosen("2025-06-01", "LOW", "A") == "standard@2000-01-01"
    assert chosen("2025-06-01", "HIGH", "C") == "high@2000-01-01"


def test_a_scenario_below_the_legal_days_or_out_of_order_is_refused_with_all_faults():
    """R-CRD-5 bounds, R-DUN-1 order."""
    days = LadderDays(suspension_after_due=30, suspension_notice_after_due=35, termination_after_suspension=60)
    with pytest.raises(Refusal) as refused:
        check_scenario(Scenario("x", day("2025-01-01"), days=days))
    assert refused.value.reason == "SCENARIO_INVALID"
    assert {fault.field for fault in refused.value.faults} == {
        "days.suspension_after_due",
        "days.termination_after_suspension",
    }
    for scenario in DEFAULT_SCENARIOS:
        check_scenario(scenario)


def test_the_sweep_takes_one_row_from_a_state():
    assert {state for state in CaseState if swept_move(state)} == {
        CaseState.OPEN,
        CaseState.ARREARS_NOTICED,
        CaseState.SUSPENSION_NOTICED,
        CaseState.SUSPENDED,
        CaseState.DUNNED,
        CaseState.TERMINATION_NOTICED,
        CaseState.TERMINATED,
    }
