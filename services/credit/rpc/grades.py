"""GradeService."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.credit.rpc.csv_pages import csv_pieces
from services.credit.usecases import overrides, read_grades
from services.credit.usecases.regrade import start_regrade
from services.credit.wire.grades import explanation_to_pb, grade_change_to_pb, grade_to_pb, override_to_pb
from services.credit.wire.values import id_of
from services.kernel.period import Cycle
from tollbook.credit.v1 import grade_pb2
from tollbook.credit.v1 import grade_service_pb2 as pb
from tollbook.credit.v1.grade_service_pb2_grpc import GradeServiceServicer
from tollbook.kernel.v1.run_pb2 import Run

_EXPORT_PAGE = 500
_HEADER = ("customer", "sales_unit", "grade", "own_grade", "effective_cycle", "origin", "policy_version")


@dataclass
class GradeRpc(GradeServiceServicer):
    """Serves grades."""

    db: Database
    runs: RunWorkers

    async def GetGrade(self, request: pb.GetGradeRequest, context: Context) -> grade_pb2.CustomerGrade:
        customer = id_of("customers", request.customer, "customer")
        cycle = Cycle.parse(request.cycle) if request.cycle else None
        return grade_to_pb(await read_grades.get_grade(self.db, customer, cycle))

    async def ListGrades(self, request: pb.ListGradesRequest, context: Context) -> pb.ListGradesResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        unit = id_of("salesUnits", request.sales_unit, "sales_unit")
        views = await read_grades.list_grades(self.db, unit, request.grade, str(after[0]) if after else "", size)
        token = encode_token(views[-1].customer) if len(views) == size else ""
        return pb.ListGradesResponse(grades=[grade_to_pb(view) for view in views], next_page_token=token)

    async def ListGradeHistory(
        self, request: pb.ListGradeHistoryRequest, context: Context
    ) -> pb.ListGradeHistoryResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 2)
        customer = id_of("customers", request.customer, "customer")
        before = (str(after[0]), str(after[1])) if after else None
        history = await read_grades.list_history(self.db, customer, before, size)
        token = encode_token(*history[-1].place) if len(history) == size else ""
        changes = [grade_change_to_pb(each) for each in history]
        return pb.ListGradeHistoryResponse(grade_changes=changes, next_page_token=token)

    async def ExplainGrade(self, request: pb.ExplainGradeRequest, context: Context) -> grade_pb2.GradeExplanation:
        customer = id_of("customers", request.customer, "customer")
        effective = Cycle.parse(request.effective_cycle) if request.effective_cycle else None
        return explanation_to_pb(await read_grades.explain_grade(self.db, customer, effective))

    async def OverrideGrade(self, request: pb.OverrideGradeRequest, context: Context) -> grade_pb2.GradeOverride:
        asked = overrides.OverrideRequest(
            customer=id_of("customers", request.customer, "customer"),
            grade=request.grade,
            first_cycle=request.first_cycle,
            last_cycle=request.last_cycle,
            reason=request.reason,
            requester=caller().subject,
        )
        return override_to_pb(await overrides.request_override(self.db, request.request_id, asked))

    async def ApproveGradeOverride(
        self, request: pb.ApproveGradeOverrideRequest, context: Context
    ) -> grade_pb2.GradeOverride:
        return await self._decide("approve", request)

    async def RejectGradeOverride(
        self, request: pb.RejectGradeOverrideRequest, context: Context
    ) -> grade_pb2.GradeOverride:
        return await self._decide("reject", request)

    async def EndGradeOverride(self, request: pb.EndGradeOverrideRequest, context: Context) -> grade_pb2.GradeOverride:
        return await self._decide("end", request)

    async def _decide(
        self,
        verb: str,
        request: pb.ApproveGradeOverrideRequest | pb.RejectGradeOverrideRequest | pb.EndGradeOverrideRequest,
    ) -> grade_pb2.GradeOverride:
        name = id_of("gradeOverrides", request.name, "name")
        asked = overrides.OverrideDecision(name, verb, caller().subject, request.reason)
        return override_to_pb(await overrides.decide_override(self.db, request.request_id, asked))

    async def ListGradeOverrides(
        self, request: pb.ListGradeOverridesRequest, context: Context
    ) -> pb.ListGradeOverridesResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        customer = id_of("customers", request.customer, "customer")
        states = grade_pb2.GradeOverrideState
        state = states.Name(request.state).removeprefix("GRADE_OVERRIDE_STATE_") if request.state else ""
        rows = await read_grades.list_overrides(self.db, customer, state, str(after[0]) if after else "", size)
        token = encode_token(rows[-1].override) if len(rows) == size else ""
        return pb.ListGradeOverridesResponse(
            grade_overrides=[override_to_pb(row) for row in rows], next_page_token=token
        )

    async def StartRegrade(self, request: pb.StartRegradeRequest, context: Context) -> Run:
        view = await start_regrade(self.db, Cycle.parse(request.cycle))
        self.runs.wake.set()
        return run_to_pb(view)

    async def ListRegradeResults(
        self, request: pb.ListRegradeResultsRequest, context: Context
    ) -> pb.ListRegradeResultsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        cycle, start = Cycle.parse(request.cycle), str(after[0]) if after else ""
        results = await read_grades.list_results(
            self.db, cycle, changed_only=request.changed_only, after=start, limit=size
        )
        token = encode_token(results[-1].customer) if len(results) == size else ""
        explanations = [explanation_to_pb(result) for result in results]
        return pb.ListRegradeResultsResponse(explanations=explanations, next_page_token=token)

    async def ExportGradesCsv(
        self, request: pb.ExportGradesCsvRequest, context: Context
    ) -> AsyncIterator[pb.ExportGradesCsvResponse]:
        rows = self._rows(id_of("salesUnits", request.sales_unit, "sales_unit"))
        async for piece in csv_pieces(_HEADER, rows):
            yield pb.ExportGradesCsvResponse(content=piece)

    async def _rows(self, unit: str) -> AsyncIterator[tuple[object, ...]]:
        after = ""
        while True:
            views = await read_grades.list_grades(self.db, unit, "", after, _EXPORT_PAGE)
            for v in views:
                yield (v.customer, v.sales_unit, v.grade, v.own_grade, v.effective_cycle, v.origin, v.policy_version)
            if len(views) < _EXPORT_PAGE:
                return
            after = views[-1].customer
