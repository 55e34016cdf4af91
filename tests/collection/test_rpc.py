"""Collection over gRPC: the days of a case, as a collector, an approver and finance see it."""

import asyncio
import csv
import datetime as dt
import io
import time
from typing import Any

import grpc
import grpc.aio
import pytest
from google.rpc.error_details_pb2 import ErrorInfo
from grpc_status import rpc_status

from services.chassis.events import date_to_pb
from tests.collection.serving import cny
from tollbook.collection.v1 import (
    agency_pb2,
    agency_service_pb2,
    arrears_pb2,
    arrears_service_pb2,
    bad_debt_service_pb2,
    case_pb2,
    case_service_pb2,
    contact_pb2,
    contact_service_pb2,
    scenario_pb2,
    scenario_service_pb2,
    work_order_pb2,
    work_order_service_pb2,
)
from tollbook.collection.v1.agency_service_pb2_grpc import AgencyServiceStub
from tollbook.collection.v1.arrears_service_pb2_grpc import ArrearsServiceStub
from tollbook.collection.v1.bad_debt_service_pb2_grpc import BadDebtServiceStub
from tollbook.collection.v1.case_service_pb2_grpc import CaseServiceStub
from tollbook.collection.v1.contact_service_pb2_grpc import ContactServiceStub
from tollbook.collection.v1.scenario_service_pb2_grpc import ScenarioServiceStub
from tollbook.collection.v1.work_order_service_pb2_grpc import WorkOrderServiceStub
from tollbook.kernel.v1 import operations_service_pb2 as operations
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.payment.v1 import events_pb2 as payment_pb

MARCH = dt.date(2025, 3, 1)


async def reason_of(call: Any) -> str:
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await call
    info = ErrorInfo()
    error: Any = caught.value
    rpc_status.from_call(error).details[0].Unpack(info)
    assert info.domain == "collection.tollbook"
    return info.reason


async def close_until(serving, last: dt.date, first: dt.date = MARCH) -> None:
    """Closes days over the wire, from the date that is open, until this one is."""
    stub = serving.stub(OperationsServiceStub, "OPERATOR")
    date = first
    while date < last:
        await stub.CloseDay(operations.CloseDayRequest(date=date_to_pb(date)))
        date += dt.timedelta(days=1)


def recall_without_request_id() -> agency_service_pb2.BatchRecallCasesRequest:
    item = agency_service_pb2.CaseAssignmentItem(case_name="cases/A-1-1")
    return agency_service_pb2.BatchRecallCasesRequest(items=[item], comment="paid")


async def csv_of(stream) -> list[dict[str, str]]:
    content = b"".join([chunk.content async for chunk in stream])
    return list(csv.DictReader(io.StringIO(content.decode())))


