"""OrderService."""

from typing import Any

from services.chassis.database import Database
from services.chassis.paging import page_size
from services.rating.domain.catalogue import ApprovalKind
from services.rating.domain.charging import EffectMode
from services.rating.rpc.asking import after_id, asked, next_token
from services.rating.usecases import orders, subscriptions
from services.rating.wire.orders import order_to_pb, work_order_to_pb
from services.rating.wire.values import enum_from_pb, ident, rent_from_pb
from tollbook.rating.v1 import catalogue_pb2, order_pb2, order_service_pb2, subscription_pb2
from tollbook.rating.v1.order_service_pb2_grpc import OrderServiceServicer


class OrderRpc(OrderServiceServicer):
    """Opening services."""

    def __init__(self, db: Database, peers: orders.Peers) -> None:
        self._db = db
        self._peers = peers

    async def PlaceOrder(self, request: Any, context: Any) -> Any:
        mode = enum_from_pb(subscription_pb2.EffectMode, request.effect_mode, "EFFECT_MODE")
        wanted = orders.PlaceOrder(
            order_id=request.order_id,
            subscription_id=request.subscription_id,
            account_id=ident("accounts", request.account, "account"),
            product_id=ident("products", request.product, "product"),
            service_number=request.service_number,
            rent=rent_from_pb(request.monthly_rent) if request.HasField("monthly_rent") else None,
            currency=request.monthly_rent.currency_code,
            discounts=tuple(ident("discounts", each, "discounts") for each in request.discounts),
            effect_mode=EffectMode(mode) if mode else None,
        )
        return order_to_pb(await orders.place_order(self._db, self._peers, asked(request), wanted))

    async def GetOrder(self, request: Any, context: Any) -> Any:
        return order_to_pb(await orders.get_order(self._db, ident("orders", request.name)))

    async def ListOrders(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        customer = ident("customers", request.customer, "customer")
        state = enum_from_pb(order_pb2.OrderState, request.state, "ORDER_STATE")
        page = await orders.page_of_orders(self._db, customer, state, after_id(request), limit)
        return order_service_pb2.ListOrdersResponse(
            orders=[order_to_pb(one) for one in page], next_page_token=next_token(page, limit, "order_id")
        )

    async def ApproveOrder(self, request: Any, context: Any) -> Any:
        kind = enum_from_pb(catalogue_pb2.ApprovalKind, request.kind, "APPROVAL_KIND")
        name = ident("orders", request.name)
        wanted = ApprovalKind(kind) if kind else None
        return order_to_pb(await orders.approve_order(self._db, asked(request), name, wanted, request.reason))

    async def RejectOrder(self, request: Any, context: Any) -> Any:
        name = ident("orders", request.name)
        return order_to_pb(await orders.reject_order(self._db, asked(request), name, request.reason))

    async def SignOrder(self, request: Any, context: Any) -> Any:
        name = ident("orders", request.name)
        return order_to_pb(await orders.sign_order(self._db, self._peers, asked(request), name))

    async def CancelOrder(self, request: Any, context: Any) -> Any:
        name = ident("orders", request.name)
        return order_to_pb(await orders.cancel_order(self._db, self._peers, asked(request), name, request.reason))

    async def ListWorkOrders(self, request: Any, context: Any) -> Any:
        limit, after = page_size(request.page_size), after_id(request)
        name = ident("subscriptions", request.subscription, "subscription")
        found = await subscriptions.list_work_orders(self._db, name)
        ids = [each.work_order_id for each in found]
        start = ids.index(after) + 1 if after in ids else 0
        page = found[start : start + limit]
        return order_service_pb2.ListWorkOrdersResponse(
            work_orders=[work_order_to_pb(one) for one in page],
            next_page_token=next_token(page, limit, "work_order_id"),
        )
