"""What rating, payment, credit and gateway told collection."""

from typing import Any

from services.chassis.events import date_from_pb
from services.chassis.inbox import Received
from services.collection.domain.ageing import OpenLine
from services.collection.domain.notice import Addressee
from services.collection.domain.overdue_check import CommandReport
from services.collection.domain.position import (
    AccountPosition,
    BilledAmount,
    ControlPosition,
    CustomerPosition,
    DebtPosition,
    GradePosition,
    SettledAmount,
    SettledDebt,
    SubscriptionPosition,
)
from services.collection.domain.standing import debt_of
from services.collection.domain.sweep import Control
from services.collection.wire.values import bare, line_of_business, optional_date, word
from services.kernel.period import Cycle
from tollbook.credit.v1 import events_pb2 as credit_pb
from tollbook.gateway.v1 import command_pb2
from tollbook.gateway.v1 import events_pb2 as gateway_pb
from tollbook.kernel.v1 import business_pb2
from tollbook.payment.v1 import events_pb2 as payment_pb
from tollbook.rating.v1 import events_pb2 as rating_pb

_business: Any = business_pb2
_rating: Any = rating_pb
_commands: Any = command_pb2


def customer_from_pb(event: Received[rating_pb.CustomerChanged]) -> CustomerPosition:
    told = event.payload
    addressee = Addressee(
        told.display_name,
        word(_business.CustomerClass, told.customer_class),
        bare(told.account_manager),
        told.telephone_managed,
        told.language or "zh-CN",
        told.contact_phone,
        told.contact_email,
    )
    kind = word(_business.CustomerKind, told.kind)
    return CustomerPosition(bare(told.customer), event.version, addressee, kind, bare(told.sales_unit), told.closed)


def account_from_pb(event: Received[rating_pb.AccountChanged]) -> AccountPosition:
    told = event.payload
    return AccountPosition(
        bare(told.account),
        bare(told.customer),
        event.version,
        told.currency_code or "CNY",
        told.agreed_payment_day,
        told.closed,
    )


def subscription_from_pb(event: Received[rating_pb.SubscriptionChanged]) -> SubscriptionPosition:
    told = event.payload
    return SubscriptionPosition(
        bare(told.subscription),
        bare(told.account),
        bare(told.customer),
        event.version,
        bare(told.product),
        line_of_business(told.line_of_business),
        word(_rating.SubscriptionState, told.state),
        tuple(word(_business.SuspensionReason, reason) for reason in told.suspension_reasons),
        told.service_number,
        told.equipment_at_customer,
        bare(told.platform),
    )


def grade_from_pb(event: Received[credit_pb.GradeChanged]) -> GradePosition:
    return GradePosition(bare(event.payload.customer), event.version, event.payload.grade)


def control_from_pb(event: Received[credit_pb.ControlChanged]) -> ControlPosition:
    told = event.payload
    control = Control(
        optional_date(told, "oldest_due_date"),
        optional_date(told, "suspend_not_before"),
        optional_date(told, "terminate_not_before"),
        optional_date(told, "dunning_exempt_until"),
        optional_date(told, "suspension_exempt_until"),
    )
    return ControlPosition(bare(told.account), bare(told.customer), event.version, control)


def debt_from_pb(event: Received[payment_pb.AccountPositionChanged]) -> DebtPosition:
    told = event.payload
    return DebtPosition(
        bare(told.account),
        bare(told.customer),
        event.version,
        told.principal.currency_code or "CNY",
        debt_of(line_from_pb(line) for line in told.open_lines),
        told.unclaimed_receipts,
    )


def line_from_pb(line: payment_pb.OpenLine) -> OpenLine:
    return OpenLine(
        bare(line.bill),
        line.line,
        Cycle.parse(line.cycle),
        date_from_pb(line.due_date),
        bare(line.subscription),
        bare(line.charge_item),
        line_of_business(line.line_of_business),
        line.principal_minor_units,
        line.late_fee_minor_units,
        line.disputed,
        line.in_transit,
        bare(line.sales_unit),
    )


def settled_from_pb(event: Received[payment_pb.SettlementPosted]) -> SettledAmount:
    told = event.payload
    return SettledAmount(bare(told.account), bare(told.customer), _sum(told.allocations))


def settled_debt_from_pb(event: Received[payment_pb.SettlementPosted]) -> SettledDebt:
    told = event.payload
    value_date = date_from_pb(told.value_date)
    late = [each for each in told.allocations if date_from_pb(each.due_date) < value_date]
    return SettledDebt(
        bare(told.settlement),
        bare(told.account),
        bare(told.customer),
        bare(told.payment),
        _sum(late),
        min((each.cycle for each in late), default=""),
        value_date,
        date_from_pb(told.posting_date),
    )


def unsettled_from_pb(event: Received[payment_pb.SettlementReversed]) -> SettledAmount:
    told = event.payload
    return SettledAmount(bare(told.account), bare(told.customer), -_sum(told.allocations))


def billed_from_pb(event: Received[rating_pb.BillIssued]) -> BilledAmount:
    told = event.payload
    return BilledAmount(
        bare(told.account), bare(told.customer), told.cycle, bare(told.sales_unit), told.total.minor_units
    )


def adjusted_from_pb(event: Received[rating_pb.BillAdjusted]) -> BilledAmount:
    told = event.payload
    cycle = bare(told.bill)[-len("YYYY-MM") :]
    return BilledAmount(bare(told.account), bare(told.customer), cycle, "", told.amount.minor_units)


def _sum(allocations: Any) -> int:
    return sum(each.principal_minor_units + each.late_fee_minor_units for each in allocations)


def report_from_pb(event: Received[gateway_pb.CommandReported]) -> CommandReport:
    told = event.payload
    when = optional_date(told, "outcome_date") or event.business_date
    return CommandReport(
        event.event_id,
        bare(told.command),
        bare(told.work_order),
        bare(told.subscription),
        bare(told.account),
        bare(told.customer),
        word(_commands.CommandOutcome, told.outcome),
        when,
        told.detail,
    )
