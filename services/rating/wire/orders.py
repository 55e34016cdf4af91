"""Orders and work orders: domain → proto."""

from services.chassis.events import date_to_pb
from services.kernel.ids import resource
from services.rating.domain.customer import DEFAULT_CURRENCY
from services.rating.domain.order import Approval, Order, WorkOrder
from services.rating.wire.values import enum_to_pb, money_to_pb, optional_date_to_pb
from tollbook.gateway.v1 import command_pb2
from tollbook.rating.v1 import catalogue_pb2, order_pb2, subscription_pb2


def order_to_pb(value: Order) -> order_pb2.Order:
    return order_pb2.Order(
        name=resource("orders", value.order_id),
        subscription=resource("subscriptions", value.subscription_id),
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        product=resource("products", value.product_id),
        service_number=value.service_number,
        monthly_rent=money_to_pb(DEFAULT_CURRENCY, value.rent),
        effect_mode=enum_to_pb(subscription_pb2.EffectMode, value.effect_mode, "EFFECT_MODE"),
        discounts=[resource("discounts", each) for each in value.discounts],
        state=enum_to_pb(order_pb2.OrderState, value.state, "ORDER_STATE"),
        approvals=[approval_to_pb(each) for each in value.approvals],
        order_date=date_to_pb(value.order_date),
        sign_date=optional_date_to_pb(value.sign_date),
        complete_date=optional_date_to_pb(value.complete_date),
        prepayment_required=money_to_pb(DEFAULT_CURRENCY, value.prepayment_required),
        work_order=resource("workOrders", value.work_order_id),
    )


def approval_to_pb(value: Approval) -> order_pb2.OrderApproval:
    return order_pb2.OrderApproval(
        kind=enum_to_pb(catalogue_pb2.ApprovalKind, value.kind, "APPROVAL_KIND"),
        state=enum_to_pb(order_pb2.ApprovalState, value.state, "APPROVAL_STATE"),
        approver=value.approver,
        decide_date=optional_date_to_pb(value.decide_date),
        reason=value.reason,
    )


def work_order_to_pb(value: WorkOrder) -> order_pb2.WorkOrder:
    return order_pb2.WorkOrder(
        name=resource("workOrders", value.work_order_id),
        command=resource("commands", value.command_id),
        subscription=resource("subscriptions", value.subscription_id),
        kind=value.kind,
        state=enum_to_pb(order_pb2.WorkOrderState, value.state, "WORK_ORDER_STATE"),
        create_date=date_to_pb(value.create_date),
        outcome_date=optional_date_to_pb(value.outcome_date),
        detail=value.detail,
    )


def command_to_pb(value: WorkOrder) -> command_pb2.Command:
    """The command that carries a work order to its platform."""
    return command_pb2.Command(
        name=resource("commands", value.command_id),
        origin="rating",
        work_order=resource("workOrders", value.work_order_id),
        kind=enum_to_pb(command_pb2.CommandKind, value.kind, "COMMAND_KIND"),
        platform=resource("platforms", value.platform),
        subscription=resource("subscriptions", value.subscription_id),
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        service_number=value.service_number,
        product=resource("products", value.product_id),
        reason=value.reason,
    )
