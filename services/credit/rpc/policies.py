"""PolicyService."""

from dataclasses import dataclass

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.credit.usecases import policies
from services.credit.wire.policies import policy_from_pb, proposal_to_pb
from services.credit.wire.values import id_of, optional_date
from tollbook.credit.v1 import policy_pb2
from tollbook.credit.v1 import policy_service_pb2 as pb
from tollbook.credit.v1.policy_service_pb2_grpc import PolicyServiceServicer


@dataclass
class PolicyRpc(PolicyServiceServicer):
    """Serves the policy versions."""

    db: Database
    runs: RunWorkers

    async def GetPolicy(self, request: pb.GetPolicyRequest, context: Context) -> policy_pb2.CreditPolicy:
        return proposal_to_pb(await policies.get_policy(self.db, id_of("policies", request.name, "name")))

    async def GetEffectivePolicy(
        self, request: pb.GetEffectivePolicyRequest, context: Context
    ) -> policy_pb2.CreditPolicy:
        return proposal_to_pb(await policies.effective_policy(self.db, optional_date(request, "date")))

    async def ListPolicies(self, request: pb.ListPoliciesRequest, context: Context) -> pb.ListPoliciesResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        state = policy_pb2.PolicyState.Name(request.state).removeprefix("POLICY_STATE_") if request.state else ""
        found = await policies.list_policies(self.db, state, str(after[0]) if after else "", size)
        token = encode_token(found[-1].policy.version) if len(found) == size else ""
        return pb.ListPoliciesResponse(policies=[proposal_to_pb(each) for each in found], next_page_token=token)

    async def ProposePolicy(self, request: pb.ProposePolicyRequest, context: Context) -> policy_pb2.CreditPolicy:
        asked = policies.ProposePolicy(policy_from_pb(request.policy), caller().subject, request.reason)
        return proposal_to_pb(await policies.propose_policy(self.db, request.request_id, asked))

    async def ApprovePolicy(self, request: pb.ApprovePolicyRequest, context: Context) -> policy_pb2.CreditPolicy:
        return await self._decide("approve", request)

    async def RejectPolicy(self, request: pb.RejectPolicyRequest, context: Context) -> policy_pb2.CreditPolicy:
        return await self._decide("reject", request)

    async def _decide(
        self, verb: str, request: pb.ApprovePolicyRequest | pb.RejectPolicyRequest
    ) -> policy_pb2.CreditPolicy:
        asked = policies.DecidePolicy(id_of("policies", request.name, "name"), verb, caller().subject, request.reason)
        return proposal_to_pb(await policies.decide_policy(self.db, request.request_id, asked))
