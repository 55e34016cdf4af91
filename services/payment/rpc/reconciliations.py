"""ReconciliationService: channels' statements against our payments."""

import datetime as dt
import re
from typing import Any

from services.chassis.access import caller
from services.chassis.database import Database
from services.chassis.paging import decode_token, encode_token, page_size
from services.kernel.ids import resource
from services.payment.domain.payment import Channel
from services.payment.domain.records import DifferenceRecord, ReconciliationRecord
from services.payment.usecases import reconciliations
from services.payment.wire.files import report_to_pb
from services.payment.wire.payments import channel_from_pb, channel_to_pb
from services.payment.wire.values import bare, date_of, invalid, money_to_pb
from tollbook.payment.v1 import reconciliation_pb2, reconciliation_service_pb2, reconciliation_service_pb2_grpc

_NAME = re.compile(r"([A-Z_]+)-([0-9]{4}-[0-9]{2}-[0-9]{2})(?:-(.+))?")


class ReconciliationRpc(reconciliation_service_pb2_grpc.ReconciliationServiceServicer):
    def __init__(self, db: Database) -> None:
        self._db = db

    async def ImportStatement(
        self, request: reconciliation_service_pb2.ImportStatementRequest, context: Any
    ) -> reconciliation_service_pb2.ImportStatementResponse:
        statement = reconciliations.Statement(
            request.request_id, channel_from_pb(request.channel), date_of(request.date, "date"), request.content
        )
        done = await reconciliations.import_statement(self._db, statement)
        return reconciliation_service_pb2.ImportStatementResponse(
            outcome=report_to_pb(done.report), reconciliation=_reconciliation_to_pb(done.reconciliation)
        )

    async def GetReconciliation(
        self, request: reconciliation_service_pb2.GetReconciliationRequest, context: Any
    ) -> reconciliation_pb2.Reconciliation:
        channel, day, _ = _parsed(bare("reconciliations", request.name, "name"), "name")
        return _reconciliation_to_pb(await reconciliations.get_reconciliation(self._db, channel, day))

    async def ListReconciliations(
        self, request: reconciliation_service_pb2.ListReconciliationsRequest, context: Any
    ) -> reconciliation_service_pb2.ListReconciliationsResponse:
        key = decode_token(request.page_token, 2)
        size = page_size(request.page_size)
        channel = channel_from_pb(request.channel).value if request.channel else ""
        before = None if key is None else (dt.date.fromisoformat(key[0]), str(key[1]))
        found = await reconciliations.list_reconciliations(self._db, channel, before, size)
        token = encode_token(found[-1].date, found[-1].channel.value) if len(found) == size else ""
        return reconciliation_service_pb2.ListReconciliationsResponse(
            reconciliations=[_reconciliation_to_pb(each) for each in found], next_page_token=token
        )

    async def ListDifferences(
        self, request: reconciliation_service_pb2.ListDifferencesRequest, context: Any
    ) -> reconciliation_service_pb2.ListDifferencesResponse:
        key = decode_token(request.page_token, 3)
        size = page_size(request.page_size)
        channel, day = "", None
        if request.reconciliation:
            named, day, _ = _parsed(bare("reconciliations", request.reconciliation, "reconciliation"), "name")
            channel = named.value
        after = None if key is None else (dt.date.fromisoformat(key[0]), str(key[1]), str(key[2]))
        found = await reconciliations.list_differences(
            self._db, channel, day, resolved_too=request.show_resolved, after=after, limit=size
        )
        last = found[-1] if len(found) == size else None
        token = encode_token(last.date, last.channel.value, last.channel_number) if last else ""
        return reconciliation_service_pb2.ListDifferencesResponse(
            differences=[_difference_to_pb(each) for each in found], next_page_token=token
        )

    async def ResolveDifference(
        self, request: reconciliation_service_pb2.ResolveDifferenceRequest, context: Any
    ) -> reconciliation_pb2.ReconciliationDifference:
        channel, day, number = _parsed(bare("differences", request.name, "name"), "name")
        command = reconciliations.ResolveDifference(
            request.request_id, channel, day, number, request.reason, caller().subject
        )
        return _difference_to_pb(await reconciliations.resolve_difference(self._db, command))


def _parsed(name: str, field: str) -> tuple[Channel, dt.date, str]:
    """The channel, the day and, of a difference, the channel's number in a name."""
    match = _NAME.fullmatch(name)
    if match is None or match[1] not in Channel.__members__:
        raise invalid(field, "{channel}-{date}", name, "names no channel and day")
    return Channel(match[1]), dt.date.fromisoformat(match[2]), match[3] or ""


def _reconciliation_to_pb(record: ReconciliationRecord) -> reconciliation_pb2.Reconciliation:
    return reconciliation_pb2.Reconciliation(
        name=resource("reconciliations", record.reconciliation_id),
        channel=channel_to_pb(record.channel),
        date={"year": record.date.year, "month": record.date.month, "day": record.date.day},
        statement_rows=record.statement_rows,
        statement_amount=money_to_pb(record.currency, record.statement_amount),
        matched_rows=record.matched_rows,
        matched_amount=money_to_pb(record.currency, record.matched_amount),
        open_differences=record.open_differences,
    )


def _difference_to_pb(record: DifferenceRecord) -> reconciliation_pb2.ReconciliationDifference:
    theirs, ours = record.statement_amount, record.recorded_amount
    return reconciliation_pb2.ReconciliationDifference(
        name=resource("differences", record.difference_id),
        reconciliation=resource("reconciliations", f"{record.channel}-{record.date}"),
        kind=f"DIFFERENCE_KIND_{record.kind}",
        channel_number=record.channel_number,
        statement_amount=None if theirs is None else money_to_pb(record.currency, theirs),
        recorded_amount=None if ours is None else money_to_pb(record.currency, ours),
        state=f"DIFFERENCE_STATE_{record.state}",
        resolution=record.resolution,
    )
