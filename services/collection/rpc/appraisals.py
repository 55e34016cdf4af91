"""AppraisalService."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token
from services.chassis.runs import RunWorkers
from services.collection.domain.appraisal import Figure, Target, target_of
from services.collection.domain.reason import Reason, not_found
from services.collection.peers import PaymentPeer
from services.collection.rpc.csv_pages import csv_chunks
from services.collection.store import appraisals as store
from services.collection.store import inspections as inspection_store
from services.collection.usecases import appraisals, inspections
from services.collection.wire import appraisals as wire
from services.collection.wire.values import id_of, valid_date
from tollbook.collection.v1 import appraisal_pb2
from tollbook.collection.v1 import appraisal_service_pb2 as pb
from tollbook.collection.v1.appraisal_service_pb2_grpc import AppraisalServiceServicer
from tollbook.collection.v1.csv_pb2 import CsvChunk
from tollbook.kernel.v1.run_pb2 import Run

_EXPORT_PAGE = 1_000


@dataclass
class AppraisalRpc(AppraisalServiceServicer):
    """Serves figures, their targets and inspections."""

    db: Database
    runs: RunWorkers
    payment: PaymentPeer

    async def SetTarget(self, request: pb.SetTargetRequest, context: Context) -> appraisal_pb2.Target:
        target = Target(
            wire.subject_from_pb(request.subject),
            wire.measure_from_pb(request.measure),
            request.first_month,
            request.value,
            request.at_least,
            caller().subject,
        )
        asked = appraisals.SetTarget(target)
        return wire.target_to_pb(await appraisals.set_target(self.db, request.request_id, asked))

    async def ListTargets(self, request: pb.ListTargetsRequest, context: Context) -> pb.ListTargetsResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 1)
        start = int(after[0]) if after else 0
        subject = wire.subject_from_pb(request.subject) if request.subject else None
        async with self.db.read() as tx:
            found = await store.list_targets(tx, subject)
        token = encode_token(start + size) if len(found) > start + size else ""
        shown = [wire.target_to_pb(each) for each in found[start : start + size]]
        return pb.ListTargetsResponse(targets=shown, next_page_token=token)

    async def StartAppraisal(self, request: pb.StartAppraisalRequest, context: Context) -> Run:
        view = await appraisals.start_appraisal(self.db, request.month, self.payment.remittances)
        self.runs.wake.set()
        return run_to_pb(view)

    async def ListFigures(self, request: pb.ListFiguresRequest, context: Context) -> pb.ListFiguresResponse:
        size = request.page_size or 100
        found = await self._figures(request, decode_token(request.page_token, 2), size)
        token = encode_token(found[-1][0].subject, found[-1][0].measure) if len(found) == size else ""
        figures = [wire.figure_to_pb(figure, target) for figure, target in found]
        return pb.ListFiguresResponse(figures=figures, next_page_token=token)

    async def _figures(
        self, request: pb.ListFiguresRequest, after: Sequence[Any] | None, size: int
    ) -> list[tuple[Figure, Target | None]]:
        async with self.db.read() as tx:
            subject = wire.subject_from_pb(request.subject)
            found = await store.list_figures(tx, request.month, subject, after, size)
            targets = await store.list_targets(tx)
        return [(each, target_of(targets, each)) for each in found]

    async def ListFigureCases(self, request: pb.ListFigureCasesRequest, context: Context) -> pb.ListFigureCasesResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 3)
        async with self.db.read() as tx:
            figure = await appraisals.find_figure(tx, id_of("figures", request.figure, "figure"))
            found = await store.list_figure_cases(tx, figure, after, size)
        token = ""
        if len(found) == size:
            token = encode_token(found[-1].shard, found[-1].account_id, found[-1].sales_unit)
        shown = [wire.figure_case_to_pb(each, figure.measure) for each in found]
        return pb.ListFigureCasesResponse(figure_cases=shown, next_page_token=token)

    async def PlanInspection(self, request: pb.PlanInspectionRequest, context: Context) -> appraisal_pb2.Inspection:
        unit, date = id_of("salesUnits", request.sales_unit, "sales_unit"), valid_date(request.plan_date, "plan_date")
        asked = inspections.PlanInspection(unit, request.plan, date, caller().subject)
        return wire.inspection_to_pb(await inspections.plan_inspection(self.db, request.request_id, asked))

    async def RecordFinding(self, request: pb.RecordFindingRequest, context: Context) -> appraisal_pb2.Finding:
        asked = inspections.RecordFinding(
            id_of("inspections", request.inspection, "inspection"),
            request.description,
            request.demand,
            valid_date(request.due_date, "due_date"),
            caller().subject,
        )
        return wire.finding_to_pb(await inspections.record_finding(self.db, request.request_id, asked))

    async def CloseFinding(self, request: pb.CloseFindingRequest, context: Context) -> appraisal_pb2.Finding:
        finding = id_of("findings", request.name, "name")
        asked = inspections.CloseFinding(finding, request.follow_up, caller().subject)
        return wire.finding_to_pb(await inspections.close_finding(self.db, request.request_id, asked))

    async def CompleteInspection(
        self, request: pb.CompleteInspectionRequest, context: Context
    ) -> appraisal_pb2.Inspection:
        asked = inspections.CompleteInspection(id_of("inspections", request.name, "name"), caller().subject)
        return wire.inspection_to_pb(await inspections.complete_inspection(self.db, request.request_id, asked))

    async def GetInspection(self, request: pb.GetInspectionRequest, context: Context) -> appraisal_pb2.Inspection:
        async with self.db.read() as tx:
            found = await inspection_store.read_inspection(tx, id_of("inspections", request.name, "name"))
        if found is None:
            raise not_found(Reason.INSPECTION_NOT_FOUND, request.name)
        return wire.inspection_to_pb(found)

    async def ListInspections(self, request: pb.ListInspectionsRequest, context: Context) -> pb.ListInspectionsResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 1)
        unit = id_of("salesUnits", request.sales_unit, "sales_unit")
        async with self.db.read() as tx:
            found = await inspection_store.list_inspections(
                tx, unit, open_only=request.open_only, after=str(after[0]) if after else None, limit=size
            )
        token = encode_token(found[-1].inspection_id) if len(found) == size else ""
        shown = [wire.inspection_to_pb(each) for each in found]
        return pb.ListInspectionsResponse(inspections=shown, next_page_token=token)

    async def ExportFiguresCsv(self, request: pb.ExportFiguresCsvRequest, context: Context) -> AsyncIterator[CsvChunk]:
        header = ("month", "subject", "measure", "value", "numerator", "denominator", "target", "met")
        async for chunk in csv_chunks(header, self._figure_rows(request.query)):
            yield chunk

    async def _figure_rows(self, query: pb.ListFiguresRequest) -> AsyncIterator[Sequence[object]]:
        after: Sequence[Any] | None = None
        while True:
            found = await self._figures(query, after, _EXPORT_PAGE)
            for each, target in found:
                sums = (each.value, each.numerator, each.denominator)
                met = "" if target is None else target.met_by(each.value)
                yield (each.month, each.subject, each.measure, *sums, target.value if target else None, met)
            if len(found) < _EXPORT_PAGE:
                return
            after = (found[-1][0].subject, found[-1][0].measure.value)
