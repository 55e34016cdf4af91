"""TermsService."""

from dataclasses import dataclass

from services.chassis.database import Database
from services.chassis.interceptors import Context
from services.credit.usecases import quote_terms
from services.credit.wire.controls import quoted_to_pb, terms_result_to_pb
from services.credit.wire.values import id_of, optional_date
from services.kernel.period import Cycle
from tollbook.credit.v1 import terms_service_pb2 as pb
from tollbook.credit.v1.terms_service_pb2_grpc import TermsServiceServicer


@dataclass
class TermsRpc(TermsServiceServicer):
    """Serves the terms of accounts."""

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
