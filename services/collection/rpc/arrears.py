"""ArrearsService."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.database import Database, Transaction
from services.chassis.interceptors import Context
from services.chassis.operations import run_to_pb
from services.chassis.paging import decode_token, encode_token
from services.chassis.runs import RunWorkers
from services.collection.domain.ageing import Buckets
from services.collection.domain.arrears_view import ArrearsFilter, ArrearsOfObject, StoredSnapshot
from services.collection.rpc.csv_pages import csv_chunks
from services.collection.store import snapshots as store
from services.collection.usecases import snapshots
from services.collection.wire import arrears as wire
from services.collection.wire.values import id_of, line_of_business, word
from tollbook.collection.v1 import arrears_pb2
from tollbook.collection.v1 import arrears_service_pb2 as pb
from tollbook.collection.v1.arrears_service_pb2_grpc import ArrearsServiceServicer
from tollbook.collection.v1.csv_pb2 import CsvChunk
from tollbook.kernel.v1.run_pb2 import Run

_pb: Any = arrears_pb2
_EXPORT_PAGE = 1_000
_HISTORY_FIELDS = {
    "customers": "customer_id",
    "accounts": "account_id",
    "subscriptions": "subscription_id",
    "salesUnits": "sales_unit",
    "managers": "account_manager",
}
_AMOUNTS = ("current", "two_months", "three_months", "over_three_months", "total", "overdue", "late_fee")


@dataclass
class ArrearsRpc(ArrearsServiceServicer):
    """Serves snapshots and ageing."""

    db: Database
    runs: RunWorkers

    async def StartSnapshot(self, request: pb.StartSnapshotRequest, context: Context) -> Run:
        view = await snapshots.start_snapshot(self.db, request.month)
        self.runs.wake.set()
        return run_to_pb(view)

    async def GetSnapshot(self, request: pb.GetSnapshotRequest, context: Context) -> arrears_pb2.Snapshot:
        month = id_of("snapshots", request.name, "name")
        async with self.db.read() as tx:
            return await _shown(tx, await snapshots.find_snapshot(tx, month))

    async def ListSnapshots(self, request: pb.ListSnapshotsRequest, context: Context) -> pb.ListSnapshotsResponse:
        size, after = request.page_size or 50, decode_token(request.page_token, 1)
        async with self.db.read() as tx:
            found = await store.list_snapshots(tx, str(after[0]) if after else None, size)
            shown = [await _shown(tx, each) for each in found]
        token = encode_token(found[-1].month) if len(found) == size else ""
        return pb.ListSnapshotsResponse(snapshots=shown, next_page_token=token)

    async def ReproduceSnapshot(
        self, request: pb.ReproduceSnapshotRequest, context: Context
    ) -> pb.ReproduceSnapshotResponse:
        month = id_of("snapshots", request.name, "name")
        async with self.db.read() as tx:
            snapshot = await snapshots.find_snapshot(tx, month)
            kept = store.digest_of(await store.kept_digests(tx, month))
            there = store.digest_of(await store.digest_shards(tx, month))
            computed = store.digest_of(await store.digest_again(tx, snapshot))
            total, _ = await _total(tx, month)
        return pb.ReproduceSnapshotResponse(
            kept_digest=kept,
            computed_digest=computed,
            equal=kept == there == computed,
            computed_total=wire.buckets_to_pb(total),
        )

    async def QueryAgeing(self, request: pb.QueryAgeingRequest, context: Context) -> pb.QueryAgeingResponse:
        dimensions = [word(_pb.ArrearsDimension, each) for each in request.dimensions]
        rows, total = await self._ageing(request, dimensions)
        return pb.QueryAgeingResponse(rows=rows, total=wire.buckets_to_pb(total))

    async def _ageing(
        self, request: pb.QueryAgeingRequest, dimensions: list[str]
    ) -> tuple[list[arrears_pb2.AgeingRow], Buckets]:
        month = id_of("snapshots", request.snapshot, "snapshot")
        wanted = ArrearsFilter(
            sales_unit=id_of("salesUnits", request.sales_unit, "sales_unit"),
            account_manager=id_of("managers", request.account_manager, "account_manager"),
            grade=request.grade,
            line_of_business=line_of_business(request.line_of_business),
        )
        async with self.db.read() as tx:
            await snapshots.find_snapshot(tx, month)
            groups = await store.group_ageing(tx, month, dimensions, wanted)
            total = await store.group_ageing(tx, month, (), wanted)
        return [wire.group_to_pb(group, dimensions) for group in groups], total[0].buckets

    async def ListArrears(self, request: pb.ListArrearsRequest, context: Context) -> pb.ListArrearsResponse:
        kind, size = word(_pb.ArrearsObject, request.object), request.page_size or 100
        width = 1 if kind == "CUSTOMER" else 2
        found = await self._objects(request, kind, decode_token(request.page_token, width), size)
        token = encode_token(*_key(found[-1], kind)) if len(found) == size else ""
        return pb.ListArrearsResponse(items=[wire.item_to_pb(each, kind) for each in found], next_page_token=token)

    async def _objects(
        self, request: pb.ListArrearsRequest, kind: str, after: Sequence[Any] | None, size: int
    ) -> list[ArrearsOfObject]:
        month = id_of("snapshots", request.snapshot, "snapshot")
        wanted = ArrearsFilter(
            sales_unit=id_of("salesUnits", request.sales_unit, "sales_unit"),
            account_manager=id_of("managers", request.account_manager, "account_manager"),
            line_of_business=line_of_business(request.line_of_business),
            customer_id=id_of("customers", request.customer, "customer"),
        )
        async with self.db.read() as tx:
            await snapshots.find_snapshot(tx, month)
            return await store.list_arrears(tx, month, kind, wanted, after, size)

    async def GetArrearsHistory(
        self, request: pb.GetArrearsHistoryRequest, context: Context
    ) -> pb.GetArrearsHistoryResponse:
        collection, _, identity = request.object.partition("/")
        wanted = ArrearsFilter(**{_HISTORY_FIELDS[collection]: identity})
        async with self.db.read() as tx:
            months = await store.history(tx, wanted, request.first_month, request.last_month)
        return pb.GetArrearsHistoryResponse(months=[wire.month_to_pb(month, each) for month, each in months])

    async def ExportAgeingCsv(self, request: pb.ExportAgeingCsvRequest, context: Context) -> AsyncIterator[CsvChunk]:
        dimensions = [word(_pb.ArrearsDimension, each) for each in request.query.dimensions]
        rows, _ = await self._ageing(request.query, dimensions)

        async def cells() -> AsyncIterator[Sequence[object]]:
            for row in rows:
                yield (*row.keys, row.customers, row.accounts, *_amounts(row.buckets))

        header = [*(name.lower() for name in dimensions), "customers", "accounts", *_AMOUNTS]
        async for chunk in csv_chunks(header, cells()):
            yield chunk

    async def ExportArrearsCsv(self, request: pb.ExportArrearsCsvRequest, context: Context) -> AsyncIterator[CsvChunk]:
        header = ("object", "customer", "account", "sales_unit", "account_manager", "grade", "oldest_due_date")
        async for chunk in csv_chunks((*header, *_AMOUNTS), self._object_rows(request.query)):
            yield chunk

    async def _object_rows(self, query: pb.ListArrearsRequest) -> AsyncIterator[Sequence[object]]:
        kind = word(_pb.ArrearsObject, query.object)
        after: Sequence[Any] | None = None
        while True:
            found = await self._objects(query, kind, after, _EXPORT_PAGE)
            for each in found:
                keys = (each.object_id, each.customer_id, each.account_id, each.sales_unit, each.account_manager)
                yield (*keys, each.grade, each.oldest_due_date, *_amounts(wire.buckets_to_pb(each.buckets)))
            if len(found) < _EXPORT_PAGE:
                return
            after = _key(found[-1], kind)


def _amounts(buckets: arrears_pb2.ArrearsBuckets) -> tuple[int, ...]:
    return tuple(getattr(buckets, f"{name}_minor_units") for name in _AMOUNTS)


def _key(item: ArrearsOfObject, kind: str) -> tuple[str, ...]:
    return (item.object_id,) if kind == "CUSTOMER" else (item.object_id, item.account_id)


async def _total(tx: Transaction, month: str) -> tuple[Buckets, int]:
    group = (await store.group_ageing(tx, month, (), ArrearsFilter()))[0]
    return group.buckets, group.accounts


async def _shown(tx: Transaction, snapshot: StoredSnapshot) -> arrears_pb2.Snapshot:
    total, accounts = await _total(tx, snapshot.month)
    digest = store.digest_of(await store.kept_digests(tx, snapshot.month))
    return wire.snapshot_to_pb(snapshot, total, accounts, digest)