async def test_a_case_from_notice_to_restoration_over_the_wire(serving, tmp_path):
    """R-DUN-1, R-DUN-3, R-DUN-5, R-DUN-6, R-OPN-7."""
    await serving.tell_account()
    await close_until(serving, dt.date(2025, 4, 1))
    cases, orders = serving.stub(CaseServiceStub, "COLLECTOR"), serving.stub(WorkOrderServiceStub, "COLLECTOR")
    shown = await cases.GetCase(case_service_pb2.GetCaseRequest(name="cases/A-1-1"))
    assert (shown.state, shown.overdue.minor_units) == (case_pb2.CASE_STATE_SUSPENDING, 10000)
    assert list(shown.next_conditions) == ["AWAITING_EVENT"]
    (command,) = serving.peers.commands
    assert (command.name, command.platform, command.reason) == (
        "commands/A-1-1-suspend-1",
        "platforms/sample",
        "ARREARS",
    )
    assert command.HasField("expire_time")
    for outcome in ("SENT", "COMPLETED", "ARCHIVED"):
        await serving.tell_report(command, outcome)
    await serving.tell_line("SUSPENDED")
    await serving.tell_owed(0)
    status = serving.stub(OperationsServiceStub, "OPERATOR")
    while (await status.GetStatus(operations.GetStatusRequest())).pending["commands"]:
        pass
    restore = serving.peers.commands[-1]
    assert restore.kind == 4
    assert not restore.HasField("expire_time")
    await serving.tell_report(restore, "ARCHIVED")
    steps = await cases.ListCaseSteps(case_service_pb2.ListCaseStepsRequest(case_name="cases/A-1-1"))
    verbs = [case_pb2.LadderVerb.Name(step.verb).removeprefix("LADDER_VERB_") for step in steps.steps]
    assert verbs == [
        "OPEN",
        "NOTIFY_ARREARS",
        "NOTIFY_SUSPENSION",
        "ORDER_SUSPENSION",
        "CONFIRM_SUSPENSION",
        "ORDER_RESTORATION",
        "CONFIRM_RESTORATION",
    ]
    report = await orders.GetRestorationReport(work_order_service_pb2.GetRestorationReportRequest())
    assert (report.suspensions_confirmed, report.restorations_archived, report.restorations_late) == (1, 1, 0)
    (restoration,) = (await orders.ListRestorations(work_order_service_pb2.ListRestorationsRequest())).restorations
    assert (restoration.archived, restoration.within_limit, restoration.hours_limit) == (True, True, 24)
    listed = await orders.ListWorkOrders(
        work_order_service_pb2.ListWorkOrdersRequest(states=[work_order_pb2.WORK_ORDER_STATE_ARCHIVED])
    )
    assert len(listed.work_orders) == 2
    written: list[str] = []
    deadline = time.monotonic() + 10
    while len(written) < 3 and time.monotonic() < deadline:
        await asyncio.sleep(0.05)  # the restoration's own notice follows its report
        files = (tmp_path / "outgoing").glob("*.jsonl")
        written = [line for file in files for line in file.read_text().splitlines()]
    assert [sum(words in line for line in written) for words in ("停机预告", "已恢复")] == [1, 1]
    assert len(written) == 3
    query = case_service_pb2.ListCasesRequest(show_closed=True)
    rows = await csv_of(cases.ExportCasesCsv(case_service_pb2.ExportCasesCsvRequest(query=query)))
    assert [row["verb"] for row in rows] == verbs
    verified = await status.Verify(operations.VerifyRequest())
    assert [(check.invariant, check.breaches) for check in verified.checks if check.breaches] == []
    assert verified.totals["restorations"] == 1


async def test_snapshot_and_ageing_over_the_wire(serving):
    """R-ARR-1, R-ARR-2, R-ARR-3."""
    await serving.tell_account()
    await serving.tell("payment", "offsets/2025-02", payment_pb.OffsetCompleted(cycle="2025-02"))
    await close_until(serving, dt.date(2025, 3, 2))
    stub = serving.stub(ArrearsServiceStub, "FINANCE", "AUDITOR")
    shown = await stub.GetSnapshot(arrears_service_pb2.GetSnapshotRequest(name="snapshots/2025-03"))
    assert (shown.total.two_months_minor_units, shown.total.overdue_minor_units, shown.accounts) == (10000, 10000, 1)
    assert shown.HasField("complete_time")
    again = await stub.ReproduceSnapshot(arrears_service_pb2.ReproduceSnapshotRequest(name="snapshots/2025-03"))
    assert again.equal
    query = arrears_service_pb2.QueryAgeingRequest(
        snapshot="snapshots/2025-03",
        dimensions=[arrears_pb2.ARREARS_DIMENSION_SALES_UNIT, arrears_pb2.ARREARS_DIMENSION_RESPONSIBLE],
    )
    answer = await stub.QueryAgeing(query)
    assert [list(row.keys) for row in answer.rows] == [["salesUnits/U1", "GROUP_DEPARTMENT"]]
    rows = await csv_of(stub.ExportAgeingCsv(arrears_service_pb2.ExportAgeingCsvRequest(query=query)))
    assert rows[0]["two_months"] == "10000"
    history = await stub.GetArrearsHistory(arrears_service_pb2.GetArrearsHistoryRequest(object="subscriptions/S-1"))
    assert [month.buckets.total_minor_units for month in history.months] == [10000]
    listing = arrears_service_pb2.ListArrearsRequest(snapshot="snapshots/2025-03", object="ARREARS_OBJECT_ACCOUNT")
    assert [item.object for item in (await stub.ListArrears(listing)).items] == ["accounts/A-1"]
    objects = await csv_of(stub.ExportArrearsCsv(arrears_service_pb2.ExportArrearsCsvRequest(query=listing)))
    assert objects[0]["object"] == "A-1"
    missing = stub.GetSnapshot(arrears_service_pb2.GetSnapshotRequest(name="snapshots/2024-01"))
    assert await reason_of(missing) == "SNAPSHOT_NOT_FOUND"


