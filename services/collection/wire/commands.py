"""Work orders as the gateway's commands."""

from typing import Any

from services.collection.domain.overdue_check import CommandAnswer
from services.collection.domain.work_order import WorkOrder
from services.collection.wire.values import bare, enum_value, put_time
from services.kernel.ids import resource
from tollbook.gateway.v1 import command_pb2
from tollbook.gateway.v1.command_service_pb2 import SubmittedCommand

_commands: Any = command_pb2
_RETRY_CODES = frozenset({4, 8, 10, 14})
"""DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, UNAVAILABLE."""


def command_to_pb(order: WorkOrder) -> command_pb2.Command:
    """The command of an order's newest submission."""
    message = command_pb2.Command(
        name=resource("commands", order.command_id),
        origin="collection",
        work_order=resource("workOrders", order.order_id),
        kind=enum_value(_commands.CommandKind, order.kind.value),
        platform=resource("platforms", order.platform),
        subscription=resource("subscriptions", order.subscription_id),
        account=resource("accounts", order.account_id),
        customer=resource("customers", order.customer_id),
        service_number=order.service_number,
        product=resource("products", order.product),
        reason=order.reason,
    )
    put_time(message, "expire_time", order.expire_at)
    return message


def answer_from_pb(result: SubmittedCommand) -> CommandAnswer:
    code = result.status.code
    refused = f"{result.status.reason}: {result.status.message}" if code else ""
    return CommandAnswer(bare(result.name), refused, retry=code in _RETRY_CODES)
