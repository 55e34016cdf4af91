"""The part of LedgerService that faces finance: extracts, figures compared, reports, opening balances."""

from collections.abc import AsyncIterator
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.kernel.ids import resource
from services.payment.domain.records import FinanceFigureRecord
from services.payment.store.accounts import Directory
from services.payment.usecases import finance, opening, reports
from services.payment.wire.files import report_to_pb
from services.payment.wire.values import bare, invalid, lob_to_pb, money_to_pb, range_of
from tollbook.kernel.v1.batch_pb2 import Fault, FileOutcome
from tollbook.payment.v1 import ledger_service_pb2, ledger_service_pb2_grpc

_PART_BYTES = 256 * 1024
_CURRENCY = "CNY"


class FinanceRpc(ledger_service_pb2_grpc.LedgerServiceServicer):
    """LedgerRpc adds what reads the ledger."""

    def __init__(self, db: Database, directory: Directory) -> None:
        self._db = db
        self._directory = directory

    async def ExportFinanceExtract(
        self, request: ledger_service_pb2.ExportFinanceExtractRequest, context: Any
    ) -> AsyncIterator[ledger_service_pb2.ExportFinanceExtractResponse]:
        content = await finance.finance_extract(self._db, request.month)
        for start in range(0, len(content), _PART_BYTES):
            yield ledger_service_pb2.ExportFinanceExtractResponse(content=content[start : start + _PART_BYTES])

    async def ImportFinanceFigures(
        self, request: ledger_service_pb2.ImportFinanceFiguresRequest, context: Any
    ) -> FileOutcome:
        file = finance.FinanceFile(request.request_id, request.month, request.content)
        return report_to_pb(await finance.import_figures(self._db, file))

    async def ListFinanceDifferences(
        self, request: ledger_service_pb2.ListFinanceDifferencesRequest, context: Any
    ) -> ledger_service_pb2.ListFinanceDifferencesResponse:
        key = decode_token(request.page_token, 4)
        size = page_size(request.page_size)
        after = None if key is None else (str(key[0]), str(key[1]), str(key[2]), str(key[3]))
        found = await finance.differences(self._db, request.month, after, size)
        last = found[-1] if len(found) == size else None
        token = encode_token(last.month, last.sales_unit, last.line_of_business, last.figure) if last else ""
        return ledger_service_pb2.ListFinanceDifferencesResponse(
            differences=[_difference_to_pb(each) for each in found], next_page_token=token
        )

    async def ResolveFinanceDifference(
        self, request: ledger_service_pb2.ResolveFinanceDifferenceRequest, context: Any
    ) -> ledger_service_pb2.FinanceDifference:
        parts = bare("financeDifferences", request.name, "name").split(":")
        if len(parts) != 4:
            raise invalid("name", "{month}:{sales unit}:{line of business}:{figure}", request.name, "is no difference")
        key = (parts[0], parts[1], parts[2], parts[3])
        command = finance.ResolveFigure(request.request_id, key, request.reason, caller().subject)
        return _difference_to_pb(await finance.resolve(self._db, command))

    async def ExportReport(
        self, request: ledger_service_pb2.ExportReportRequest, context: Any
    ) -> AsyncIterator[ledger_service_pb2.ExportReportResponse]:
        since, until = range_of(request.dates, request.HasField("dates"), "dates")
        kind = ledger_service_pb2.ReportKind.Name(request.kind).removeprefix("REPORT_KIND_")
        content = await reports.export_report(self._db, kind, since, until)
        for start in range(0, len(content), _PART_BYTES):
            yield ledger_service_pb2.ExportReportResponse(content=content[start : start + _PART_BYTES])

    async def ImportOpeningBalances(
        self, request: ledger_service_pb2.ImportOpeningBalancesRequest, context: Any
    ) -> FileOutcome:
        kind = ledger_service_pb2.OpeningKind.Name(request.kind).removeprefix("OPENING_KIND_")
        file = opening.OpeningFile(request.request_id, kind, request.content)
        return report_to_pb(await opening.import_opening(self._db, self._directory, file))

    async def CheckOpeningBalances(
        self, request: ledger_service_pb2.CheckOpeningBalancesRequest, context: Any
    ) -> ledger_service_pb2.CheckOpeningBalancesResponse:
        expected = opening.ControlTotals(
            request.books, request.books_minor_units, request.lines, request.lines_minor_units
        )
        faults = await opening.check_opening(self._db, expected)
        return ledger_service_pb2.CheckOpeningBalancesResponse(
            agrees=not faults,
            faults=[Fault(field=f.field, rule=f.rule, value=f.value, message=f.message) for f in faults],
        )


def _difference_to_pb(record: FinanceFigureRecord) -> ledger_service_pb2.FinanceDifference:
    return ledger_service_pb2.FinanceDifference(
        name=resource("financeDifferences", record.difference_id),
        month=record.month,
        sales_unit=resource("salesUnits", record.sales_unit),
        line_of_business=lob_to_pb(record.line_of_business),
        figure=record.figure,
        ours=money_to_pb(_CURRENCY, record.ours),
        finances=money_to_pb(_CURRENCY, record.finances),
        state=record.state,
        resolution=record.resolution,
    )
