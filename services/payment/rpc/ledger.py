"""LedgerService: the chart, entries, statements and the arrears movement."""

from typing import Any

from services.chassis.paging import decode_token, encode_token, page_size
from services.payment.rpc.finance import FinanceRpc
from services.payment.usecases import ledger, movement
from services.payment.wire.ledger import difference_to_pb, entry_to_pb, movement_to_pb, statement_to_pb, total_to_pb
from services.payment.wire.values import bare, date_of, range_of
from tollbook.payment.v1 import ledger_service_pb2


class LedgerRpc(FinanceRpc):
    """The whole of LedgerService: finance's part is inherited."""

    async def ListLedgerAccounts(
        self, request: ledger_service_pb2.ListLedgerAccountsRequest, context: Any
    ) -> ledger_service_pb2.ListLedgerAccountsResponse:
        since, until = range_of(request.posting_dates, request.HasField("posting_dates"), "posting_dates")
        found = await ledger.chart(self._db, since, until)
        return ledger_service_pb2.ListLedgerAccountsResponse(accounts=[total_to_pb(total) for total in found])

    async def ListLedgerEntries(
        self, request: ledger_service_pb2.ListLedgerEntriesRequest, context: Any
    ) -> ledger_service_pb2.ListLedgerEntriesResponse:
        key = decode_token(request.page_token, 3)
        size = page_size(request.page_size)
        since, until = range_of(request.posting_dates, request.HasField("posting_dates"), "posting_dates")
        found = await ledger.entries(
            self._db,
            account=bare("accounts", request.account, "account"),
            ledger_account=request.ledger_account,
            sales_unit=bare("salesUnits", request.sales_unit, "sales_unit"),
            movement=request.movement,
            since=since,
            until=until,
            after=None if key is None else (str(key[0]), int(key[1]), int(key[2])),
            limit=size,
        )
        token = encode_token(found[-1].account, found[-1].sequence, found[-1].number) if len(found) == size else ""
        return ledger_service_pb2.ListLedgerEntriesResponse(
            entries=[entry_to_pb(line) for line in found], next_page_token=token
        )

    async def GetAccountStatement(
        self, request: ledger_service_pb2.GetAccountStatementRequest, context: Any
    ) -> ledger_service_pb2.GetAccountStatementResponse:
        since, until = range_of(request.posting_dates, True, "posting_dates")
        account = bare("accounts", request.account, "account")
        return statement_to_pb(await ledger.statement(self._db, account, since, until))

    async def GetArrearsMovement(
        self, request: ledger_service_pb2.GetArrearsMovementRequest, context: Any
    ) -> ledger_service_pb2.GetArrearsMovementResponse:
        query = movement.MovementQuery(
            date_of(request.first_date, "first_date"),
            date_of(request.last_date, "last_date"),
            request.by_month,
            bare("salesUnits", request.sales_unit, "sales_unit"),
            request.total,
        )
        found = await movement.arrears_movement(self._db, query)
        return ledger_service_pb2.GetArrearsMovementResponse(movements=[movement_to_pb(row) for row in found])

    async def ListMovementDifferences(
        self, request: ledger_service_pb2.ListMovementDifferencesRequest, context: Any
    ) -> ledger_service_pb2.ListMovementDifferencesResponse:
        key = decode_token(request.page_token, 3)
        size = page_size(request.page_size)
        after = ("", "", 0) if key is None else (str(key[0]), str(key[1]), int(key[2]))
        found = await ledger.differences(self._db, after, size)
        token = encode_token(found[-1].account, found[-1].bill, found[-1].line) if len(found) == size else ""
        return ledger_service_pb2.ListMovementDifferencesResponse(
            differences=[difference_to_pb(each) for each in found], next_page_token=token
        )
