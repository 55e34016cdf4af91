"""SettlementService: plans, previews, settlements and their reversal."""

from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.ids import resource
from services.payment.domain.book import DEFAULT_ORDER, BookKind
from services.payment.domain.reason import Reason
from services.payment.domain.settle import Plan
from services.payment.usecases import reversals, settlements
from services.payment.wire.events import book_balance_to_pb
from services.payment.wire.receivables import allocation_to_pb, settlement_to_pb
from services.payment.wire.values import bare, date_of, invalid, money_to_pb
from tollbook.payment.v1 import settlement_pb2, settlement_service_pb2, settlement_service_pb2_grpc


class SettlementRpc(settlement_service_pb2_grpc.SettlementServiceServicer):
    def __init__(self, db: Database) -> None:
        self._db = db

    async def GetSettlementPlan(
        self, request: settlement_service_pb2.GetSettlementPlanRequest, context: Any
    ) -> settlement_pb2.SettlementPlan:
        account = bare("accounts", request.account, "account")
        return _plan_to_pb(account, await settlements.get_plan(self._db, account))

    async def SetSettlementPlan(
        self, request: settlement_service_pb2.SetSettlementPlanRequest, context: Any
    ) -> settlement_pb2.SettlementPlan:
        plan = request.plan
        account = bare("accounts", plan.account, "plan.account")
        command = settlements.SetPlan(
            request.request_id,
            account,
            tuple(bare("chargeItems", item, "plan.item_order") for item in plan.item_order),
            _kinds(plan),
            plan.manual,
            plan.whole_bill,
            plan.etag,
            request.reason,
            caller().subject,
        )
        return _plan_to_pb(account, await settlements.set_plan(self._db, command))

    async def PreviewSettlement(
        self, request: settlement_service_pb2.PreviewSettlementRequest, context: Any
    ) -> settlement_service_pb2.PreviewSettlementResponse:
        query = settlements.PreviewQuery(
            bare("accounts", request.account, "account"),
            request.amount.currency_code,
            request.amount.minor_units,
            bare("books", request.book, "book"),
            date_of(request.value_date, "value_date"),
        )
        found = await settlements.preview(self._db, query)
        books = [found.state.books[book] for book in sorted(found.state.books)]
        due = found.state.principal_open + found.state.late_fees_open
        return settlement_service_pb2.PreviewSettlementResponse(
            allocations=[allocation_to_pb(a, found.currency) for a in found.allocations],
            books=[book_balance_to_pb(book) for book in books],
            remaining_due=money_to_pb(found.currency, due),
        )

    async def Settle(self, request: settlement_service_pb2.SettleRequest, context: Any) -> settlement_pb2.Settlement:
        command = settlements.Settle(request.request_id, bare("accounts", request.account, "account"))
        return settlement_to_pb(await settlements.settle_now(self._db, command))

    async def ReverseSettlement(
        self, request: settlement_service_pb2.ReverseSettlementRequest, context: Any
    ) -> settlement_pb2.Settlement:
        account, sequence, posted = _settlement(request.name)
        command = reversals.ReverseSettlement(
            request.request_id, account, sequence, posted, request.reason, caller().subject
        )
        return settlement_to_pb(await reversals.reverse_settlement(self._db, command))

    async def GetSettlement(
        self, request: settlement_service_pb2.GetSettlementRequest, context: Any
    ) -> settlement_pb2.Settlement:
        return settlement_to_pb(await settlements.get_settlement(self._db, *_settlement(request.name)))

    async def ListSettlements(
        self, request: settlement_service_pb2.ListSettlementsRequest, context: Any
    ) -> settlement_service_pb2.ListSettlementsResponse:
        key = decode_token(request.page_token, 2)
        size = page_size(request.page_size)
        found = await settlements.list_of_account(
            self._db,
            bare("accounts", request.account, "account"),
            reversed_too=request.show_reversed,
            before=None if key is None else (int(key[0]), int(key[1])),
            limit=size,
        )
        token = encode_token(found[-1].posted, found[-1].sequence) if len(found) == size else ""
        return settlement_service_pb2.ListSettlementsResponse(
            settlements=[settlement_to_pb(record) for record in found], next_page_token=token
        )


def _settlement(name: str) -> tuple[str, int, int]:
    """A settlement's id is its account's id, the operation that settled and the one that posted it, joined by dots."""
    parts = bare("settlements", name, "name").rsplit(".", 2)
    if len(parts) != 3 or not (parts[1].isdigit() and parts[2].isdigit()):
        raise invalid("name", "settlements/{account}.{sequence}.{posting}", name, "is not a settlement's name")
    return parts[0], int(parts[1]), int(parts[2])


def _kinds(plan: settlement_pb2.SettlementPlan) -> tuple[BookKind, ...]:
    if not plan.book_kind_order:
        return DEFAULT_ORDER
    unknown = [kind for kind in plan.book_kind_order if kind not in BookKind.__members__]
    if unknown or len(set(plan.book_kind_order)) != len(plan.book_kind_order):
        raise Refusal(
            Reason.PLAN_INVALID,
            RefusalKind.INVALID,
            "the order of kinds names an unknown kind, or one twice",
            metadata={"field": "book_kind_order"},
        )
    return tuple(BookKind(kind) for kind in plan.book_kind_order)


def _plan_to_pb(account: str, plan: Plan) -> settlement_pb2.SettlementPlan:
    return settlement_pb2.SettlementPlan(
        account=resource("accounts", account),
        item_order=[resource("chargeItems", item) for item in plan.item_order],
        book_kind_order=[kind.value for kind in plan.kind_order],
        manual=plan.manual,
        whole_bill=plan.whole_bill,
        etag=settlements.plan_etag(plan),
    )
