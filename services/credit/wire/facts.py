"""What rating, payment and collection told credit."""

from collections.abc import Iterable

from services.chassis.events import date_from_pb
from services.chassis.inbox import Received
from services.credit.domain.control import Debt, merge_debts
from services.credit.domain.facts import (
    AccountPosition,
    AdjustmentFact,
    BillFact,
    CustomerPosition,
    MoneyPosition,
    PromiseFact,
    SettlementFact,
    SubscriptionPosition,
    UnbilledPosition,
)
from services.credit.wire.values import enum_from_pb
from services.kernel.business import CustomerClass, CustomerKind, LineOfBusiness
from services.kernel.ids import resource_id
from services.kernel.period import Cycle
from tollbook.collection.v1 import events_pb2 as collection_pb
from tollbook.kernel.v1 import business_pb2
from tollbook.payment.v1 import events_pb2 as payment_pb
from tollbook.rating.v1 import events_pb2 as rating_pb

CURRENCY_DEFAULT = "CNY"


def customer_from_pb(event: Received[rating_pb.CustomerChanged]) -> CustomerPosition:
    told = event.payload
    return CustomerPosition(
        customer=resource_id("customers", told.customer),
        version=event.version,
        kind=enum_from_pb(CustomerKind, business_pb2.CustomerKind, told.kind, "CUSTOMER_KIND_"),
        customer_class=enum_from_pb(CustomerClass, business_pb2.CustomerClass, told.customer_class, "CUSTOMER_CLASS_"),
        sales_unit=resource_id("salesUnits", told.sales_unit),
        account_manager=resource_id("managers", told.account_manager),
        closed=told.closed,
        as_of=event.business_date,
    )


def account_from_pb(event: Received[rating_pb.AccountChanged]) -> AccountPosition:
    told = event.payload
    return AccountPosition(
        account=resource_id("accounts", told.account),
        customer=resource_id("customers", told.customer),
        version=event.version,
        prepaid=told.prepaid,
        currency=told.currency_code or CURRENCY_DEFAULT,
        closed=told.closed,
        agreed_payment_day=told.agreed_payment_day,
    )


def subscription_from_pb(event: Received[rating_pb.SubscriptionChanged]) -> SubscriptionPosition:
    told = event.payload
    for_arrears = business_pb2.SUSPENSION_REASON_ARREARS in told.suspension_reasons
    since = date_from_pb(told.suspend_date) if told.HasField("suspend_date") else event.business_date
    suspended = told.state == rating_pb.SUBSCRIPTION_STATE_SUSPENDED and for_arrears
    return SubscriptionPosition(
        subscription=resource_id("subscriptions", told.subscription),
        account=resource_id("accounts", told.account),
        customer=resource_id("customers", told.customer),
        version=event.version,
        line_of_business=_line_of_business(told.line_of_business),
        state=rating_pb.SubscriptionState.Name(told.state).removeprefix("SUBSCRIPTION_STATE_"),
        arrears_since=since if suspended else None,
        monthly_rent=told.monthly_rent.minor_units,
    )


def unbilled_from_pb(event: Received[rating_pb.UnbilledChanged]) -> UnbilledPosition:
    told = event.payload
    return UnbilledPosition(
        account=resource_id("accounts", told.account),
        customer=resource_id("customers", told.customer),
        version=event.version,
        cycle=Cycle.parse(told.cycle),
        amount=told.amount.minor_units,
    )


def bill_from_pb(event: Received[rating_pb.BillIssued]) -> BillFact:
    told = event.payload
    return BillFact(
        bill=told.bill,
        account=resource_id("accounts", told.account),
        customer=resource_id("customers", told.customer),
        cycle=Cycle.parse(told.cycle),
        due_date=date_from_pb(told.due_date),
        total=told.total.minor_units,
    )


def adjustment_from_pb(event: Received[rating_pb.BillAdjusted]) -> AdjustmentFact:
    told = event.payload
    return AdjustmentFact(
        adjustment=told.adjustment,
        bill=told.bill,
        customer=resource_id("customers", told.customer),
        amount=told.amount.minor_units,
    )


def money_from_pb(event: Received[payment_pb.AccountPositionChanged]) -> MoneyPosition:
    told = event.payload
    return MoneyPosition(
        account=resource_id("accounts", told.account),
        customer=resource_id("customers", told.customer),
        version=event.version,
        currency=told.principal.currency_code or CURRENCY_DEFAULT,
        principal=told.principal.minor_units,
        late_fees=told.late_fees.minor_units,
        spendable=told.spendable.minor_units,
        general=told.general.minor_units,
        unclaimed_receipts=told.unclaimed_receipts,
        debts=merge_debts([_debt_from_pb(line) for line in told.open_lines]),
    )


def _debt_from_pb(line: payment_pb.OpenLine) -> Debt:
    amount = line.principal_minor_units + line.late_fee_minor_units
    blocked = line.disputed or line.in_transit
    return Debt(
        due_date=date_from_pb(line.due_date),
        cycle=Cycle.parse(line.cycle),
        line_of_business=_line_of_business(line.line_of_business),
        payable=0 if blocked else amount,
        blocked=amount if blocked else 0,
        disputed=line.principal_minor_units if line.disputed else 0,
    )


def settlements_from_pb(event: Received[payment_pb.SettlementPosted]) -> list[SettlementFact]:
    """One fact for each bill that the settlement paid principal of."""
    told = event.payload
    paid = _principal_by_bill(told.allocations)
    date = date_from_pb(told.value_date)
    customer = resource_id("customers", told.customer)
    return [SettlementFact(told.settlement, bill, customer, date, amount) for bill, amount in paid.items()]


def reversals_from_pb(event: Received[payment_pb.SettlementReversed]) -> list[SettlementFact]:
    told = event.payload
    paid = _principal_by_bill(told.allocations)
    customer = resource_id("customers", told.customer)
    return [SettlementFact(told.settlement, bill, customer, None, amount) for bill, amount in paid.items()]


def _principal_by_bill(allocations: Iterable[payment_pb.Allocation]) -> dict[str, int]:
    paid: dict[str, int] = {}
    for allocation in allocations:
        paid[allocation.bill] = paid.get(allocation.bill, 0) + allocation.principal_minor_units
    return paid


def promise_from_pb(event: Received[collection_pb.PromiseBroken]) -> PromiseFact:
    told = event.payload
    customer = resource_id("customers", told.customer)
    return PromiseFact(told.promise, customer, date_from_pb(told.promised_date))


def _line_of_business(value: int) -> LineOfBusiness:
    """Lines that name none count as fixed line."""
    if value == business_pb2.LINE_OF_BUSINESS_UNSPECIFIED:
        return LineOfBusiness.FIXED_LINE
    return enum_from_pb(LineOfBusiness, business_pb2.LineOfBusiness, value, "LINE_OF_BUSINESS_")
