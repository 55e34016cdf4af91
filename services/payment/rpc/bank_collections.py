"""BankCollectionService: mandates, layouts, batches, replies."""

import datetime as dt
from collections.abc import AsyncIterator, Iterable
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.events import date_to_pb
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.kernel.ids import resource
from services.payment.domain.bank_file import FileLayout, LayoutField
from services.payment.domain.iso20022 import Creditor
from services.payment.domain.records import BankBatchRecord, MandateRecord, TransitPolicy
from services.payment.store.accounts import Directory
from services.payment.usecases import bank_collections, bank_replies, transit_policies
from services.payment.wire.files import report_to_pb
from services.payment.wire.values import bare, date_of, dates_to_pb, money_to_pb, range_of
from tollbook.kernel.v1.batch_pb2 import FileOutcome
from tollbook.kernel.v1.run_pb2 import Run
from tollbook.payment.v1 import bank_collection_pb2, bank_collection_service_pb2, bank_collection_service_pb2_grpc

_PART_BYTES = 256 * 1024


class BankCollectionRpc(bank_collection_service_pb2_grpc.BankCollectionServiceServicer):
    def __init__(self, db: Database, runs: RunWorkers, directory: Directory, creditor: Creditor) -> None:
        self._creditor = creditor
        self._db = db
        self._runs = runs
        self._directory = directory

    async def SetMandate(
        self, request: bank_collection_service_pb2.SetMandateRequest, context: Any
    ) -> bank_collection_pb2.Mandate:
        message = request.mandate
        start, end = range_of(message.validity, message.HasField("validity"), "mandate.validity")
        mandate = MandateRecord(
            bare("accounts", message.account, "mandate.account"),
            bare("banks", message.bank, "mandate.bank"),
            message.bank_account,
            message.holder,
            message.cash_only,
            start,
            end,
        )
        command = bank_collections.SetMandate(request.request_id, mandate)
        return _mandate_to_pb(await bank_collections.set_mandate(self._db, command))

    async def GetMandate(
        self, request: bank_collection_service_pb2.GetMandateRequest, context: Any
    ) -> bank_collection_pb2.Mandate:
        account = bare("accounts", request.account, "account")
        return _mandate_to_pb(await bank_collections.get_mandate(self._db, account))

    async def GetTransitPolicy(
        self, request: bank_collection_service_pb2.GetTransitPolicyRequest, context: Any
    ) -> bank_collection_pb2.TransitPolicy:
        date = date_of(request.date, "date") if request.HasField("date") else None
        return _transit_policy_to_pb(await transit_policies.get_transit_policy(self._db, date))

    async def SetTransitPolicy(
        self, request: bank_collection_service_pb2.SetTransitPolicyRequest, context: Any
    ) -> bank_collection_pb2.TransitPolicy:
        start = date_of(request.policy.effective_from, "policy.effective_from")
        policy = TransitPolicy(start, request.policy.payable_elsewhere)
        command = transit_policies.SetTransitPolicy(request.request_id, policy, request.reason, caller().subject)
        return _transit_policy_to_pb(await transit_policies.set_transit_policy(self._db, command))

    async def SetLayout(
        self, request: bank_collection_service_pb2.SetLayoutRequest, context: Any
    ) -> bank_collection_pb2.FileLayout:
        message = request.layout
        layout = FileLayout(
            bare("layouts", message.name, "layout.name"),
            message.encoding,
            _fields(message.header),
            _fields(message.row),
            _fields(message.trailer),
        )
        command = bank_collections.SetLayout(request.request_id, layout)
        made = await bank_collections.set_layout(self._db, command)
        answer = bank_collection_pb2.FileLayout()
        answer.CopyFrom(message)
        answer.etag = str(made.version)
        return answer

    async def ProduceBatch(self, request: bank_collection_service_pb2.ProduceBatchRequest, context: Any) -> Run:
        command = bank_collections.ProduceBatch(
            request.request_id,
            bare("banks", request.bank, "bank"),
            bare("layouts", request.layout, "layout"),
            date_of(request.collection_date, "collection_date"),
        )
        view = await bank_collections.produce_batch(self._db, command)
        self._runs.wake.set()
        return run_to_pb(view)

    async def GetBatch(
        self, request: bank_collection_service_pb2.GetBatchRequest, context: Any
    ) -> bank_collection_pb2.BankCollectionBatch:
        return _batch_to_pb(await bank_collections.get_batch(self._db, _batch(request)))

    async def ListBatches(
        self, request: bank_collection_service_pb2.ListBatchesRequest, context: Any
    ) -> bank_collection_service_pb2.ListBatchesResponse:
        key = decode_token(request.page_token, 1)
        size = page_size(request.page_size)
        found = await bank_collections.list_batches(
            self._db, bare("banks", request.bank, "bank"), "" if key is None else str(key[0]), size
        )
        token = encode_token(found[-1].batch) if len(found) == size else ""
        return bank_collection_service_pb2.ListBatchesResponse(
            batches=[_batch_to_pb(record) for record in found], next_page_token=token
        )

    async def DownloadBatch(
        self, request: bank_collection_service_pb2.DownloadBatchRequest, context: Any
    ) -> AsyncIterator[bank_collection_service_pb2.DownloadBatchResponse]:
        content = await bank_collections.download_batch(self._db, _batch(request))
        for start in range(0, len(content), _PART_BYTES):
            yield bank_collection_service_pb2.DownloadBatchResponse(content=content[start : start + _PART_BYTES])

    async def ImportReply(self, request: bank_collection_service_pb2.ImportReplyRequest, context: Any) -> FileOutcome:
        command = bank_replies.ImportReply(request.request_id, _batch(request), request.content)
        return report_to_pb(await bank_replies.import_reply(self._db, self._directory, command))

    async def CancelBatch(
        self, request: bank_collection_service_pb2.CancelBatchRequest, context: Any
    ) -> bank_collection_pb2.BankCollectionBatch:
        command = bank_collections.CancelBatch(request.request_id, _batch(request), request.reason, caller().subject)
        return _batch_to_pb(await bank_collections.cancel_batch(self._db, command))


