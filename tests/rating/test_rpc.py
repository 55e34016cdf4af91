"""Rating over real gRPC: a client with the protos alone loads, imports, bills and reads (R-ACC-2, R-BIL-1, R-BIL-5)."""

import asyncio
import dataclasses
import datetime as dt
import json
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf.field_mask_pb2 import FieldMask
from google.rpc.error_details_pb2 import ErrorInfo
from google.type.date_pb2 import Date
from grpc_status import rpc_status
from jwt.algorithms import OKPAlgorithm

from services.chassis.channels import open_channel
from services.chassis.server import Host, Server, ServiceSpec
from services.rating.composition import build
from services.rating.config import RatingSettings
from services.rating.wire import event_to_pb
from services.rating.worker import run_kinds
from tests.rating.operator import ACCOUNTS, CATALOGUE, CUSTOMERS, SUBSCRIPTIONS, Peers, move_to
from tollbook.kernel.v1 import operations_service_pb2
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.rating.v1 import (
    account_pb2,
    account_service_pb2,
    bill_run_pb2,
    bill_run_service_pb2,
    bill_service_pb2,
    catalogue_service_pb2,
    customer_pb2,
    customer_service_pb2,
    order_service_pb2,
    subscription_service_pb2,
)
from tollbook.rating.v1.account_service_pb2_grpc import AccountServiceStub
from tollbook.rating.v1.bill_run_service_pb2_grpc import BillRunServiceStub
from tollbook.rating.v1.bill_service_pb2_grpc import BillServiceStub
from tollbook.rating.v1.catalogue_service_pb2_grpc import CatalogueServiceStub
from tollbook.rating.v1.customer_service_pb2_grpc import CustomerServiceStub
from tollbook.rating.v1.order_service_pb2_grpc import OrderServiceStub
from tollbook.rating.v1.subscription_service_pb2_grpc import SubscriptionServiceStub

ROLES = ["CRM", "MARKETING", "APPROVER", "FINANCE", "OPERATOR", "AUDITOR"]


def mint(private: Ed25519PrivateKey, subject: str) -> str:
    body = {"sub": subject, "aud": "tollbook", "iss": "tollbook-dev", "exp": 4102444800, "roles": ROLES}
    return jwt.encode(body, private, algorithm="EdDSA", headers={"kid": "k1"})


