"""UsageDetailService."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.rating.domain.usage_detail import DetailQuery, mask_number
from services.rating.rpc.usage_csv import csv_bytes
from services.rating.usecases import usage_retention as retention
from services.rating.usecases.usage_details import DetailDesk, DetailPage
from services.rating.wire import usage_details as wire
from tollbook.kernel.v1.run_pb2 import Run
from tollbook.rating.v1 import usage_detail_pb2
from tollbook.rating.v1 import usage_detail_service_pb2 as pb
from tollbook.rating.v1.usage_detail_service_pb2_grpc import UsageDetailServiceServicer

_PAGE = 100
_EXPORT_PAGE = 1_000
_HEADER = (
    "source", "record_id", "part", "type", "other_party", "start_second", "quantity", "charged_quantity", "zone",
    "band", "tariff", "charge_item", "amount_micros",
)  # fmt: skip


@dataclass
class UsageDetailRpc(UsageDetailServiceServicer):
    """Serves usage detail, its log, holds and removal."""

    db: Database
    desk: DetailDesk
    runs: RunWorkers
    retention_months: int

    async def SendUsageDetailCode(
        self, request: pb.SendUsageDetailCodeRequest, context: Context
    ) -> pb.SendUsageDetailCodeResponse:
        sent = await self.desk.send_code(request.subscription.removeprefix("subscriptions/"))
        return pb.SendUsageDetailCodeResponse(sent_to=sent.sent_to, valid_seconds=sent.valid_seconds)

    async def ListUsageDetail(self, request: pb.ListUsageDetailRequest, context: Context) -> pb.ListUsageDetailResponse:
        size = page_size(request.page_size or _PAGE)
        after = wire.position_from_token(decode_token(request.page_token, 4))
        query = wire.query_from_pb(request, caller())
        page = await self.desk.list_detail(query, request.second_factor, after, size)
        return pb.ListUsageDetailResponse(
            usage_detail=[wire.line_to_pb(query.subscription_id, line, page.grant.masked) for line in page.lines],
            next_page_token=_token(page, size),
        )

    async def ExportUsageDetailCsv(
        self, request: pb.ExportUsageDetailCsvRequest, context: Context
    ) -> AsyncIterator[pb.ExportUsageDetailCsvResponse]:
        query = wire.query_from_pb(request, caller())
        async for piece in self._pieces(query, request.second_factor):
            yield pb.ExportUsageDetailCsvResponse(content=piece)

    async def _pieces(self, query: DetailQuery, code: str) -> AsyncIterator[bytes]:
        after = None
        header = [_HEADER]
        while True:
            page = await self.desk.list_detail(query, code, after, _EXPORT_PAGE)
            rows = [
                (line.source, line.record_id, line.part, line.type,
                 mask_number(line.other_party) if page.grant.masked else line.other_party, line.start, line.quantity,
                 line.charged, line.zone, line.band, line.tariff, line.charge_item, line.micros)
                for line in page.lines
            ]  # fmt: skip
            yield csv_bytes([*header, *rows])
            if len(page.lines) < _EXPORT_PAGE:
                return
            header = []
            last = page.lines[-1]
            after = (last.start, last.source, last.record_id, last.part)

    async def ListUsageDetailAccesses(
        self, request: pb.ListUsageDetailAccessesRequest, context: Context
    ) -> pb.ListUsageDetailAccessesResponse:
        size = page_size(request.page_size)
        found = await retention.list_accesses(
            self.db,
            subscription_id=request.subscription.removeprefix("subscriptions/"),
            actor=request.actor,
            alarmed_only=request.alarmed_only,
            before=wire.moment_from_token(decode_token(request.page_token, 2)),
            limit=size,
        )
        token = encode_token(found[-1].created_at.isoformat(), str(found[-1].id)) if len(found) == size else ""
        return pb.ListUsageDetailAccessesResponse(
            accesses=[wire.access_to_pb(each) for each in found], next_page_token=token
        )

    async def CreateUsageHold(self, request: pb.CreateUsageHoldRequest, context: Context) -> usage_detail_pb2.UsageHold:
        asked = retention.CreateHold(
            request.request_id,
            caller().subject,
            request.subscription.removeprefix("subscriptions/"),
            request.first_cycle,
            request.last_cycle,
            request.reason,
        )
        return wire.hold_to_pb(await retention.create_hold(self.db, asked))

    async def ReleaseUsageHold(
        self, request: pb.ReleaseUsageHoldRequest, context: Context
    ) -> usage_detail_pb2.UsageHold:
        hold_id = wire.hold_id_from_pb(request.name)
        asked = retention.ReleaseHold(request.request_id, caller().subject, hold_id, request.reason)
        return wire.hold_to_pb(await retention.release_hold(self.db, asked))

    async def ListUsageHolds(self, request: pb.ListUsageHoldsRequest, context: Context) -> pb.ListUsageHoldsResponse:
        size, key = page_size(request.page_size), decode_token(request.page_token, 1)
        after = wire.hold_id_from_pb(str(key[0])) if key else None
        subscription = request.subscription.removeprefix("subscriptions/")
        found = await retention.list_holds(self.db, subscription, request.show_released, after, size)
        token = encode_token(str(found[-1].id)) if len(found) == size else ""
        return pb.ListUsageHoldsResponse(usage_holds=[wire.hold_to_pb(each) for each in found], next_page_token=token)

    async def StartUsageRemoval(self, request: pb.StartUsageRemovalRequest, context: Context) -> Run:
        asked = retention.StartRemoval(request.request_id, request.cycle)
        view = await retention.start_removal(self.db, asked, self.retention_months)
        self.runs.wake.set()
        return run_to_pb(view)


def _token(page: DetailPage, size: int) -> str:
    if len(page.lines) < size:
        return ""
    last = page.lines[-1]
    return encode_token(last.start, last.source, last.record_id, last.part)
