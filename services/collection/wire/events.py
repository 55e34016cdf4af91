"""What collection publishes."""

from services.chassis.events import EventOut, date_to_pb
from services.collection.domain.events import CaseChanged, ContactMade, ContactsMissing, PromiseBroken
from services.kernel.ids import resource
from tollbook.collection.v1 import events_pb2 as pb


def event_to_pb(value: object) -> EventOut:
    """The outbox encoder. Raises TypeError for anything that is not an event of ours."""
    if isinstance(value, CaseChanged):
        return _case(value)
    if isinstance(value, PromiseBroken):
        return _promise(value)
    if isinstance(value, ContactMade):
        return _contact(value)
    if isinstance(value, ContactsMissing):
        return _missing(value)
    raise TypeError(f"{type(value).__name__} is not an event of collection")


def _case(value: CaseChanged) -> EventOut:
    name = resource("cases", value.case_id)
    payload = pb.CaseChanged(
        case_name=name,
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        state=value.state,
        step_date=date_to_pb(value.step_date),
    )
    return EventOut(name, value.version, payload)


def _promise(value: PromiseBroken) -> EventOut:
    payload = pb.PromiseBroken(
        promise=resource("promises", value.promise_id),
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        promised_date=date_to_pb(value.promised_date),
    )
    return EventOut(payload.account, 0, payload)


def _contact(value: ContactMade) -> EventOut:
    payload = pb.ContactMade(
        contact=resource("contacts", value.contact_id),
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        kind=value.kind,
        sent_date=date_to_pb(value.sent_date),
    )
    return EventOut(payload.account, 0, payload)


def _missing(value: ContactsMissing) -> EventOut:
    payload = pb.ContactsMissing(
        contact_list=resource("contactLists", value.list_id),
        sales_unit=resource("salesUnits", value.sales_unit),
        missing=value.missing,
        comment=value.comment,
    )
    return EventOut(payload.contact_list, 0, payload)
