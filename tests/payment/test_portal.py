"""A portal reaches only what belongs to the customers that its token names: in payment, reads and writes."""

import pytest

from tests.payment.suite import Running
from tests.payment.test_service import payment, suite
from tests.portal import asking, portal_methods, reason_of
from tollbook.payment.v1 import (
    invoice_service_pb2,
    invoice_service_pb2_grpc,
    payment_service_pb2,
    payment_service_pb2_grpc,
)

__all__ = ["suite"]
METHODS = list(portal_methods("tollbook.payment.v1"))


@pytest.fixture
async def two(suite: Running):
    """Two customers, each with an account, a bill, a payment and an invoice."""
    await suite.open_clock("2026-03-01")
    names: dict[str, dict[str, str]] = {}
    await suite.say(*suite.opened("A-1", "C-1"), *suite.opened("A-2", "C-2"))
    await suite.say(*(suite.bill(f"A-{n}", f"C-{n}", "2026-02", "2026-03-31", ("rent", 900)) for n in (1, 2)))
    await suite.close_day("2026-03-01")
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    invoices = invoice_service_pb2_grpc.InvoiceServiceStub(suite.channel)
    for n in ("1", "2"):
        paid = await pay.RecordPayment(payment(f"P{n}", 2_000, "2026-03-02", f"A-{n}"))
        request = invoice_service_pb2.IssuePrepaymentInvoiceRequest(
            request_id=f"i-{n}", payment=paid.payment.name, buyer_name="x"
        )
        issued = await invoices.IssuePrepaymentInvoice(request)
        names[n] = {
            "account": f"accounts/A-{n}",
            "book": f"books/A-{n}.cash",
            "bill": f"bills/A-{n}-2026-02",
            "payment": paid.payment.name,
            "invoice": issued.name,
        }
    return suite, names


def named(method, field: str, of: dict[str, str]) -> str:
    kinds = {"BookService": "book", "InvoiceService": "invoice", "PaymentService": "payment"}
    return of[kinds[method.containing_service.name] if field == "name" else field]


async def test_every_method_refuses_what_is_another_customers_or_unknown_and_lets_the_own_through(two):
    suite, names = two
    portal = suite.portal("customers/C-1")
    unknown = {kind: name.replace("A-1", "A-9") for kind, name in names["1"].items()}
    unknown |= {kind: f"{unknown[kind]}x" for kind in ("payment", "invoice")}
    assert len(METHODS) > 10
    for method, access in METHODS:
        for field in access.owned_by:
            for of, refused in ((names["2"], True), (unknown, True), (names["1"], False)):
                own = {each: named(method, each, names["1"]) for each in access.owned_by}
                asked = asking(method, **own | {field: named(method, field, of)})
                reason = await reason_of(portal, method, asked)
                assert (reason == "NOT_OWN_CUSTOMER") is refused, (method.full_name, field, reason)
                assert reason != "VALIDATION_FAILED", method.full_name


async def test_a_refused_write_wrote_nothing(two):
    suite, names = two
    request = invoice_service_pb2.IssueBillInvoiceRequest(request_id="w", bill=names["2"]["bill"], buyer_name="x")
    method = next(each for each, _ in METHODS if each.name == "IssueBillInvoice")
    assert await reason_of(suite.portal("customers/C-1"), method, request) == "NOT_OWN_CUSTOMER"
    listed = await invoice_service_pb2_grpc.InvoiceServiceStub(suite.channel).ListInvoices(
        invoice_service_pb2.ListInvoicesRequest(account="accounts/A-2")
    )
    assert [each.name for each in listed.invoices] == [names["2"]["invoice"]]
    found = payment_service_pb2_grpc.PaymentServiceStub(suite.portal("customers/C-2"))
    got = await found.GetPayment(payment_service_pb2.GetPaymentRequest(name=names["2"]["payment"]))
    assert got.account == "accounts/A-2"
