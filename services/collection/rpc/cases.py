"""CaseService."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database, Transaction
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token
from services.collection.domain.case import Case
from services.collection.domain.promise import Instalment
from services.collection.domain.reason import Reason, not_found
from services.collection.rpc.csv_pages import csv_chunks
from services.collection.store import cases as store
from services.collection.store import holds as hold_store
from services.collection.usecases import case_import, case_outlook, disputes, instalments, promises
from services.collection.wire import cases as wire
from services.collection.wire.files import result_to_pb
from services.collection.wire.values import id_of, optional_date, valid_date, word
from tollbook.collection.v1 import case_pb2
from tollbook.collection.v1 import case_service_pb2 as pb
from tollbook.collection.v1.case_service_pb2_grpc import CaseServiceServicer
from tollbook.collection.v1.csv_pb2 import CsvChunk
from tollbook.kernel.v1.batch_pb2 import FileOutcome

_pb: Any = case_pb2
_EXPORT_PAGE = 500


def page_of(asked: int) -> int:
    """The size of a page: what was asked for, or 100."""
    return asked or 100


@dataclass
class CaseRpc(CaseServiceServicer):
    """Serves cases and what people do to them."""

    db: Database

    async def GetCase(self, request: pb.GetCaseRequest, context: Context) -> case_pb2.Case:
        return await self._case(id_of("cases", request.name, "name"))

    async def _case(self, case_id: str) -> case_pb2.Case:
        async with self.db.read() as tx:
            found = await store.find_case(tx, case_id)
            if found is None:
                raise not_found(Reason.CASE_NOT_FOUND, f"cases/{case_id}")
            return (await _shown(tx, [found]))[0]

    async def ListCases(self, request: pb.ListCasesRequest, context: Context) -> pb.ListCasesResponse:
        size = page_of(request.page_size)
        async with self.db.read() as tx:
            found = await store.list_cases(tx, _filter(request), decode_token(request.page_token, 3), size)
            token = _token(found[-1]) if len(found) == size else ""
            return pb.ListCasesResponse(cases=await _shown(tx, found), next_page_token=token)

    async def ListCaseSteps(self, request: pb.ListCaseStepsRequest, context: Context) -> pb.ListCaseStepsResponse:
        case_id = id_of("cases", request.case_name, "case_name")
        async with self.db.read() as tx:
            found = await store.find_case(tx, case_id)
            if found is None:
                raise not_found(Reason.CASE_NOT_FOUND, request.case_name)
            steps = await store.list_steps(tx, found.shard, case_id)
        return pb.ListCaseStepsResponse(steps=[wire.step_to_pb(step, at) for step, at in steps])

    async def GetLadder(self, request: pb.GetLadderRequest, context: Context) -> pb.GetLadderResponse:
        return wire.ladder_to_pb()

    async def HoldCase(self, request: pb.HoldCaseRequest, context: Context) -> case_pb2.Hold:
        asked = promises.HoldCase(
            id_of("cases", request.case_name, "case_name"),
            optional_date(request, "until_date"),
            request.comment,
            caller().subject,
        )
        return wire.hold_to_pb(await promises.hold_case(self.db, request.request_id, asked))

    async def ResumeCase(self, request: pb.ResumeCaseRequest, context: Context) -> case_pb2.Case:
        asked = promises.ResumeCase(id_of("holds", request.hold, "hold"), request.comment, caller().subject)
        return await self._case(await promises.resume_case(self.db, request.request_id, asked))

    async def RecordPromise(self, request: pb.RecordPromiseRequest, context: Context) -> case_pb2.Promise:
        asked = promises.RecordPromise(
            id_of("cases", request.case_name, "case_name"),
            request.amount.minor_units,
            valid_date(request.promised_date, "promised_date"),
            caller().subject,
        )
        return wire.promise_to_pb(await promises.record_promise(self.db, request.request_id, asked))

    async def CancelPromise(self, request: pb.CancelPromiseRequest, context: Context) -> case_pb2.Promise:
        asked = promises.CancelPromise(id_of("promises", request.name, "name"), request.comment, caller().subject)
        return wire.promise_to_pb(await promises.cancel_promise(self.db, request.request_id, asked))

    async def ListPromises(self, request: pb.ListPromisesRequest, context: Context) -> pb.ListPromisesResponse:
        size, after = page_of(request.page_size), decode_token(request.page_token, 1)
        case_id, state = id_of("cases", request.case_name, "case_name"), word(_pb.PromiseState, request.state)
        async with self.db.read() as tx:
            found = await hold_store.list_promises(tx, case_id, state, after, size)
        token = encode_token(found[-1].promise_id) if len(found) == size else ""
        return pb.ListPromisesResponse(promises=[wire.promise_to_pb(each) for each in found], next_page_token=token)

    async def RequestInstalmentPlan(
        self, request: pb.RequestInstalmentPlanRequest, context: Context
    ) -> case_pb2.InstalmentPlan:
        parts = tuple(
            Instalment(valid_date(part.due_date, f"instalments[{n}].due_date"), part.amount_minor_units)
            for n, part in enumerate(request.instalments)
        )
        asked = instalments.RequestPlan(id_of("cases", request.case_name, "case_name"), parts, caller().subject)
        return wire.plan_to_pb(await instalments.request_plan(self.db, request.request_id, asked))

    async def ApproveInstalmentPlan(
        self, request: pb.ApproveInstalmentPlanRequest, context: Context
    ) -> case_pb2.InstalmentPlan:
        asked = instalments.DecidePlan(id_of("instalmentPlans", request.name, "name"), True, "", caller().subject)
        return wire.plan_to_pb(await instalments.decide_plan(self.db, request.request_id, asked))

    async def CancelInstalmentPlan(
        self, request: pb.CancelInstalmentPlanRequest, context: Context
    ) -> case_pb2.InstalmentPlan:
        plan_id = id_of("instalmentPlans", request.name, "name")
        asked = instalments.DecidePlan(plan_id, False, request.comment, caller().subject)
        return wire.plan_to_pb(await instalments.decide_plan(self.db, request.request_id, asked))

    async def ListInstalmentPlans(
        self, request: pb.ListInstalmentPlansRequest, context: Context
    ) -> pb.ListInstalmentPlansResponse:
        size, after = page_of(request.page_size), decode_token(request.page_token, 1)
        async with self.db.read() as tx:
            found = await hold_store.list_plans(tx, id_of("cases", request.case_name, "case_name"), after, size)
        token = encode_token(found[-1].plan_id) if len(found) == size else ""
        plans = [wire.plan_to_pb(each) for each in found]
        return pb.ListInstalmentPlansResponse(instalment_plans=plans, next_page_token=token)

    async def OpenDispute(self, request: pb.OpenDisputeRequest, context: Context) -> case_pb2.Dispute:
        bills = tuple(id_of("bills", bill, f"bills[{n}]") for n, bill in enumerate(request.bills))
        case_id = id_of("cases", request.case_name, "case_name")
        asked = disputes.OpenDispute(case_id, bills, request.statement, caller().subject)
        return wire.dispute_to_pb(await disputes.open_dispute(self.db, request.request_id, asked))

    async def ResolveDispute(self, request: pb.ResolveDisputeRequest, context: Context) -> case_pb2.Dispute:
        asked = disputes.ResolveDispute(
            id_of("disputes", request.name, "name"),
            word(_pb.DisputeState, request.resolution),
            request.finding,
            caller().subject,
        )
        return wire.dispute_to_pb(await disputes.resolve_dispute(self.db, request.request_id, asked))

    async def ListDisputes(self, request: pb.ListDisputesRequest, context: Context) -> pb.ListDisputesResponse:
        size, after = page_of(request.page_size), decode_token(request.page_token, 1)
        case_id = id_of("cases", request.case_name, "case_name")
        async with self.db.read() as tx:
            found = await hold_store.list_disputes(
                tx, case_id, show_resolved=request.show_resolved, after=after, limit=size
            )
        token = encode_token(found[-1].dispute_id) if len(found) == size else ""
        return pb.ListDisputesResponse(disputes=[wire.dispute_to_pb(each) for each in found], next_page_token=token)

    async def ImportOpenCases(self, request: pb.ImportOpenCasesRequest, context: Context) -> FileOutcome:
        who = caller().subject
        return result_to_pb(
            await case_import.import_open_cases(self.db, request.request_id, request.content, request.control_rows, who)
        )

    async def ExportCasesCsv(self, request: pb.ExportCasesCsvRequest, context: Context) -> AsyncIterator[CsvChunk]:
        header = ("case", "account", "customer", "sequence", "from", "verb", "to", "date", "overdue_minor_units")
        async for chunk in csv_chunks((*header, "reasons", "policy_version", "actor"), self._step_rows(request.query)):
            yield chunk

    async def _step_rows(self, query: pb.ListCasesRequest) -> AsyncIterator[Sequence[object]]:
        after: list[Any] | None = None
        while True:
            async with self.db.read() as tx:
                found = await store.list_cases(tx, _filter(query), after, _EXPORT_PAGE)
                steps = [(case, await store.list_steps(tx, case.shard, case.case_id)) for case in found]
            for case, taken in steps:
                for step, _ in taken:
                    yield (
                        case.case_id,
                        case.account_id,
                        case.customer_id,
                        step.sequence,
                        step.source,
                        step.verb,
                        step.target,
                        step.step_date,
                        step.overdue,
                        " ".join(step.reasons),
                        step.policy_version,
                        step.actor,
                    )
            if len(found) < _EXPORT_PAGE:
                return
            after = [found[-1].shard, found[-1].account_id, found[-1].number]


def _filter(request: pb.ListCasesRequest) -> store.CaseFilter:
    return store.CaseFilter(
        tuple(word(_pb.CaseState, state) for state in request.states),
        id_of("accounts", request.account, "account"),
        id_of("customers", request.customer, "customer"),
        id_of("salesUnits", request.sales_unit, "sales_unit"),
        id_of("managers", request.account_manager, "account_manager"),
        request.show_closed,
    )


def _token(last: Case) -> str:
    return encode_token(last.shard, last.account_id, last.number)


async def _shown(tx: Transaction, cases: Sequence[Case]) -> list[case_pb2.Case]:
    """Cases with what is overdue, their holds and what comes next."""
    outlooks = await case_outlook.outlooks_of(tx, cases)
    return [
        wire.case_to_pb(
            each.case,
            each.overdue,
            each.currency,
            each.grade,
            each.holds,
            each.next_verb,
            each.next_date,
            each.conditions,
        )
        for each in outlooks
    ]
