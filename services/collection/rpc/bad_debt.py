"""BadDebtService."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token
from services.collection.domain.dossier import EvidenceKind
from services.collection.domain.dossier_record import LossLine, ShownFile
from services.collection.domain.provision import ProvisionGroup, provide
from services.collection.domain.reason import Reason, not_found
from services.collection.peers import PaymentPeer
from services.collection.rpc.csv_pages import csv_chunks
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as policy_store
from services.collection.store import dossiers as store
from services.collection.store import snapshots as snapshot_store
from services.collection.usecases import bad_debt, snapshots, write_offs
from services.collection.wire import bad_debt as wire
from services.collection.wire.values import id_of, word
from tollbook.collection.v1 import bad_debt_pb2
from tollbook.collection.v1 import bad_debt_service_pb2 as pb
from tollbook.collection.v1.bad_debt_service_pb2_grpc import BadDebtServiceServicer
from tollbook.collection.v1.csv_pb2 import CsvChunk

_pb: Any = bad_debt_pb2
_EXPORT_PAGE = 500
_PIECE = 256 * 1024


@dataclass
class BadDebtRpc(BadDebtServiceServicer):
    """Serves dossiers through to the write-off."""

    db: Database
    payment: PaymentPeer

    async def OpenDossier(self, request: pb.OpenDossierRequest, context: Context) -> bad_debt_pb2.Dossier:
        asked = bad_debt.ProposeBadDebt(id_of("cases", request.case_name, "case_name"), caller().subject)
        return await self._shown(await bad_debt.propose(self.db, request.request_id, asked))

    async def GetDossier(self, request: pb.GetDossierRequest, context: Context) -> bad_debt_pb2.Dossier:
        return await self._shown(id_of("dossiers", request.name, "name"))

    async def _shown(self, dossier_id: str) -> bad_debt_pb2.Dossier:
        async with self.db.read() as tx:
            return wire.dossier_to_pb(await bad_debt.read_dossier(tx, dossier_id))

    async def ListDossiers(self, request: pb.ListDossiersRequest, context: Context) -> pb.ListDossiersResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 2)
        states = [word(_pb.DossierState, state) for state in request.states]
        unit = id_of("salesUnits", request.sales_unit, "sales_unit")
        async with self.db.read() as tx:
            found = await store.list_dossiers(tx, states, unit, after, size)
            files = [await bad_debt.read_dossier(tx, each.dossier_id) for each in found]
        token = encode_token(found[-1].open_date, found[-1].dossier_id) if len(found) == size else ""
        return pb.ListDossiersResponse(dossiers=[wire.dossier_to_pb(each) for each in files], next_page_token=token)

    async def UploadEvidence(self, request: pb.UploadEvidenceRequest, context: Context) -> bad_debt_pb2.Evidence:
        stored = await bad_debt.upload_evidence(
            self.db,
            request.request_id,
            id_of("dossiers", request.dossier, "dossier"),
            EvidenceKind(word(_pb.EvidenceKind, request.kind)),
            request.file_name,
            request.content,
            caller().subject,
        )
        return wire.evidence_to_pb(stored)

    async def DownloadEvidence(
        self, request: pb.DownloadEvidenceRequest, context: Context
    ) -> AsyncIterator[pb.DownloadEvidenceResponse]:
        async with self.db.read() as tx:
            content = await store.evidence_bytes(tx, id_of("evidence", request.name, "name"))
        if content is None:
            raise not_found(Reason.EVIDENCE_NOT_FOUND, request.name)
        for start in range(0, len(content), _PIECE):
            yield pb.DownloadEvidenceResponse(content=content[start : start + _PIECE])

    async def ConfirmUncollectable(
        self, request: pb.ConfirmUncollectableRequest, context: Context
    ) -> bad_debt_pb2.Dossier:
        return await self._act(request.request_id, request.dossier, "CONFIRM", request.statement, request.role)

    async def SubmitDossier(self, request: pb.SubmitDossierRequest, context: Context) -> bad_debt_pb2.Dossier:
        return await self._act(request.request_id, request.name, "SUBMIT", "")

    async def ApproveDossier(self, request: pb.ApproveDossierRequest, context: Context) -> bad_debt_pb2.Dossier:
        return await self._act(request.request_id, request.name, "APPROVE", request.comment)

    async def RejectDossier(self, request: pb.RejectDossierRequest, context: Context) -> bad_debt_pb2.Dossier:
        return await self._act(request.request_id, request.name, "REJECT", request.comment)

    async def _act(
        self, request_id: str, name: str, verb: str, comment: str, confirm_role: str = ""
    ) -> bad_debt_pb2.Dossier:
        who = caller()
        asked = bad_debt.DossierVerb(
            id_of("dossiers", name, "name"), verb, who.subject, tuple(sorted(who.roles)), confirm_role, comment
        )
        return await self._shown(await bad_debt.act(self.db, request_id, asked))

    async def GetLossReport(self, request: pb.GetLossReportRequest, context: Context) -> bad_debt_pb2.LossReport:
        dossier_id = id_of("dossiers", request.dossier, "dossier")
        async with self.db.read() as tx:
            shown = await bad_debt.read_dossier(tx, dossier_id)
            file = shown.file
            customer = await case_store.customer_of(tx, file.dossier.shard, file.dossier.customer_id)
            lines = await write_offs.loss_of(tx, file)
            steps = await case_store.list_steps(tx, file.dossier.shard, dossier_id)
        measures = write_offs.measures_of([(step.verb, step.step_date) for step, _ in steps])
        return wire.loss_to_pb(shown, customer.display_name if customer else "", lines, measures)

    async def WriteOffDossier(self, request: pb.WriteOffDossierRequest, context: Context) -> bad_debt_pb2.Dossier:
        asked = write_offs.WriteOff(
            id_of("dossiers", request.name, "name"), request.amount.minor_units, caller().subject
        )
        done = await write_offs.write_off(self.db, request.request_id, asked, self._post)
        return await self._shown(done)

    async def _post(
        self, account_id: str, case_id: str, reason: str, lines: Sequence[LossLine]
    ) -> write_offs.PostedLoss:
        posted = await self.payment.post_write_off(account_id, case_id, reason, lines)
        return write_offs.PostedLoss(posted.write_off_id, posted.amount, posted.lines)

    async def ListRetainedCases(
        self, request: pb.ListRetainedCasesRequest, context: Context
    ) -> pb.ListRetainedCasesResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 1)
        customer = id_of("customers", request.customer, "customer")
        async with self.db.read() as tx:
            found = await store.list_written_off(tx, customer, after, size)
        token = encode_token(found[-1].dossier_id) if len(found) == size else ""
        retained = [wire.retained_to_pb(each) for each in found]
        return pb.ListRetainedCasesResponse(retained_cases=retained, next_page_token=token)

    async def ListProvisions(self, request: pb.ListProvisionsRequest, context: Context) -> pb.ListProvisionsResponse:
        groups, currency = await self._provisions(request)
        return wire.provisions_to_pb(request.snapshot, groups, currency)

    async def _provisions(self, request: pb.ListProvisionsRequest) -> tuple[list[ProvisionGroup], str]:
        unit, month = id_of("salesUnits", request.sales_unit, "sales_unit"), id_of("snapshots", request.snapshot, "")
        async with self.db.read() as tx:
            snapshot = await snapshots.find_snapshot(tx, month)
            rows = await snapshot_store.aged_arrears(tx, month, unit)
            rates = (await policy_store.policy_in_force(tx, snapshot.taken_date)).provision_rates
        return provide(rows, rates, snapshot.taken_date), snapshot.currency

    async def ExportProvisionsCsv(
        self, request: pb.ExportProvisionsCsvRequest, context: Context
    ) -> AsyncIterator[CsvChunk]:
        groups, _ = await self._provisions(request.query)

        async def rows() -> AsyncIterator[Sequence[object]]:
            for each in groups:
                rate = (each.rate.months_from, each.rate.basis_points)
                yield (each.sales_unit, each.line_of_business, *rate, each.arrears, each.provision)

        header = ("sales_unit", "line_of_business", "months_from", "basis_points", "arrears", "provision")
        async for chunk in csv_chunks(header, rows()):
            yield chunk

    async def ExportDossiersCsv(
        self, request: pb.ExportDossiersCsvRequest, context: Context
    ) -> AsyncIterator[CsvChunk]:
        header = ("dossier", "account", "customer", "sales_unit", "state", "amount_minor_units", "oldest_due_date")
        async for chunk in csv_chunks((*header, "opened", "missing"), self._rows(request.query)):
            yield chunk

    async def _rows(self, query: pb.ListDossiersRequest) -> AsyncIterator[Sequence[object]]:
        states = [word(_pb.DossierState, state) for state in query.states]
        unit = id_of("salesUnits", query.sales_unit, "sales_unit")
        after: Sequence[Any] | None = None
        while True:
            async with self.db.read() as tx:
                found = await store.list_dossiers(tx, states, unit, after, _EXPORT_PAGE)
                files = [await bad_debt.read_dossier(tx, each.dossier_id) for each in found]
            for each in files:
                yield _row(each)
            if len(found) < _EXPORT_PAGE:
                return
            after = [str(found[-1].open_date), found[-1].dossier_id]


def _row(shown: ShownFile) -> Sequence[object]:
    each = shown.file.dossier
    who = (each.dossier_id, each.account_id, each.customer_id, each.sales_unit)
    return (*who, each.state, each.amount, each.oldest_due_date, each.open_date, " ".join(shown.missing))
