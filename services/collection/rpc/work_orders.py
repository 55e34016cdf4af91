"""WorkOrderService."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database, Transaction
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token
from services.collection.domain.collection_policy import policy_on
from services.collection.domain.reason import Reason, not_found
from services.collection.domain.work_order import WorkOrder
from services.collection.rpc.csv_pages import csv_chunks
from services.collection.store import collection_policies as policy_store
from services.collection.store import orders as store
from services.collection.usecases import order_verbs
from services.collection.usecases.submission import OrderDesk
from services.collection.wire import orders as wire
from services.collection.wire.values import id_of, optional_date, word
from tollbook.collection.v1 import work_order_pb2
from tollbook.collection.v1 import work_order_service_pb2 as pb
from tollbook.collection.v1.csv_pb2 import CsvChunk
from tollbook.collection.v1.work_order_service_pb2_grpc import WorkOrderServiceServicer

_pb: Any = work_order_pb2
_EXPORT_PAGE = 1_000


@dataclass
class WorkOrderRpc(WorkOrderServiceServicer):
    """Serves work orders and restorations."""

    db: Database
    desk: OrderDesk

    async def GetWorkOrder(self, request: pb.GetWorkOrderRequest, context: Context) -> work_order_pb2.WorkOrder:
        async with self.db.read() as tx:
            found = await store.find_order(tx, id_of("workOrders", request.name, "name"))
        if found is None:
            raise not_found(Reason.WORK_ORDER_NOT_FOUND, request.name)
        return wire.order_to_pb(found)

    async def ListWorkOrders(self, request: pb.ListWorkOrdersRequest, context: Context) -> pb.ListWorkOrdersResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 3)
        async with self.db.read() as tx:
            wanted = store.OrderFilter(
                id_of("cases", request.case_name, "case_name"),
                id_of("accounts", request.account, "account"),
                id_of("subscriptions", request.subscription, "subscription"),
                word(_pb.WorkOrderKind, request.kind),
                tuple(word(_pb.WorkOrderState, state) for state in request.states),
                tx.date if request.overdue_only else None,
            )
            found = await store.list_orders(tx, wanted, after, size)
        token = ""
        if len(found) == size:
            token = encode_token(found[-1].create_date, found[-1].shard, found[-1].order_id)
        return pb.ListWorkOrdersResponse(work_orders=[wire.order_to_pb(each) for each in found], next_page_token=token)

    async def EscalateWorkOrder(
        self, request: pb.EscalateWorkOrderRequest, context: Context
    ) -> work_order_pb2.WorkOrder:
        asked = order_verbs.EscalateOrder(
            id_of("workOrders", request.name, "name"), request.escalated_to, request.comment, caller().subject
        )
        return wire.order_to_pb(await order_verbs.escalate_order(self.db, request.request_id, asked))

    async def ResendWorkOrder(self, request: pb.ResendWorkOrderRequest, context: Context) -> work_order_pb2.WorkOrder:
        order_id = id_of("workOrders", request.name, "name")
        asked = order_verbs.ResendOrder(order_id, request.comment, caller().subject)
        order = await order_verbs.resend_order(self.db, request.request_id, asked)
        self.desk.wake.set()
        return wire.order_to_pb(order)

    async def OrderChange(self, request: pb.OrderChangeRequest, context: Context) -> work_order_pb2.WorkOrder:
        asked = order_verbs.OrderChange(
            id_of("cases", request.case_name, "case_name"),
            id_of("subscriptions", request.subscription, "subscription"),
            request.reason,
            caller().subject,
        )
        order = await order_verbs.order_change(self.db, request.request_id, asked)
        self.desk.wake.set()
        return wire.order_to_pb(order)

    async def ListRestorations(
        self, request: pb.ListRestorationsRequest, context: Context
    ) -> pb.ListRestorationsResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 3)
        async with self.db.read() as tx:
            found = await self._restorations(tx, request, after, size)
            shown = await _shown(tx, found)
        token = ""
        if len(found) == size:
            token = encode_token(found[-1].paid_date, found[-1].shard, found[-1].order_id)
        if request.late_only:
            shown = [each for each in shown if not each.within_limit]
        return pb.ListRestorationsResponse(restorations=shown, next_page_token=token)

    async def _restorations(
        self, tx: Any, request: pb.ListRestorationsRequest, after: Sequence[Any] | None, size: int
    ) -> list[WorkOrder]:
        unit = id_of("salesUnits", request.sales_unit, "sales_unit")
        first, last = optional_date(request, "first_date"), optional_date(request, "last_date")
        return await store.list_restorations(tx, first, last, unit, after, size)

    async def GetRestorationReport(
        self, request: pb.GetRestorationReportRequest, context: Context
    ) -> pb.RestorationReport:
        first, last = optional_date(request, "first_date"), optional_date(request, "last_date")
        async with self.db.read() as tx:
            sums = await store.sum_orders(tx, first, last)
        names = (field.name for field in pb.RestorationReport.DESCRIPTOR.fields)
        return pb.RestorationReport(**{name: sums[name] for name in names})

    async def ListStrayReports(
        self, request: pb.ListStrayReportsRequest, context: Context
    ) -> pb.ListStrayReportsResponse:
        size, after = request.page_size or 100, decode_token(request.page_token, 2)
        async with self.db.read() as tx:
            found = await store.list_strays(tx, after, size)
        token = encode_token(found[-1].created_at.isoformat(), found[-1].event_id) if len(found) == size else ""
        return pb.ListStrayReportsResponse(
            stray_reports=[wire.stray_to_pb(row) for row in found], next_page_token=token
        )

    async def ExportRestorationsCsv(
        self, request: pb.ExportRestorationsCsvRequest, context: Context
    ) -> AsyncIterator[CsvChunk]:
        header = ("work_order", "account", "customer", "subscription", "sales_unit", "paid", "archived")
        columns = (*header, "seconds_taken", "hours_limit", "within_limit")
        async for chunk in csv_chunks(columns, self._restoration_rows(request.query)):
            yield chunk

    async def _restoration_rows(self, query: pb.ListRestorationsRequest) -> AsyncIterator[Sequence[object]]:
        after: Sequence[Any] | None = None
        while True:
            async with self.db.read() as tx:
                found = await self._restorations(tx, query, after, _EXPORT_PAGE)
                shown = await _shown(tx, found)
            for order, each in zip(found, shown, strict=True):
                if query.late_only and each.within_limit:
                    continue
                what = (order.order_id, order.account_id, order.customer_id, order.subscription_id, order.sales_unit)
                yield (*what, order.paid_date, order.done_date, each.seconds_taken, each.hours_limit, each.within_limit)
            if len(found) < _EXPORT_PAGE:
                return
            after = [str(found[-1].paid_date), found[-1].shard, found[-1].order_id]


async def _shown(tx: Transaction, found: Sequence[WorkOrder]) -> list[work_order_pb2.Restoration]:
    """Restorations beside the limit that was in force when each was ordered."""
    approved = [each.policy for each in await policy_store.all_policies(tx) if each.state == "APPROVED"]
    return [
        wire.restoration_to_pb(each, policy_on(approved, each.create_date).orders, tx.date, tx.now) for each in found
    ]
