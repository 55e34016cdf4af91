"""TariffService."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.events import date_from_pb, time_from_pb
from services.chassis.interceptors import Context
from services.chassis.paging import decode_token, encode_token, page_size
from services.kernel.ids import resource
from services.rating.usecases import tariff_prefixes, tariff_queries, tariffs
from services.rating.wire.tariffs import (
    calendar_to_pb,
    document_from_pb,
    quoted_part_to_pb,
    tariff_key,
    tariff_name,
    tariff_to_pb,
)
from services.rating.wire.values import outcome_to_pb
from tollbook.kernel.v1.batch_pb2 import FileOutcome
from tollbook.rating.v1 import tariff_pb2
from tollbook.rating.v1 import tariff_service_pb2 as pb
from tollbook.rating.v1.tariff_service_pb2_grpc import TariffServiceServicer


@dataclass
class TariffRpc(TariffServiceServicer):
    """Serves tariffs."""

    db: Database
    zone: ZoneInfo

    async def LoadTariffs(self, request: pb.LoadTariffsRequest, context: Context) -> pb.LoadTariffsResponse:
        document = document_from_pb(request.document)
        asked = tariffs.LoadTariffs(request.request_id, caller().subject, document)
        loaded = await tariffs.load_tariffs(self.db, asked)
        return pb.LoadTariffsResponse(
            tariffs=[tariff_name(code, version) for code, version in loaded.tariffs],
            calendars=[resource("tariffCalendars", code) for code in loaded.calendars],
        )

    async def ImportTariffPrefixes(self, request: pb.ImportTariffPrefixesRequest, context: Context) -> FileOutcome:
        code, version = tariff_key(request.name)
        return outcome_to_pb(
            await tariff_prefixes.import_prefixes(self.db, caller().subject, code, version, request.content)
        )

    async def ApproveTariff(self, request: pb.ApproveTariffRequest, context: Context) -> tariff_pb2.Tariff:
        code, version = tariff_key(request.name)
        await tariffs.approve_tariff(
            self.db, tariffs.DecideTariff(request.request_id, caller().subject, code, version, request.reason)
        )
        return await self._tariff(code, version)

    async def WithdrawTariff(self, request: pb.WithdrawTariffRequest, context: Context) -> tariff_pb2.Tariff:
        code, version = tariff_key(request.name)
        await tariffs.withdraw_tariff(
            self.db, tariffs.DecideTariff(request.request_id, caller().subject, code, version, request.reason)
        )
        return await self._tariff(code, version)

    async def GetTariff(self, request: pb.GetTariffRequest, context: Context) -> tariff_pb2.Tariff:
        return await self._tariff(*tariff_key(request.name))

    async def _tariff(self, code: str, version: str) -> tariff_pb2.Tariff:
        found = await tariff_queries.get_tariff(self.db, code, version)
        return tariff_to_pb(
            found.tariff,
            state=found.state,
            requester=found.requester,
            approver=found.approver,
            created_at=found.created_at,
            digest=found.digest,
        )

    async def ListTariffs(self, request: pb.ListTariffsRequest, context: Context) -> pb.ListTariffsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 2)
        day = date_from_pb(request.effective_on) if request.HasField("effective_on") else None
        found = await tariff_queries.list_tariffs(self.db, request.code, day)
        if after is not None:
            found = [each for each in found if (each.tariff.code, each.tariff.version) > (after[0], after[1])]
        page = found[:size]
        last = page[-1].tariff if page else None
        token = encode_token(last.code, last.version) if last is not None and len(found) > size else ""
        return pb.ListTariffsResponse(
            tariffs=[
                tariff_to_pb(
                    each.tariff,
                    state=each.state,
                    requester=each.requester,
                    approver=each.approver,
                    created_at=each.created_at,
                    digest=each.digest,
                    brief=True,
                )
                for each in page
            ],
            next_page_token=token,
        )

    async def ListTariffCalendars(
        self, request: pb.ListTariffCalendarsRequest, context: Context
    ) -> pb.ListTariffCalendarsResponse:
        found = await tariff_queries.list_calendars(self.db)
        return pb.ListTariffCalendarsResponse(calendars=[calendar_to_pb(each) for each in found])

    async def QuoteUsage(self, request: pb.QuoteUsageRequest, context: Context) -> pb.QuoteUsageResponse:
        start = time_from_pb(request.start_time)
        kind, parts = await tariff_queries.quote_usage(
            self.db, self.zone, request.code, request.other_party, start, request.quantity
        )
        return pb.QuoteUsageResponse(
            amount_micros=sum(part.micros for part in parts), parts=[quoted_part_to_pb(part, kind) for part in parts]
        )