@pytest.fixture
async def running(database, redis_url: str, tmp_path: Path):
    private = Ed25519PrivateKey.generate()
    jwk = json.loads(OKPAlgorithm.to_jwk(private.public_key())) | {"kid": "k1"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    (tmp_path / "rating.jwt").write_text(mint(private, "rating"))
    db = database("rating", date=dt.date(2026, 1, 1))
    nowhere = "127.0.0.1:1"
    settings = RatingSettings(
        database_url=db.engine.url.render_as_string(hide_password=False),
        redis_url=redis_url,
        jwks_file=tmp_path / "jwks.json",
        token_dir=tmp_path,
        peer_payment=nowhere,
        peer_credit=nowhere,
        peer_gateway=nowhere,
    )

    async def with_given_terms(host: Host[RatingSettings]):
        parts = await build(host)
        given = {kind.kind: kind for kind in run_kinds(host.db, Peers())}
        kinds = [given.get(kind.kind, kind) for kind in parts.run_kinds]
        return dataclasses.replace(parts, run_kinds=kinds, subscriptions=(), loops=())

    server = Server(ServiceSpec("rating", RatingSettings, with_given_terms, event_to_pb), settings)
    await server.start()
    channels = {
        name: open_channel(f"127.0.0.1:{server.port}", lambda name=name: f"Bearer {mint(private, name)}")
        for name in ("clerk", "head")
    }
    yield db, channels["clerk"], channels["head"]
    for channel in channels.values():
        await channel.close(None)
    await server.stop()


async def load(clerk, head) -> None:
    catalogue = catalogue_service_pb2.LoadCatalogueRequest(
        request_id="1", version_id="v1", effective_date=Date(year=2026, month=1, day=1), content=CATALOGUE
    )
    name = (await CatalogueServiceStub(clerk).LoadCatalogue(catalogue)).name
    approval = catalogue_service_pb2.ApproveCatalogueRequest(request_id="2", name=name, reason="reviewed")
    await CatalogueServiceStub(head).ApproveCatalogue(approval)
    customers = customer_service_pb2.ImportCustomersRequest(request_id="3", content=CUSTOMERS)
    assert (await CustomerServiceStub(clerk).ImportCustomers(customers)).accepted == 4
    accounts = account_service_pb2.ImportAccountsRequest(request_id="4", content=ACCOUNTS)
    assert (await AccountServiceStub(clerk).ImportAccounts(accounts)).accepted == 4
    lines = subscription_service_pb2.ImportSubscriptionsRequest(request_id="5", content=SUBSCRIPTIONS)
    assert (await SubscriptionServiceStub(clerk).ImportSubscriptions(lines)).accepted == 5


async def until(stub: BillRunServiceStub, name: str, state: int) -> bill_run_pb2.BillRun:
    for _ in range(400):
        run = await stub.GetBillRun(bill_run_service_pb2.GetBillRunRequest(name=name))
        if run.state == state:
            return run
        await asyncio.sleep(0.05)
    raise AssertionError(f"{name} did not become {state}")


async def test_a_client_with_the_protos_alone_imports_bills_and_reads(running):
    db, clerk, head = running
    await load(clerk, head)
    await move_to(db, dt.date(2026, 2, 1))
    runs, bills = BillRunServiceStub(clerk), BillServiceStub(clerk)
    start = bill_run_service_pb2.StartBillRunRequest(request_id="6", cycle="2026-01")
    name = (await runs.StartBillRun(start)).name
    ready = await until(runs, name, bill_run_pb2.BILL_RUN_STATE_TRIAL_READY)
    totals = await runs.ListTrialTotals(bill_run_service_pb2.ListTrialTotalsRequest(bill_run=name))
    assert sum(each.amount.minor_units for each in totals.totals) == ready.total.minor_units == 307000
    outliers = bill_run_service_pb2.ListBillDifferencesRequest(bill_run=name, outliers_only=True)
    found = await runs.ListBillDifferences(outliers)
    assert [(each.account, each.reason) for each in found.differences] == [("accounts/A-1", "NEW_ACCOUNT")]
    approve = bill_run_service_pb2.ApproveBillRunRequest(request_id="7", name=name, reason="agrees")
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await runs.ApproveBillRun(approve)
    assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED
    await BillRunServiceStub(head).ApproveBillRun(approve)
    await runs.FinalizeBillRun(bill_run_service_pb2.FinalizeBillRunRequest(request_id="8", name=name))
    await until(runs, name, bill_run_pb2.BILL_RUN_STATE_COMPLETED)
    bill = await bills.GetBill(bill_service_pb2.GetBillRequest(name="bills/B-1-2026-01"))
    assert (bill.total.minor_units, bill.net.minor_units + bill.tax.minor_units) == (3000, 3000)
    page = await bills.ListBills(bill_service_pb2.ListBillsRequest(cycle="2026-01", page_size=3))
    rest = bill_service_pb2.ListBillsRequest(cycle="2026-01", page_size=3, page_token=page.next_page_token)
    names = [each.name for each in [*page.bills, *(await bills.ListBills(rest)).bills]]
    assert names == [f"bills/{account}-2026-01" for account in ("A-1", "A-2", "B-1", "B-2")]
    explained = await bills.ExplainCharge(bill_service_pb2.ExplainChargeRequest(bill=bill.name, line=1))
    assert sum(step.amount.minor_units for step in explained.steps) == explained.line.amount.minor_units
    csv = [each.chunk async for each in bills.ExportBillsCsv(bill_service_pb2.ExportBillsCsvRequest(cycle="2026-01"))]
    assert len(b"".join(csv).splitlines()) == 6
    verified = await OperationsServiceStub(clerk).Verify(operations_service_pb2.VerifyRequest())
    assert {check.invariant: check.breaches for check in verified.checks if check.breaches} == {}
    assert verified.totals["bills"] == 4


async def test_closing_a_day_publishes_what_is_unbilled(running):
    _db, clerk, head = running
    await load(clerk, head)
    close = operations_service_pb2.CloseDayRequest(date=Date(year=2026, month=1, day=1))
    closed = await OperationsServiceStub(clerk).CloseDay(close)
    assert closed.counters["unbilled.accounts"] == 4
    assert closed.business_date.day == 2


async def test_an_unknown_bill_is_refused_by_name(running):
    _, clerk, _ = running
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await BillServiceStub(clerk).GetBill(bill_service_pb2.GetBillRequest(name="bills/nothing"))
    assert refused.value.code() is grpc.StatusCode.NOT_FOUND


async def test_a_negative_rent_and_a_foreign_currency_are_refused_by_name(running):
    _, clerk, head = running
    await load(clerk, head)
    rent = Money(currency_code="CNY", minor_units=-1)
    place = order_service_pb2.PlaceOrderRequest(
        request_id="n1",
        order_id="O-N",
        subscription_id="S-N",
        account="accounts/A-1",
        product="products/broadband",
        service_number="1",
        monthly_rent=rent,
    )
    foreign = account_pb2.Account(customer="customers/A", display_name="A", currency_code="USD")
    opened = account_service_pb2.CreateAccountRequest(request_id="n2", account_id="A-N", account=foreign)
    for call, named in (
        (OrderServiceStub(clerk).PlaceOrder(place), "monthly_rent"),
        (AccountServiceStub(clerk).CreateAccount(opened), "CNY"),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await call
        assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
        assert named in (refused.value.details() or "")


async def told_by(call) -> tuple[str, dict[str, str]]:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call
    info = ErrorInfo()
    status: Any = rpc_status.from_call(refused.value)  # pyright: ignore[reportArgumentType]
    status.details[0].Unpack(info)
    return info.reason, dict(info.metadata)


def change(request_id: str, *paths: str, **values: Any) -> customer_service_pb2.UpdateCustomerRequest:
    """An update of C-1, with nothing of it but the values given."""
    return customer_service_pb2.UpdateCustomerRequest(
        request_id=request_id,
        name="customers/C-1",
        customer=customer_pb2.Customer(**values),
        update_mask=FieldMask(paths=paths),
    )


async def test_an_update_needs_nothing_but_the_fields_of_its_mask_r_acc_1(running):
    _, clerk, head = running
    await load(clerk, head)
    customers, accounts = CustomerServiceStub(clerk), AccountServiceStub(clerk)
    before = await customers.GetCustomer(customer_service_pb2.GetCustomerRequest(name="customers/C-1"))
    after = await customers.UpdateCustomer(change("u1", "contact_phone", contact_phone="0311", display_name="other"))
    assert (after.contact_phone, after.display_name, after.kind) == ("0311", before.display_name, before.kind)
    assert await told_by(customers.UpdateCustomer(change("u2", "phone"))) == ("VALIDATION_FAILED", {})
    assert await told_by(customers.UpdateCustomer(change("u3", "sales_unit"))) == (
        "FIELD_NOT_UPDATABLE",
        {"field": "sales_unit"},
    )
    name = account_pb2.Account(agreed_payment_day=5)
    asked = account_service_pb2.UpdateAccountRequest(
        request_id="u4", name="accounts/A-1", account=name, update_mask=FieldMask(paths=["agreed_payment_day"])
    )
    account = await accounts.UpdateAccount(asked)
    assert (account.agreed_payment_day, account.customer) == (5, "customers/C-1")


async def test_a_wrong_language_and_a_wrong_class_are_told_apart_r_acc_1(running):
    _, clerk, head = running
    await load(clerk, head)
    customers = CustomerServiceStub(clerk)
    wrong = change("w1", "language", language="fr")
    assert (await told_by(customers.UpdateCustomer(wrong)))[0] == "VALIDATION_FAILED"
    reason, about = await told_by(customers.UpdateCustomer(change("w2", "customer_class")))
    assert (reason, about) == ("CUSTOMER_CLASS_INVALID", {"kind": "GROUP"})
