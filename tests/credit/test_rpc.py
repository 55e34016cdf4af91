"""Credit over gRPC: what rating, networks and people ask it."""

import datetime as dt

import grpc.aio
import pytest

from services.chassis.events import date_to_pb
from services.rating.peers import OrderingPeers
from tests.credit.told import account, customer, line, money, subscription, unbilled
from tollbook.credit.v1 import control_pb2, events_pb2
from tollbook.credit.v1 import control_service_pb2 as controls
from tollbook.credit.v1 import grade_service_pb2 as grades
from tollbook.credit.v1 import policy_service_pb2 as policies
from tollbook.credit.v1 import terms_service_pb2 as terms
from tollbook.credit.v1 import warning_service_pb2 as warnings
from tollbook.credit.v1.control_service_pb2_grpc import ControlServiceStub
from tollbook.credit.v1.grade_service_pb2_grpc import GradeServiceStub
from tollbook.credit.v1.policy_service_pb2_grpc import PolicyServiceStub
from tollbook.credit.v1.terms_service_pb2_grpc import TermsServiceStub
from tollbook.credit.v1.warning_service_pb2_grpc import WarningServiceStub
from tollbook.kernel.v1 import operations_service_pb2 as operations
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub


def iso(date) -> str:
    return f"{date.year}-{date.month:02}-{date.day:02}"


async def reason_of(call) -> str:
    from google.rpc.error_details_pb2 import ErrorInfo
    from grpc_status import rpc_status

    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    status = rpc_status.from_call(caught.value)  # type: ignore[arg-type]
    info = ErrorInfo()
    status.details[0].Unpack(info)
    assert info.domain == "credit.tollbook"
    return info.reason


async def test_r_crd_5_rating_is_told_the_terms_of_each_account_in_the_order_asked(suite) -> None:
    await suite.told.open("2025-01-20")
    await suite.told.tell(customer("C-1", customer_class="A"), customer("C-2", customer_class="B"))
    await suite.told.tell(account("A-1", "C-1"), account("A-2", "C-2"), account("A-3", "C-1", agreed_day=15))
    stub = suite.stub(TermsServiceStub, "SERVICE")
    request = terms.BatchGetTermsRequest(
        cycle="2025-01", accounts=["accounts/A-2", "accounts/unknown", "accounts/A-1", "accounts/A-3"]
    )
    results = (await stub.BatchGetTerms(request)).results
    told = [(r.terms.grade, iso(r.terms.due_date), r.terms.prepayment_months) for r in results]
    assert told == [
        ("MEDIUM", "2025-03-31", 3),
        ("", "2025-02-28", 6),
        ("HIGH", "2025-04-30", 0),
        ("HIGH", "2025-04-15", 0),
    ]
    assert [r.terms.account for r in results] == list(request.accounts)
    assert {r.status.code for r in results} == {0}
    assert results[0].terms.policy_version == "initial"


async def test_r_crd_5_dates_are_quoted_for_a_grade(suite) -> None:
    await suite.told.open("2025-01-20")
    stub = suite.stub(TermsServiceStub, "CRM")
    request = terms.QuoteDatesRequest(cycle="2025-01", grade="HIGH", suspend_date=date_to_pb(dt.date(2025, 8, 1)))
    quoted = await stub.QuoteDates(request)
    assert iso(quoted.suspend_not_before) == "2025-07-31"
    assert iso(quoted.terminate_not_before) == "2025-10-01"
    unknown = stub.QuoteDates(terms.QuoteDatesRequest(cycle="2025-01", grade="GOLD"))
    assert await reason_of(unknown) == "GRADE_UNKNOWN"


