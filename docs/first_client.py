"""A first client: imports a customer, orders a line, closes days until it is billed, reads the bill and pays it.

Needs a fresh suite (`make up`) and knows nothing of its code: only the generated contracts, two tokens and, because it
also plays the provisioning platform, the platform's secret of `.tollbook/gateway.yaml`.
"""

import base64
import hashlib
import hmac
import json
import time
import urllib.request
import uuid
from datetime import date, timedelta
from pathlib import Path

import grpc
import yaml
from google.type.date_pb2 import Date

from tollbook.gateway.v1.platform_service_pb2 import ListPlatformsRequest
from tollbook.gateway.v1.platform_service_pb2_grpc import PlatformServiceStub
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.kernel.v1.operations_service_pb2 import CloseDayRequest, InitializeClockRequest
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub
from tollbook.payment.v1.receivable_service_pb2 import ListReceivablesRequest
from tollbook.payment.v1.receivable_service_pb2_grpc import ReceivableServiceStub
from tollbook.rating.v1.account_service_pb2 import ImportAccountsRequest
from tollbook.rating.v1.account_service_pb2_grpc import AccountServiceStub
from tollbook.rating.v1.bill_run_pb2 import BillRunState
from tollbook.rating.v1.bill_run_service_pb2 import (
    ApproveBillRunRequest,
    FinalizeBillRunRequest,
    GetBillRunRequest,
    StartBillRunRequest,
)
from tollbook.rating.v1.bill_run_service_pb2_grpc import BillRunServiceStub
from tollbook.rating.v1.bill_service_pb2 import GetBillRequest, ListBillLinesRequest
from tollbook.rating.v1.bill_service_pb2_grpc import BillServiceStub
from tollbook.rating.v1.catalogue_service_pb2 import ApproveCatalogueRequest, LoadCatalogueRequest
from tollbook.rating.v1.catalogue_service_pb2_grpc import CatalogueServiceStub
from tollbook.rating.v1.customer_service_pb2 import ImportCustomersRequest
from tollbook.rating.v1.customer_service_pb2_grpc import CustomerServiceStub
from tollbook.rating.v1.order_pb2 import OrderState
from tollbook.rating.v1.order_service_pb2 import (
    GetOrderRequest,
    ListWorkOrdersRequest,
    PlaceOrderRequest,
    SignOrderRequest,
)
from tollbook.rating.v1.order_service_pb2_grpc import OrderServiceStub

HOME = Path(".tollbook")
STATE = json.loads((HOME / "state.json").read_text())
CLOSE_ORDER = ("gateway", "rating", "payment", "credit", "collection")
FIRST_DAY = date(2026, 1, 28)
WAIT_SECONDS = 30.0

CATALOGUE = """
tax_rates:
  - {category: BASIC_TELECOM, rate_permyriad: 900, start_date: 2020-01-01}
charge_items:
  - {id: line-rent, name: Line rent, name_zh: 月租费, tax_category: BASIC_TELECOM}
products:
  - id: line
    name: Fixed line
    name_zh: 固定电话
    line_of_business: FIXED_LINE
    rent_item: line-rent
    monthly_rent: 3100
    effect_mode: BY_DAY
    build: CONSTRUCT
    platform: provisioning
"""
CUSTOMERS = """customer_id,display_name,kind,customer_class,sales_unit,account_manager,telephone_managed,\
language,contact_phone,contact_email,member_of
C-1,晋州样板有限公司,GROUP,B,north,,true,zh-CN,+8631188800001,,
"""
ACCOUNTS = """account_id,customer_id,display_name,prepaid,currency_code,agreed_payment_day
A-1,C-1,Head office,false,CNY,
"""


def channel(service, person="operator"):
    """A channel that sends the token and a deadline with every call."""
    token = (HOME / "tokens" / f"{person}.jwt").read_text().strip()
    return grpc.intercept_channel(grpc.insecure_channel(STATE["services"][service]["listen"]), Caller(token))


class Caller(grpc.UnaryUnaryClientInterceptor):
    """Every call carries a bearer token and a deadline."""

    def __init__(self, token):
        self._metadata = (("authorization", f"Bearer {token}"),)

    def intercept_unary_unary(self, continuation, client_call_details, request):
        return continuation(client_call_details._replace(metadata=self._metadata, timeout=60.0), request)


def request_id():
    """Every change has an id of its own; given again, it is the same change."""
    return f"first-client-{uuid.uuid4()}"


def pb(day):
    return Date(year=day.year, month=day.month, day=day.day)


def until(look, wanted):
    """Looks until something is as wanted: what one service tells another takes a moment."""
    deadline = time.monotonic() + WAIT_SECONDS
    while not wanted(found := look()):
        if time.monotonic() > deadline:
            raise TimeoutError(f"still {found}")
        time.sleep(0.1)
    return found


def publish_catalogue():
    loaded = CatalogueServiceStub(channel("rating")).LoadCatalogue(
        LoadCatalogueRequest(
            request_id=request_id(), version_id="first", effective_date=pb(FIRST_DAY), content=CATALOGUE.encode()
        )
    )
    # Nobody approves what the same person requested.
    CatalogueServiceStub(channel("rating", "approver")).ApproveCatalogue(
        ApproveCatalogueRequest(request_id=request_id(), name=loaded.name, reason="Read and agreed")
    )