async def test_contacts_and_their_completeness_over_the_wire(serving):
    """R-DUN-3: every contact and its result; lists supervised for completeness."""
    await serving.tell_account()
    await close_until(serving, dt.date(2025, 3, 5))
    stub = serving.stub(ContactServiceStub, "COLLECTOR", "SUPPORT")
    (contact,) = (await stub.ListContacts(contact_service_pb2.ListContactsRequest(period="2025-03"))).contacts
    assert (contact.state, contact.recipient) == (contact_pb2.CONTACT_STATE_SENT, "0311-1")
    request = contact_service_pb2.RecordContactResultRequest(
        request_id="r1", name=contact.name, result="CONTACT_RESULT_PROMISED", comment="=on Friday"
    )
    assert (await stub.RecordContactResult(request)).result == contact_pb2.CONTACT_RESULT_PROMISED
    (each,) = (await stub.ListContactLists(contact_service_pb2.ListContactListsRequest())).contact_lists
    assert (each.name, each.planned, each.sent, each.complete) == ("contactLists/2025-03-03-SMS", 1, 1, True)
    rows = await csv_of(stub.ExportContactsCsv(contact_service_pb2.ExportContactsCsvRequest(query={})))
    assert rows[0]["comment"] == "'=on Friday", "a cell is never a formula"


async def test_holds_and_refusals_over_the_wire(serving):
    """R-DUN-4, R-GEN-3."""
    await serving.tell_account()
    await close_until(serving, dt.date(2025, 3, 3))
    stub = serving.stub(CaseServiceStub, "COLLECTOR")
    hold = case_service_pb2.HoldCaseRequest(request_id="h1", case_name="cases/A-1-1", comment="moving")
    put = await stub.HoldCase(hold)
    assert await stub.HoldCase(hold) == put
    hold.comment = "other"
    assert await reason_of(stub.HoldCase(hold)) == "REQUEST_ID_REUSED"
    shown = await stub.GetCase(case_service_pb2.GetCaseRequest(name="cases/A-1-1"))
    assert [each.name for each in shown.holds] == [put.name]
    assert "ON_HOLD" in shown.next_conditions
    resume = case_service_pb2.ResumeCaseRequest(request_id="h2", hold=put.name, comment="moved")
    assert list((await stub.ResumeCase(resume)).holds) == []
    assert await reason_of(stub.GetCase(case_service_pb2.GetCaseRequest(name="cases/none"))) == "CASE_NOT_FOUND"
    wrong = case_service_pb2.GetCaseRequest(name="customers/C-1")
    assert await reason_of(stub.GetCase(wrong)) == "VALIDATION_FAILED"
    other = serving.stub(CaseServiceStub, "CASHIER")
    assert await reason_of(other.GetCase(case_service_pb2.GetCaseRequest(name="cases/A-1-1"))) == "ROLE_MISSING"
    ladder = await stub.GetLadder(case_service_pb2.GetLadderRequest())
    assert len(ladder.moves) == len({(row.from_state, row.verb) for row in ladder.moves})


