"""AgencyService."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.batching import answer_each
from services.chassis.database import Database, Transaction
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token
from services.collection.domain.agency import Agency, Assignment, ListState, RecoveryList
from services.collection.domain.csv_file import FileResult
from services.collection.domain.reason import Reason, not_found
from services.collection.rpc.csv_pages import csv_chunks
from services.collection.store import agencies as store
from services.collection.usecases import agencies, recovery_lists
from services.collection.wire import agencies as wire
from services.collection.wire.files import result_to_pb
from services.collection.wire.values import id_of, status_of
from services.kernel.errors import Refusal
from tollbook.collection.v1 import agency_pb2
from tollbook.collection.v1 import agency_service_pb2 as pb
from tollbook.collection.v1.agency_service_pb2_grpc import AgencyServiceServicer
from tollbook.collection.v1.csv_pb2 import CsvChunk

_FINANCE_ONLY = frozenset({"FINANCE"})


def _page(found: Sequence[Any], token: str, asked: int) -> tuple[Sequence[Any], str]:
    """A page of a small list that was read whole; the token is a place in it."""
    after, size = decode_token(token, 1), asked or 100
    start = int(after[0]) if after else 0
    return found[start : start + size], encode_token(start + size) if len(found) > start + size else ""


@dataclass
class AgencyRpc(AgencyServiceServicer):
    """Serves agencies and commission."""

    db: Database

    async def RegisterAgency(self, request: pb.RegisterAgencyRequest, context: Context) -> agency_pb2.Agency:
        told = request.agency
        each = Agency(id_of("agencies", told.name, "agency.name"), told.display_name, told.closed)
        asked = agencies.RegisterAgency(each, caller().subject)
        return wire.agency_to_pb(await agencies.register_agency(self.db, request.request_id, asked))

    async def ListAgencies(self, request: pb.ListAgenciesRequest, context: Context) -> pb.ListAgenciesResponse:
        async with self.db.read() as tx:
            found, token = _page(await store.list_agencies(tx), request.page_token, request.page_size)
        return pb.ListAgenciesResponse(agencies=[wire.agency_to_pb(each) for each in found], next_page_token=token)

    async def ProposeAgencyAgreement(
        self, request: pb.ProposeAgencyAgreementRequest, context: Context
    ) -> agency_pb2.AgencyAgreement:
        asked = agencies.ProposeAgreement(
            id_of("agencies", request.agency, "agency"),
            id_of("salesUnits", request.sales_unit, "sales_unit"),
            request.year,
            wire.steps_from_pb(request.steps),
            caller().subject,
        )
        return wire.agreement_to_pb(await agencies.propose_agreement(self.db, request.request_id, asked))

    async def DecideAgencyAgreement(
        self, request: pb.DecideAgencyAgreementRequest, context: Context
    ) -> agency_pb2.AgencyAgreement:
        identity = id_of("agencyAgreements", request.name, "name")
        asked = agencies.DecideAgreement(identity, request.approved, request.comment, caller().subject)
        return wire.agreement_to_pb(await agencies.decide_agreement(self.db, request.request_id, asked))

    async def ListAgencyAgreements(
        self, request: pb.ListAgencyAgreementsRequest, context: Context
    ) -> pb.ListAgencyAgreementsResponse:
        agency = id_of("agencies", request.agency, "agency")
        async with self.db.read() as tx:
            every = await store.list_agreements(tx)
        fitting = [
            each
            for each in every
            if (not agency or each.agency_id == agency) and (not request.year or each.year == request.year)
        ]
        found, token = _page(fitting, request.page_token, request.page_size)
        shown = [wire.agreement_to_pb(each) for each in found]
        return pb.ListAgencyAgreementsResponse(agency_agreements=shown, next_page_token=token)

    async def BatchAssignCases(
        self, request: pb.BatchAssignCasesRequest, context: Context
    ) -> pb.BatchAssignCasesResponse:
        agreement, who = id_of("agencyAgreements", request.agreement, "agreement"), caller().subject
        outcomes = await answer_each(
            request.items,
            lambda item: (item.request_id, agencies.AssignCase(agreement, _case_of(item), who)),
            lambda asked: agencies.assign_cases(self.db, asked),
        )
        return pb.BatchAssignCasesResponse(outcomes=[_outcome(each) for each in outcomes])

    async def BatchRecallCases(
        self, request: pb.BatchRecallCasesRequest, context: Context
    ) -> pb.BatchRecallCasesResponse:
        who = caller().subject
        outcomes = await answer_each(
            request.items,
            lambda item: (item.request_id, agencies.RecallCase(_case_of(item), request.comment, who)),
            lambda asked: agencies.recall_cases(self.db, asked),
        )
        return pb.BatchRecallCasesResponse(outcomes=[_outcome(each) for each in outcomes])

    async def ListAssignments(self, request: pb.ListAssignmentsRequest, context: Context) -> pb.ListAssignmentsResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 1)
        agency = id_of("agencies", request.agency, "agency")
        async with self.db.read() as tx:
            found = await store.list_assignments(
                tx, agency, show_recalled=request.show_recalled, after=after, limit=size
            )
        token = encode_token(found[-1].assignment_id) if len(found) == size else ""
        return pb.ListAssignmentsResponse(
            assignments=[wire.assignment_to_pb(each) for each in found], next_page_token=token
        )

    async def ImportRecoveryList(
        self, request: pb.ImportRecoveryListRequest, context: Context
    ) -> pb.ImportRecoveryListResponse:
        text, rows, rejected = recovery_lists.read_rows(request.content)
        asked = recovery_lists.ImportList(
            id_of("agencies", request.agency, "agency"),
            id_of("salesUnits", request.sales_unit, "sales_unit"),
            request.month,
            text,
            caller().subject,
        )
        imported = await recovery_lists.import_list(self.db, request.request_id, asked, rows)
        async with self.db.read() as tx:
            shown = wire.list_to_pb(imported, await store.rows_of(tx, imported.list_id))
        result = FileResult(recovery_lists.HEADER, len(rows), 0, tuple(rejected))
        return pb.ImportRecoveryListResponse(recovery_list=shown, outcome=result_to_pb(result))

    async def GetRecoveryList(self, request: pb.GetRecoveryListRequest, context: Context) -> agency_pb2.RecoveryList:
        async with self.db.read() as tx:
            each = await _visible(tx, request.name)
            return wire.list_to_pb(each, await store.rows_of(tx, each.list_id))

    async def ListRecoveryLists(
        self, request: pb.ListRecoveryListsRequest, context: Context
    ) -> pb.ListRecoveryListsResponse:
        agency = id_of("agencies", request.agency, "agency")
        async with self.db.read() as tx:
            every = await store.list_lists(tx, agency, request.month, released_only=_is_finance_only())
            found, token = _page(every, request.page_token, request.page_size)
            shown = [wire.list_to_pb(each, await store.rows_of(tx, each.list_id)) for each in found]
        return pb.ListRecoveryListsResponse(recovery_lists=shown, next_page_token=token)

    async def ListRecoveryRows(
        self, request: pb.ListRecoveryRowsRequest, context: Context
    ) -> pb.ListRecoveryRowsResponse:
        async with self.db.read() as tx:
            each = await _visible(tx, request.recovery_list)
            rows = await store.rows_of(tx, each.list_id)
        fitting = [row for row in rows if row.differences or not request.differences_only]
        found, token = _page(fitting, request.page_token, request.page_size)
        return pb.ListRecoveryRowsResponse(rows=[wire.row_to_pb(row) for row in found], next_page_token=token)

    async def SignRecoveryList(self, request: pb.SignRecoveryListRequest, context: Context) -> agency_pb2.RecoveryList:
        return await self._act(request.request_id, request.name, "SIGN", request.comment)

    async def ReturnRecoveryList(
        self, request: pb.ReturnRecoveryListRequest, context: Context
    ) -> agency_pb2.RecoveryList:
        return await self._act(request.request_id, request.name, "RETURN", request.comment)

    async def ReleaseRecoveryList(
        self, request: pb.ReleaseRecoveryListRequest, context: Context
    ) -> agency_pb2.RecoveryList:
        return await self._act(request.request_id, request.name, "RELEASE", "")

    async def _act(self, request_id: str, name: str, verb: str, comment: str) -> agency_pb2.RecoveryList:
        who = caller()
        asked = recovery_lists.ListVerb(
            id_of("recoveryLists", name, "name"), verb, comment, who.subject, tuple(sorted(who.roles))
        )
        changed = await recovery_lists.act(self.db, request_id, asked)
        async with self.db.read() as tx:
            return wire.list_to_pb(changed, await store.rows_of(tx, changed.list_id))

    async def ComputeCollectorCommissions(
        self, request: pb.ComputeCollectorCommissionsRequest, context: Context
    ) -> pb.ComputeCollectorCommissionsResponse:
        count = await recovery_lists.compute_collectors(self.db, request.month)
        return pb.ComputeCollectorCommissionsResponse(collectors=count)

    async def ListCollectorCommissions(
        self, request: pb.ListCollectorCommissionsRequest, context: Context
    ) -> pb.ListCollectorCommissionsResponse:
        collector = id_of("managers", request.collector, "collector")
        async with self.db.read() as tx:
            every = await store.list_commissions(tx, collector, request.month)
        found, token = _page(every, request.page_token, request.page_size)
        shown = [wire.commission_to_pb(each) for each in found]
        return pb.ListCollectorCommissionsResponse(collector_commissions=shown, next_page_token=token)

    async def ExportAgencyAuditCsv(
        self, request: pb.ExportAgencyAuditCsvRequest, context: Context
    ) -> AsyncIterator[CsvChunk]:
        async with self.db.read() as tx:
            each = await _visible(tx, request.query.recovery_list)
            rows = await store.rows_of(tx, each.list_id)

        async def cells() -> AsyncIterator[Sequence[object]]:
            for row in rows:
                if row.differences or not request.query.differences_only:
                    what = (row.claimed.row, row.claimed.account, row.claimed.payment, row.claimed.recovered)
                    money = (row.matched, row.basis_points, row.claimed.commission, row.computed)
                    yield (*what, *money, " ".join(row.differences))

        header = ("row", "account", "payment", "claimed", "matched", "basis_points", "claimed_commission")
        async for chunk in csv_chunks((*header, "computed_commission", "differences"), cells()):
            yield chunk


def _is_finance_only() -> bool:
    """Whether the caller is finance and nothing else: finance sees only released lists (R-AGY-2)."""
    return caller().roles == _FINANCE_ONLY


async def _visible(tx: Transaction, name: str) -> RecoveryList:
    """Raises RECOVERY_LIST_NOT_FOUND, also for a list that is not released to the caller."""
    each = await store.find_list(tx, id_of("recoveryLists", name, "name"))
    if each is None or (_is_finance_only() and each.state is not ListState.RELEASED):
        raise not_found(Reason.RECOVERY_LIST_NOT_FOUND, name)
    return each


def _case_of(item: pb.CaseAssignmentItem) -> str:
    return id_of("cases", item.case_name, "case_name")


def _outcome(each: Assignment | Refusal) -> pb.AssignmentOutcome:
    message = pb.AssignmentOutcome(status=status_of(each))
    if not isinstance(each, Refusal):
        message.assignment.CopyFrom(wire.assignment_to_pb(each))
    return message
