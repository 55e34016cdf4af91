"""The policy and the working calendars as dated, approved data (R-GEN-5), and that they decide."""

import dataclasses
import datetime as dt

import pytest

from services.chassis.events import date_to_pb
from services.collection.domain.calendar import DEFAULT_CALENDARS, WorkingCalendar, calendar_on, check_calendar
from services.collection.domain.collection_policy import CollectionPolicy, check_policy, policy_on
from services.collection.domain.dossier import BadDebtPolicy
from services.collection.domain.order_policy import OrderPolicy
from services.collection.domain.provision import ProvisionRate
from services.kernel.errors import Refusal
from tests.collection.builders import day
from tests.collection.serving import cny
from tests.collection.test_rpc import close_until, reason_of
from tollbook.collection.v1 import (
    case_service_pb2,
    scenario_pb2,
    scenario_service_pb2,
    work_order_service_pb2,
)
from tollbook.collection.v1.case_service_pb2_grpc import CaseServiceStub
from tollbook.collection.v1.scenario_service_pb2_grpc import ScenarioServiceStub
from tollbook.collection.v1.work_order_service_pb2_grpc import WorkOrderServiceStub

BROKEN = CollectionPolicy(
    day("2025-03-10"),
    OrderPolicy({"BROADBAND": 72}, {}, ()),
    BadDebtPolicy(evidence_rules=(("GROUP", ()),), chain=("MARKETING", "MARKETING")),
    provision_rates=(ProvisionRate(3, 20_000),),
    promise_days_max=0,
)


def test_all_faults_of_a_policy_are_told_at_once():
    with pytest.raises(Refusal) as refused:
        check_policy(BROKEN)
    assert [fault.field for fault in refused.value.faults] == [
        "restoration_hours[BROADBAND]",
        "restoration_hours",
        "escalation_levels",
        "approval_chain",
        "evidence_rules",
        "provision_rates[0].basis_points",
        "promise_days_max",
        "provision_rates",
    ]


def test_the_newest_policy_begun_decides():
    later = dataclasses.replace(CollectionPolicy(), effective_date=day("2025-03-10"), task_days=9)
    assert [policy_on([later], day(date)).task_days for date in ("2025-03-09", "2025-03-10")] == [3, 9]


def test_a_calendar_knows_its_days_and_hours():
    """R-DUN-3: a named date comes before its weekday."""
    calendar = WorkingCalendar(
        "VOICE",
        weekdays=(1, 2, 3, 4, 5),
        closed_dates=(day("2025-03-05"),),
        open_dates=(day("2025-03-08"),),
        first_minute=570,
    )
    worked = [date for date in range(3, 11) if calendar.works(dt.date(2025, 3, date))]
    assert worked == [3, 4, 6, 7, 8, 10]
    assert calendar.add_days(day("2025-03-04"), 3) == day("2025-03-08")
    assert calendar.hours == ("09:30", "21:00")
    assert calendar_on([calendar], "SMS", day("2025-03-05")) in DEFAULT_CALENDARS


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("weekdays", {"weekdays": ()}),
        ("weekdays", {"weekdays": (1, 1)}),
        ("weekdays", {"weekdays": (8,)}),
        ("open_dates", {"open_dates": (day("2025-03-08"),), "closed_dates": (day("2025-03-08"),)}),
        ("quiet_from_minute", {"first_minute": 600, "quiet_from_minute": 600}),
        ("quiet_from_minute", {"quiet_from_minute": 1441}),
    ],
)
def test_an_impossible_calendar_is_refused(field, changes):
    with pytest.raises(Refusal) as refused:
        check_calendar(WorkingCalendar("SMS", **changes))
    assert [fault.field for fault in refused.value.faults] == [field]


def _decision(request_id: str, name: str, date: dt.date) -> scenario_service_pb2.DecidePolicyRequest:
    return scenario_service_pb2.DecidePolicyRequest(
        request_id=request_id,
        name=name,
        effective_date=date_to_pb(date),
        decision="POLICY_STATE_APPROVED",
        comment="agreed",
    )


