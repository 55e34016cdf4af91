"""LateFeeService: quotes, waivers, the policy."""

import datetime as dt
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.events import date_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.kernel.ids import resource
from services.payment.domain.late_fee import LateFeePolicy
from services.payment.domain.records import WaiverRecord
from services.payment.usecases import late_fees
from services.payment.wire.values import bare, date_of, money_to_pb
from tollbook.payment.v1 import late_fee_service_pb2, late_fee_service_pb2_grpc

_METHOD = "WAIVER_METHOD_"


class LateFeeRpc(late_fee_service_pb2_grpc.LateFeeServiceServicer):
    def __init__(self, db: Database) -> None:
        self._db = db

    async def QuoteLateFees(
        self, request: late_fee_service_pb2.QuoteLateFeesRequest, context: Any
    ) -> late_fee_service_pb2.QuoteLateFeesResponse:
        account = bare("accounts", request.account, "account")
        quotes, currency = await late_fees.quote(self._db, account, date_of(request.as_of, "as_of"))
        return late_fee_service_pb2.QuoteLateFeesResponse(
            quotes=[_quote_to_pb(quote, currency) for quote in quotes],
            total_open=money_to_pb(currency, sum(quote.open for quote in quotes)),
        )

    async def WaiveLateFee(
        self, request: late_fee_service_pb2.WaiveLateFeeRequest, context: Any
    ) -> late_fee_service_pb2.LateFeeWaiver:
        command = late_fees.WaiveLateFee(
            request.request_id,
            bare("accounts", request.account, "account"),
            bare("bills", request.bill, "bill"),
            request.line,
            late_fee_service_pb2.WaiverMethod.Name(request.method).removeprefix(_METHOD),
            request.value,
            request.reason,
            request.approval,
            caller().subject,
        )
        return _waiver_to_pb(await late_fees.waive(self._db, command))

    async def ListLateFeeWaivers(
        self, request: late_fee_service_pb2.ListLateFeeWaiversRequest, context: Any
    ) -> late_fee_service_pb2.ListLateFeeWaiversResponse:
        key = decode_token(request.page_token, 2)
        size = page_size(request.page_size)
        after = None if key is None else (str(key[0]), int(key[1]))
        found = await late_fees.waivers(self._db, bare("accounts", request.account, "account"), after, size)
        token = encode_token(found[-1].account, found[-1].sequence) if len(found) == size else ""
        return late_fee_service_pb2.ListLateFeeWaiversResponse(
            waivers=[_waiver_to_pb(record) for record in found], next_page_token=token
        )

    async def GetLateFeePolicy(
        self, request: late_fee_service_pb2.GetLateFeePolicyRequest, context: Any
    ) -> late_fee_service_pb2.LateFeePolicy:
        date = date_of(request.date, "date") if request.HasField("date") else None
        return _policy_to_pb(await late_fees.get_policy(self._db, date))

    async def SetLateFeePolicy(
        self, request: late_fee_service_pb2.SetLateFeePolicyRequest, context: Any
    ) -> late_fee_service_pb2.LateFeePolicy:
        message = request.policy
        policy = LateFeePolicy(
            date_of(message.effective_from, "policy.effective_from"),
            message.rate_per_ten_thousand,
            message.grace_days,
            message.maximum_days,
            message.minimum_minor_units,
            message.cap_percent or 100,
            frozenset(bare("chargeItems", i, "policy.excluded_charge_items") for i in message.excluded_charge_items),
        )
        command = late_fees.SetPolicy(request.request_id, policy, request.reason, caller().subject)
        return _policy_to_pb(await late_fees.set_policy(self._db, command))


def _quote_to_pb(quote: late_fees.LateFeeQuote, currency: str) -> late_fee_service_pb2.LateFeeQuote:
    return late_fee_service_pb2.LateFeeQuote(
        bill=resource("bills", quote.line.bill),
        line=quote.line.line,
        due_date=date_to_pb(quote.line.due_date),
        days=quote.days,
        principal=money_to_pb(currency, quote.line.open),
        assessed=money_to_pb(currency, quote.assessed),
        open=money_to_pb(currency, quote.open),
        policy_version=quote.policy_version,
    )


def _waiver_to_pb(record: WaiverRecord) -> late_fee_service_pb2.LateFeeWaiver:
    return late_fee_service_pb2.LateFeeWaiver(
        name=resource("lateFeeWaivers", record.waiver_id),
        account=resource("accounts", record.account),
        amount=money_to_pb(record.currency, record.amount),
        method=f"{_METHOD}{record.method}",
        reason=record.reason,
        approval=record.approval,
        posting_date=date_to_pb(record.posting_date),
    )


def _policy_to_pb(policy: LateFeePolicy) -> late_fee_service_pb2.LateFeePolicy:
    from_date = None if policy.effective_from == dt.date.min else date_to_pb(policy.effective_from)
    return late_fee_service_pb2.LateFeePolicy(
        effective_from=from_date,
        rate_per_ten_thousand=policy.rate_per_ten_thousand,
        grace_days=policy.grace_days,
        maximum_days=policy.maximum_days,
        minimum_minor_units=policy.minimum,
        cap_percent=policy.cap_percent,
        excluded_charge_items=[resource("chargeItems", item) for item in sorted(policy.excluded_items)],
        version=policy.version,
    )
