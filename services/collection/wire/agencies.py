"""Agencies, agreements, assignments, recovery lists and commissions."""

from collections.abc import Sequence
from typing import Any

from services.chassis.events import date_to_pb
from services.collection.domain.agency import (
    Agency,
    Agreement,
    Assignment,
    CollectorCommission,
    RecoveryList,
)
from services.collection.domain.commission import CommissionStep, MatchedRow
from services.collection.wire.values import enum_value, money, put_date
from services.kernel.ids import resource
from tollbook.collection.v1 import agency_pb2 as pb
from tollbook.collection.v1 import scenario_pb2

_pb: Any = pb
_policy: Any = scenario_pb2
_CURRENCY = "CNY"


def agency_to_pb(each: Agency) -> pb.Agency:
    return pb.Agency(name=resource("agencies", each.agency_id), display_name=each.display_name, closed=each.closed)


def steps_from_pb(steps: Sequence[pb.CommissionStep]) -> tuple[CommissionStep, ...]:
    return tuple(CommissionStep(step.months_from, step.basis_points) for step in steps)


def agreement_to_pb(each: Agreement) -> pb.AgencyAgreement:
    return pb.AgencyAgreement(
        name=resource("agencyAgreements", each.agreement_id),
        agency=resource("agencies", each.agency_id),
        sales_unit=resource("salesUnits", each.sales_unit),
        year=each.year,
        steps=[pb.CommissionStep(months_from=s.months_from, basis_points=s.basis_points) for s in each.steps],
        state=enum_value(_policy.PolicyState, each.state),
        proposer=each.proposer,
        approver=each.approver,
    )


def assignment_to_pb(each: Assignment) -> pb.Assignment:
    message = pb.Assignment(
        name=resource("assignments", each.assignment_id),
        case_name=resource("cases", each.case_id),
        account=resource("accounts", each.account_id),
        agency=resource("agencies", each.agency_id),
        agreement=resource("agencyAgreements", each.agreement_id),
        age_months=each.age_months,
        basis_points=each.basis_points,
        overdue_minor_units=each.overdue,
        assign_date=date_to_pb(each.assign_date),
    )
    put_date(message, "recall_date", each.recall_date)
    return message


def list_to_pb(each: RecoveryList, rows: Sequence[MatchedRow]) -> pb.RecoveryList:
    claimed = [row for row in rows if "TAKEN_BACK" not in row.differences]
    back = -sum(row.computed for row in rows if "TAKEN_BACK" in row.differences)
    return pb.RecoveryList(
        name=resource("recoveryLists", each.list_id),
        agency=resource("agencies", each.agency_id),
        sales_unit=resource("salesUnits", each.sales_unit),
        month=each.month,
        state=enum_value(_pb.RecoveryListState, each.state),
        rows=len(claimed),
        differences=sum(bool(row.differences) for row in claimed),
        claimed_recovered=money(_CURRENCY, sum(row.claimed.recovered for row in claimed)),
        matched_recovered=money(_CURRENCY, sum(row.matched for row in claimed)),
        claimed_commission=money(_CURRENCY, sum(row.claimed.commission for row in claimed)),
        computed_commission=money(_CURRENCY, sum(row.computed for row in rows)),
        taken_back=money(_CURRENCY, back),
        support_signer=each.support_signer,
        marketing_signer=each.marketing_signer,
    )


def row_to_pb(row: MatchedRow) -> pb.RecoveryRow:
    return pb.RecoveryRow(
        row=row.claimed.row,
        account=resource("accounts", row.claimed.account),
        payment=resource("payments", row.claimed.payment),
        claimed_minor_units=row.claimed.recovered,
        matched_minor_units=row.matched,
        age_months=row.age_months,
        basis_points=row.basis_points,
        claimed_commission_minor_units=row.claimed.commission,
        computed_commission_minor_units=row.computed,
        differences=row.differences,
    )


def commission_to_pb(each: CollectorCommission) -> pb.CollectorCommission:
    return pb.CollectorCommission(
        name=resource("collectorCommissions", f"{each.collector}-{each.month}"),
        collector=resource("managers", each.collector),
        month=each.month,
        recovered=money(_CURRENCY, each.recovered),
        commission=money(_CURRENCY, each.commission),
        taken_back=money(_CURRENCY, each.taken_back),
    )
