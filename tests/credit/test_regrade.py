"""R-CRD-3: regrading from what was due and paid, overrides, and what is published."""

import pytest

from services.credit.usecases import overrides, read_grades, regrade
from services.credit.wire.grades import grade_change_to_pb
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from tests.credit.told import (
    Told,
    account,
    bill,
    broken_promise,
    customer,
    reversed_settlement,
    settled,
    subscription,
)
from tollbook.credit.v1 import events_pb2 as pb
from tollbook.credit.v1 import grade_pb2

DUE = {"2025-01": "2025-02-28", "2025-02": "2025-03-31", "2025-03": "2025-04-30", "2025-04": "2025-05-31"}


async def bills_paid(told: Told, *, late: tuple[str, ...] = ()) -> None:
    """LOW's bills of four cycles, paid on the due date or the day after."""
    for cycle, due in DUE.items():
        await told.tell(bill(cycle, due))
        day = f"{Cycle.parse(due[:7]).next.first_day}" if cycle in late else due
        await told.tell(settled(cycle, 10_000, day))


async def grade_in(told: Told, cycle: str) -> str:
    return (await read_grades.get_grade(told.db, "C-1", Cycle.parse(cycle))).grade


async def test_r_crd_3_a_customer_who_pays_on_time_goes_up_one_from_the_next_cycle(told: Told) -> None:
    await told.open("2025-01-05")
    await told.tell(customer(), account())
    await bills_paid(told)
    await told.open("2025-06-30")
    await told.close()
    assert (await grade_in(told, "2025-06"), await grade_in(told, "2025-07")) == ("LOW", "MEDIUM")
    changes = await told.published(pb.GradeChanged)
    assert [(each.grade, each.effective_cycle) for each in changes] == [("LOW", "2025-01"), ("MEDIUM", "2025-07")]
    explained = await read_grades.explain_grade(told.db, "C-1", Cycle.parse("2025-07"))
    assert (explained.decision.due, explained.decision.paid_on_time) == (40_000, 40_000)
    assert [str(each.cycle) for each in explained.decision.due_cycles] == list(DUE)[::-1]


async def test_r_crd_3_a_late_payment_counts_by_its_value_date(told: Told) -> None:
    await told.open("2025-01-05")
    await told.tell(customer(customer_class="B"), account())
    await bills_paid(told, late=("2025-02",))
    await told.open("2025-06-30")
    await told.close()
    explained = await read_grades.explain_grade(told.db, "C-1", Cycle.parse("2025-07"))
    assert explained.decision.on_time_basis_points == 7_500
    assert await grade_in(told, "2025-07") == "LOW"


async def test_r_crd_3_a_reversed_settlement_does_not_count_whichever_comes_first(told: Told) -> None:
    await told.open("2025-01-05")
    await told.tell(customer(customer_class="B"), account())
    await bills_paid(told)
    await told.tell(bill("2025-05", "2025-06-30", 40_000))
    await told.tell(reversed_settlement("2025-05", 40_000, "R-1"))
    await told.tell(settled("2025-05", 40_000, "2025-06-30", number="R-1"))
    await told.open("2025-06-30")
    explained = await read_grades.explain_grade(told.db, "C-1", None)
    assert (explained.decision.due, explained.decision.paid_on_time) == (80_000, 40_000)


async def test_r_crd_3_a_suspension_counts_also_when_the_line_was_restored_since(told: Told) -> None:
    await told.open("2025-01-05")
    await told.tell(customer(customer_class="B"), account())
    await bills_paid(told)
    await told.tell(subscription(suspended="2025-04-02"))
    await told.tell(subscription(), broken_promise("2025-04-01"))
    await told.open("2025-06-30")
    explained = (await read_grades.explain_grade(told.db, "C-1", None)).decision
    assert (explained.suspensions, explained.broken_promises, explained.after) == (1, 1, "LOW")


async def test_r_crd_3_closing_the_day_again_regrades_once(told: Told) -> None:
    await told.open("2025-01-05")
    await told.tell(customer(), account())
    await bills_paid(told)
    await told.open("2025-06-30")
    await told.regrading.close(told.date)
    await told.regrading.close(told.date)
    assert len(await told.published(pb.GradeChanged)) == 2


def asked(**more: str) -> overrides.OverrideRequest:
    facts = {"grade": "HIGH", "first_cycle": "2025-02", "last_cycle": "2025-03", **more}
    return overrides.OverrideRequest(customer="C-1", reason="large project", requester="li.wei", **facts)


