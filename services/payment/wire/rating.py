"""Rating's events in domain values."""

from services.chassis.events import date_from_pb
from services.kernel.ids import resource_id
from services.payment.domain.intake import AccountNews, Adjustment, CustomerNews, IssuedBill, Termination
from services.payment.domain.operation import BilledLine, BillOpened, LineAdjusted
from services.payment.wire.values import lob_from_pb
from tollbook.rating.v1 import bill_pb2
from tollbook.rating.v1 import events_pb2 as rating


def customer_from_pb(message: rating.CustomerChanged, version: int) -> CustomerNews:
    return CustomerNews(
        resource_id("customers", message.customer), resource_id("salesUnits", message.sales_unit), version
    )


def account_from_pb(message: rating.AccountChanged, version: int) -> AccountNews:
    return AccountNews(
        resource_id("accounts", message.account),
        resource_id("customers", message.customer),
        message.currency_code,
        message.prepaid,
        message.closed,
        version,
    )


def bill_from_pb(message: rating.BillIssued) -> IssuedBill:
    """Lines of a bill too long for its event must have been pulled before."""
    if len(message.lines) != message.lines_count:
        raise ValueError(f"{message.bill} has {message.lines_count} lines, {len(message.lines)} came")
    opened = BillOpened(
        resource_id("bills", message.bill),
        message.cycle,
        date_from_pb(message.due_date),
        resource_id("salesUnits", message.sales_unit),
        tuple(_line(line) for line in message.lines if line.amount.minor_units),
    )
    return IssuedBill(resource_id("accounts", message.account), date_from_pb(message.issue_date), opened)


def _line(message: rating.BillLineIssued) -> BilledLine:
    return BilledLine(
        message.line,
        resource_id("subscriptions", message.subscription),
        resource_id("chargeItems", message.charge_item),
        lob_from_pb(message.line_of_business),
        message.amount.minor_units,
    )


def issued_line_from_bill_line(line: bill_pb2.BillLine) -> rating.BillLineIssued:
    """A line pulled from rating in the form in which the event carries lines."""
    return rating.BillLineIssued(
        line=line.line,
        subscription=line.subscription,
        charge_item=line.charge_item,
        line_of_business=line.line_of_business,
        amount=line.amount,
    )


def adjustment_from_pb(message: rating.BillAdjusted) -> Adjustment:
    act = LineAdjusted(
        resource_id("adjustments", message.adjustment),
        resource_id("bills", message.bill),
        message.line,
        message.amount.minor_units,
    )
    return Adjustment(resource_id("accounts", message.account), date_from_pb(message.value_date), act)


def termination_from_pb(message: rating.SubscriptionChanged) -> Termination | None:
    """None while the subscription is not terminated."""
    if message.state != rating.SUBSCRIPTION_STATE_TERMINATED or not message.HasField("terminate_date"):
        return None
    return Termination(
        resource_id("accounts", message.account),
        resource_id("customers", message.customer),
        resource_id("subscriptions", message.subscription),
        date_from_pb(message.terminate_date),
    )
