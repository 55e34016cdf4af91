"""PolicyService."""

from typing import Any

from services.chassis.database import Database
from services.chassis.paging import encode_token, page_size
from services.rating.rpc.asking import after_id, asked
from services.rating.usecases import policies
from services.rating.wire.policies import policy_from_pb, policy_to_pb
from services.rating.wire.values import ident, optional_date_from_pb, required_date_from_pb
from tollbook.rating.v1 import policy_service_pb2
from tollbook.rating.v1.policy_service_pb2_grpc import PolicyServiceServicer


class PolicyRpc(PolicyServiceServicer):
    """Rating's parameters."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def RequestPolicy(self, request: Any, context: Any) -> Any:
        date = required_date_from_pb(request.policy, "effective_date")
        terms = policy_from_pb(request.policy)
        return policy_to_pb(await policies.request_policy(self._db, asked(request), date, terms, request.reason))

    async def ApprovePolicy(self, request: Any, context: Any) -> Any:
        return await self._decide(request, "APPROVED")

    async def RejectPolicy(self, request: Any, context: Any) -> Any:
        return await self._decide(request, "REJECTED")

    async def _decide(self, request: Any, state: str) -> Any:
        name = ident("ratingPolicies", request.name)
        return policy_to_pb(await policies.decide_policy(self._db, asked(request), name, state, request.reason))

    async def GetPolicyInForce(self, request: Any, context: Any) -> Any:
        return policy_to_pb(await policies.policy_in_force(self._db, optional_date_from_pb(request, "date")))

    async def ListPolicies(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        page = await policies.page_of_policies(self._db, after_id(request), limit)
        return policy_service_pb2.ListPoliciesResponse(
            policies=[policy_to_pb(one) for one in page],
            next_page_token=encode_token(policies.policy_id(page[-1])) if len(page) == limit else "",
        )