def _transit_policy_to_pb(policy: TransitPolicy) -> bank_collection_pb2.TransitPolicy:
    start = None if policy.effective_from == dt.date.min else date_to_pb(policy.effective_from)
    return bank_collection_pb2.TransitPolicy(effective_from=start, payable_elsewhere=policy.payable_elsewhere)


def _batch(request: Any) -> str:
    return bare("bankCollections", request.name, "name")


def _fields(messages: Iterable[bank_collection_pb2.LayoutField]) -> tuple[LayoutField, ...]:
    return tuple(LayoutField(m.field, m.width, m.pad_left, m.pad or " ", m.format) for m in messages)


def _mandate_to_pb(record: MandateRecord) -> bank_collection_pb2.Mandate:
    return bank_collection_pb2.Mandate(
        account=resource("accounts", record.account),
        bank=resource("banks", record.bank),
        bank_account=record.bank_account,
        holder=record.holder,
        cash_only=record.cash_only,
        validity=dates_to_pb(record.valid_from, record.valid_until),
    )


def _batch_to_pb(record: BankBatchRecord) -> bank_collection_pb2.BankCollectionBatch:
    return bank_collection_pb2.BankCollectionBatch(
        name=resource("bankCollections", record.batch),
        bank=resource("banks", record.bank),
        layout=resource("layouts", record.layout),
        state=f"BANK_COLLECTION_STATE_{record.state}",
        collection_date=date_to_pb(record.collection_date),
        rows=record.rows,
        amount=money_to_pb(record.currency, record.amount),
        paid_rows=record.paid_rows,
        returned_rows=record.returned_rows,
        paid=money_to_pb(record.currency, record.paid),
    )
