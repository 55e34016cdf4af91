"""What SQL puts off is exactly what the reference lets wait, until the same date (R-DUN-1)."""

import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.collection.domain.case import Case
from services.collection.domain.ladder import SWEPT_STATES, CaseState
from services.collection.domain.scenario import DEFAULT_SCENARIOS, LadderDays, Layer, Scenario, select_scenario
from services.collection.domain.sweep import Control, Step, Wait, decide_step
from services.collection.store import cases as case_store
from services.collection.store.tables import account, customer, ladder_case, subscription
from services.collection.store.waits import put_off
from tests.collection.builders import day

TODAY = day("2025-06-10")
KEYS = ("grade", "customer_class", "line_of_business")
SCENARIOS = (
    *DEFAULT_SCENARIOS,
    Scenario("class-b", day("2025-01-01"), customer_class="B", days=LadderDays(minimum_after_notice=9)),
    Scenario("circuit", day("2025-01-01"), line_of_business="CIRCUIT", days=LadderDays(arrears_notice_after_due=9)),
    Scenario("by-line", day("2025-01-01"), grade="LOW", customer_class="A", layer=Layer.SUBSCRIPTION),
    Scenario("to-come", day("2025-06-11"), days=LadderDays(arrears_notice_after_due=1)),
)


def dates(first: int, last: int) -> st.SearchStrategy[dt.date]:
    return st.integers(first, last).map(lambda days: TODAY + dt.timedelta(days=days))


MAYBE = st.none() | dates(-40, 12)
FACTS = st.fixed_dictionaries(
    {
        "state": st.sampled_from(sorted(SWEPT_STATES)),
        "anchor": dates(-130, -1),
        "step_date": dates(-30, 0),
        "suspended_date": st.none() | dates(-80, 0),
        "terminated_date": st.none() | dates(-20, 0),
        "last_notice_date": st.none() | dates(-15, 0),
        "notice_waiting": st.booleans(),
        "held_until": MAYBE | st.just(dt.date.max),
        "same_debt": st.booleans(),
        "suspend": MAYBE,
        "terminate": MAYBE,
        "no_dunning": MAYBE,
        "no_suspension": MAYBE | st.just(dt.date.max),
        "line": st.sampled_from(("ACTIVE", "SUSPENDED", "TERMINATED")),
        "grade": st.sampled_from(("LOW", "MEDIUM", "GOLD", "")),
        "customer_class": st.sampled_from(("A", "B", "")),
        "business": st.sampled_from(("BROADBAND", "CIRCUIT")),
    }
)


def reference(facts: dict[str, Any], case: Case, control: Control, scenario: Scenario) -> Step | Wait:
    acting = {CaseState.SUSPENSION_NOTICED: ("ACTIVE",), CaseState.TERMINATION_NOTICED: ("ACTIVE", "SUSPENDED")}
    if case.state in acting and facts["line"] not in acting[case.state]:
        control = control.without_lines()
    return decide_step(case.facts, case.anchor, control, scenario, TODAY)


def rows_of(facts: dict[str, Any], number: int) -> tuple[Case, Control, list[tuple[Any, dict[str, Any]]]]:
    """The case, credit's control, and the rows of one account."""
    key, who = {"shard": number % 256}, {"account_id": f"A-{number}", "customer_id": f"C-{number}"}
    names = (
        "step_date",
        "anchor",
        "suspended_date",
        "terminated_date",
        "last_notice_date",
        "notice_waiting",
        "held_until",
    )
    case = Case(
        number % 256,
        f"A-{number}-1",
        who["account_id"],
        who["customer_id"],
        1,
        CaseState(facts["state"]),
        step_count=1,
        open_date=TODAY,
        next_date=TODAY,
        **{name: facts[name] for name in names},
    )
    oldest = facts["anchor"] if facts["same_debt"] else TODAY
    control = Control(oldest, facts["suspend"], facts["terminate"], facts["no_dunning"], facts["no_suspension"])
    disputed = {"x": True, "t": False, "p": 5, "f": 0, "l": "ICT"}
    owed = {"x": False, "t": False, "p": 5, "f": 0, "l": facts["business"]}
    money = {
        "anchor": facts["anchor"],
        "lines": [disputed, owed],
        "open_case": case.case_id,
        "control_oldest_due": oldest,
        "suspend_not_before": facts["suspend"],
        "terminate_not_before": facts["terminate"],
        "dunning_exempt_until": facts["no_dunning"],
        "suspension_exempt_until": facts["no_suspension"],
    }
    graded = {"grade": facts["grade"], "customer_class": facts["customer_class"]}
    line = {"subscription_id": f"S-{number}", "state": facts["line"]}
    return (
        case,
        control,
        [
            (customer, {**key, "customer_id": who["customer_id"], **graded}),
            (account, {**key, **who, **money}),
            (subscription, {**key, **who, **line}),
        ],
    )


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(st.lists(FACTS, min_size=20, max_size=60))
async def test_what_sql_puts_off_is_what_the_reference_lets_wait(world, facts):
    suite = await world(TODAY.isoformat())
    told = [(each, *rows_of(each, number)) for number, each in enumerate(facts, start=1)]

    async def work(tx) -> dict[str, dt.date]:
        for _, case, _, rows in told:
            for table, row in rows:
                await tx.execute(table.insert().values(row))
            await case_store.add_cases(tx, [case])
        await put_off(tx, SCENARIOS, TODAY, 0, 255)
        return {row.case_id: row.next_date for row in await tx.execute(ladder_case.select())}

    next_dates = await suite.db.transact(work)
    await suite.db.close()
    for each, case, control, _ in told:
        keys = (each["grade"], each["customer_class"], each["business"])
        scenario = select_scenario(SCENARIOS, TODAY, **dict(zip(KEYS, keys, strict=True)))
        decision = reference(each, case, control, scenario)
        until = next_dates[case.case_id]
        if until > TODAY:
            assert isinstance(decision, Wait)
            assert decision.until == until
        elif scenario.layer is Layer.ACCOUNT:
            assert isinstance(decision, Step), f"{case.state} could have been put off until {decision.until}"
