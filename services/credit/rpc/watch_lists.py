"""WarningService and InterventionService."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from services.chassis.access import caller
from services.chassis.batching import answer_each
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.credit.domain.watch_lists import Intervention, PrepaymentWarning, WarningOutcome
from services.credit.rpc.csv_pages import csv_pieces
from services.credit.usecases import watch_lists
from services.credit.usecases.threshold_file import import_thresholds
from services.credit.wire.files import outcome_to_pb
from services.credit.wire.values import id_of, status_of
from services.credit.wire.watch_lists import (
    business_from_pb,
    effect_to_pb,
    intervention_to_pb,
    outcome_from_pb,
    warning_to_pb,
)
from services.kernel.period import Cycle
from tollbook.credit.v1 import intervention_pb2, warning_pb2
from tollbook.credit.v1 import intervention_service_pb2 as interventions
from tollbook.credit.v1 import warning_service_pb2 as pb
from tollbook.credit.v1.intervention_service_pb2_grpc import InterventionServiceServicer
from tollbook.credit.v1.warning_service_pb2_grpc import WarningServiceServicer
from tollbook.kernel.v1.batch_pb2 import FileOutcome
from tollbook.kernel.v1.run_pb2 import Run

_EXPORT_PAGE = 1_000
_PLACE = 3
_WARNING_HEADER = (
    "warning",
    "account",
    "customer",
    "sales_unit",
    "account_manager",
    "line_of_business",
    "list_date",
    "notify_by",
    "figure_minor_units",
    "threshold_minor_units",
    "outcome",
    "outcome_date",
    "note",
    "topped_up",
)
_EFFECT_HEADER = (
    "cycle",
    "sales_unit",
    "line_of_business",
    "listed",
    "recorded",
    "recorded_in_window",
    "topped_up",
    *(outcome.lower() for outcome in WarningOutcome if outcome is not WarningOutcome.UNSPECIFIED),
)
_INTERVENTION_HEADER = (
    "intervention",
    "account",
    "customer",
    "sales_unit",
    "line_of_business",
    "figure",
    "list_date",
    "amount_minor_units",
    "limit_minor_units",
    "state",
    "action",
    "actor",
    "action_date",
)


@dataclass
class WarningRpc(WarningServiceServicer):
    """Serves prepayment warnings."""

    db: Database
    runs: RunWorkers

    async def StartWarningRun(self, request: pb.StartWarningRunRequest, context: Context) -> Run:
        view = await watch_lists.request_listing(self.db, request.request_id)
        self.runs.wake.set()
        return run_to_pb(view)

    async def GetWarning(self, request: pb.GetWarningRequest, context: Context) -> warning_pb2.Warning:
        return warning_to_pb(await watch_lists.get_warning(self.db, id_of("warnings", request.name, "name")))

    async def ListWarnings(self, request: pb.ListWarningsRequest, context: Context) -> pb.ListWarningsResponse:
        size = page_size(request.page_size)
        found = await self._page(request, request.open_only, _place(request.page_token), size)
        token = encode_token(*_warning_place(found[-1])) if len(found) == size else ""
        return pb.ListWarningsResponse(warnings=[warning_to_pb(each) for each in found], next_page_token=token)

    async def _page(
        self,
        request: pb.ListWarningsRequest | pb.ExportWarningsCsvRequest,
        open_only: bool,
        after: tuple[str, str, str] | None,
        size: int,
    ) -> list[PrepaymentWarning]:
        return await watch_lists.list_warnings(
            self.db,
            cycle=request.cycle,
            sales_unit=id_of("salesUnits", request.sales_unit, "sales_unit"),
            business=business_from_pb(request.line_of_business),
            open_only=open_only,
            after=after,
            limit=size,
        )

    async def RecordWarningOutcome(
        self, request: pb.RecordWarningOutcomeRequest, context: Context
    ) -> warning_pb2.Warning:
        asked = _outcome(request, caller().subject)
        return warning_to_pb(await watch_lists.record_outcome(self.db, request.request_id, asked))

    async def BatchRecordWarningOutcomes(
        self, request: pb.BatchRecordWarningOutcomesRequest, context: Context
    ) -> pb.BatchRecordWarningOutcomesResponse:
        who = caller().subject
        answers = await answer_each(
            request.requests,
            lambda each: (each.request_id, _outcome(each, who)),
            lambda asked: watch_lists.record_outcomes(self.db, asked),
        )
        return pb.BatchRecordWarningOutcomesResponse(statuses=[status_of(answer) for answer in answers])

    async def ListWarningEffects(
        self, request: pb.ListWarningEffectsRequest, context: Context
    ) -> pb.ListWarningEffectsResponse:
        effects = await watch_lists.warning_effects(self.db, Cycle.parse(request.cycle))
        return pb.ListWarningEffectsResponse(effects=[effect_to_pb(effect) for effect in effects])

    async def ExportWarningEffectsCsv(
        self, request: pb.ExportWarningEffectsCsvRequest, context: Context
    ) -> AsyncIterator[pb.ExportWarningEffectsCsvResponse]:
        async for piece in csv_pieces(_EFFECT_HEADER, self._effect_rows(Cycle.parse(request.cycle))):
            yield pb.ExportWarningEffectsCsvResponse(content=piece)

    async def _effect_rows(self, cycle: Cycle) -> AsyncIterator[tuple[object, ...]]:
        outcomes = [outcome for outcome in WarningOutcome if outcome is not WarningOutcome.UNSPECIFIED]
        for each in await watch_lists.warning_effects(self.db, cycle):
            counts = (each.listed, each.recorded, each.recorded_in_window, each.topped_up)
            by_outcome = (each.outcomes.get(outcome, 0) for outcome in outcomes)
            yield (each.cycle, each.sales_unit, each.line_of_business, *counts, *by_outcome)

    async def ImportWarningThresholds(
        self, request: pb.ImportWarningThresholdsRequest, context: Context
    ) -> FileOutcome:
        return outcome_to_pb(await import_thresholds(self.db, request.content, caller().subject))

    async def ExportWarningsCsv(
        self, request: pb.ExportWarningsCsvRequest, context: Context
    ) -> AsyncIterator[pb.ExportWarningsCsvResponse]:
        async for piece in csv_pieces(_WARNING_HEADER, self._rows(request)):
            yield pb.ExportWarningsCsvResponse(content=piece)

    async def _rows(self, request: pb.ExportWarningsCsvRequest) -> AsyncIterator[tuple[object, ...]]:
        after: tuple[str, str, str] | None = None
        while True:
            found = await self._page(request, False, after, _EXPORT_PAGE)
            for e in found:
                yield (
                    e.warning,
                    e.account,
                    e.customer,
                    e.sales_unit,
                    e.account_manager,
                    e.line_of_business,
                    e.listed_on,
                    e.notify_by,
                    e.figure,
                    e.threshold,
                    e.outcome,
                    e.outcome_on,
                    e.note,
                    e.topped_up,
                )
            if len(found) < _EXPORT_PAGE:
                return
            after = _warning_place(found[-1])


@dataclass
class InterventionRpc(InterventionServiceServicer):
    """Serves interventions."""

    db: Database

    async def GetIntervention(
        self, request: interventions.GetInterventionRequest, context: Context
    ) -> intervention_pb2.Intervention:
        name = id_of("interventions", request.name, "name")
        return intervention_to_pb(await watch_lists.get_intervention(self.db, name))

    async def ListInterventions(
        self, request: interventions.ListInterventionsRequest, context: Context
    ) -> interventions.ListInterventionsResponse:
        size = page_size(request.page_size)
        found = await self._page(request, _place(request.page_token), size)
        token = encode_token(*_intervention_place(found[-1])) if len(found) == size else ""
        return interventions.ListInterventionsResponse(
            interventions=[intervention_to_pb(each) for each in found], next_page_token=token
        )

    async def _page(
        self,
        request: interventions.ListInterventionsRequest | interventions.ExportInterventionsCsvRequest,
        after: tuple[str, str, str] | None,
        size: int,
    ) -> list[Intervention]:
        states = intervention_pb2.InterventionState
        return await watch_lists.list_interventions(
            self.db,
            cycle=request.cycle,
            sales_unit=id_of("salesUnits", request.sales_unit, "sales_unit"),
            business=business_from_pb(request.line_of_business),
            state=states.Name(request.state).removeprefix("INTERVENTION_STATE_") if request.state else "",
            after=after,
            limit=size,
        )

    async def RecordIntervention(
        self, request: interventions.RecordInterventionRequest, context: Context
    ) -> intervention_pb2.Intervention:
        name = id_of("interventions", request.name, "name")
        asked = watch_lists.ActionRecord(name, request.action, caller().subject)
        return intervention_to_pb(await watch_lists.record_action(self.db, request.request_id, asked))

    async def ExportInterventionsCsv(
        self, request: interventions.ExportInterventionsCsvRequest, context: Context
    ) -> AsyncIterator[interventions.ExportInterventionsCsvResponse]:
        async for piece in csv_pieces(_INTERVENTION_HEADER, self._rows(request)):
            yield interventions.ExportInterventionsCsvResponse(content=piece)

    async def _rows(self, request: interventions.ExportInterventionsCsvRequest) -> AsyncIterator[tuple[object, ...]]:
        after: tuple[str, str, str] | None = None
        while True:
            found = await self._page(request, after, _EXPORT_PAGE)
            for e in found:
                yield (
                    e.intervention,
                    e.account,
                    e.customer,
                    e.sales_unit,
                    e.line_of_business,
                    e.figure,
                    e.listed_on,
                    e.amount,
                    e.limit,
                    e.state,
                    e.action,
                    e.actor,
                    e.acted_on,
                )
            if len(found) < _EXPORT_PAGE:
                return
            after = _intervention_place(found[-1])


def _outcome(request: pb.RecordWarningOutcomeRequest, recorder: str) -> watch_lists.OutcomeRecord:
    name = id_of("warnings", request.name, "name")
    return watch_lists.OutcomeRecord(name, outcome_from_pb(request.outcome), request.note, recorder)


def _place(token: str) -> tuple[str, str, str] | None:
    after = decode_token(token, _PLACE)
    return (str(after[0]), str(after[1]), str(after[2])) if after else None


def _warning_place(each: PrepaymentWarning) -> tuple[str, str, str]:
    return (str(each.cycle), each.sales_unit, each.warning)


def _intervention_place(each: Intervention) -> tuple[str, str, str]:
    return (str(each.cycle), each.sales_unit, each.intervention)