async def test_a_scenario_is_proposed_by_one_and_approved_by_another(serving):
    """R-DUN-1, R-GEN-5: dated, approved data."""
    await serving.tell_account()
    proposer = serving.stub(ScenarioServiceStub, "MARKETING", "APPROVER", subject="zhao")
    days = scenario_pb2.LadderDays(
        arrears_notice_after_due=1,
        suspension_notice_after_due=10,
        suspension_after_due=40,
        dunning_after_suspension=5,
        termination_notice_after_suspension=50,
        termination_after_suspension=70,
        bad_debt_after_termination=10,
        minimum_after_notice=5,
    )
    scenario = scenario_pb2.Scenario(
        name="scenarios/class-c",
        customer_class="CUSTOMER_CLASS_C",
        days=days,
        media=["CONTACT_MEDIUM_EMAIL", "CONTACT_MEDIUM_SMS"],
        effective_date=date_to_pb(dt.date(2025, 3, 10)),
    )
    request = scenario_service_pb2.ProposeScenarioRequest(request_id="s1", scenario=scenario)
    assert (await proposer.ProposeScenario(request)).state == scenario_pb2.POLICY_STATE_PROPOSED
    decision = scenario_service_pb2.DecidePolicyRequest(
        request_id="s2",
        name="scenarios/class-c",
        effective_date=scenario.effective_date,
        decision="POLICY_STATE_APPROVED",
        comment="agreed",
    )
    assert await reason_of(proposer.DecidePolicy(decision)) == "SEPARATION_OF_DUTIES"
    approver = serving.stub(ScenarioServiceStub, "APPROVER", "AUDITOR", subject="li")
    await approver.DecidePolicy(decision)
    for date, chosen in ((dt.date(2025, 3, 9), "standard"), (dt.date(2025, 3, 10), "class-c")):
        select = scenario_service_pb2.SelectScenarioRequest(account="accounts/A-1", date=date_to_pb(date))
        assert (await approver.SelectScenario(select)).scenario.name == f"scenarios/{chosen}"
    scenario.days.suspension_after_due = 5
    request = scenario_service_pb2.ProposeScenarioRequest(request_id="s3", scenario=scenario)
    assert await reason_of(proposer.ProposeScenario(request)) == "SCENARIO_INVALID"


async def test_a_template_of_ones_own_words(serving):
    """R-DUN-2."""
    await serving.tell_account()
    stub = serving.stub(ScenarioServiceStub, "MARKETING", subject="zhao")
    template = scenario_pb2.NoticeTemplate(
        name="noticeTemplates/arrears-zh",
        kind="NOTICE_KIND_ARREARS_NOTICE",
        language="zh-CN",
        text="{customer}欠{amount}元，{due_date}",
        effective_date=date_to_pb(MARCH),
    )
    await stub.ProposeNoticeTemplate(
        scenario_service_pb2.ProposeNoticeTemplateRequest(request_id="t1", notice_template=template)
    )
    preview = scenario_service_pb2.PreviewNoticeRequest(
        notice_template="noticeTemplates/arrears-zh", account="accounts/A-1"
    )
    assert (await stub.PreviewNotice(preview)).text == "晋州水务欠100.00元，2025-02-28"
    decide = scenario_service_pb2.DecidePolicyRequest(
        request_id="t2",
        name=template.name,
        effective_date=template.effective_date,
        decision="POLICY_STATE_APPROVED",
        comment="agreed",
    )
    await serving.stub(ScenarioServiceStub, "APPROVER", subject="li").DecidePolicy(decide)
    await close_until(serving, dt.date(2025, 3, 5))
    contacts = serving.stub(ContactServiceStub, "COLLECTOR")
    (contact,) = (await contacts.ListContacts(contact_service_pb2.ListContactsRequest())).contacts
    assert contact.text == "晋州水务欠100.00元，2025-02-28"


async def test_dossiers_that_are_not_there_and_methods_not_served_yet(serving):
    stub = serving.stub(BadDebtServiceStub, "FINANCE", "COLLECTOR")
    missing = stub.GetDossier(bad_debt_service_pb2.GetDossierRequest(name="dossiers/none"))
    assert await reason_of(missing) == "DOSSIER_NOT_FOUND"
    request = bad_debt_service_pb2.WriteOffDossierRequest(request_id="w", name="dossiers/none", amount=cny(1))
    assert await reason_of(stub.WriteOffDossier(request)) == "DOSSIER_NOT_FOUND"