async def test_a_policy_decides_from_its_date_once_another_person_approved_it(serving):
    """R-GEN-5, R-DUN-4, R-OPN-7: the longest promise and the hours of a restoration are the policy's."""
    await serving.tell_account()
    marketing = serving.stub(ScenarioServiceStub, "MARKETING", "APPROVER", "AUDITOR", subject="zhao")
    built_in = await marketing.GetCollectionPolicy(scenario_service_pb2.GetCollectionPolicyRequest())
    assert (built_in.promise_days_max, built_in.restoration_hours[""], built_in.version) == (
        31,
        24,
        "policy@2000-01-01",
    )
    asked = scenario_pb2.CollectionPolicy()
    asked.CopyFrom(built_in)
    asked.promise_days_max = 5
    asked.restoration_hours["BROADBAND"] = 48
    asked.effective_date.CopyFrom(date_to_pb(dt.date(2025, 3, 4)))
    request = scenario_service_pb2.ProposeCollectionPolicyRequest(request_id="p1", collection_policy=asked)
    proposed = await marketing.ProposeCollectionPolicy(request)
    assert await marketing.ProposeCollectionPolicy(request) == proposed
    decision = _decision("p2", "collectionPolicies/2025-03-04", dt.date(2025, 3, 4))
    assert await reason_of(marketing.DecidePolicy(decision)) == "SEPARATION_OF_DUTIES"
    await close_until(serving, dt.date(2025, 3, 4))
    cases = serving.stub(CaseServiceStub, "COLLECTOR")
    promise = case_service_pb2.RecordPromiseRequest(
        request_id="p3", case_name="cases/A-1-1", amount=cny(100), promised_date=date_to_pb(dt.date(2025, 3, 14))
    )
    approver = serving.stub(ScenarioServiceStub, "APPROVER", subject="li")
    await approver.DecidePolicy(decision)
    assert await reason_of(cases.RecordPromise(promise)) == "DATE_OUT_OF_RANGE"
    orders = serving.stub(WorkOrderServiceStub, "COLLECTOR")
    change = work_order_service_pb2.OrderChangeRequest(
        request_id="p4", case_name="cases/A-1-1", subscription="subscriptions/S-1", reason="slower"
    )
    ordered = await orders.OrderChange(change)
    assert ordered.due_date == date_to_pb(dt.date(2025, 3, 9))
    asked.restoration_hours["BROADBAND"] = 72
    asked.effective_date.CopyFrom(date_to_pb(dt.date(2025, 4, 1)))
    wrong = scenario_service_pb2.ProposeCollectionPolicyRequest(request_id="p5", collection_policy=asked)
    assert await reason_of(marketing.ProposeCollectionPolicy(wrong)) == "POLICY_INVALID"
    asked.escalation_days["SHOUT"] = 1
    wrong = scenario_service_pb2.ProposeCollectionPolicyRequest(request_id="p6", collection_policy=asked)
    assert await reason_of(marketing.ProposeCollectionPolicy(wrong)) == "VALIDATION_FAILED"


async def test_a_calendar_is_proposed_by_one_and_approved_by_another(serving):
    """R-DUN-3, R-GEN-5."""
    marketing = serving.stub(ScenarioServiceStub, "MARKETING", "AUDITOR", subject="zhao")
    calendar = scenario_pb2.WorkingCalendar(
        name="workingCalendars/SMS",
        medium="CONTACT_MEDIUM_SMS",
        weekdays=[1, 2, 3, 4, 5],
        first_minute=540,
        quiet_from_minute=1200,
        effective_date=date_to_pb(dt.date(2025, 3, 10)),
    )
    request = scenario_service_pb2.ProposeWorkingCalendarRequest(request_id="c1", working_calendar=calendar)
    await marketing.ProposeWorkingCalendar(request)
    approver = serving.stub(ScenarioServiceStub, "APPROVER", subject="li")
    missing = approver.DecidePolicy(_decision("c2", "workingCalendars/VOICE", dt.date(2025, 3, 10)))
    assert await reason_of(missing) == "POLICY_NOT_FOUND"
    await approver.DecidePolicy(_decision("c3", "workingCalendars/SMS", dt.date(2025, 3, 10)))
    listed = await marketing.ListWorkingCalendars(scenario_service_pb2.ListWorkingCalendarsRequest())
    mine = [each for each in listed.working_calendars if each.proposer == "zhao"]
    assert [(each.state, each.approver) for each in mine] == [(scenario_pb2.POLICY_STATE_APPROVED, "li")]
    calendar.weekdays.append(9)
    calendar.effective_date.CopyFrom(date_to_pb(dt.date(2025, 3, 11)))
    request = scenario_service_pb2.ProposeWorkingCalendarRequest(request_id="c4", working_calendar=calendar)
    assert await reason_of(marketing.ProposeWorkingCalendar(request)) == "CALENDAR_INVALID"
    calendar.name = "workingCalendars/VOICE"
    request = scenario_service_pb2.ProposeWorkingCalendarRequest(request_id="c5", working_calendar=calendar)
    assert await reason_of(marketing.ProposeWorkingCalendar(request)) == "VALIDATION_FAILED"