async def test_r_ctl_2_a_network_is_told_what_an_account_may_spend(suite) -> None:
    await suite.told.open("2025-03-10")
    await suite.told.tell(customer(), account("A-1"), account("A-2", prepaid=True))
    await suite.told.tell(money(line("2025-03-31", 4_000), spendable=1_500), unbilled(2_500))
    await suite.told.tell(money(name="A-2", spendable=700))
    stub = suite.stub(ControlServiceStub, "NETWORK")
    check = control_pb2.CreditCheck(account="accounts/A-1", amount_minor_units=15_000)
    result = (await stub.CheckCredit(controls.CheckCreditRequest(check=check))).result
    figures = result.figures
    parts = [figures.spendable, figures.limit, figures.unbilled, figures.arrears, figures.available]
    assert [part.minor_units for part in parts] == [1_500, 20_000, 2_500, 4_000, 15_000]
    assert result.sufficient and result.state == events_pb2.CONTROL_STATE_CLEAR
    checks = [
        control_pb2.CreditCheck(account="accounts/A-2", amount_minor_units=701),
        control_pb2.CreditCheck(account="accounts/A-2", amount_minor_units=700),
        control_pb2.CreditCheck(account="accounts/none", amount_minor_units=1),
        control_pb2.CreditCheck(account="accounts/A-2", amount_minor_units=-1),
        control_pb2.CreditCheck(account="accounts/A-2", amount_minor_units=1),
    ]
    results = (await stub.BatchCheckCredit(controls.BatchCheckCreditRequest(checks=checks))).results
    assert [each.sufficient for each in results] == [False, True, False, False, True]
    assert [each.status.reason for each in results] == ["", "", "ACCOUNT_NOT_FOUND", "VALIDATION_FAILED", ""]
    unknown = stub.CheckCredit(controls.CheckCreditRequest(check=checks[2]))
    assert await reason_of(unknown) == "ACCOUNT_NOT_FOUND"


async def test_r_ctl_7_a_new_order_of_a_customer_in_arrears_needs_an_approval(suite) -> None:
    await suite.told.open("2025-03-10")
    await suite.told.tell(customer(), account("A-1"), account("A-2"))
    await suite.told.tell(money(line("2025-02-28", 4_000)), money(line("2025-03-31"), name="A-2"))
    stub = suite.stub(ControlServiceStub, "CRM")
    asked = await stub.CheckOrder(controls.CheckOrderRequest(customer="customers/C-1"))
    assert asked.approval_required
    assert dict(asked.overdue_minor_units) == {"accounts/A-1": 4_000}
    other = await stub.CheckOrder(controls.CheckOrderRequest(customer="customers/C-9"))
    assert not other.approval_required
    channel = suite.channel("SERVICE")
    rating = OrderingPeers(channel, channel, channel)
    assert await rating.in_arrears("C-1") and not await rating.in_arrears("C-9")


async def test_r_ctl_1_a_control_is_listed_explained_and_exported(suite) -> None:
    await suite.told.open("2025-03-10")
    await suite.told.tell(customer(), account("A-1"), account("A-2"))
    await suite.told.tell(money(line("2025-02-28", 4_000, late_fee=30)), money(line("2025-02-28"), name="A-2"))
    stub = suite.stub(ControlServiceStub, "AUDITOR")
    control = await stub.GetControl(controls.GetControlRequest(account="accounts/A-1"))
    assert (control.overdue.minor_units, iso(control.suspend_not_before)) == (4_030, "2025-03-31")
    assert control.sales_unit == "salesUnits/U-1"
    explained = await stub.ExplainControl(controls.ExplainControlRequest(account="accounts/A-1"))
    assert explained.recomputed == explained.control
    assert [debt.payable_minor_units for debt in explained.debts] == [4_030]
    first = await stub.ListControls(controls.ListControlsRequest(page_size=1))
    rest = await stub.ListControls(controls.ListControlsRequest(page_size=5, page_token=first.next_page_token))
    assert [each.account for each in [*first.controls, *rest.controls]] == ["accounts/A-1", "accounts/A-2"]
    decisions = await stub.ListControlDecisions(controls.ListControlDecisionsRequest(account="accounts/A-1"))
    assert [each.decision for each in decisions.decisions] == [control_pb2.CONTROL_DECISION_WARN]
    pieces = [p.content async for p in stub.ExportControlsCsv(controls.ExportControlsCsvRequest())]
    rows = b"".join(pieces).decode().splitlines()
    assert rows[0].startswith("account,customer,sales_unit,state")
    assert rows[1].startswith("A-1,C-1,U-1,OVERDUE,WARN,4030,2025-02-28,2025-03-31")


async def test_r_crd_2_a_grade_is_told_and_a_person_has_none(suite) -> None:
    await suite.told.open("2025-01-20")
    await suite.told.tell(customer("C-1", customer_class="B"), customer("P-1", kind="INDIVIDUAL"))
    stub = suite.stub(GradeServiceStub, "CRM")
    grade = await stub.GetGrade(grades.GetGradeRequest(customer="customers/C-1"))
    assert (grade.grade, grade.own_grade, grade.effective_cycle) == ("MEDIUM", "MEDIUM", "2025-01")
    assert await reason_of(stub.GetGrade(grades.GetGradeRequest(customer="customers/P-1"))) == "CUSTOMER_NOT_GRADED"
    assert await reason_of(stub.GetGrade(grades.GetGradeRequest(customer="customers/X"))) == "CUSTOMER_NOT_FOUND"
    listed = await stub.ListGrades(grades.ListGradesRequest())
    assert [each.customer for each in listed.grades] == ["customers/C-1"]


