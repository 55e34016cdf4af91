"""SponsorshipService."""

from collections.abc import AsyncIterator
from typing import Any

from services.chassis.batching import answer_each
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.rating.domain.csv_file import write_csv
from services.rating.rpc.asking import after_id, asked, next_token
from services.rating.usecases import sponsorships
from services.rating.wire.sponsorships import (
    agreement_from_pb,
    agreement_to_pb,
    amount_to_pb,
    member_from_pb,
    member_to_pb,
)
from services.rating.wire.values import ident, outcome_to_pb, status_to_pb
from tollbook.rating.v1 import sponsorship_service_pb2
from tollbook.rating.v1.sponsorship_service_pb2_grpc import SponsorshipServiceServicer

_COLLECTION = "sponsorshipAgreements"
_AMOUNTS_HEADER = ("agreement", "account", "cycle", "charge_item", "amount_minor_units")
_EXPORT_PAGE = 5_000


class SponsorshipRpc(SponsorshipServiceServicer):
    """Who pays for whom."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def CreateSponsorshipAgreement(self, request: Any, context: Any) -> Any:
        wanted = agreement_from_pb(request.agreement_id, request.agreement)
        members = [member_from_pb(request.agreement_id, each) for each in request.members]
        return agreement_to_pb(await sponsorships.create_agreement(self._db, asked(request), wanted, members))

    async def GetSponsorshipAgreement(self, request: Any, context: Any) -> Any:
        return agreement_to_pb(await sponsorships.get_agreement(self._db, ident(_COLLECTION, request.name)))

    async def ListSponsorshipAgreements(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        sponsor = ident("accounts", request.sponsor, "sponsor")
        member = ident("accounts", request.member, "member")
        page = await sponsorships.page_of_agreements(self._db, sponsor, member, after_id(request), limit)
        return sponsorship_service_pb2.ListSponsorshipAgreementsResponse(
            agreements=[agreement_to_pb(one) for one in page],
            next_page_token=next_token(page, limit, "agreement_id"),
        )

    async def AddSponsoredMembers(self, request: Any, context: Any) -> Any:
        name = ident(_COLLECTION, request.name)
        results = await answer_each(
            request.members,
            lambda each: member_from_pb(name, each),
            lambda members: sponsorships.add_members(self._db, asked(request), name, members),
        )
        return sponsorship_service_pb2.AddSponsoredMembersResponse(results=[status_to_pb(one) for one in results])

    async def RemoveSponsoredMembers(self, request: Any, context: Any) -> Any:
        name = ident(_COLLECTION, request.name)
        accounts = [ident("accounts", each, "accounts") for each in request.accounts]
        results = await sponsorships.remove_members(self._db, asked(request), name, accounts, request.last_cycle)
        return sponsorship_service_pb2.RemoveSponsoredMembersResponse(results=[status_to_pb(one) for one in results])

    async def ListSponsoredMembers(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        name = ident(_COLLECTION, request.agreement, "agreement")
        page = await sponsorships.page_of_members(self._db, name, after_id(request), limit)
        return sponsorship_service_pb2.ListSponsoredMembersResponse(
            members=[member_to_pb(one) for one in page], next_page_token=next_token(page, limit, "account_id")
        )

    async def ImportSponsoredMembers(self, request: Any, context: Any) -> Any:
        return outcome_to_pb(await sponsorships.import_members(self._db, asked(request), request.content))

    async def EndSponsorshipAgreement(self, request: Any, context: Any) -> Any:
        name = ident(_COLLECTION, request.name)
        return agreement_to_pb(
            await sponsorships.end_agreement(self._db, asked(request), name, request.last_cycle, request.reason)
        )

    async def SuspendSponsorshipAgreement(self, request: Any, context: Any) -> Any:
        name = ident(_COLLECTION, request.name)
        return agreement_to_pb(await sponsorships.suspend_agreement(self._db, asked(request), name, request.reason))

    async def RestoreSponsorshipAgreement(self, request: Any, context: Any) -> Any:
        name = ident(_COLLECTION, request.name)
        return agreement_to_pb(await sponsorships.restore_agreement(self._db, asked(request), name, request.reason))

    async def ListSponsoredAmounts(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        key = decode_token(request.page_token, 1)
        offset = int(key[0]) if key else 0
        sponsor = ident("accounts", request.sponsor, "sponsor")
        page = await sponsorships.page_of_amounts(self._db, sponsor, request.cycle, offset, limit)
        return sponsorship_service_pb2.ListSponsoredAmountsResponse(
            amounts=[amount_to_pb(name, member, request.cycle, item, amount) for name, member, item, amount in page],
            next_page_token=encode_token(offset + limit) if len(page) == limit else "",
        )

    async def ExportSponsoredAmountsCsv(self, request: Any, context: Any) -> AsyncIterator[Any]:
        sponsor, cycle = ident("accounts", request.sponsor, "sponsor"), request.cycle
        header, offset = _AMOUNTS_HEADER, 0
        while True:
            page = await sponsorships.page_of_amounts(self._db, sponsor, cycle, offset, _EXPORT_PAGE)
            rows = ((name, member, cycle, item, amount) for name, member, item, amount in page)
            for chunk in write_csv(header, rows):
                yield sponsorship_service_pb2.ExportSponsoredAmountsCsvResponse(chunk=chunk)
            if len(page) < _EXPORT_PAGE:
                return
            header, offset = (), offset + _EXPORT_PAGE
