"""Adjustments and next-bill charges: proto ↔ domain."""

from services.kernel.ids import resource
from services.rating.domain.adjustment import Adjustment, NextCharge
from services.rating.domain.customer import DEFAULT_CURRENCY
from services.rating.wire.values import bill_id, bill_key, enum_to_pb, ident, money_to_pb, optional_date_to_pb
from tollbook.rating.v1 import adjustment_pb2, adjustment_service_pb2


def adjustment_from_pb(adjustment_id: str, message: adjustment_pb2.Adjustment) -> Adjustment:
    account_id, cycle = bill_key(message.bill, "adjustment.bill")
    return Adjustment(
        adjustment_id=adjustment_id,
        account_id=account_id,
        customer_id="",
        cycle=cycle,
        line=message.line,
        amount=message.amount.minor_units,
        reason=message.reason,
        state="REQUESTED",
        requester="",
    )


def adjustment_to_pb(value: Adjustment) -> adjustment_pb2.Adjustment:
    return adjustment_pb2.Adjustment(
        name=resource("adjustments", value.adjustment_id),
        bill=bill_id(value.account_id, value.cycle),
        line=value.line,
        amount=money_to_pb(DEFAULT_CURRENCY, value.amount),
        reason=value.reason,
        state=enum_to_pb(adjustment_pb2.AdjustmentState, value.state, "ADJUSTMENT_STATE"),
        requester=value.requester,
        approver=value.approver,
        value_date=optional_date_to_pb(value.value_date),
    )


def charge_from_pb(charge_id: str, message: adjustment_service_pb2.NextBillCharge) -> NextCharge:
    return NextCharge(
        charge_id=charge_id,
        account_id=ident("accounts", message.account, "charge.account"),
        customer_id="",
        subscription_id=ident("subscriptions", message.subscription, "charge.subscription"),
        charge_item=ident("chargeItems", message.charge_item, "charge.charge_item"),
        line_of_business="",
        amount=message.amount.minor_units,
        origin_cycle=message.origin_cycle,
        due_cycle="",
        reason=message.reason,
        approved=False,
        requester="",
    )


def charge_to_pb(value: NextCharge) -> adjustment_service_pb2.NextBillCharge:
    return adjustment_service_pb2.NextBillCharge(
        name=resource("nextBillCharges", value.charge_id),
        account=resource("accounts", value.account_id),
        subscription=resource("subscriptions", value.subscription_id),
        charge_item=resource("chargeItems", value.charge_item),
        amount=money_to_pb(DEFAULT_CURRENCY, value.amount),
        origin_cycle=value.origin_cycle,
        reason=value.reason,
        billed_cycle=value.billed_cycle,
        approved=value.approved,
        requester=value.requester,
    )
