"""PolicyService."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.runs import RunWorkers
from services.credit.rpc.csv_pages import csv_pieces
from services.credit.usecases import dry_run, policies
from services.credit.wire.policies import counts_to_pb, effect_to_pb, policy_from_pb, proposal_to_pb
from services.credit.wire.values import id_of, optional_date
from services.kernel.ids import shard_of
from tollbook.credit.v1 import policy_pb2
from tollbook.credit.v1 import policy_service_pb2 as pb
from tollbook.credit.v1.policy_service_pb2_grpc import PolicyServiceServicer
from tollbook.kernel.v1.run_pb2 import Run

_EXPORT_PAGE = 1_000
_HEADER = (
    "account",
    "customer",
    "effects",
    "suspend_not_before_old",
    "suspend_not_before_new",
    "credit_limit_old_minor_units",
    "credit_limit_new_minor_units",
)


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

    async def StartPolicyDryRun(self, request: pb.StartPolicyDryRunRequest, context: Context) -> Run:
        view = await dry_run.start_dry_run(self.db, id_of("policies", request.name, "name"), request.request_id)
        self.runs.wake.set()
        return run_to_pb(view)

    async def GetPolicyDryRun(self, request: pb.GetPolicyDryRunRequest, context: Context) -> policy_pb2.PolicyDryRun:
        return counts_to_pb(await dry_run.dry_run_counts(self.db, id_of("policies", request.name, "name")))

    async def ListPolicyEffects(
        self, request: pb.ListPolicyEffectsRequest, context: Context
    ) -> pb.ListPolicyEffectsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 2)
        place = (int(after[0]), str(after[1])) if after else None
        version = id_of("policies", request.name, "name")
        found = await dry_run.effects(self.db, version, request.effect, place, size)
        token = encode_token(shard_of(found[-1].customer), found[-1].account) if len(found) == size else ""
        return pb.ListPolicyEffectsResponse(effects=[effect_to_pb(each) for each in found], next_page_token=token)

    async def ExportPolicyEffectsCsv(
        self, request: pb.ExportPolicyEffectsCsvRequest, context: Context
    ) -> AsyncIterator[pb.ExportPolicyEffectsCsvResponse]:
        async for piece in csv_pieces(_HEADER, self._effect_rows(id_of("policies", request.name, "name"))):
            yield pb.ExportPolicyEffectsCsvResponse(content=piece)

    async def _effect_rows(self, version: str) -> AsyncIterator[tuple[object, ...]]:
        place: tuple[int, str] | None = None
        while True:
            found = await dry_run.effects(self.db, version, "", place, _EXPORT_PAGE)
            for each in found:
                kinds = " ".join(each.effects)
                limits = (each.limit_old, each.limit_new)
                yield (each.account, each.customer, kinds, each.suspend_old, each.suspend_new, *limits)
            if len(found) < _EXPORT_PAGE:
                return
            place = (shard_of(found[-1].customer), found[-1].account)
