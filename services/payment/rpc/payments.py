"""PaymentService: money in, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.chassis.access import caller
from services.chassis.batching import NaturalBatcher, answer_each
from services.chassis.database import Database
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.kernel.errors import Refusal
from services.payment.config import PaymentSettings
from services.payment.domain.payment import PaymentRequest, Recorded
from services.payment.domain.value_date import ValueDatePolicy
from services.payment.rpc.agents import ACT_FOR_ANY_AGENT
from services.payment.store.accounts import Directory
from services.payment.usecases import agents, payment_files, receipts, reversals, value_date_policies
from services.payment.usecases import payment_records as payments
from services.payment.usecases.payments import record_payments
from services.payment.wire import payments as wire
from services.payment.wire.files import report_to_pb
from services.payment.wire.values import bare, date_of, invalid, range_of
from tollbook.kernel.v1.batch_pb2 import FileOutcome
from tollbook.kernel.v1.run_pb2 import Run
from tollbook.payment.v1 import book_service_pb2, payment_pb2, payment_service_pb2, payment_service_pb2_grpc


class PaymentRpc(payment_service_pb2_grpc.PaymentServiceServicer):
    """Concurrent payments are gathered into one transaction; a batch's items go the same way."""

    def __init__(self, db: Database, runs: RunWorkers, directory: Directory, settings: PaymentSettings) -> None:
        self._db = db
        self._runs = runs
        self._directory = directory
        self._items_max = settings.batch_items_max
        self._batcher: NaturalBatcher[PaymentRequest, Recorded] = NaturalBatcher(
            self._record,
            items_max=settings.batch_items_max,
            batches_in_flight_max=settings.batches_in_flight_max,
        )

    async def _record(self, requests: list[PaymentRequest]) -> list[Recorded | Refusal]:
        return await record_payments(self._db, self._directory, requests)

    async def RecordPayment(
        self, request: payment_service_pb2.RecordPaymentRequest, context: Any
    ) -> payment_service_pb2.RecordPaymentResponse:
        asked = wire.request_from_pb(request)
        for refusal in (await self._not_theirs([asked])).values():
            raise refusal
        return wire.recorded_to_pb(await self._batcher.submit(asked))

    async def _not_theirs(self, requests: Sequence[PaymentRequest]) -> Mapping[str, Refusal]:
        """By agent, why the caller may take no money for it (R-PAY-5)."""
        named = {request.agent for request in requests if request.agent}
        if not named or not ACT_FOR_ANY_AGENT.isdisjoint(caller().roles):
            return {}
        return await agents.check_callers(self._db, named, caller().subject)

    async def BatchRecordPayments(
        self, request: payment_service_pb2.BatchRecordPaymentsRequest, context: Any
    ) -> payment_service_pb2.BatchRecordPaymentsResponse:
        outcomes = await answer_each(request.items, wire.request_from_pb, self._record_theirs)
        return payment_service_pb2.BatchRecordPaymentsResponse(results=[wire.item_to_pb(each) for each in outcomes])

    async def _record_theirs(self, requests: list[PaymentRequest]) -> list[Recorded | Refusal]:
        refused = await self._not_theirs(requests)
        outcomes = iter(await self._record_in_chunks([each for each in requests if each.agent not in refused]))
        return [refused[each.agent] if each.agent in refused else next(outcomes) for each in requests]

    async def _record_in_chunks(self, requests: list[PaymentRequest]) -> list[Recorded | Refusal]:
        outcomes: list[Recorded | Refusal] = []
        for start in range(0, len(requests), _CHUNK):
            outcomes += await self._record(requests[start : start + _CHUNK])
        return outcomes

    async def GetValueDatePolicy(
        self, request: payment_service_pb2.GetValueDatePolicyRequest, context: Any
    ) -> payment_pb2.ValueDatePolicy:
        date = date_of(request.date, "date") if request.HasField("date") else None
        return wire.value_date_policy_to_pb(await value_date_policies.get_value_date_policy(self._db, date))

    async def SetValueDatePolicy(
        self, request: payment_service_pb2.SetValueDatePolicyRequest, context: Any
    ) -> payment_pb2.ValueDatePolicy:
        start = date_of(request.policy.effective_from, "policy.effective_from")
        policy = ValueDatePolicy(start, request.policy.days_before_max)
        command = value_date_policies.SetValueDatePolicy(request.request_id, policy, request.reason, caller().subject)
        return wire.value_date_policy_to_pb(await value_date_policies.set_value_date_policy(self._db, command))

    async def StartPaymentFile(self, request: payment_service_pb2.StartPaymentFileRequest, context: Any) -> Run:
        agent = bare("agents", request.agent, "agent")
        channel = wire.channel_from_pb(request.channel)
        file = payment_files.PaymentFile(request.request_id, channel, request.content, agent)
        view = await payment_files.start_payment_file(self._db, file)
        self._runs.wake.set()
        return run_to_pb(view)

    async def GetPaymentFileOutcome(
        self, request: payment_service_pb2.GetPaymentFileOutcomeRequest, context: Any
    ) -> FileOutcome:
        key = bare("runs", request.run, "run")
        return report_to_pb(await payment_files.payment_file_report(self._db, key))

    async def GetPayment(self, request: payment_service_pb2.GetPaymentRequest, context: Any) -> payment_pb2.Payment:
        return wire.payment_to_pb(await payments.get_payment(self._db, bare("payments", request.name, "name")))

    async def ListPayments(
        self, request: payment_service_pb2.ListPaymentsRequest, context: Any
    ) -> payment_service_pb2.ListPaymentsResponse:
        key = decode_token(request.page_token, 1)
        size = page_size(request.page_size)
        since, until = range_of(request.posting_dates, request.HasField("posting_dates"), "posting_dates")
        found = await payments.list_of_account(
            self._db,
            bare("accounts", request.account, "account"),
            since=since,
            until=until,
            reversed_too=request.show_reversed,
            before=None if key is None else int(key[0]),
            limit=size,
        )
        token = encode_token(found[-1].sequence) if len(found) == size else ""
        return payment_service_pb2.ListPaymentsResponse(
            payments=[wire.payment_to_pb(record) for record in found], next_page_token=token
        )

    async def ReversePayment(
        self, request: payment_service_pb2.ReversePaymentRequest, context: Any
    ) -> payment_pb2.Payment:
        command = reversals.ReversePayment(
            request.request_id, bare("payments", request.name, "name"), request.reason, caller().subject
        )
        return wire.payment_to_pb(await reversals.reverse_payment(self._db, command))

    async def RefundPayment(
        self, request: payment_service_pb2.RefundPaymentRequest, context: Any
    ) -> book_service_pb2.Refund:
        command = payments.RefundPayment(
            request.request_id,
            bare("payments", request.name, "name"),
            request.amount.currency_code,
            request.amount.minor_units,
            request.reason,
            caller().subject,
        )
        return wire.refund_to_pb(await payments.refund_payment(self._db, command))

    async def ListReceipts(
        self, request: payment_service_pb2.ListReceiptsRequest, context: Any
    ) -> payment_service_pb2.ListReceiptsResponse:
        key = decode_token(request.page_token, 2)
        size = page_size(request.page_size)
        state = payment_pb2.ReceiptState.Name(request.state).removeprefix("RECEIPT_STATE_")
        found = await receipts.list_receipts(
            self._db,
            "" if state == "UNSPECIFIED" else state,
            bare("accounts", request.possible_account, "possible_account"),
            None if key is None else (str(key[0]), str(key[1])),
            size,
        )
        token = encode_token(found[-1].posting_date, found[-1].receipt) if len(found) == size else ""
        return payment_service_pb2.ListReceiptsResponse(
            receipts=[wire.receipt_to_pb(record) for record in found], next_page_token=token
        )

    async def ClaimReceipt(self, request: payment_service_pb2.ClaimReceiptRequest, context: Any) -> payment_pb2.Payment:
        command = receipts.ClaimReceipt(
            request.request_id,
            bare("receipts", request.name, "name"),
            bare("accounts", request.account, "account"),
            bare("books", request.book, "book"),
            request.reason,
            caller().subject,
        )
        return wire.payment_to_pb(await receipts.claim_receipt(self._db, command))

    async def UpdateReceipt(
        self, request: payment_service_pb2.UpdateReceiptRequest, context: Any
    ) -> payment_pb2.Receipt:
        others = [path for path in request.update_mask.paths if path != "possible_account"]
        if others:
            raise invalid("update_mask", "possible_account", ",".join(others), "does not change by an update")
        command = receipts.NotePossibleAccount(
            request.request_id,
            bare("receipts", request.receipt.name, "receipt.name"),
            bare("accounts", request.receipt.possible_account, "receipt.possible_account"),
            caller().subject,
        )
        return wire.receipt_to_pb(await receipts.note_possible_account(self._db, command))

    async def ReturnReceipt(
        self, request: payment_service_pb2.ReturnReceiptRequest, context: Any
    ) -> payment_pb2.Receipt:
        command = receipts.ReturnReceipt(
            request.request_id, bare("receipts", request.name, "name"), request.reason, caller().subject
        )
        return wire.receipt_to_pb(await receipts.return_receipt(self._db, command))


_CHUNK = 500
"""A batch call's items are recorded in transactions of so many."""
