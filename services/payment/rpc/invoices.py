"""InvoiceService: invoices through an issuer behind a port."""

from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.events import date_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.kernel.ids import resource
from services.payment.domain.records import InvoiceRecord
from services.payment.usecases import invoices
from services.payment.wire.values import bare, money_to_pb
from tollbook.payment.v1 import invoice_pb2, invoice_service_pb2, invoice_service_pb2_grpc


class InvoiceRpc(invoice_service_pb2_grpc.InvoiceServiceServicer):
    def __init__(self, db: Database, issuer: invoices.Issuer) -> None:
        self._db = db
        self._issuer = issuer

    async def IssueBillInvoice(
        self, request: invoice_service_pb2.IssueBillInvoiceRequest, context: Any
    ) -> invoice_pb2.Invoice:
        command = invoices.IssueInvoice(
            request.request_id,
            bare("bills", request.bill, "bill"),
            "",
            request.amount.currency_code,
            request.amount.minor_units,
            request.buyer_name,
            request.buyer_tax_number,
        )
        return _invoice_to_pb(await invoices.issue_invoice(self._db, self._issuer, command))

    async def IssuePrepaymentInvoice(
        self, request: invoice_service_pb2.IssuePrepaymentInvoiceRequest, context: Any
    ) -> invoice_pb2.Invoice:
        payment = bare("payments", request.payment, "payment")
        command = invoices.IssueInvoice(
            request.request_id, "", payment, "", 0, request.buyer_name, request.buyer_tax_number
        )
        return _invoice_to_pb(await invoices.issue_invoice(self._db, self._issuer, command))

    async def IssueRedInvoice(
        self, request: invoice_service_pb2.IssueRedInvoiceRequest, context: Any
    ) -> invoice_pb2.Invoice:
        command = invoices.IssueRed(
            request.request_id, bare("invoices", request.name, "name"), request.reason, caller().subject
        )
        return _invoice_to_pb(await invoices.issue_red(self._db, self._issuer, command))

    async def SendInvoice(self, request: invoice_service_pb2.SendInvoiceRequest, context: Any) -> invoice_pb2.Invoice:
        command = invoices.SendInvoice(
            request.request_id, bare("invoices", request.name, "name"), request.channel, request.address
        )
        return _invoice_to_pb(await invoices.send_invoice(self._db, command))

    async def GetInvoice(self, request: invoice_service_pb2.GetInvoiceRequest, context: Any) -> invoice_pb2.Invoice:
        return _invoice_to_pb(await invoices.get_invoice(self._db, bare("invoices", request.name, "name")))

    async def ListInvoices(
        self, request: invoice_service_pb2.ListInvoicesRequest, context: Any
    ) -> invoice_service_pb2.ListInvoicesResponse:
        key = decode_token(request.page_token, 1)
        size = page_size(request.page_size)
        account = bare("accounts", request.account, "account")
        found = await invoices.list_of_account(self._db, account, "" if key is None else str(key[0]), size)
        token = encode_token(found[-1].invoice) if len(found) == size else ""
        return invoice_service_pb2.ListInvoicesResponse(
            invoices=[_invoice_to_pb(record) for record in found], next_page_token=token
        )


def _invoice_to_pb(record: InvoiceRecord) -> invoice_pb2.Invoice:
    return invoice_pb2.Invoice(
        name=resource("invoices", record.invoice),
        account=resource("accounts", record.account),
        kind=f"INVOICE_KIND_{record.kind}",
        state=f"INVOICE_STATE_{record.state}",
        bill=resource("bills", record.bill),
        payment=resource("payments", record.payment),
        amount=money_to_pb(record.currency, record.amount),
        buyer_name=record.buyer_name,
        buyer_tax_number=record.buyer_tax_number,
        issuer_number=record.issuer_number,
        reverses=resource("invoices", record.reverses),
        issue_date=date_to_pb(record.issue_date),
        deliveries=list(record.deliveries),
    )