async def test_r_crd_4_the_policy_in_force_is_told(suite) -> None:
    await suite.told.open("2025-01-20")
    stub = suite.stub(PolicyServiceStub, "MARKETING")
    policy = await stub.GetEffectivePolicy(policies.GetEffectivePolicyRequest())
    assert policy.name == "policies/initial"
    assert [each.grade for each in policy.terms] == ["LOW", "MEDIUM", "HIGH"]
    assert await reason_of(stub.GetPolicy(policies.GetPolicyRequest(name="policies/none"))) == "POLICY_NOT_FOUND"


async def test_a_caller_without_the_role_is_refused(suite) -> None:
    stub = suite.stub(TermsServiceStub, "CASHIER")
    request = terms.BatchGetTermsRequest(cycle="2025-01", accounts=["accounts/A-1"])
    assert await reason_of(stub.BatchGetTerms(request)) == "ROLE_MISSING"


async def test_r_gen_2_closing_the_day_sweeps_and_verify_finds_nothing(suite) -> None:
    operator = suite.stub(OperationsServiceStub, "OPERATOR")
    await operator.InitializeClock(operations.InitializeClockRequest(date=date_to_pb(dt.date(2025, 3, 1))))
    await suite.told.tell(customer(), account(), money(line("2025-02-28"), line("2025-03-31", disputed=True)))
    closed = await operator.CloseDay(operations.CloseDayRequest(date=date_to_pb(dt.date(2025, 3, 1))), timeout=60)
    assert iso(closed.business_date) == "2025-03-02"
    assert closed.counters["sweep.accounts"] == 1
    verified = await operator.Verify(operations.VerifyRequest())
    assert {check.invariant: check.breaches for check in verified.checks if check.breaches} == {}
    assert verified.totals["arrears_minor_units"] == 20_000


async def test_r_ctl_3_the_list_its_outcome_and_the_months_analysis_are_told_and_exported(suite) -> None:
    await suite.told.open("2025-03-10")
    await suite.told.tell(customer(), account(prepaid=True), subscription(rent=10_000), money(spendable=9_999))
    operator, marketing = suite.stub(WarningServiceStub, "OPERATOR"), suite.stub(WarningServiceStub, "MARKETING")
    await operator.StartWarningRun(warnings.StartWarningRunRequest(request_id="w-1"))
    await suite.server.workers.finish("watch-lists/2025-03-10/w-1")
    listed = await marketing.ListWarnings(warnings.ListWarningsRequest(cycle="2025-03"))
    assert [each.name for each in listed.warnings] == ["warnings/2025-03-A-1-FIXED_LINE"]
    manager = suite.stub(WarningServiceStub, "ACCOUNT_MANAGER")
    record = warnings.RecordWarningOutcomeRequest(
        request_id="o-1", name=listed.warnings[0].name, outcome="WARNING_OUTCOME_NOTIFIED", note="by telephone"
    )
    assert await manager.RecordWarningOutcome(record) == await manager.RecordWarningOutcome(record)
    nameless = warnings.RecordWarningOutcomeRequest(name=record.name, outcome=record.outcome)
    batch = warnings.BatchRecordWarningOutcomesRequest(requests=[nameless, record])
    statuses = (await manager.BatchRecordWarningOutcomes(batch)).statuses
    assert [each.reason for each in statuses] == ["VALIDATION_FAILED", ""]
    assert statuses[0].faults[0].field == "request_id"
    record.note = "by letter"
    assert await reason_of(manager.RecordWarningOutcome(record)) == "REQUEST_ID_REUSED"
    request = warnings.ExportWarningEffectsCsvRequest(cycle="2025-03")
    pieces = [piece.content async for piece in marketing.ExportWarningEffectsCsv(request)]
    assert b"".join(pieces).decode().splitlines() == [
        "cycle,sales_unit,line_of_business,listed,recorded,recorded_in_window,topped_up,"
        "notified,promised,not_reached,declined",
        "2025-03,U-1,FIXED_LINE,1,1,1,0,1,0,0,0",
    ]