def import_customer():
    CustomerServiceStub(channel("rating")).ImportCustomers(
        ImportCustomersRequest(request_id=request_id(), file_name="customers.csv", content=CUSTOMERS.encode())
    )
    outcome = AccountServiceStub(channel("rating")).ImportAccounts(
        ImportAccountsRequest(request_id=request_id(), file_name="accounts.csv", content=ACCOUNTS.encode())
    )
    print(f"Imported accounts: {outcome.accepted} accepted, {outcome.rejected} rejected")


def order_line():
    orders = OrderServiceStub(channel("rating"))
    order = orders.PlaceOrder(
        PlaceOrderRequest(
            request_id=request_id(),
            order_id="O-1",
            subscription_id="S-1",
            account="accounts/A-1",
            product="products/line",
            service_number="0311-8880001",
        )
    )
    orders.SignOrder(SignOrderRequest(request_id=request_id(), name=order.name))
    work = until(
        lambda: orders.ListWorkOrders(ListWorkOrdersRequest(subscription="subscriptions/S-1")).work_orders, bool
    )
    report_built(work[0].command)
    done = until(
        lambda: orders.GetOrder(GetOrderRequest(name=order.name)),
        lambda found: found.state == OrderState.ORDER_STATE_COMPLETED,
    )
    print(
        f"Line built: charging starts by {done.complete_date.year}-{done.complete_date.month}-{done.complete_date.day}"
    )


def report_built(command):
    """The provisioning platform's part: it reports the line built, signed by Standard Webhooks."""
    platform = yaml.safe_load((HOME / "gateway.yaml").read_text())["platforms"][0]
    known = PlatformServiceStub(channel("gateway")).ListPlatforms(ListPlatformsRequest()).platforms
    body = json.dumps({"command": command, "outcome": "COMPLETED", "outcome_date": FIRST_DAY.isoformat()}).encode()
    message, now = f"built-{command}", str(int(time.time()))
    key = base64.b64decode(platform["callback_keys"][0]["secret"].removeprefix("whsec_"))
    signature = hmac.new(key, f"{message}.{now}.".encode() + body, hashlib.sha256).digest()
    headers = {
        "content-type": "application/json",
        "webhook-id": message,
        "webhook-timestamp": now,
        "webhook-signature": "v1," + base64.b64encode(signature).decode(),
    }
    url = f"http://{STATE['http']}{known[0].callback_path}"
    urllib.request.urlopen(urllib.request.Request(url, data=body, headers=headers), timeout=10).close()


def close_days(through):
    day = FIRST_DAY
    while day <= through:
        positions = {}
        for service in CLOSE_ORDER:
            answer = OperationsServiceStub(channel(service)).CloseDay(
                CloseDayRequest(date=pb(day), predecessor_positions=positions)
            )
            positions[service] = answer.head_position
        day += timedelta(days=1)


def run_bills(cycle):
    """A trial, another person's approval, the bills."""
    runs = BillRunServiceStub(channel("rating"))
    run = runs.StartBillRun(StartBillRunRequest(request_id=request_id(), cycle=cycle))

    def stands_at(state):
        return until(lambda: runs.GetBillRun(GetBillRunRequest(name=run.name)), lambda found: found.state == state)

    stands_at(BillRunState.BILL_RUN_STATE_TRIAL_READY)
    BillRunServiceStub(channel("rating", "approver")).ApproveBillRun(
        ApproveBillRunRequest(request_id=request_id(), name=run.name, reason="Totals are plausible")
    )
    runs.FinalizeBillRun(FinalizeBillRunRequest(request_id=request_id(), name=run.name))
    stands_at(BillRunState.BILL_RUN_STATE_COMPLETED)


def read_bill(name):
    bills = BillServiceStub(channel("rating"))
    bill = bills.GetBill(GetBillRequest(name=name))
    print(
        f"{bill.name}: {bill.total.minor_units} fen, due {bill.due_date.year}-{bill.due_date.month}-{bill.due_date.day}"
    )
    for line in bills.ListBillLines(ListBillLinesRequest(bill=name)).lines:
        print(f"  {line.charge_item}: {line.amount.minor_units} fen, of which tax {line.tax.minor_units}")
    return bill.total.minor_units


def pay(amount, value_date):
    """Pays; payment must have the bill by then, or the money would wait for it in the account's book."""
    open_lines = ReceivableServiceStub(channel("payment"))
    until(lambda: open_lines.ListReceivables(ListReceivablesRequest(account="accounts/A-1")).receivables, bool)
    recorded = PaymentServiceStub(channel("payment")).RecordPayment(
        RecordPaymentRequest(
            request_id=request_id(),
            channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
            channel_number="receipt-1",
            account="accounts/A-1",
            amount=Money(currency_code="CNY", minor_units=amount),
            value_date=pb(value_date),
        )
    )
    print(f"{recorded.payment.name}: {recorded.payment.settled.minor_units} of {amount} fen settled")


def main():
    for service in CLOSE_ORDER:
        OperationsServiceStub(channel(service)).InitializeClock(InitializeClockRequest(date=pb(FIRST_DAY)))
    publish_catalogue()
    import_customer()
    order_line()
    close_days(through=date(2026, 1, 31))
    run_bills("2026-01")
    pay(read_bill("bills/A-1-2026-01"), date(2026, 2, 1))


if __name__ == "__main__":
    main()
