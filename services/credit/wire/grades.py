"""Grades, their history and their explanations on the wire."""

from services.chassis.events import time_to_pb
from services.credit.domain.grade_records import GradeChange, GradeOverride, GradeView, RegradeResult
from services.credit.wire.values import put_date
from services.kernel.ids import resource
from tollbook.credit.v1 import grade_pb2 as pb


def grade_to_pb(view: GradeView) -> pb.CustomerGrade:
    return pb.CustomerGrade(
        name=f"customers/{view.customer}/grade",
        customer=resource("customers", view.customer),
        grade=view.grade,
        own_grade=view.own_grade,
        effective_cycle=str(view.effective_cycle),
        origin=f"GRADE_ORIGIN_{view.origin}",
        override=resource("gradeOverrides", view.override),
        policy_version=view.policy_version,
        sales_unit=resource("salesUnits", view.sales_unit),
    )


def grade_change_to_pb(change: GradeChange) -> pb.GradeChange:
    """An entry of the history: an override, or an own grade with its explanation when a regrading gave it."""
    if isinstance(change.given, GradeOverride):
        override = change.given
        return pb.GradeChange(
            customer=resource("customers", override.customer),
            grade=override.grade,
            effective_cycle=str(override.first_cycle),
            last_cycle=str(override.last_cycle),
            origin=pb.GRADE_ORIGIN_OVERRIDE,
            override=resource("gradeOverrides", override.override),
        )
    own = change.given
    message = pb.GradeChange(
        customer=resource("customers", own.customer),
        grade=own.grade,
        effective_cycle=str(own.effective_cycle),
        origin=f"GRADE_ORIGIN_{own.origin}",
        policy_version=own.policy_version,
    )
    put_date(message, "decide_date", own.decided_on)
    if change.result is not None:
        message.explanation.CopyFrom(explanation_to_pb(change.result))
    return message


def explanation_to_pb(result: RegradeResult) -> pb.GradeExplanation:
    made = result.decision
    message = pb.GradeExplanation(
        customer=resource("customers", result.customer),
        due_minor_units=made.due,
        paid_on_time_minor_units=made.paid_on_time,
        on_time_basis_points=made.on_time_basis_points,
        suspensions=made.suspensions,
        broken_promises=made.broken_promises,
        grade_before=made.before,
        grade_after=made.after,
        reasons=list(made.reasons),
        policy_version=result.policy_version,
        effective_cycle=str(result.cycle.next),
        cycles_considered=made.measure.cycles_considered,
        cycles_minimum=made.measure.cycles_minimum,
        raise_from_basis_points=made.measure.raise_from_basis_points,
        lower_below_basis_points=made.measure.lower_below_basis_points,
    )
    for each in made.due_cycles:
        cycle = message.due_cycles.add(
            cycle=str(each.cycle),
            due_minor_units=each.due,
            paid_on_time_minor_units=each.paid_on_time,
            weight_basis_points=made.weight_basis_points(each),
        )
        put_date(cycle, "due_date", each.due_date)
    return message


def override_to_pb(row: GradeOverride) -> pb.GradeOverride:
    return pb.GradeOverride(
        name=resource("gradeOverrides", row.override),
        customer=resource("customers", row.customer),
        grade=row.grade,
        first_cycle=str(row.first_cycle),
        last_cycle=str(row.last_cycle),
        state=f"GRADE_OVERRIDE_STATE_{row.state}",
        requester=row.requester,
        decider=row.decider,
        reason=row.reason,
        create_time=time_to_pb(row.created_at),
    )
