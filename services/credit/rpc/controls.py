"""ControlService."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from services.chassis.batching import NaturalBatcher, answer_each
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.credit.domain.available import CreditAnswer, CreditCheck
from services.credit.rpc.csv_pages import csv_pieces
from services.credit.usecases import read_controls
from services.credit.usecases.check_credit import CreditDesk
from services.credit.usecases.start_sweep import request_sweep
from services.credit.wire.controls import control_to_pb, decision_to_pb, explanation_to_pb, put_answer
from services.credit.wire.values import id_of
from services.kernel.ids import resource, shard_of
from tollbook.credit.v1 import control_pb2, events_pb2
from tollbook.credit.v1 import control_service_pb2 as pb
from tollbook.credit.v1.control_service_pb2_grpc import ControlServiceServicer
from tollbook.kernel.v1.run_pb2 import Run

_EXPORT_PAGE = 1_000
_HEADER = (
    "account",
    "customer",
    "sales_unit",
    "state",
    "decision",
    "overdue_minor_units",
    "oldest_due_date",
    "suspend_not_before",
    "terminate_not_before",
    "dunning_exempt_until",
    "suspension_exempt_until",
    "grade",
    "reasons",
)


@dataclass
class ControlRpc(ControlServiceServicer):
    """Serves controls, and answers what accounts may spend. Single checks are gathered: a batch is one snapshot."""

    db: Database
    runs: RunWorkers
    desk: CreditDesk = field(init=False)
    batcher: NaturalBatcher[CreditCheck, CreditAnswer] = field(init=False)

    def __post_init__(self) -> None:
        self.desk = CreditDesk(self.db)
        self.batcher = NaturalBatcher(self.desk.check, items_max=256)

    async def GetControl(self, request: pb.GetControlRequest, context: Context) -> control_pb2.AccountControl:
        view = await read_controls.get_control(self.db, id_of("accounts", request.account, "account"))
        return control_to_pb(view)

    async def ListControls(self, request: pb.ListControlsRequest, context: Context) -> pb.ListControlsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 2)
        state = events_pb2.ControlState.Name(request.state).removeprefix("CONTROL_STATE_") if request.state else ""
        views = await read_controls.list_controls(
            self.db,
            owner=id_of("customers", request.customer, "customer"),
            sales_unit=id_of("salesUnits", request.sales_unit, "sales_unit"),
            state=state,
            after=(int(after[0]), str(after[1])) if after else None,
            limit=size,
        )
        token = ""
        if len(views) == size:
            last = views[-1].stored
            token = encode_token(shard_of(last.customer), last.account)
        return pb.ListControlsResponse(controls=[control_to_pb(view) for view in views], next_page_token=token)

    async def ExplainControl(
        self, request: pb.ExplainControlRequest, context: Context
    ) -> control_pb2.ControlExplanation:
        account = id_of("accounts", request.account, "account")
        return explanation_to_pb(await read_controls.explain_control(self.db, account))

    async def ListControlDecisions(
        self, request: pb.ListControlDecisionsRequest, context: Context
    ) -> pb.ListControlDecisionsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 4)
        account = id_of("accounts", request.account, "account")
        before = (int(after[0]), str(after[1]), str(after[2]), str(after[3])) if after else None
        rows = await read_controls.list_decisions(self.db, account, before, size)
        token = encode_token(*rows[-1].place) if len(rows) == size else ""
        return pb.ListControlDecisionsResponse(decisions=[decision_to_pb(row) for row in rows], next_page_token=token)

    async def CheckCredit(self, request: pb.CheckCreditRequest, context: Context) -> pb.CheckCreditResponse:
        answer = await self.batcher.submit(_check_from_pb(request.check))
        response = pb.CheckCreditResponse()
        put_answer(response.result, request.check.account, answer)
        return response

    async def BatchCheckCredit(
        self, request: pb.BatchCheckCreditRequest, context: Context
    ) -> pb.BatchCheckCreditResponse:
        answers = await answer_each(request.checks, _check_from_pb, self.desk.check)
        response = pb.BatchCheckCreditResponse()
        for check, answer in zip(request.checks, answers, strict=True):
            put_answer(response.results.add(), check.account, answer)
        return response

    async def CheckOrder(self, request: pb.CheckOrderRequest, context: Context) -> pb.CheckOrderResponse:
        checked = await read_controls.check_order(self.db, id_of("customers", request.customer, "customer"))
        overdue = {resource("accounts", account): amount for account, amount in checked.overdue.items()}
        return pb.CheckOrderResponse(
            approval_required=bool(overdue), accounts_in_arrears=list(overdue), overdue_minor_units=overdue
        )

    async def StartSweep(self, request: pb.StartSweepRequest, context: Context) -> Run:
        view = await request_sweep(self.db, request.request_id)
        self.runs.wake.set()
        return run_to_pb(view)

    async def ExportControlsCsv(
        self, request: pb.ExportControlsCsvRequest, context: Context
    ) -> AsyncIterator[pb.ExportControlsCsvResponse]:
        rows = self._export_rows(id_of("salesUnits", request.sales_unit, "sales_unit"))
        async for piece in csv_pieces(_HEADER, rows):
            yield pb.ExportControlsCsvResponse(content=piece)

    async def _export_rows(self, sales_unit: str) -> AsyncIterator[tuple[object, ...]]:
        after: tuple[int, str] | None = None
        while True:
            views = await read_controls.list_controls(
                self.db, owner="", sales_unit=sales_unit, state="", after=after, limit=_EXPORT_PAGE
            )
            for view in views:
                made = view.stored.control
                yield (
                    view.stored.account,
                    view.stored.customer,
                    view.sales_unit,
                    made.state,
                    made.decision,
                    made.overdue,
                    made.oldest_due_date,
                    made.suspend_not_before,
                    made.terminate_not_before,
                    made.dunning_exempt_until,
                    made.suspension_exempt_until,
                    made.grade,
                    " ".join(made.reasons),
                )
            if len(views) < _EXPORT_PAGE:
                return
            last = views[-1].stored
            after = (shard_of(last.customer), last.account)


def _check_from_pb(check: control_pb2.CreditCheck) -> CreditCheck:
    return CreditCheck(id_of("accounts", check.account, "account"), check.amount_minor_units)
