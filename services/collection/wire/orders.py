"""Work orders, restorations and stray reports."""

import datetime as dt
from typing import Any

from services.chassis.events import date_to_pb, time_to_pb
from services.collection.domain.order_policy import OrderPolicy
from services.collection.domain.work_order import WorkOrder
from services.collection.wire.values import enum_value, line_of_business_to_pb, put_date, put_time
from services.kernel.ids import resource
from tollbook.collection.v1 import work_order_pb2 as pb

_pb: Any = pb


def order_to_pb(order: WorkOrder) -> pb.WorkOrder:
    message = pb.WorkOrder(
        name=resource("workOrders", order.order_id),
        case_name=resource("cases", order.case_id),
        account=resource("accounts", order.account_id),
        customer=resource("customers", order.customer_id),
        subscription=resource("subscriptions", order.subscription_id),
        sales_unit=resource("salesUnits", order.sales_unit),
        kind=enum_value(_pb.WorkOrderKind, order.kind),
        line_of_business=line_of_business_to_pb(order.line_of_business),
        reason=order.reason,
        state=enum_value(_pb.WorkOrderState, order.state),
        create_date=date_to_pb(order.create_date),
        due_date=date_to_pb(order.due_date),
        create_time=time_to_pb(order.created_at),
        command=resource("commands", order.command_id),
        submissions=order.submissions,
        escalation_level=order.escalation_level,
        escalated_to=order.escalated_to,
        detail=order.detail,
    )
    put_date(message, "done_date", order.done_date)
    put_time(message, "done_time", order.done_at)
    return message


def restoration_to_pb(order: WorkOrder, policy: OrderPolicy, today: dt.date, now: dt.datetime) -> pb.Restoration:
    ended = order.done_at or now
    started = order.paid_at or order.created_at
    message = pb.Restoration(
        work_order=resource("workOrders", order.order_id),
        case_name=resource("cases", order.case_id),
        account=resource("accounts", order.account_id),
        customer=resource("customers", order.customer_id),
        subscription=resource("subscriptions", order.subscription_id),
        sales_unit=resource("salesUnits", order.sales_unit),
        line_of_business=line_of_business_to_pb(order.line_of_business),
        seconds_taken=int((ended - started).total_seconds()),
        hours_limit=policy.hours(order.line_of_business),
        within_limit=(order.done_date or today) <= order.due_date,
        archived=order.done_date is not None,
    )
    put_date(message, "paid_date", order.paid_date)
    put_date(message, "archive_date", order.done_date)
    return message


def stray_to_pb(row: Any) -> pb.StrayReport:
    return pb.StrayReport(
        command=resource("commands", row.command),
        work_order=resource("workOrders", row.work_order),
        outcome=row.outcome,
        subscription=resource("subscriptions", row.subscription),
        receive_date=date_to_pb(row.receive_date),
        detail=row.detail,
    )
