"""UsageService."""

from collections.abc import AsyncIterable, AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.events import date_from_pb
from services.chassis.interceptors import Context
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.chassis.validation import validate
from services.kernel.period import Cycle
from services.rating.domain.usage_files import as_utf8
from services.rating.rpc.asking import asked
from services.rating.rpc.usage_csv import rejects_csv
from services.rating.usecases import re_rating, usage_counts, usage_import, usage_rejects
from services.rating.usecases.unbilled_usage import unbilled_usage
from services.rating.usecases.usage_load import UsageLoader
from services.rating.wire import usage as wire
from services.rating.wire.values import ident
from tollbook.kernel.v1.batch_pb2 import FileOutcome
from tollbook.kernel.v1.run_pb2 import Run
from tollbook.rating.v1 import usage_pb2
from tollbook.rating.v1 import usage_service_pb2 as pb
from tollbook.rating.v1.usage_service_pb2_grpc import UsageServiceServicer


@dataclass
class UsageRpc(UsageServiceServicer):
    """Serves usage. ``folder`` is the import folder of large files."""

    db: Database
    loader: UsageLoader
    runs: RunWorkers
    folder: Path

    async def IngestUsage(
        self, request: AsyncIterable[pb.IngestUsageRequest], context: Context
    ) -> AsyncIterator[pb.IngestUsageResponse]:
        async for each in request:
            validate(each)
            yield pb.IngestUsageResponse(batch=await self._ingest(each.batch))

    async def BatchIngestUsage(
        self, request: pb.BatchIngestUsageRequest, context: Context
    ) -> pb.BatchIngestUsageResponse:
        return await self._ingest(request)

    async def _ingest(self, request: pb.BatchIngestUsageRequest) -> pb.BatchIngestUsageResponse:
        rows = wire.records_to_rows(request.records)
        outcome = await usage_import.ingest_batch(self.loader, wire.source_id(request.source), rows)
        counts = outcome.counts(again=False)
        return pb.BatchIngestUsageResponse(
            counts=wire.counts_to_pb(**counts),
            rejects=[wire.rejected_item_to_pb(each, request.records) for each in outcome.rejects],
        )

    async def ImportUsageFile(self, request: pb.ImportUsageFileRequest, context: Context) -> FileOutcome:
        form = wire.format_from_pb(request.format)
        source = wire.source_id(request.source)
        content = as_utf8(request.content, request.encoding)
        outcome = await usage_import.import_file(self.loader, source, form, request.file_name, content)
        return _outcome(outcome, len(outcome.rejects))

    async def StartUsageFile(self, request: pb.StartUsageFileRequest, context: Context) -> Run:
        form = wire.format_from_pb(request.format)
        wanted = usage_import.StartUsageFile(
            request.request_id, wire.source_id(request.source), form.value, request.file_name, request.encoding
        )
        view = await usage_import.start_file(self.db, self.folder, wanted)
        self.runs.wake.set()
        return run_to_pb(view)

    async def GetUsageFile(self, request: pb.GetUsageFileRequest, context: Context) -> usage_pb2.UsageFile:
        file = await usage_counts.get_file(self.db, *wire.file_key(request.name))
        outcome = _outcome(file.outcome, file.rejected)
        return wire.file_to_pb(file.source, file.delivery, file.form, file.complete, file.received, outcome)

    async def GetUsageCounts(self, request: pb.GetUsageCountsRequest, context: Context) -> pb.GetUsageCountsResponse:
        start = date_from_pb(request.receive_date_start) if request.HasField("receive_date_start") else None
        end = date_from_pb(request.receive_date_end) if request.HasField("receive_date_end") else None
        counted = await usage_counts.count_usage(self.db, wire.source_id(request.source), start, end)
        return pb.GetUsageCountsResponse(
            total=_counts(counted.total),
            by_source={source: _counts(counts) for source, counts in counted.by_source.items()},
            waiting_by_reason=counted.waiting,
        )

    async def ListRejectedUsage(
        self, request: pb.ListRejectedUsageRequest, context: Context
    ) -> pb.ListRejectedUsageResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 2)
        found = await usage_rejects.list_rejects(
            self.db,
            source=wire.source_id(request.source),
            reason=wire.reason_from_pb(request.reason),
            settled=request.show_settled,
            after=wire.reject_position(after) if after else None,
            limit=size,
        )
        token = encode_token(found[-1].created_at.isoformat(), str(found[-1].id)) if len(found) == size else ""
        return pb.ListRejectedUsageResponse(
            rejected_usage=[wire.reject_to_pb(each) for each in found], next_page_token=token
        )

    async def CorrectRejectedUsage(
        self, request: pb.CorrectRejectedUsageRequest, context: Context
    ) -> usage_pb2.RejectedUsage:
        wanted = usage_rejects.CorrectReject(
            request.request_id,
            caller().subject,
            wire.reject_id_from_pb(request.name),
            wire.record_to_row(request.record),
            request.reason,
        )
        return wire.reject_to_pb(await usage_rejects.correct_reject(self.loader, wanted))

    async def ResubmitRejectedUsage(
        self, request: pb.ResubmitRejectedUsageRequest, context: Context
    ) -> pb.ResubmitRejectedUsageResponse:
        wanted = usage_rejects.ResubmitRejects(
            request.request_id,
            caller().subject,
            wire.source_id(request.source),
            wire.reason_from_pb(request.reason),
        )
        done = await usage_rejects.resubmit_rejects(self.loader, wanted)
        return pb.ResubmitRejectedUsageResponse(
            tried=done.tried, rated=done.rated, duplicates=done.duplicates, waiting=done.waiting
        )

    async def DiscardRejectedUsage(
        self, request: pb.DiscardRejectedUsageRequest, context: Context
    ) -> usage_pb2.RejectedUsage:
        wanted = usage_rejects.DiscardReject(
            request.request_id, caller().subject, wire.reject_id_from_pb(request.name), request.reason
        )
        return wire.reject_to_pb(await usage_rejects.discard_reject(self.db, wanted))

    async def StartReRating(self, request: pb.StartReRatingRequest, context: Context) -> Run:
        accounts = tuple(sorted(ident("accounts", each, "accounts") for each in request.accounts))
        code = request.tariff.removeprefix("tariffs/")
        wanted = re_rating.ReRating(Cycle.parse(request.cycle), accounts, code, request.dry_run)
        view = await re_rating.start_re_rating(self.db, asked(request), wanted, request.reason)
        self.runs.wake.set()
        return run_to_pb(view)

    async def GetUnbilledUsage(
        self, request: pb.GetUnbilledUsageRequest, context: Context
    ) -> pb.GetUnbilledUsageResponse:
        found = await unbilled_usage(self.db, ident("accounts", request.account, "account"))
        return wire.unbilled_usage_to_pb(found)

    async def ExportRejectedUsageCsv(
        self, request: pb.ExportRejectedUsageCsvRequest, context: Context
    ) -> AsyncIterator[pb.ExportRejectedUsageCsvResponse]:
        source, reason = wire.source_id(request.source), wire.reason_from_pb(request.reason)
        async for piece in rejects_csv(self.db, source, reason):
            yield pb.ExportRejectedUsageCsvResponse(content=piece)


def _outcome(outcome: usage_import.UsageFileOutcome, rejected: int) -> FileOutcome:
    return wire.outcome_to_pb(
        rows=outcome.rows,
        accepted=outcome.accepted,
        duplicates=outcome.duplicates,
        rejected=rejected,
        rejects=outcome.rejects,
        rejects_file=outcome.rejects_file,
    )


def _counts(counts: Any) -> usage_pb2.UsageCounts:
    return wire.counts_to_pb(
        received=counts.received, rated=counts.rated, rejected=counts.rejected, duplicates=counts.duplicates
    )
