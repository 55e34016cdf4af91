"""DiscountService."""

from typing import Any

from services.chassis.database import Database
from services.chassis.paging import page_size
from services.rating.domain.discounts import Assignment
from services.rating.rpc.asking import after_id, asked, next_token
from services.rating.usecases import discounts
from services.rating.wire.catalogue import assignment_to_pb
from services.rating.wire.values import ident, outcome_to_pb
from tollbook.rating.v1 import discount_service_pb2
from tollbook.rating.v1.discount_service_pb2_grpc import DiscountServiceServicer


class DiscountRpc(DiscountServiceServicer):
    """Discounts given."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def AssignDiscount(self, request: Any, context: Any) -> Any:
        message = request.assignment
        layer, subject_id = discounts.subject_of(message.subject)
        wanted = Assignment(
            assignment_id=request.assignment_id,
            layer=layer,
            subject_id=subject_id,
            customer_id="",
            discount_id=ident("discounts", message.discount, "assignment.discount"),
            first_cycle=message.cycles.first,
            last_cycle=message.cycles.last,
            state="",
            requester="",
            approver="",
            order_id="",
        )
        return assignment_to_pb(await discounts.assign_discount(self._db, asked(request), wanted))

    async def ApproveDiscountAssignment(self, request: Any, context: Any) -> Any:
        return await self._decide(request, "ACTIVE")

    async def RejectDiscountAssignment(self, request: Any, context: Any) -> Any:
        return await self._decide(request, "REJECTED")

    async def _decide(self, request: Any, state: str) -> Any:
        name = ident("discountAssignments", request.name)
        return assignment_to_pb(
            await discounts.decide_assignment(self._db, asked(request), name, state, request.reason)
        )

    async def EndDiscountAssignment(self, request: Any, context: Any) -> Any:
        name = ident("discountAssignments", request.name)
        return assignment_to_pb(
            await discounts.end_assignment(self._db, asked(request), name, request.last_cycle, request.reason)
        )

    async def GetDiscountAssignment(self, request: Any, context: Any) -> Any:
        return assignment_to_pb(await discounts.get_assignment(self._db, ident("discountAssignments", request.name)))

    async def ListDiscountAssignments(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        page = await discounts.page_of_assignments(self._db, request.subject, after_id(request), limit)
        return discount_service_pb2.ListDiscountAssignmentsResponse(
            assignments=[assignment_to_pb(one) for one in page],
            next_page_token=next_token(page, limit, "assignment_id"),
        )

    async def ImportDiscountAssignments(self, request: Any, context: Any) -> Any:
        return outcome_to_pb(await discounts.import_assignments(self._db, asked(request), request.content))
