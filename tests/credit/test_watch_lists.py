"""R-CTL-3, R-CTL-4: prepayment warnings and interventions, what was done, and what was not done in time."""

from dataclasses import replace

import pytest

from services.chassis.runs import RunKind
from services.credit.domain.policy import InterventionFigure, WarningBasis, WarningThreshold
from services.credit.domain.watch_lists import (
    InterventionState,
    WarningOutcome,
    WatchedLine,
    analyse,
    warn,
    warning_threshold,
)
from services.credit.usecases import read_controls, watch_lists
from services.credit.usecases.threshold_file import import_thresholds
from services.kernel.business import LineOfBusiness
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from tests.credit.builders import POLICY, day
from tests.credit.told import Told, account, customer, line, money, subscription, unbilled
from tollbook.credit.v1 import events_pb2 as pb

FIXED = LineOfBusiness.FIXED_LINE
LINE = WatchedLine("A-1", "C-1", "U-1", "M-1", FIXED, True, "CNY", 10_000, None, 4_000, 500, 0)


async def listed(told: Told) -> dict[str, int]:
    listing = watch_lists.WatchLists(told.db, told.runs)
    told.runs.register([RunKind(watch_lists.KIND, listing.work)])
    return dict(await listing.close(told.date))


async def warnings(told: Told):
    return await watch_lists.list_warnings(
        told.db, cycle="", sales_unit="", business="", open_only=False, after=None, limit=10
    )


async def interventions(told: Told, state: str = ""):
    return await watch_lists.list_interventions(
        told.db, cycle="", sales_unit="", business="", state=state, after=None, limit=10
    )


async def decisions(told: Told):
    return await read_controls.list_decisions(told.db, "A-1", None, 10)


async def fixed_line(told: Told, **more: int) -> None:
    await told.open("2025-03-10")
    await told.tell(customer(), account(prepaid=True), subscription(rent=10_000))
    await told.tell(money(spendable=more.get("spendable", 9_999)))


async def test_r_ctl_3_a_fixed_line_is_warned_when_less_than_its_rent_is_left(told: Told) -> None:
    await fixed_line(told)
    assert (await listed(told))["warned"] == 1
    (warning,) = await warnings(told)
    assert (warning.figure, warning.threshold, warning.sales_unit) == (9_999, 10_000, "U-1")
    assert warning.notify_by == day("2025-03-31")
    warned = await told.published(pb.CreditWarned)
    assert [(each.kind, each.figure_minor_units) for each in warned] == [("PREPAYMENT_WARNING", 9_999)]


async def test_r_ctl_3_a_month_lists_an_account_and_line_once(told: Told) -> None:
    await fixed_line(told)
    await listed(told)
    await told.open("2025-03-11")
    assert (await listed(told))["warned"] == 0
    await told.open("2025-04-01")
    assert (await listed(told))["warned"] == 1


async def test_r_ctl_3_enough_left_is_not_warned_of(told: Told) -> None:
    await fixed_line(told, spendable=10_000)
    assert (await listed(told))["warned"] == 0


async def test_r_ctl_3_broadband_is_warned_from_its_list(told: Told) -> None:
    await fixed_line(told, spendable=50_000)
    await told.tell(subscription("S-2", business="BROADBAND"))
    assert (await listed(told))["warned"] == 0
    rows = b"account,line_of_business,amount_minor_units\nA-1,BROADBAND,60000\nA-9,BROADBAND,1\nA-1,TELEX,-5\n"
    loaded = await import_thresholds(told.db, rows, "zhao.min")
    assert (loaded.rows, loaded.accepted, [row.line for row in loaded.rejects]) == (3, 1, [3, 4])
    assert (await import_thresholds(told.db, rows, "zhao.min")).duplicates == 1
    await told.open("2025-03-11")
    assert (await listed(told))["warned"] == 1


