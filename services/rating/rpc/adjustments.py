"""AdjustmentService."""

from typing import Any

from services.chassis.database import Database
from services.chassis.paging import page_size
from services.rating.rpc.asking import after_id, asked, next_token
from services.rating.usecases import adjustments
from services.rating.wire.adjustments import adjustment_from_pb, adjustment_to_pb, charge_from_pb, charge_to_pb
from services.rating.wire.values import bill_key, enum_from_pb, ident
from tollbook.rating.v1 import adjustment_pb2, adjustment_service_pb2
from tollbook.rating.v1.adjustment_service_pb2_grpc import AdjustmentServiceServicer


class AdjustmentRpc(AdjustmentServiceServicer):
    """Corrections of issued bills, and sums for the next one."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def RequestAdjustment(self, request: Any, context: Any) -> Any:
        wanted = adjustment_from_pb(request.adjustment_id, request.adjustment)
        currency = request.adjustment.amount.currency_code
        return adjustment_to_pb(await adjustments.request_adjustment(self._db, asked(request), wanted, currency))

    async def ApproveAdjustment(self, request: Any, context: Any) -> Any:
        return await self._decide(request, "APPROVED")

    async def RejectAdjustment(self, request: Any, context: Any) -> Any:
        return await self._decide(request, "REJECTED")

    async def _decide(self, request: Any, state: str) -> Any:
        name = ident("adjustments", request.name)
        return adjustment_to_pb(
            await adjustments.decide_adjustment(self._db, asked(request), name, state, request.reason)
        )

    async def GetAdjustment(self, request: Any, context: Any) -> Any:
        return adjustment_to_pb(await adjustments.get_adjustment(self._db, ident("adjustments", request.name)))

    async def ListAdjustments(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        account_id, cycle = bill_key(request.bill, "bill") if request.bill else ("", "")
        state = enum_from_pb(adjustment_pb2.AdjustmentState, request.state, "ADJUSTMENT_STATE")
        page = await adjustments.page_of_adjustments(self._db, account_id, cycle, state, after_id(request), limit)
        return adjustment_service_pb2.ListAdjustmentsResponse(
            adjustments=[adjustment_to_pb(one) for one in page],
            next_page_token=next_token(page, limit, "adjustment_id"),
        )

    async def RequestNextBillCharge(self, request: Any, context: Any) -> Any:
        wanted = charge_from_pb(request.charge_id, request.charge)
        currency = request.charge.amount.currency_code
        return charge_to_pb(await adjustments.request_charge(self._db, asked(request), wanted, currency))

    async def ApproveNextBillCharge(self, request: Any, context: Any) -> Any:
        name = ident("nextBillCharges", request.name)
        return charge_to_pb(await adjustments.approve_charge(self._db, asked(request), name, request.reason))

    async def ListNextBillCharges(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        account = ident("accounts", request.account, "account")
        page = await adjustments.page_of_charges(self._db, account, request.show_billed, after_id(request), limit)
        return adjustment_service_pb2.ListNextBillChargesResponse(
            charges=[charge_to_pb(one) for one in page], next_page_token=next_token(page, limit, "charge_id")
        )
