"""What credit tells the others."""

from services.chassis.events import EventOut
from services.credit.domain.events import ControlChanged, CreditWarned, GradeChanged, SponsorshipControlChanged
from services.credit.wire.values import put_date
from services.kernel.ids import resource
from tollbook.credit.v1 import events_pb2 as pb


def event_to_pb(value: object) -> EventOut:
    """Encodes a domain event for the outbox."""
    match value:
        case ControlChanged():
            return EventOut(resource("accounts", value.account), value.version, control_changed_to_pb(value))
        case GradeChanged():
            return EventOut(resource("customers", value.customer), value.version, _grade_changed_to_pb(value))
        case SponsorshipControlChanged():
            payload = pb.SponsorshipControlChanged(
                account=resource("accounts", value.account),
                customer=resource("customers", value.customer),
                suspended=value.suspended,
            )
            return EventOut(resource("accounts", value.account), value.version, payload)
        case CreditWarned():
            payload = pb.CreditWarned(
                account=resource("accounts", value.account),
                customer=resource("customers", value.customer),
                kind=value.kind,
                figure_minor_units=value.figure,
                threshold_minor_units=value.threshold,
            )
            return EventOut(resource("accounts", value.account), 0, payload)
        case _:
            raise TypeError(f"{type(value).__name__} is not an event of credit")


def control_changed_to_pb(value: ControlChanged) -> pb.ControlChanged:
    made = value.control
    message = pb.ControlChanged(
        account=resource("accounts", value.account),
        customer=resource("customers", value.customer),
        state=f"CONTROL_STATE_{made.state}",
        overdue_minor_units=made.overdue,
        grade=made.grade,
        policy_version=made.policy_version,
        reasons=list(made.reasons),
        payment_version=value.payment_version,
    )
    put_date(message, "oldest_due_date", made.oldest_due_date)
    put_date(message, "suspend_not_before", made.suspend_not_before)
    put_date(message, "terminate_not_before", made.terminate_not_before)
    put_date(message, "dunning_exempt_until", made.dunning_exempt_until)
    put_date(message, "suspension_exempt_until", made.suspension_exempt_until)
    return message


def _grade_changed_to_pb(value: GradeChanged) -> pb.GradeChanged:
    return pb.GradeChanged(
        customer=resource("customers", value.customer),
        grade=value.grade,
        effective_cycle=str(value.effective_cycle),
        policy_version=value.policy_version,
    )
