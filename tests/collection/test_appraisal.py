"""Appraisal against targets, each figure drillable to its cases (R-KPI-1); inspections (R-KPI-2)."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from services.chassis.events import date_to_pb
from services.collection.domain.appraisal import Figure, Measure, Target, parse_figure_id, target_of
from tests.collection.serving import cny
from tests.collection.test_rpc import close_until, csv_of, reason_of
from tollbook.collection.v1 import appraisal_pb2, appraisal_service_pb2
from tollbook.collection.v1.appraisal_service_pb2_grpc import AppraisalServiceStub
from tollbook.payment.v1 import agent_pb2
from tollbook.payment.v1 import events_pb2 as payment_pb
from tollbook.rating.v1 import events_pb2 as rating_pb

pb = appraisal_service_pb2


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_ratio_is_rounded_half_away_from_zero_to_basis_points(numerator, denominator):
    """R-KPI-1."""
    value = Figure("2025-02", "all", Measure.ARREARS_RATE, numerator, denominator).value
    assert abs(value * denominator - numerator * 10_000) * 2 <= denominator


def test_an_amount_is_its_sum_and_nothing_divides_nothing():
    assert Figure("2025-02", "all", Measure.NEW_OVER_THREE_MONTHS, 77, 0).value == 77
    assert Figure("2025-02", "all", Measure.REMITTANCE, 0, 0).value == 0


def test_a_subjects_own_target_comes_before_the_one_for_all_and_the_newest_first():
    """R-KPI-1."""
    figure = Figure("2025-03", "unit.U1", Measure.ARREARS_RATE, 1, 10)
    every = Target("", Measure.ARREARS_RATE, "2025-03", 500, False)
    own = Target("unit.U1", Measure.ARREARS_RATE, "2025-01", 1_000, False)
    later = Target("unit.U1", Measure.ARREARS_RATE, "2025-04", 1, False)
    assert target_of([every, own, later], figure) is own
    assert own.met_by(figure.value)
    assert not every.met_by(figure.value)
    assert target_of([own], Figure("2025-03", "unit.U2", Measure.ARREARS_RATE, 1, 10)) is None


def test_a_figures_name_tells_its_month_subject_and_measure():
    figure = Figure("2025-03", "manager.M-1-x", Measure.NOT_SUSPENDED, 1, 1)
    assert parse_figure_id(figure.figure_id) == ("2025-03", "manager.M-1-x", Measure.NOT_SUSPENDED)
    for wrong in ("", "2025-03", "2025-03-all", "2025-03-all-BRAVERY", "x-all-ARREARS_RATE"):
        assert parse_figure_id(wrong) is None


async def bill(serving, cycle: str, amount: int, unit: str = "U1") -> None:
    issued = rating_pb.BillIssued(
        bill=f"bills/A-1-{cycle}",
        account="accounts/A-1",
        customer="customers/C-1",
        cycle=cycle,
        sales_unit=f"salesUnits/{unit}",
        total=cny(amount),
    )
    await serving.tell("rating", f"bills/A-1-{cycle}", issued)


async def appraised(serving) -> None:
    """March appraised on 1 April: January's bill of 400.00 is open with 100.00, due on 28 February; of February's
    200.00, adjusted by −20.00, 50.00 is open."""
    await serving.tell_account()
    await bill(serving, "2025-01", 40000)
    await bill(serving, "2025-02", 20000)
    adjusted = rating_pb.BillAdjusted(
        bill="bills/A-1-2025-02", account="accounts/A-1", customer="customers/C-1", amount=cny(-2000)
    )
    await serving.tell("rating", "bills/A-1-2025-02", adjusted)
    position = payment_pb.AccountPositionChanged(account="accounts/A-1", customer="customers/C-1")
    for cycle, due, amount in (("2025-01", dt.date(2025, 2, 28), 10000), ("2025-02", dt.date(2025, 3, 31), 5000)):
        position.open_lines.add(
            bill=f"bills/A-1-{cycle}",
            line=1,
            cycle=cycle,
            due_date=date_to_pb(due),
            subscription="subscriptions/S-1",
            line_of_business="LINE_OF_BUSINESS_BROADBAND",
            principal_minor_units=amount,
            sales_unit="salesUnits/U1",
        )
    await serving.tell("payment", "accounts/A-1", position)
    serving.peers.agents.append(
        agent_pb2.AgentStanding(agent="agents/G-1", month="2025-03", remitted=cny(900), outstanding=cny(100))
    )
    await close_until(serving, dt.date(2025, 4, 1))
    await serving.tell("payment", "offsets/2025-03", payment_pb.OffsetCompleted(cycle="2025-03"))
    await close_until(serving, dt.date(2025, 4, 2), first=dt.date(2025, 4, 1))


async def test_a_month_is_appraised_by_itself_and_each_figure_sums_from_its_cases(serving):
    """R-KPI-1."""
    await appraised(serving)
    stub = serving.stub(AppraisalServiceStub, "MARKETING", "FINANCE")
    figures = list((await stub.ListFigures(pb.ListFiguresRequest(month="2025-03"))).figures)
    of_unit = {
        appraisal_pb2.AppraisalMeasure.Name(each.measure).removeprefix("APPRAISAL_MEASURE_"): each
        for each in figures
        if each.subject == "salesUnits/U1"
    }
    told = {name: (each.numerator, each.denominator, each.value) for name, each in of_unit.items()}
    assert told == {
        "CURRENT_RECOVERY": (13000, 18000, 7222),
        "ARREARS_RATE": (15000, 58000, 2586),
        "OVER_THREE_MONTHS_RATE": (0, 15000, 0),
        "BAD_DEBT_RATE": (0, 58000, 0),
        "EXEMPT_SHARE": (0, 1, 0),
        "NOT_SUSPENDED": (1, 1, 10000),
        "REMITTANCE": (900, 1000, 9000),
    }
    for each in figures:
        cases = await stub.ListFigureCases(pb.ListFigureCasesRequest(figure=each.name))
        sums = [sum(getattr(case, name) for case in cases.figure_cases) for name in ("numerator", "denominator")]
        assert sums == [each.numerator, each.denominator], each.name
    (case,) = (await stub.ListFigureCases(pb.ListFigureCasesRequest(figure=of_unit["NOT_SUSPENDED"].name))).figure_cases
    assert (case.account, case.case_name, case.customer) == ("accounts/A-1", "cases/A-1-1", "customers/C-1")
    (agent,) = (await stub.ListFigureCases(pb.ListFigureCasesRequest(figure=of_unit["REMITTANCE"].name))).figure_cases
    assert (agent.agent, agent.account) == ("agents/G-1", "")
    run = await stub.StartAppraisal(pb.StartAppraisalRequest(month="2025-03"))
    assert run.name == "runs/appraisal/2025-03"
    assert list((await stub.ListFigures(pb.ListFiguresRequest(month="2025-03"))).figures) == figures
    assert await reason_of(stub.StartAppraisal(pb.StartAppraisalRequest(month="2025-04"))) == "SNAPSHOT_NOT_READY"
    missing = stub.ListFigureCases(pb.ListFigureCasesRequest(figure="figures/2024-01-all-ARREARS_RATE"))
    assert await reason_of(missing) == "FIGURE_NOT_FOUND"


async def test_figures_stand_beside_their_targets_page_by_page_and_as_csv(serving):
    """R-KPI-1."""
    await serving.tell_account()
    stub = serving.stub(AppraisalServiceStub, "MARKETING", "FINANCE")
    request = pb.SetTargetRequest(
        request_id="t1",
        subject="salesUnits/U1",
        measure="APPRAISAL_MEASURE_ARREARS_RATE",
        first_month="2025-03",
        value=3000,
    )
    target = await stub.SetTarget(request)
    assert target.name == "targets/unit.U1-ARREARS_RATE-2025-03"
    assert await stub.SetTarget(request) == target
    request.value = 1
    assert await reason_of(stub.SetTarget(request)) == "REQUEST_ID_REUSED"
    late = pb.SetTargetRequest(
        request_id="t2", measure="APPRAISAL_MEASURE_REMITTANCE", first_month="2025-02", value=9500, at_least=True
    )
    assert await reason_of(stub.SetTarget(late)) == "DATE_OUT_OF_RANGE"
    late.first_month = "2025-03"
    await stub.SetTarget(late)
    assert len((await stub.ListTargets(pb.ListTargetsRequest())).targets) == 2
    assert [
        each.value for each in (await stub.ListTargets(pb.ListTargetsRequest(subject="salesUnits/U1"))).targets
    ] == [3000]
    await appraised(serving)
    found, token = [], ""
    while True:
        page = await stub.ListFigures(pb.ListFiguresRequest(month="2025-03", page_size=4, page_token=token))
        found += page.figures
        token = page.next_page_token
        if not token:
            break
    judged = {each.name: (each.target_value, each.target_met) for each in found if each.has_target}
    assert judged == {
        "figures/2025-03-unit.U1-ARREARS_RATE": (3000, True),
        "figures/2025-03-unit.U1-REMITTANCE": (9500, False),
        "figures/2025-03-all-REMITTANCE": (9500, False),
    }
    query = pb.ListFiguresRequest(month="2025-03")
    rows = await csv_of(stub.ExportFiguresCsv(pb.ExportFiguresCsvRequest(query=query)))
    assert len(rows) == len(found)
    (row,) = [row for row in rows if (row["subject"], row["measure"]) == ("unit.U1", "ARREARS_RATE")]
    assert (row["value"], row["target"], row["met"]) == ("2586", "3000", "True")


async def test_an_inspection_from_its_plan_to_its_last_finding_closed(serving):
    """R-KPI-2."""
    stub = serving.stub(AppraisalServiceStub, "MARKETING", "AUDITOR", subject="sun")
    plan = pb.PlanInspectionRequest(
        request_id="i1", sales_unit="salesUnits/U1", plan="看催缴记录", plan_date=date_to_pb(dt.date(2025, 3, 10))
    )
    inspection = await stub.PlanInspection(plan)
    assert (inspection.inspector, inspection.HasField("done_date")) == ("sun", False)
    assert await stub.PlanInspection(plan) == inspection
    past = pb.PlanInspectionRequest(
        request_id="i2", sales_unit="salesUnits/U1", plan="x", plan_date=date_to_pb(dt.date(2025, 2, 1))
    )
    assert await reason_of(stub.PlanInspection(past)) == "DATE_OUT_OF_RANGE"
    record = pb.RecordFindingRequest(
        request_id="i3",
        inspection=inspection.name,
        description="三户未停机",
        demand="三日内停机",
        due_date=date_to_pb(dt.date(2025, 3, 13)),
    )
    finding = await stub.RecordFinding(record)
    complete = pb.CompleteInspectionRequest(request_id="i4", name=inspection.name)
    assert await reason_of(stub.CompleteInspection(complete)) == "INSPECTION_STATE_WRONG"
    (listed,) = (await stub.ListInspections(pb.ListInspectionsRequest(open_only=True))).inspections
    assert [each.name for each in listed.findings] == [finding.name]
    closed = await stub.CloseFinding(pb.CloseFindingRequest(request_id="i5", name=finding.name, follow_up="已停机"))
    assert closed.HasField("close_date")
    again = pb.CloseFindingRequest(request_id="i6", name=finding.name, follow_up="y")
    assert await reason_of(stub.CloseFinding(again)) == "INSPECTION_STATE_WRONG"
    assert list((await stub.ListInspections(pb.ListInspectionsRequest(open_only=True))).inspections) == []
    assert (await stub.CompleteInspection(complete)).HasField("done_date")
    record.request_id = "i7"
    assert await reason_of(stub.RecordFinding(record)) == "INSPECTION_STATE_WRONG"
    shown = await stub.GetInspection(pb.GetInspectionRequest(name=inspection.name))
    assert [(each.follow_up, each.demand) for each in shown.findings] == [("已停机", "三日内停机")]
    missing = stub.GetInspection(pb.GetInspectionRequest(name="inspections/none"))
    assert await reason_of(missing) == "INSPECTION_NOT_FOUND"
    nothing = pb.CloseFindingRequest(request_id="i8", name="findings/none", follow_up="y")
    assert await reason_of(stub.CloseFinding(nothing)) == "INSPECTION_NOT_FOUND"
