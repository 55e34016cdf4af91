"""Payments and receipts on the wire."""

import datetime as dt
from functools import lru_cache

from services.chassis.events import date_to_pb, known_date_to_pb
from services.kernel.errors import Refusal
from services.kernel.ids import resource
from services.payment.domain.payment import Channel, PaymentRequest, Recorded, Standing
from services.payment.domain.records import PaymentRecord, ReceiptRecord, RefundRecord
from services.payment.domain.value_date import ValueDatePolicy
from services.payment.wire.refusals import item_status
from services.payment.wire.values import bare, date_of, money_to_pb, optional_date_to_pb
from tollbook.kernel.v1.batch_pb2 import ItemStatus
from tollbook.payment.v1 import book_service_pb2, payment_pb2, payment_service_pb2

_CHANNEL = "PAYMENT_CHANNEL_"


@lru_cache(maxsize=64)
def channel_from_pb(value: int) -> Channel:
    return Channel(payment_pb2.PaymentChannel.Name(value).removeprefix(_CHANNEL))  # pyright: ignore[reportArgumentType]


@lru_cache(maxsize=64)
def channel_to_pb(channel: Channel) -> payment_pb2.PaymentChannel:
    return payment_pb2.PaymentChannel.Value(_CHANNEL + channel.value)  # pyright: ignore[reportReturnType]


def request_from_pb(message: payment_service_pb2.RecordPaymentRequest) -> PaymentRequest:
    """Raises VALIDATION_FAILED for names and dates that are none. An account's name may be of any form: it makes a
    receipt.
    """
    account = message.account.removeprefix("accounts/")
    return PaymentRequest(
        message.request_id,
        channel_from_pb(message.channel),
        message.channel_number,
        account,
        message.amount.currency_code,
        message.amount.minor_units,
        date_of(message.value_date, "value_date"),
        bare("books", message.book, "book"),
        message.payer,
        message.case_name,
        bare("agents", message.agent, "agent"),
    )


def recorded_payment_to_pb(done: Recorded) -> payment_pb2.Payment:
    return payment_pb2.Payment(
        name=resource("payments", done.payment),
        account=resource("accounts", done.account),
        customer=resource("customers", done.customer),
        channel=channel_to_pb(done.channel),
        channel_number=done.channel_number,
        amount=money_to_pb(done.currency, done.amount),
        value_date=known_date_to_pb(done.value_date),
        posting_date=known_date_to_pb(done.posting_date),
        book=resource("books", done.book),
        state=payment_pb2.PAYMENT_STATE_POSTED,
        settled=money_to_pb(done.currency, done.settled),
        refunded=money_to_pb(done.currency, 0),
        payer=done.payer,
        agent=resource("agents", done.agent),
    )


def recorded_receipt_to_pb(done: Recorded) -> payment_pb2.Receipt:
    return payment_pb2.Receipt(
        name=resource("receipts", done.payment),
        channel=channel_to_pb(done.channel),
        channel_number=done.channel_number,
        account_named=done.account,
        amount=money_to_pb(done.currency, done.amount),
        value_date=known_date_to_pb(done.value_date),
        posting_date=known_date_to_pb(done.posting_date),
        payer=done.payer,
        state=payment_pb2.RECEIPT_STATE_UNCLAIMED,
    )


def recorded_to_pb(done: Recorded) -> payment_service_pb2.RecordPaymentResponse:
    if done.standing is Standing.RECEIPT:
        return payment_service_pb2.RecordPaymentResponse(receipt=recorded_receipt_to_pb(done))
    return payment_service_pb2.RecordPaymentResponse(payment=recorded_payment_to_pb(done))


def item_to_pb(outcome: Recorded | Refusal) -> payment_service_pb2.RecordedPayment:
    if isinstance(outcome, Refusal):
        return payment_service_pb2.RecordedPayment(status=item_status(outcome))
    answer = recorded_to_pb(outcome)
    item = payment_service_pb2.RecordedPayment(status=ItemStatus())
    if answer.HasField("payment"):
        item.payment.CopyFrom(answer.payment)
    else:
        item.receipt.CopyFrom(answer.receipt)
    return item


def payment_to_pb(record: PaymentRecord) -> payment_pb2.Payment:
    return payment_pb2.Payment(
        name=resource("payments", record.payment),
        account=resource("accounts", record.account),
        customer=resource("customers", record.customer),
        channel=channel_to_pb(record.channel),
        channel_number=record.channel_number,
        amount=money_to_pb(record.currency, record.amount),
        value_date=date_to_pb(record.value_date),
        posting_date=date_to_pb(record.posting_date),
        book=resource("books", record.book),
        state=f"PAYMENT_STATE_{record.state}",
        settled=money_to_pb(record.currency, record.settled),
        refunded=money_to_pb(record.currency, record.refunded),
        reverse_date=optional_date_to_pb(record.reverse_date),
        reverse_reason=record.reverse_reason,
        receipt=resource("receipts", record.receipt),
        payer=record.payer,
        agent=resource("agents", record.agent),
    )


def receipt_to_pb(record: ReceiptRecord) -> payment_pb2.Receipt:
    return payment_pb2.Receipt(
        name=resource("receipts", record.receipt),
        channel=channel_to_pb(record.channel),
        channel_number=record.channel_number,
        account_named=record.account_named,
        amount=money_to_pb(record.currency, record.amount),
        value_date=date_to_pb(record.value_date),
        posting_date=date_to_pb(record.posting_date),
        payer=record.payer,
        possible_account=resource("accounts", record.possible_account),
        state=f"RECEIPT_STATE_{record.state}",
        payment=resource("payments", record.payment),
    )


def refund_to_pb(record: RefundRecord) -> book_service_pb2.Refund:
    return book_service_pb2.Refund(
        name=resource("refunds", record.refund_id),
        account=resource("accounts", record.account),
        book=resource("books", record.book),
        payment=resource("payments", record.payment),
        amount=money_to_pb(record.currency, record.amount),
        posting_date=date_to_pb(record.posting_date),
        reason=record.reason,
    )


def value_date_policy_to_pb(policy: ValueDatePolicy) -> payment_pb2.ValueDatePolicy:
    start = None if policy.effective_from == dt.date.min else date_to_pb(policy.effective_from)
    return payment_pb2.ValueDatePolicy(effective_from=start, days_before_max=policy.days_before_max)
