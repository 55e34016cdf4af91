"""Payment, called by the posting loop; answers in domain values."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import grpc.aio

from services.chassis.events import date_to_pb
from services.gateway.channels.message import Channel
from services.gateway.domain.notification import NotificationRecord, Posted
from services.kernel.ids import resource
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import (
    BatchRecordPaymentsRequest,
    BatchRecordPaymentsResponse,
    RecordedPayment,
    RecordPaymentRequest,
)
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub

POST_SECONDS_MAX = 8.0

_IN_FUTURE = "VALUE_DATE_IN_FUTURE"
_PASSING = frozenset({_IN_FUTURE, "CLOCK_NOT_INITIALIZED"})
"""Refusals that time heals: a channel's day begins at midnight, ours when the day before is closed."""
_PASSING_CODES = frozenset({4, 8, 10, 13, 14})
"""DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, INTERNAL, UNAVAILABLE."""


PAYMENT_CHANNELS = frozenset(name.removeprefix("PAYMENT_CHANNEL_") for name in PaymentChannel.keys()[1:])
"""The names that a channel's payment_channel may have."""


class Payment:
    """The payment service."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = PaymentServiceStub(channel)

    async def record(self, records: Sequence[NotificationRecord], channels: Mapping[str, Channel]) -> list[Posted]:
        """Posts accepted notifications. The request id and the channel's number make a second try the first one's echo.

        What payment could not answer at all is to be tried again; so is a notification whose channel is not
        configured now.
        """
        known = [record for record in records if record.channel in channels and record.payment is not None]
        said: dict[str, Posted] = {}
        if known:
            request = BatchRecordPaymentsRequest(items=[_item(record, channels[record.channel]) for record in known])
            try:
                answer: BatchRecordPaymentsResponse = await self._stub.BatchRecordPayments(
                    request, timeout=POST_SECONDS_MAX
                )
            except grpc.aio.AioRpcError as error:
                detail = f"{error.code().name}: {error.details()}"
                return [Posted(record.id, reason="UNANSWERED", detail=detail, retry=True) for record in records]
            said = {r.id: judge_answer(r, result) for r, result in zip(known, answer.results, strict=True)}
        missing = "the channel is not configured"
        return [said.get(r.id) or Posted(r.id, reason="CHANNEL_UNKNOWN", detail=missing, retry=True) for r in records]


def _item(record: NotificationRecord, channel: Channel) -> RecordPaymentRequest:
    payment = record.payment
    assert payment is not None
    return RecordPaymentRequest(
        request_id=f"{channel.payment_channel}/{payment.channel_number}",
        channel=f"PAYMENT_CHANNEL_{channel.payment_channel}",
        channel_number=payment.channel_number,
        account=resource("accounts", payment.account),
        amount=Money(currency_code=payment.currency, minor_units=payment.amount),
        value_date=date_to_pb(payment.value_date),
        payer=payment.payer,
        agent=resource("agents", channel.agent),
    )


def judge_answer(record: NotificationRecord, result: RecordedPayment) -> Posted:
    """What payment's answer means for a notification. A refusal that no time heals is for a person (R-GTW-1)."""
    status = result.status
    if status.code == 0:
        return Posted(record.id, posted_as=result.payment.name or result.receipt.name)
    retry = status.reason in _PASSING or status.code in _PASSING_CODES
    if status.reason == _IN_FUTURE and record.payment is not None:
        retry = record.payment.value_date <= _latest_value_date(record)
    return Posted(record.id, reason=status.reason or f"CODE_{status.code}", detail=status.message, retry=retry)


def _latest_value_date(record: NotificationRecord) -> dt.date:
    """A channel's day may have begun before ours; one that is later still would be waited for in vain."""
    return max(record.receive_date, record.received_at.date()) + dt.timedelta(days=1)
