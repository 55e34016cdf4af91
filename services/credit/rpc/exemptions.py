"""ExemptionService."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token, page_size
from services.credit.domain.approvals import Verb
from services.credit.rpc.csv_pages import csv_pieces
from services.credit.usecases import exemptions
from services.credit.usecases.exemption_file import import_exemptions
from services.credit.wire.exemptions import exemption_event_to_pb, exemption_to_pb, scope_from_pb
from services.credit.wire.files import outcome_to_pb
from services.credit.wire.values import id_of, optional_date, valid_date
from tollbook.credit.v1 import exemption_pb2
from tollbook.credit.v1 import exemption_service_pb2 as pb
from tollbook.credit.v1.exemption_service_pb2_grpc import ExemptionServiceServicer
from tollbook.kernel.v1.batch_pb2 import FileOutcome

_EXPORT_PAGE = 1_000
_HEADER = (
    "exemption",
    "customer",
    "account",
    "scope",
    "start_date",
    "end_date",
    "state",
    "requester",
    "decider",
    "reason",
)


@dataclass
class ExemptionRpc(ExemptionServiceServicer):
    """Serves exemptions."""

    db: Database

    async def RequestExemption(self, request: pb.RequestExemptionRequest, context: Context) -> exemption_pb2.Exemption:
        collection, _, subject = request.subject.partition("/")
        asked = exemptions.ExemptionRequest(
            customer=subject if collection == "customers" else "",
            account=subject if collection == "accounts" else "",
            scope=scope_from_pb(request.scope),
            start_date=optional_date(request, "start_date"),
            end_date=valid_date(request.end_date, "end_date"),
            reason=request.reason,
            requester=caller().subject,
        )
        return exemption_to_pb(await exemptions.request_exemption(self.db, request.request_id, asked))

    async def ApproveExemption(self, request: pb.ApproveExemptionRequest, context: Context) -> exemption_pb2.Exemption:
        return await self._decide(Verb.APPROVE, request)

    async def RejectExemption(self, request: pb.RejectExemptionRequest, context: Context) -> exemption_pb2.Exemption:
        return await self._decide(Verb.REJECT, request)

    async def EndExemption(self, request: pb.EndExemptionRequest, context: Context) -> exemption_pb2.Exemption:
        return await self._decide(Verb.END, request)

    async def _decide(
        self, verb: Verb, request: pb.ApproveExemptionRequest | pb.RejectExemptionRequest | pb.EndExemptionRequest
    ) -> exemption_pb2.Exemption:
        name = id_of("exemptions", request.name, "name")
        asked = exemptions.ExemptionDecision(name, verb, caller().subject, request.reason)
        return exemption_to_pb(await exemptions.decide_exemption(self.db, request.request_id, asked))

    async def GetExemption(self, request: pb.GetExemptionRequest, context: Context) -> exemption_pb2.Exemption:
        return exemption_to_pb(await exemptions.get_exemption(self.db, id_of("exemptions", request.name, "name")))

    async def ListExemptions(self, request: pb.ListExemptionsRequest, context: Context) -> pb.ListExemptionsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        is_account = request.subject.startswith("accounts/")
        found = await exemptions.list_exemptions(
            self.db,
            customer="" if is_account else id_of("customers", request.subject, "subject"),
            account=id_of("accounts", request.subject, "subject") if is_account else "",
            state=_state(request.state),
            upto=optional_date(request, "end_on_or_before"),
            before=str(after[0]) if after else "",
            limit=size,
        )
        token = encode_token(found[-1].exemption) if len(found) == size else ""
        return pb.ListExemptionsResponse(exemptions=[exemption_to_pb(each) for each in found], next_page_token=token)

    async def ListExemptionHistory(
        self, request: pb.ListExemptionHistoryRequest, context: Context
    ) -> pb.ListExemptionHistoryResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        name = id_of("exemptions", request.name, "name")
        found = await exemptions.list_history(self.db, name, int(after[0]) if after else 0, size)
        token = encode_token(found[-1][0]) if len(found) == size else ""
        events = [exemption_event_to_pb(event) for _, event in found]
        return pb.ListExemptionHistoryResponse(exemption_events=events, next_page_token=token)

    async def ImportExemptions(self, request: pb.ImportExemptionsRequest, context: Context) -> FileOutcome:
        return outcome_to_pb(await import_exemptions(self.db, request.content, caller().subject))

    async def ExportExemptionsCsv(
        self, request: pb.ExportExemptionsCsvRequest, context: Context
    ) -> AsyncIterator[pb.ExportExemptionsCsvResponse]:
        async for piece in csv_pieces(_HEADER, self._rows(_state(request.state))):
            yield pb.ExportExemptionsCsvResponse(content=piece)

    async def _rows(self, state: str) -> AsyncIterator[tuple[object, ...]]:
        before = ""
        while True:
            found = await exemptions.list_exemptions(
                self.db, customer="", account="", state=state, upto=None, before=before, limit=_EXPORT_PAGE
            )
            for e in found:
                who = (e.state, e.requester, e.decider, e.reason)
                yield (e.exemption, e.customer, e.account, e.scope, e.start_date, e.end_date, *who)
            if len(found) < _EXPORT_PAGE:
                return
            before = found[-1].exemption


def _state(value: exemption_pb2.ExemptionState) -> str:
    return exemption_pb2.ExemptionState.Name(value).removeprefix("EXEMPTION_STATE_") if value else ""