async def test_r_ctl_3_each_outcome_is_recorded_and_the_month_is_analysed(told: Told) -> None:
    await fixed_line(told)
    await listed(told)
    (warning,) = await warnings(told)
    record = watch_lists.OutcomeRecord(warning.warning, WarningOutcome.NOTIFIED, "by telephone", "M-1")
    first = await watch_lists.record_outcome(told.db, "o-1", record)
    assert await watch_lists.record_outcome(told.db, "o-1", record) == first
    unknown = replace(record, warning="none")
    answers = await watch_lists.record_outcomes(told.db, [("o-2", unknown)])
    assert isinstance(answers[0], Refusal) and answers[0].reason == "WARNING_NOT_FOUND"
    await told.tell(money(spendable=30_000))
    await told.open("2025-03-31")
    await listed(told)
    (effect,) = await watch_lists.warning_effects(told.db, Cycle(2025, 3))
    assert (effect.listed, effect.recorded, effect.recorded_in_window, effect.topped_up) == (1, 1, 1, 1)
    assert effect.outcomes == {WarningOutcome.NOTIFIED: 1}


async def test_r_ctl_4_above_the_limit_a_person_must_act_in_the_same_month(told: Told) -> None:
    await told.open("2025-03-10")
    await told.tell(customer(), account(), subscription())
    await told.tell(money(line("2025-02-28", 500_001)), unbilled(500_000))
    assert (await listed(told))["interventions"] == 1
    (found,) = await interventions(told)
    assert (found.figure, found.amount, found.limit) == (InterventionFigure.ARREARS, 500_001, 500_000)
    sent = [each for each in await decisions(told) if each.subject]
    assert [(each.decision, each.reasons, each.subject) for each in sent] == [
        ("WARN", ("BELOW_WARNING_THRESHOLD",), "warnings/2025-03-A-1-FIXED_LINE"),
        ("INTERVENE", ("ARREARS_ABOVE_LIMIT",), "interventions/2025-03-A-1-FIXED_LINE-ARREARS"),
    ]
    await told.open("2025-03-11")
    await listed(told)
    assert [each for each in await decisions(told) if each.subject] == sent
    action = watch_lists.ActionRecord(found.intervention, "visited, will pay on Friday", "M-1")
    done = await watch_lists.record_action(told.db, "i-1", action)
    assert done.state is InterventionState.DONE
    with pytest.raises(Refusal) as twice:
        await watch_lists.record_action(told.db, "i-2", action)
    assert twice.value.reason == "STATE_CONFLICT"


async def test_r_ctl_4_what_was_not_done_in_time_is_listed(told: Told) -> None:
    await told.open("2025-03-31")
    await told.tell(customer(), account(), subscription(), unbilled(500_001))
    assert (await listed(told))["missed"] == 1
    (missed,) = await interventions(told, "MISSED")
    late = await watch_lists.record_action(
        told.db, "i-1", watch_lists.ActionRecord(missed.intervention, "called", "M-1")
    )
    assert late.state is InterventionState.DONE_LATE


def test_r_ctl_3_a_sales_units_own_threshold_goes_before_the_common_one() -> None:
    common = WarningThreshold(FIXED, "", WarningBasis.FIXED_AMOUNT, 1_000)
    own = WarningThreshold(FIXED, "U-1", WarningBasis.FIXED_AMOUNT, 5_000)
    assert warning_threshold(LINE, [common, own]) == 5_000
    assert warning_threshold(replace(LINE, sales_unit="U-2"), [common, own]) == 1_000
    assert warning_threshold(replace(LINE, prepaid=False), [common]) is None


def test_r_ctl_3_the_credit_limit_counts_before_a_postpaid_line_is_warned() -> None:
    thresholds = [WarningThreshold(FIXED, "", WarningBasis.MONTHLY_RENT, rent_basis_points=10_000, postpaid=True)]
    postpaid = replace(LINE, prepaid=False)
    assert warn(postpaid, 6_500, thresholds, day("2025-03-10"), POLICY.control_rules) is None
    warned = warn(postpaid, 6_499, thresholds, day("2025-03-10"), POLICY.control_rules)
    assert warned is not None and (warned.figure, warned.threshold) == (9_999, 10_000)


def test_r_ctl_3_an_analysis_of_nothing_is_empty() -> None:
    assert analyse(Cycle(2025, 3), []) == []
