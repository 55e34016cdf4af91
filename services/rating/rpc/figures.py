"""ReportService."""

from collections.abc import AsyncIterator
from dataclasses import astuple, fields
from typing import Any

from services.chassis.database import Database
from services.chassis.paging import page_size
from services.kernel.ids import resource
from services.rating.domain.csv_file import write_csv
from services.rating.domain.customer import DEFAULT_CURRENCY
from services.rating.domain.figures import RevenueRow
from services.rating.rpc.asking import after_id, next_token
from services.rating.usecases import figures
from services.rating.wire.values import enum_to_pb, ident, money_to_pb
from tollbook.kernel.v1 import business_pb2
from tollbook.rating.v1 import order_pb2, report_service_pb2
from tollbook.rating.v1.report_service_pb2_grpc import ReportServiceServicer


class ReportRpc(ReportServiceServicer):
    """Figures of billing."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def GetRevenueReport(self, request: Any, context: Any) -> Any:
        unit = ident("salesUnits", request.sales_unit, "sales_unit")
        rows = await figures.revenue(self._db, request.cycle, unit)
        return report_service_pb2.GetRevenueReportResponse(rows=[_revenue_to_pb(row) for row in rows])

    async def ExportRevenueCsv(self, request: Any, context: Any) -> AsyncIterator[Any]:
        unit = ident("salesUnits", request.sales_unit, "sales_unit")
        rows = await figures.revenue(self._db, request.cycle, unit)
        header = [each.name for each in fields(RevenueRow)]
        for chunk in write_csv(header, (astuple(row) for row in rows)):
            yield report_service_pb2.ExportRevenueCsvResponse(chunk=chunk)

    async def GetOrderReport(self, request: Any, context: Any) -> Any:
        rows = await figures.orders(self._db, request.month)
        return report_service_pb2.GetOrderReportResponse(
            rows=[
                report_service_pb2.OrderReportRow(
                    product=resource("products", row.product_id),
                    state=enum_to_pb(order_pb2.OrderState, row.state, "ORDER_STATE"),
                    orders=row.orders,
                    days_to_complete_sum=row.days_to_complete,
                )
                for row in rows
            ]
        )

    async def ListUnbilled(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        customer = ident("customers", request.customer, "customer")
        page = await figures.unbilled(self._db, customer, after_id(request), limit)
        return report_service_pb2.ListUnbilledResponse(
            rows=[
                report_service_pb2.UnbilledRow(
                    account=resource("accounts", row.account_id),
                    cycle=row.cycle,
                    amount=money_to_pb(DEFAULT_CURRENCY, row.amount),
                )
                for row in page
            ],
            next_page_token=next_token(page, limit, "account_id"),
        )


def _revenue_to_pb(row: RevenueRow) -> report_service_pb2.RevenueRow:
    return report_service_pb2.RevenueRow(
        sales_unit=resource("salesUnits", row.sales_unit),
        line_of_business=enum_to_pb(business_pb2.LineOfBusiness, row.line_of_business, "LINE_OF_BUSINESS"),
        charge_item=resource("chargeItems", row.charge_item),
        lines=row.lines,
        gross=money_to_pb(DEFAULT_CURRENCY, row.gross),
        discount=money_to_pb(DEFAULT_CURRENCY, row.discount),
        sponsored=money_to_pb(DEFAULT_CURRENCY, row.sponsored),
        amount=money_to_pb(DEFAULT_CURRENCY, row.amount),
        net=money_to_pb(DEFAULT_CURRENCY, row.net),
        tax=money_to_pb(DEFAULT_CURRENCY, row.tax),
    )