async def test_r_crd_3_an_override_holds_once_another_person_approved_it_and_ends(told: Told) -> None:
    await told.open("2025-02-05")
    await told.tell(customer(), account())
    row = await overrides.request_override(told.db, "r-1", asked())
    assert await overrides.request_override(told.db, "r-1", asked()) == row
    assert await grade_in(told, "2025-02") == "LOW"
    with pytest.raises(Refusal) as own:
        await overrides.decide_override(
            told.db, "d-0", overrides.OverrideDecision(row.override, "approve", "li.wei", "yes")
        )
    assert own.value.reason == "APPROVER_IS_REQUESTER"
    decision = overrides.OverrideDecision(row.override, "approve", "wang.fang", "agreed")
    await overrides.decide_override(told.db, "d-1", decision)
    held = [await grade_in(told, cycle) for cycle in ("2025-01", "2025-02", "2025-03", "2025-04")]
    assert held == ["LOW", "HIGH", "HIGH", "LOW"]
    await told.open("2025-03-31")
    await told.close()
    changes = await told.published(pb.GradeChanged)
    assert [(e.grade, e.effective_cycle) for e in changes][1:] == [("HIGH", "2025-02"), ("LOW", "2025-04")]


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"last_cycle": "2025-05"}, "OVERRIDE_TOO_LONG"),
        ({"first_cycle": "2025-01"}, "OVERRIDE_TOO_LONG"),
        ({"grade": "GOLD"}, "GRADE_UNKNOWN"),
    ],
)
async def test_r_crd_3_an_override_out_of_bounds_is_refused(told: Told, facts: dict[str, str], reason: str) -> None:
    await told.open("2025-02-05")
    await told.tell(customer(), account())
    with pytest.raises(Refusal) as refused:
        await overrides.request_override(told.db, "r-1", asked(**facts))
    assert refused.value.reason == reason


async def test_r_crd_2_a_cluster_customers_grade_is_fixed(told: Told) -> None:
    await told.open("2025-02-05")
    await told.tell(customer(kind="CLUSTER"), account())
    with pytest.raises(Refusal) as refused:
        await overrides.request_override(told.db, "r-1", asked())
    assert refused.value.reason == "GRADE_FIXED"


async def overridden(told: Told, **more: str) -> str:
    row = await overrides.request_override(told.db, f"r-{more}", asked(**more))
    return row.override


async def decide(told: Told, name: str, verb: str) -> None:
    decision = overrides.OverrideDecision(name, verb, "wang.fang", "agreed")
    await overrides.decide_override(told.db, f"{verb}-{name}", decision)


async def test_r_crd_5_an_override_approved_late_does_not_reach_back_to_bills_already_made(told: Told) -> None:
    await told.open("2025-02-05")
    await told.tell(customer(), account())
    name = await overridden(told)
    await told.open("2025-03-02")
    await decide(told, name, "approve")
    assert [await grade_in(told, cycle) for cycle in ("2025-02", "2025-03", "2025-04")] == ["LOW", "HIGH", "LOW"]
    late = await overridden(told, first_cycle="2025-04", last_cycle="2025-04")
    await told.open("2025-05-01")
    with pytest.raises(Refusal) as over:
        await decide(told, late, "approve")
    assert over.value.reason == "OVERRIDE_TOO_LONG"


async def test_r_crd_3_a_cycle_never_has_two_overrides_also_when_the_first_was_ended_in_it(told: Told) -> None:
    await told.open("2025-02-05")
    await told.tell(customer(), account())
    name = await overridden(told)
    await decide(told, name, "approve")
    await decide(told, name, "end")
    with pytest.raises(Refusal) as refused:
        await overridden(told, grade="MEDIUM")
    assert refused.value.reason == "OVERRIDE_OVERLAPS"
    await overridden(told, grade="MEDIUM", first_cycle="2025-03")


async def test_r_crd_3_the_history_tells_regradings_with_their_weights_and_overrides_with_their_end(told: Told) -> None:
    await told.open("2025-01-05")
    await told.tell(customer(), account())
    await bills_paid(told)
    await told.open("2025-06-30")
    await told.close()
    await decide(told, await overridden(told, first_cycle="2025-07", last_cycle="2025-08"), "approve")
    first = await read_grades.list_history(told.db, "C-1", None, 2)
    rest = await read_grades.list_history(told.db, "C-1", first[-1].place, 2)
    override, regraded, initial = [grade_change_to_pb(each) for each in (*first, *rest)]
    assert (override.grade, override.effective_cycle, override.last_cycle) == ("HIGH", "2025-07", "2025-08")
    assert (regraded.grade, regraded.origin) == ("MEDIUM", grade_pb2.GRADE_ORIGIN_REGRADE)
    explained = regraded.explanation
    assert [each.weight_basis_points for each in explained.due_cycles] == [2_500] * 4
    assert (explained.raise_from_basis_points, explained.lower_below_basis_points) == (9_500, 8_000)
    assert (explained.cycles_considered, explained.cycles_minimum, list(explained.reasons)) == (6, 3, ["ON_TIME"])
    assert (initial.grade, initial.origin) == ("LOW", grade_pb2.GRADE_ORIGIN_INITIAL)


@pytest.mark.parametrize(("cycle", "reason"), [("2025-06", "REGRADE_TOO_EARLY"), ("2025-04", "REGRADE_TOO_LATE")])
async def test_r_crd_5_a_regrading_holds_for_no_bill_already_made(told: Told, cycle: str, reason: str) -> None:
    await told.open("2025-06-29")
    with pytest.raises(Refusal) as refused:
        await regrade.start_regrade(told.db, Cycle.parse(cycle))
    assert refused.value.reason == reason
