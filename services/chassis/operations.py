"""OperationsService, served alike by all five services."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, tuple_

from services.chassis import outbox, parking, runs, tables
from services.chassis.access import caller
from services.chassis.audit import audit_breaches
from services.chassis.config import SERVICES
from services.chassis.database import Database, Transaction
from services.chassis.dayclose import close_day, initialize_clock
from services.chassis.events import date_from_pb, date_to_pb, time_to_pb
from services.chassis.inbox import Consumer
from services.chassis.paging import decode_token, encode_token, page_size
from services.chassis.parts import Parts
from services.chassis.retention import Readers
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind
from services.kernel.ids import resource_id
from tollbook.kernel.v1 import operations_service_pb2 as pb
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceServicer
from tollbook.kernel.v1.run_pb2 import ParkedItem, Run

_WAIT_SECONDS = 120.0
_ANSWER_SECONDS = 1.0
_AUDIT_PAGE_DEFAULT = 100


def _patience(remaining: float) -> float:
    """How long a close waits for a predecessor: less than its caller does, who is to hear which one is behind."""
    return min(_WAIT_SECONDS, max(remaining - _ANSWER_SECONDS, remaining / 2))


_STANDING = select(
    select(tables.business_clock.c.date).scalar_subquery().label("date"),
    select(tables.outbox_head.c.position).scalar_subquery().label("head"),
    tables.count_of(tables.outbox, tables.outbox.c.position.is_(None)).label("backlog"),
    tables.count_of(tables.run_chunk, tables.run_chunk.c.state.in_(("WAITING", "LEASED"))).label("chunks"),
    tables.count_of(tables.parked_item, tables.parked_item.c.resolved_at.is_(None)).label("parked"),
    select(func.json_object_agg(tables.inbox_position.c.publisher, tables.inbox_position.c.position))
    .scalar_subquery()
    .label("consumed"),
)


@dataclass
class OperationsRpc(OperationsServiceServicer):
    """Decodes, calls the chassis, encodes."""

    service: str
    time_zone: str
    db: Database
    parts: Parts
    consumers: Mapping[str, Consumer]
    workers: runs.RunWorkers

    def __post_init__(self) -> None:
        self._readers = Readers(self.db)
        # One statement, because those who wait for the suite to come to rest ask for it many times a second.
        counts = (count.label(f"pending_{kind}") for kind, count in self.parts.pending.items())
        self._standing = _STANDING.add_columns(*counts)

    async def GetStatus(self, request: pb.GetStatusRequest, context: Any) -> pb.GetStatusResponse:
        async with self.db.ask() as tx:
            standing = (await tx.execute(self._standing)).mappings().one()
        status = pb.GetStatusResponse(service=self.service, time_zone=self.time_zone)
        if standing["date"] is not None:
            status.business_date.CopyFrom(date_to_pb(standing["date"]))
        status.head_position = standing["head"] or 0
        status.outbox_backlog = standing["backlog"]
        # A publisher of which nothing was consumed yet has no row, and is behind all the same.
        status.consumed_positions.update(dict.fromkeys(self.consumers, 0) | (standing["consumed"] or {}))
        status.pending["chunks"] = standing["chunks"]
        status.parked = standing["parked"]
        for kind in self.parts.pending:
            status.pending[kind] = standing[f"pending_{kind}"]
        return status

    async def InitializeClock(self, request: pb.InitializeClockRequest, context: Any) -> pb.InitializeClockResponse:
        date = await initialize_clock(self.db, _date(request.date))
        return pb.InitializeClockResponse(business_date=date_to_pb(date))

    async def CloseDay(self, request: pb.CloseDayRequest, context: Any) -> pb.CloseDayResponse:
        _check_predecessors(request.predecessor_positions)

        async def wait_for(publisher: str, position: int) -> bool:
            return await self._wait_for(publisher, position, _patience(context.time_remaining()))

        closed = await close_day(
            self.db, _date(request.date), dict(request.predecessor_positions), wait_for, self.parts.day_steps
        )
        return pb.CloseDayResponse(
            head_position=closed.head_position,
            business_date=date_to_pb(closed.business_date),
            counters=dict(closed.counters),
        )

    async def _wait_for(self, publisher: str, position: int, seconds: float) -> bool:
        consumer = self.consumers.get(publisher)
        return consumer is None or await consumer.wait_for(position, seconds)

    async def Verify(self, request: pb.VerifyRequest, context: Any) -> pb.VerifyResponse:
        response = pb.VerifyResponse()
        async with self.db.read() as tx:
            checked, breaches = await audit_breaches(tx.conn)
            _add_check(response, "audit_trail_unbroken", "R-GEN-5", checked, len(breaches), breaches)
            for invariant in self.parts.invariants:
                found = await invariant.check(tx)
                _add_check(response, invariant.name, invariant.rule, found.checked, found.breaches, found.examples)
            if self.parts.totals is not None:
                response.totals.update(await self.parts.totals(tx))
        return response

    async def ReplayEvents(self, request: pb.ReplayEventsRequest, context: Any) -> pb.ReplayEventsResponse:
        if request.reader and "SERVICE" in caller().roles:
            await self._readers.note(request.reader, request.after_position)
        async with self.db.read() as tx:
            batches = await outbox.replay(tx, request.after_position, request.page_size or 500)
            head = await outbox.head_position(tx)
        outbox.check_kept(request.after_position, batches, head)
        return pb.ReplayEventsResponse(batches=batches, head_position=head)

    async def GetRun(self, request: pb.GetRunRequest, context: Any) -> Run:
        async with self.db.read() as tx:
            return run_to_pb(await runs.get_run(tx, resource_id("runs", request.name)))

    async def ListRuns(self, request: pb.ListRunsRequest, context: Any) -> pb.ListRunsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 2)
        query = select(tables.run).order_by(tables.run.c.created_at.desc(), tables.run.c.key.desc()).limit(size)
        if request.kind:
            query = query.where(tables.run.c.kind == request.kind)
        if after is not None:
            last = (dt.datetime.fromisoformat(str(after[0])), str(after[1]))
            query = query.where(tuple_(tables.run.c.created_at, tables.run.c.key) < last)
        async with self.db.read() as tx:
            rows = (await tx.execute(query)).all()
            views = [await runs.get_run(tx, row.key) for row in rows]
        token = encode_token(rows[-1].created_at.isoformat(), rows[-1].key) if len(rows) == size else ""
        return pb.ListRunsResponse(runs=[run_to_pb(view) for view in views], next_page_token=token)

    async def RetryRun(self, request: pb.RetryRunRequest, context: Any) -> Run:
        key = resource_id("runs", request.name)
        view = await self.db.transact(lambda tx: runs.retry_run(tx, key))
        self.workers.wake.set()
        return run_to_pb(view)

    async def ListParkedItems(self, request: pb.ListParkedItemsRequest, context: Any) -> pb.ListParkedItemsResponse:
        size, after = page_size(request.page_size), decode_token(request.page_token, 1)
        item = tables.parked_item
        query = select(item).order_by(item.c.id).limit(size)
        if not request.show_resolved:
            query = query.where(item.c.resolved_at.is_(None))
        if request.origin:
            query = query.where(item.c.origin == request.origin)
        if after is not None:
            query = query.where(item.c.id > uuid.UUID(str(after[0])))
        async with self.db.read() as tx:
            rows = (await tx.execute(query)).all()
        token = encode_token(str(rows[-1].id)) if len(rows) == size else ""
        return pb.ListParkedItemsResponse(parked_items=[_parked_to_pb(row) for row in rows], next_page_token=token)

    async def RetryParkedItem(self, request: pb.RetryParkedItemRequest, context: Any) -> ParkedItem:
        item_id = _item_id(request.name)
        try:
            await self.db.transact(lambda tx: self._retry(tx, item_id))
        except Refusal as refusal:
            if refusal.reason == GeneralReason.PARKED_ITEM_NOT_FOUND:
                raise
            await self._count(item_id, refusal)
        except Exception as error:  # whatever it fails with, it stays parked and the caller is told the reason
            await self._count(item_id, error)
        async with self.db.read() as tx:
            return _parked_to_pb(await _parked_row(tx, item_id))

    async def _count(self, item_id: uuid.UUID, error: Exception) -> None:
        await self.db.transact(lambda tx: parking.count_attempt(tx, item_id, error))

    async def _retry(self, tx: Transaction, item_id: uuid.UUID) -> None:
        row = await _parked_row(tx, item_id, lock=True)
        if row.resolved_at is not None:
            return
        area, _, rest = row.origin.partition("/")
        if area == "events":
            await self.consumers[rest].retry(tx, row.payload)
        else:
            await self.parts.retries[rest.partition("/")[0]](tx, row.subject, row.payload)
        await parking.resolve(tx, item_id)

    async def ListAuditEntries(self, request: pb.ListAuditEntriesRequest, context: Any) -> pb.ListAuditEntriesResponse:
        size, after = request.page_size or _AUDIT_PAGE_DEFAULT, decode_token(request.page_token, 2)
        entry = tables.audit_entry
        query = select(entry).order_by(entry.c.chain, entry.c.sequence).limit(size)
        if request.subject:
            query = query.where(entry.c.subject == request.subject)
        if after is not None:
            query = query.where(tuple_(entry.c.chain, entry.c.sequence) > (int(after[0]), int(after[1])))
        async with self.db.read() as tx:
            rows = (await tx.execute(query)).all()
        token = encode_token(rows[-1].chain, rows[-1].sequence) if len(rows) == size else ""
        return pb.ListAuditEntriesResponse(entries=[_audit_to_pb(row) for row in rows], next_page_token=token)


def _date(value: Any) -> dt.date:
    try:
        return date_from_pb(value)
    except ValueError as error:
        text = f"{value.year}-{value.month}-{value.day}"
        fault = Fault("date", "date.exists", text, "is not a date")
        reason = GeneralReason.VALIDATION_FAILED
        raise Refusal(reason, RefusalKind.INVALID, f"date: {text} is not a date", faults=(fault,)) from error


def _check_predecessors(positions: Mapping[str, int]) -> None:
    """A misspelt name would mean that nobody is waited for."""
    unknown = sorted(set(positions) - set(SERVICES))
    if unknown:
        known = ", ".join(SERVICES)
        faults = tuple(Fault(f"predecessor_positions[{name}]", "in", name, f"is none of {known}") for name in unknown)
        message = f"predecessor_positions: {', '.join(unknown)} is none of {known}"
        raise Refusal(GeneralReason.VALIDATION_FAILED, RefusalKind.INVALID, message, faults=faults)


def _add_check(
    response: pb.VerifyResponse, name: str, rule: str, checked: int, breaches: int, examples: Sequence[str]
) -> None:
    response.checks.add(invariant=name, rule=rule, checked=checked, breaches=breaches, examples=list(examples)[:20])


def _item_id(name: str) -> uuid.UUID:
    try:
        return uuid.UUID(resource_id("parkedItems", name))
    except ValueError as error:
        raise _no_item(name) from error


async def _parked_row(tx: Transaction, item_id: uuid.UUID, *, lock: bool = False) -> Any:
    query = select(tables.parked_item).where(tables.parked_item.c.id == item_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    if row is None:
        raise _no_item(f"parkedItems/{item_id}")
    return row


def _no_item(name: str) -> Refusal:
    return Refusal(GeneralReason.PARKED_ITEM_NOT_FOUND, RefusalKind.NOT_FOUND, f"there is no parked item {name!r}")


def run_to_pb(view: runs.RunView) -> Run:
    """A run as the contract shows it; services that start runs answer with it."""
    message = Run(
        name=f"runs/{view.key}",
        kind=view.kind,
        state=f"RUN_STATE_{view.state}",
        chunks_total=view.chunks_total,
        chunks_done=view.chunks_done,
        items_done=view.items,
        items_parked=view.parked,
        counters=dict(view.counters),
        create_time=time_to_pb(view.created_at),
    )
    if view.business_date is not None:
        message.business_date.CopyFrom(date_to_pb(view.business_date))
    if view.completed_at is not None:
        message.complete_time.CopyFrom(time_to_pb(view.completed_at))
    return message


def _parked_to_pb(row: Any) -> ParkedItem:
    message = ParkedItem(
        name=f"parkedItems/{row.id}",
        origin=row.origin,
        subject=row.subject,
        reason=row.reason,
        detail=row.detail,
        attempts=row.attempts,
        park_time=time_to_pb(row.parked_at),
    )
    if row.resolved_at is not None:
        message.resolve_time.CopyFrom(time_to_pb(row.resolved_at))
    return message


def _audit_to_pb(row: Any) -> pb.AuditEntry:
    message = pb.AuditEntry(
        chain=row.chain,
        sequence=row.sequence,
        actor=row.actor,
        action=row.action,
        subject=row.subject,
        reason=row.reason,
        facts=row.facts,
        policy_version=row.policy_version,
        create_time=time_to_pb(row.created_at),
        hash=row.hash,
    )
    if row.business_date is not None:
        message.business_date.CopyFrom(date_to_pb(row.business_date))
    return message
