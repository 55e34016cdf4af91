"""Cases, steps, holds, promises, plans and disputes."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from services.chassis.events import date_to_pb, time_to_pb
from services.collection.domain.case import Case, CaseStep
from services.collection.domain.ladder import LADDER, Verb
from services.collection.domain.pause import Dispute, Hold, InstalmentPlan, Promise
from services.collection.wire.values import enum_value, money, put_date
from services.kernel.ids import resource
from tollbook.collection.v1 import case_pb2 as pb
from tollbook.collection.v1.case_service_pb2 import GetLadderResponse

_pb: Any = pb


def state_to_pb(name: str) -> Any:
    return enum_value(_pb.CaseState, name)


def _verb_to_pb(verb: str) -> Any:
    return enum_value(_pb.LadderVerb, verb)


def case_to_pb(
    case: Case,
    overdue: int = 0,
    currency: str = "CNY",
    grade: str = "",
    holds: Sequence[Hold] = (),
    next_verb: Verb | None = None,
    next_date: dt.date | None = None,
    conditions: Sequence[str] = (),
) -> pb.Case:
    message = pb.Case(
        name=resource("cases", case.case_id),
        account=resource("accounts", case.account_id),
        customer=resource("customers", case.customer_id),
        sales_unit=resource("salesUnits", case.sales_unit),
        account_manager=resource("managers", case.account_manager),
        state=state_to_pb(case.state),
        scenario=case.scenario_version,
        grade=grade,
        overdue=money(currency, overdue),
        holds=[hold_to_pb(hold) for hold in holds],
        next_verb=_verb_to_pb(next_verb or ""),
        next_conditions=conditions,
        agency=resource("agencies", case.agency),
        etag=str(case.step_count),
    )
    put_date(message, "step_date", case.step_date)
    put_date(message, "open_date", case.open_date)
    put_date(message, "anchor_date", case.anchor)
    put_date(message, "next_date", None if next_date == dt.date.max else next_date)
    put_date(message, "close_date", case.close_date)
    return message


def step_to_pb(step: CaseStep, created_at: dt.datetime) -> pb.CaseStep:
    message = pb.CaseStep(
        case_name=resource("cases", step.case_id),
        sequence=step.sequence,
        from_state=state_to_pb(step.source if step.verb is not Verb.OPEN else ""),
        verb=_verb_to_pb(step.verb),
        to_state=state_to_pb(step.target),
        step_date=date_to_pb(step.step_date),
        overdue_minor_units=step.overdue,
        reasons=step.reasons,
        policy_version=step.policy_version,
        actor=step.actor,
        create_time=time_to_pb(created_at),
    )
    put_date(message, "anchor_date", step.anchor)
    return message


def ladder_to_pb() -> GetLadderResponse:
    return GetLadderResponse(
        moves=[
            pb.LadderMove(
                from_state=state_to_pb(row.source),
                verb=_verb_to_pb(row.verb),
                to_state=state_to_pb(row.target),
                anchor=row.anchor or "",
                after_notice=row.after_notice,
            )
            for row in LADDER
        ]
    )


def hold_to_pb(hold: Hold) -> pb.Hold:
    message = pb.Hold(
        name=resource("holds", hold.hold_id),
        case_name=resource("cases", hold.case_id),
        reason=enum_value(_pb.HoldReason, hold.reason),
        comment=hold.comment,
        actor=hold.actor,
        start_date=date_to_pb(hold.start_date),
    )
    put_date(message, "until_date", hold.until_date)
    put_date(message, "end_date", hold.end_date)
    return message


def promise_to_pb(promise: Promise, currency: str = "CNY") -> pb.Promise:
    message = pb.Promise(
        name=resource("promises", promise.promise_id),
        case_name=resource("cases", promise.case_id),
        account=resource("accounts", promise.account_id),
        amount=money(currency, promise.amount),
        promised_date=date_to_pb(promise.promised_date),
        overdue_minor_units=promise.overdue,
        state=enum_value(_pb.PromiseState, promise.state),
        actor=promise.actor,
        make_date=date_to_pb(promise.make_date),
    )
    put_date(message, "end_date", promise.end_date)
    return message


def plan_to_pb(plan: InstalmentPlan, currency: str = "CNY") -> pb.InstalmentPlan:
    return pb.InstalmentPlan(
        name=resource("instalmentPlans", plan.plan_id),
        case_name=resource("cases", plan.case_id),
        account=resource("accounts", plan.account_id),
        instalments=[
            pb.Instalment(due_date=date_to_pb(part.due_date), amount_minor_units=part.amount) for part in plan.parts
        ],
        total=money(currency, sum(part.amount for part in plan.parts)),
        state=enum_value(_pb.InstalmentPlanState, plan.state),
        requester=plan.requester,
        approver=plan.approver,
    )


def dispute_to_pb(dispute: Dispute) -> pb.Dispute:
    message = pb.Dispute(
        name=resource("disputes", dispute.dispute_id),
        case_name=resource("cases", dispute.case_id),
        account=resource("accounts", dispute.account_id),
        bills=[resource("bills", bill) for bill in dispute.bills],
        statement=dispute.statement,
        state=enum_value(_pb.DisputeState, dispute.state),
        finding=dispute.finding,
        actor=dispute.actor,
        open_date=date_to_pb(dispute.open_date),
    )
    put_date(message, "resolve_date", dispute.resolve_date)
    return message
