"""BillService."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from services.chassis.database import Database
from services.chassis.events import date_to_pb
from services.chassis.paging import decode_token, page_size
from services.kernel.ids import resource
from services.rating.documents.bill_pdf import BillPrinter
from services.rating.domain.bill import Bill, BillLine
from services.rating.domain.bill_document import PaperLanguage, Payee
from services.rating.domain.csv_file import write_csv
from services.rating.domain.customer import DEFAULT_CURRENCY
from services.rating.rpc.asking import next_token
from services.rating.usecases import adjustments, bill_documents, bills
from services.rating.wire.bills import bill_to_pb, explanation_to_pb, line_to_pb
from services.rating.wire.values import bill_id, bill_key, ident, money_to_pb
from tollbook.rating.v1 import bill_pb2, bill_service_pb2
from tollbook.rating.v1.bill_service_pb2_grpc import BillServiceServicer

_EXPORT_PAGE = 5_000
PRINTED_AT_ONCE = 2
_CSV_HEADER = (
    "bill",
    "account",
    "customer",
    "sales_unit",
    "line",
    "kind",
    "subscription",
    "charge_item",
    "gross",
    "discount",
    "sponsored",
    "amount",
    "net",
    "tax",
)


class BillRpc(BillServiceServicer):
    """Bills at three layers, and what explains them."""

    def __init__(self, db: Database, balances: bill_documents.Balances, payee: Payee) -> None:
        self._db = db
        self._balances = balances
        self._payee = payee
        self._printer = BillPrinter()
        self._printing = asyncio.Semaphore(PRINTED_AT_ONCE)

    async def GetBill(self, request: Any, context: Any) -> Any:
        return bill_to_pb(*await adjustments.bill_with_adjustments(self._db, *bill_key(request.name)))

    async def ListBills(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        key = decode_token(request.page_token, 2)
        page = await bills.page_of_bills(
            self._db,
            account_id=ident("accounts", request.account, "account"),
            customer_id=ident("customers", request.customer, "customer"),
            cycle=request.cycle,
            before=(str(key[0]), str(key[1])) if key else None,
            limit=limit,
        )
        return bill_service_pb2.ListBillsResponse(
            bills=[bill_to_pb(one) for one in page], next_page_token=next_token(page, limit, "cycle", "account_id")
        )

    async def ListBillLines(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        key = decode_token(request.page_token, 1)
        account_id, cycle = bill_key(request.bill, "bill")
        bill, page = await bills.page_of_lines(self._db, account_id, cycle, int(key[0]) if key else 0, limit)
        return bill_service_pb2.ListBillLinesResponse(
            lines=[line_to_pb(one, bill) for one in page], next_page_token=next_token(page, limit, "line")
        )

    async def GetCustomerBill(self, request: Any, context: Any) -> Any:
        customer = ident("customers", request.customer, "customer")
        found, sums = await bills.customer_bill(self._db, customer, request.cycle)
        currency = found[0].currency if found else DEFAULT_CURRENCY
        return bill_service_pb2.CustomerBill(
            customer=request.customer,
            cycle=request.cycle,
            bills=[bill_to_pb(one) for one in found],
            items=[
                bill_service_pb2.ItemSum(
                    charge_item=resource("chargeItems", one.charge_item),
                    gross=money_to_pb(currency, one.gross),
                    discount=money_to_pb(currency, one.discount),
                    sponsored=money_to_pb(currency, one.sponsored),
                    amount=money_to_pb(currency, one.amount),
                )
                for one in sums
            ],
            total=money_to_pb(currency, sum(one.total for one in found)),
        )

    async def GetSubscriptionBill(self, request: Any, context: Any) -> Any:
        name = ident("subscriptions", request.subscription, "subscription")
        bill, lines = await bills.subscription_bill(self._db, name, request.cycle)
        return bill_service_pb2.SubscriptionBill(
            subscription=request.subscription,
            bill=bill_id(bill.account_id, bill.cycle),
            lines=[line_to_pb(one, bill) for one in lines],
            total=money_to_pb(bill.currency, sum(one.amount for one in lines)),
        )

    async def ExplainCharge(self, request: Any, context: Any) -> Any:
        account_id, cycle = bill_key(request.bill, "bill")
        return explanation_to_pb(*await bills.explain_charge(self._db, account_id, cycle, request.line))

    async def GetBillPdf(self, request: Any, context: Any) -> Any:
        account_id, cycle = bill_key(request.bill, "bill")
        language = PaperLanguage(request.language)
        content, bill = await bill_documents.bill_paper(
            self._db, self._balances, account_id, cycle, self._payee, language
        )
        async with self._printing:
            pdf = await asyncio.to_thread(self._printer.print, content, bill.issue_date or bill.due_date)
        return bill_service_pb2.GetBillPdfResponse(content=pdf, file_name=f"{account_id}-{cycle}.pdf")

    async def ListLateFeeNotes(self, request: Any, context: Any) -> Any:
        bill, notes = await bills.late_fee_notes(self._db, *bill_key(request.bill, "bill"))
        return bill_service_pb2.ListLateFeeNotesResponse(
            notes=[
                bill_pb2.LateFeeNote(
                    bill=resource("bills", late),
                    amount=money_to_pb(bill.currency, amount),
                    assessed_through=date_to_pb(to),
                )
                for late, amount, to in notes
            ]
        )

    async def ExportBillsCsv(self, request: Any, context: Any) -> AsyncIterator[Any]:
        unit = ident("salesUnits", request.sales_unit, "sales_unit")
        after, header = ("", 0), _CSV_HEADER
        while True:
            page = await bills.lines_after(self._db, request.cycle, unit, after, _EXPORT_PAGE)
            for chunk in write_csv(header, (_csv_row(bill, line) for bill, line in page)):
                yield bill_service_pb2.ExportBillsCsvResponse(chunk=chunk)
            if len(page) < _EXPORT_PAGE:
                return
            after, header = (page[-1][1].account_id, page[-1][1].line), ()


def _csv_row(bill: Bill, line: BillLine) -> list[object]:
    return [
        f"{bill.account_id}-{bill.cycle}",
        bill.account_id,
        bill.customer_id,
        bill.sales_unit,
        line.line,
        line.kind,
        line.subscription_id,
        line.charge_item,
        line.gross,
        line.discount,
        line.sponsored,
        line.amount,
        line.net,
        line.tax,
    ]
