"""TermsService."""

from dataclasses import dataclass

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token, page_size
from services.credit.domain.approvals import Verb
from services.credit.usecases import agreements, quote_terms
from services.credit.wire.agreements import agreement_to_pb, holds_from_pb
from services.credit.wire.controls import quoted_to_pb, terms_result_to_pb
from services.credit.wire.values import id_of, optional_date
from services.kernel.period import Cycle
from tollbook.credit.v1 import agreement_pb2
from tollbook.credit.v1 import terms_service_pb2 as pb
from tollbook.credit.v1.terms_service_pb2_grpc import TermsServiceServicer


@dataclass
class TermsRpc(TermsServiceServicer):
    """Serves the terms of accounts and the agreements that fix other ones."""

    db: Database

    async def BatchGetTerms(self, request: pb.BatchGetTermsRequest, context: Context) -> pb.BatchGetTermsResponse:
        accounts = [id_of("accounts", name, "accounts") for name in request.accounts]
        terms = await quote_terms.bill_terms(self.db, Cycle.parse(request.cycle), accounts)
        return pb.BatchGetTermsResponse(results=[terms_result_to_pb(each) for each in terms])

    async def QuoteDates(self, request: pb.QuoteDatesRequest, context: Context) -> pb.QuoteDatesResponse:
        suspended = optional_date(request, "suspend_date")
        cycle = Cycle.parse(request.cycle)
        quoted = await quote_terms.quote_dates(self.db, cycle, request.grade, request.agreed_payment_day, suspended)
        return quoted_to_pb(quoted)

    async def RequestAgreement(
        self, request: pb.RequestAgreementRequest, context: Context
    ) -> agreement_pb2.CreditAgreement:
        asked = agreements.AgreementRequest(
            account=id_of("accounts", request.agreement.account, "agreement.account"),
            holds=holds_from_pb(request.agreement),
            currency=request.agreement.credit_limit.currency_code,
            reason=request.agreement.reason,
            requester=caller().subject,
        )
        return agreement_to_pb(await agreements.request_agreement(self.db, request.request_id, asked))

    async def ApproveAgreement(
        self, request: pb.ApproveAgreementRequest, context: Context
    ) -> agreement_pb2.CreditAgreement:
        return await self._decide(Verb.APPROVE, request)

    async def RejectAgreement(
        self, request: pb.RejectAgreementRequest, context: Context
    ) -> agreement_pb2.CreditAgreement:
        return await self._decide(Verb.REJECT, request)

    async def EndAgreement(self, request: pb.EndAgreementRequest, context: Context) -> agreement_pb2.CreditAgreement:
        return await self._decide(Verb.END, request)

    async def _decide(
        self, verb: Verb, request: pb.ApproveAgreementRequest | pb.RejectAgreementRequest | pb.EndAgreementRequest
    ) -> agreement_pb2.CreditAgreement:
        name = id_of("creditAgreements", request.name, "name")
        asked = agreements.AgreementDecision(name, verb, caller().subject, request.reason)
        return agreement_to_pb(await agreements.decide_agreement(self.db, request.request_id, asked))

    async def GetAgreement(self, request: pb.GetAgreementRequest, context: Context) -> agreement_pb2.CreditAgreement:
        name = id_of("creditAgreements", request.name, "name")
        return agreement_to_pb(await agreements.get_agreement(self.db, name))

    async def ListAgreements(self, request: pb.ListAgreementsRequest, context: Context) -> pb.ListAgreementsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        states = agreement_pb2.AgreementState
        found = await agreements.list_agreements(
            self.db,
            account=id_of("accounts", request.account, "account"),
            state=states.Name(request.state).removeprefix("AGREEMENT_STATE_") if request.state else "",
            before=str(after[0]) if after else "",
            limit=size,
        )
        token = encode_token(found[-1].holds.agreement) if len(found) == size else ""
        return pb.ListAgreementsResponse(agreements=[agreement_to_pb(each) for each in found], next_page_token=token)