async def test_an_agency_from_its_agreement_to_a_released_list_over_the_wire(serving):
    """R-AGY-1, R-AGY-2: finance sees a list only when it is released."""
    await serving.tell_account()
    await close_until(serving, dt.date(2025, 3, 2))
    marketing = serving.stub(AgencyServiceStub, "MARKETING", subject="sun")
    support = serving.stub(AgencyServiceStub, "SUPPORT", subject="qian")
    finance = serving.stub(AgencyServiceStub, "FINANCE", subject="zhou")
    agency = agency_pb2.Agency(name="agencies/X", display_name="清欠公司")
    await marketing.RegisterAgency(agency_service_pb2.RegisterAgencyRequest(request_id="a1", agency=agency))
    steps = [agency_pb2.CommissionStep(months_from=1, basis_points=500)]
    proposal = agency_service_pb2.ProposeAgencyAgreementRequest(
        request_id="a2", agency="agencies/X", sales_unit="salesUnits/U1", year=2025, steps=steps
    )
    agreement = await support.ProposeAgencyAgreement(proposal)
    decision = agency_service_pb2.DecideAgencyAgreementRequest(request_id="a3", name=agreement.name, approved=True)
    await marketing.DecideAgencyAgreement(decision)
    item = agency_service_pb2.CaseAssignmentItem(request_id="a4", case_name="cases/A-1-1")
    assign = agency_service_pb2.BatchAssignCasesRequest(agreement=agreement.name, items=[item])
    assign.items.add(case_name="cases/A-1-1")
    outcome, unnamed = (await support.BatchAssignCases(assign)).outcomes
    assert (outcome.status.code, outcome.assignment.basis_points) == (0, 500)
    assert (unnamed.status.reason, unnamed.status.faults[0].field) == ("VALIDATION_FAILED", "request_id")
    (recall,) = (await support.BatchRecallCases(recall_without_request_id())).outcomes
    assert (recall.status.reason, recall.status.faults[0].field) == ("VALIDATION_FAILED", "request_id")
    settled = payment_pb.SettlementPosted(
        settlement="settlements/S-1",
        account="accounts/A-1",
        customer="customers/C-1",
        payment="payments/P-1",
        value_date=date_to_pb(dt.date(2025, 3, 2)),
        posting_date=date_to_pb(dt.date(2025, 3, 2)),
    )
    settled.allocations.add(cycle="2025-01", due_date=date_to_pb(dt.date(2025, 2, 28)), principal_minor_units=10000)
    await serving.tell("payment", "accounts/A-1", settled)
    request = agency_service_pb2.ImportRecoveryListRequest(
        request_id="a5",
        agency="agencies/X",
        sales_unit="salesUnits/U1",
        month="2025-03",
        content=b"account,payment,recovered,commission\nA-1,P-1,100.00,5.00\nA-1,P-2,=1,0\n",
    )
    imported = await support.ImportRecoveryList(request)
    assert (imported.outcome.accepted, imported.outcome.rejected) == (1, 1)
    assert imported.recovery_list.computed_commission.minor_units == 500
    name = imported.recovery_list.name
    hidden = finance.GetRecoveryList(agency_service_pb2.GetRecoveryListRequest(name=name))
    assert await reason_of(hidden) == "RECOVERY_LIST_NOT_FOUND"
    await support.SignRecoveryList(agency_service_pb2.SignRecoveryListRequest(request_id="a6", name=name))
    await marketing.SignRecoveryList(agency_service_pb2.SignRecoveryListRequest(request_id="a7", name=name))
    await marketing.ReleaseRecoveryList(agency_service_pb2.ReleaseRecoveryListRequest(request_id="a8", name=name))
    shown = await finance.GetRecoveryList(agency_service_pb2.GetRecoveryListRequest(name=name))
    assert (shown.support_signer, shown.marketing_signer, shown.differences) == ("qian", "sun", 0)
    query = agency_service_pb2.ListRecoveryRowsRequest(recovery_list=name)
    rows = await csv_of(finance.ExportAgencyAuditCsv(agency_service_pb2.ExportAgencyAuditCsvRequest(query=query)))
    assert [(row["account"], row["computed_commission"]) for row in rows] == [("A-1", "500")]
