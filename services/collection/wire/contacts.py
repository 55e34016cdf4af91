"""Contacts and tasks."""

from typing import Any

from services.chassis.events import date_to_pb
from services.collection.domain.contact import Contact, ContactList, ContactState
from services.collection.wire.values import enum_value, put_date, put_time
from services.kernel.ids import resource
from tollbook.collection.v1 import contact_pb2 as pb

_pb: Any = pb
_TASK_STATES = {
    ContactState.PLANNED: "OPEN",
    ContactState.SENT: "DONE",
    ContactState.FAILED: "WITHDRAWN",
    ContactState.WITHDRAWN: "WITHDRAWN",
}


def contact_to_pb(contact: Contact) -> pb.Contact:
    to_manager = contact.medium == "MANAGER"
    message = pb.Contact(
        name=resource("contacts", contact.contact_id),
        case_name=resource("cases", contact.case_id),
        account=resource("accounts", contact.account_id),
        customer=resource("customers", contact.customer_id),
        sales_unit=resource("salesUnits", contact.sales_unit),
        period=contact.period,
        kind=enum_value(_pb.NoticeKind, contact.kind),
        medium=enum_value(_pb.ContactMedium, contact.medium),
        recipient=resource("managers", contact.recipient) if to_manager else contact.recipient,
        language=contact.language,
        text=contact.body,
        state=enum_value(_pb.ContactState, contact.state),
        result=enum_value(_pb.ContactResult, contact.result),
        comment=contact.comment,
        plan_date=date_to_pb(contact.plan_date),
        attempts=contact.attempts,
    )
    put_date(message, "sent_date", contact.sent_date)
    put_time(message, "sent_time", contact.sent_at)
    return message


def task_to_pb(contact: Contact, customer_name: str = "") -> pb.Task:
    message = pb.Task(
        name=resource("tasks", contact.contact_id),
        manager=resource("managers", contact.recipient),
        contact=resource("contacts", contact.contact_id),
        case_name=resource("cases", contact.case_id),
        account=resource("accounts", contact.account_id),
        customer=resource("customers", contact.customer_id),
        customer_display_name=customer_name,
        kind=enum_value(_pb.NoticeKind, contact.kind),
        overdue_minor_units=contact.overdue,
        state=enum_value(_pb.TaskState, _TASK_STATES[contact.state]),
        create_date=date_to_pb(contact.plan_date),
    )
    put_date(message, "due_date", contact.task_due_date)
    put_date(message, "done_date", contact.sent_date)
    return message


def list_to_pb(each: ContactList) -> pb.ContactList:
    return pb.ContactList(
        name=resource("contactLists", f"{each.list_date.isoformat()}-{each.medium}"),
        list_date=date_to_pb(each.list_date),
        medium=enum_value(_pb.ContactMedium, each.medium),
        planned=each.planned,
        sent=each.sent,
        failed=each.failed,
        withdrawn=each.withdrawn,
        missing=each.missing,
        complete=each.complete,
        units_told=[resource("salesUnits", unit) for unit in each.units_told],
    )
