"""ReceivableService: what accounts owe."""

from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.events import time_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.payment.store.accounts import Directory
from services.payment.usecases import receivables
from services.payment.wire.receivables import receivable_to_pb, standing_to_pb
from services.payment.wire.values import bare, date_of, money_to_pb
from tollbook.payment.v1 import receivable_pb2, receivable_service_pb2, receivable_service_pb2_grpc


class ReceivableRpc(receivable_service_pb2_grpc.ReceivableServiceServicer):
    def __init__(self, db: Database, directory: Directory) -> None:
        self._db = db
        self._directory = directory

    async def ListReceivables(
        self, request: receivable_service_pb2.ListReceivablesRequest, context: Any
    ) -> receivable_service_pb2.ListReceivablesResponse:
        as_of = date_of(request.as_of, "as_of") if request.HasField("as_of") else None
        views, due, currency = await receivables.list_receivables(
            self._db,
            bare("accounts", request.account, "account"),
            as_of=as_of,
            settled=request.show_settled,
            cycle=request.cycle,
        )
        key = decode_token(request.page_token, 1)
        start, size = (0 if key is None else int(key[0])), page_size(request.page_size)
        shown = views[start : start + size]
        token = encode_token(start + size) if start + size < len(views) else ""
        return receivable_service_pb2.ListReceivablesResponse(
            receivables=[receivable_to_pb(view) for view in shown],
            next_page_token=token,
            total_due=money_to_pb(currency, due),
        )

    async def CheckOverdue(
        self, request: receivable_service_pb2.CheckOverdueRequest, context: Any
    ) -> receivable_service_pb2.CheckOverdueResponse:
        accounts = [bare("accounts", name, f"accounts[{n}]") for n, name in enumerate(request.accounts)]
        standings, read_at = await receivables.check_overdue(
            self._db, self._directory, accounts, date_of(request.as_of, "as_of")
        )
        return receivable_service_pb2.CheckOverdueResponse(
            standings=[standing_to_pb(s) for s in standings], read_time=time_to_pb(read_at)
        )

    async def MarkDisputed(
        self, request: receivable_service_pb2.MarkDisputedRequest, context: Any
    ) -> receivable_pb2.Receivable:
        return receivable_to_pb(await receivables.mark_line(self._db, _mark(request, on=True)))

    async def ReleaseDispute(
        self, request: receivable_service_pb2.ReleaseDisputeRequest, context: Any
    ) -> receivable_pb2.Receivable:
        return receivable_to_pb(await receivables.mark_line(self._db, _mark(request, on=False)))

    async def TransferReceivables(
        self, request: receivable_service_pb2.TransferReceivablesRequest, context: Any
    ) -> receivable_service_pb2.TransferReceivablesResponse:
        command = receivables.TransferReceivables(
            request.request_id,
            bare("customers", request.customer, "customer"),
            bare("salesUnits", request.sales_unit, "sales_unit"),
            request.reason,
            caller().subject,
        )
        moved = await receivables.transfer_receivables(self._db, command)
        return receivable_service_pb2.TransferReceivablesResponse(
            lines=moved.lines, amount=money_to_pb(moved.currency, moved.amount)
        )


def _mark(request: Any, *, on: bool) -> receivables.MarkLine:
    bill = bare("bills", request.bill, "bill")
    return receivables.MarkLine(request.request_id, bill, request.line, on, request.reason, caller().subject)
