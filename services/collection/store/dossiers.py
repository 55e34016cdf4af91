"""Bad-debt dossiers with what is in them."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.collection.domain.dossier import DossierState, EvidenceKind
from services.collection.domain.dossier_record import Approval, Confirmation, Dossier, DossierFile, Evidence, LossLine
from services.collection.store.dossier_tables import (
    approval,
    confirmation,
    dossier,
    evidence,
    evidence_content,
    loss_line,
)
from services.collection.store.rows import fields_of

Key = tuple[int, str]


def _dossier_from_row(row: Any) -> Dossier:
    return Dossier(**fields_of(row, state=DossierState(row.state)))


async def open_dossiers(tx: Transaction, dossiers: Sequence[Dossier]) -> None:
    """Opens dossiers; one that was rejected or withdrawn before is opened again."""
    for each in dossiers:
        row = {**dataclasses.asdict(each), "state": each.state.value}
        statement = insert(dossier).values(row)
        again = {name: row[name] for name in ("amount", "oldest_due_date", "state", "open_date")}
        await tx.execute(statement.on_conflict_do_update(index_elements=["shard", "dossier_id"], set_=again))


async def save_dossier(tx: Transaction, each: Dossier) -> None:
    where = and_(dossier.c.shard == each.shard, dossier.c.dossier_id == each.dossier_id)
    await tx.execute(update(dossier).where(where).values({**dataclasses.asdict(each), "state": each.state.value}))


async def lock_dossier(tx: Transaction, dossier_id: str) -> DossierFile | None:
    """Locks a dossier FOR UPDATE and reads what is in it."""
    query = select(dossier).where(dossier.c.dossier_id == dossier_id).with_for_update()
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else await _file_of(tx, _dossier_from_row(row))


async def read_dossier(tx: Transaction, dossier_id: str) -> DossierFile | None:
    row = (await tx.execute(select(dossier).where(dossier.c.dossier_id == dossier_id))).one_or_none()
    return None if row is None else await _file_of(tx, _dossier_from_row(row))


async def _file_of(tx: Transaction, each: Dossier) -> DossierFile:
    def mine(table: Any) -> Any:
        return and_(table.c.shard == each.shard, table.c.dossier_id == each.dossier_id)

    files = await tx.execute(select(evidence).where(mine(evidence)).order_by(evidence.c.uploaded_at))
    words = await tx.execute(select(confirmation).where(mine(confirmation)).order_by(confirmation.c.role))
    steps = await tx.execute(
        select(approval).where(mine(approval), approval.c.round == each.version).order_by(approval.c.step)
    )
    return DossierFile(
        each,
        tuple(_evidence_from_row(row) for row in files),
        tuple(Confirmation(**fields_of(row)) for row in words),
        tuple(_approval_from_row(row) for row in steps),
    )


def _evidence_from_row(row: Any) -> Evidence:
    return Evidence(**fields_of(row, kind=EvidenceKind(row.kind)))


def _approval_from_row(row: Any) -> Approval:
    return Approval(**fields_of(row, approved=bool(row.approved)))


async def add_evidence(tx: Transaction, each: Evidence, content: bytes) -> Evidence:
    """Stores a file once by its hash; answers what stands: the same content twice is one piece of evidence."""
    await tx.execute(insert(evidence_content).values(sha256=each.sha256, content=content).on_conflict_do_nothing())
    row = {**dataclasses.asdict(each), "kind": each.kind.value}
    await tx.execute(insert(evidence).values(row).on_conflict_do_nothing())
    where = and_(
        evidence.c.shard == each.shard, evidence.c.dossier_id == each.dossier_id, evidence.c.sha256 == each.sha256
    )
    return _evidence_from_row((await tx.execute(select(evidence).where(where))).one())


async def evidence_bytes(tx: Transaction, evidence_id: str) -> bytes | None:
    query = (
        select(evidence_content.c.content)
        .join(evidence, evidence.c.sha256 == evidence_content.c.sha256)
        .where(evidence.c.evidence_id == evidence_id)
    )
    return (await tx.execute(query)).scalar()


async def add_confirmation(tx: Transaction, each: Confirmation) -> None:
    statement = insert(confirmation).values(dataclasses.asdict(each))
    again = {name: statement.excluded[name] for name in ("actor", "statement", "confirm_date")}
    await tx.execute(statement.on_conflict_do_update(index_elements=["shard", "dossier_id", "role"], set_=again))


async def add_approval(tx: Transaction, each: Approval) -> None:
    await tx.insert_many(approval, [{**dataclasses.asdict(each), "approved": int(each.approved)}])


async def keep_loss(tx: Transaction, each: Dossier, lines: Sequence[LossLine]) -> None:
    """Keeps the lines of a loss in place of those kept before."""
    mine = and_(loss_line.c.shard == each.shard, loss_line.c.dossier_id == each.dossier_id)
    await tx.execute(delete(loss_line).where(mine))
    rows = [{"shard": each.shard, "dossier_id": each.dossier_id, **dataclasses.asdict(line)} for line in lines]
    await tx.insert_many(loss_line, rows)


async def loss_lines(tx: Transaction, each: Dossier) -> list[LossLine]:
    where = and_(loss_line.c.shard == each.shard, loss_line.c.dossier_id == each.dossier_id)
    query = select(loss_line).where(where).order_by(loss_line.c.cycle, loss_line.c.bill, loss_line.c.line)
    return [LossLine(row.bill, row.line, row.cycle, row.principal, row.late_fee) for row in await tx.execute(query)]


async def withdraw_dossiers(tx: Transaction, keys: Sequence[Key]) -> None:
    """Withdraws the dossiers of cases that are paid."""
    if keys:
        where = and_(tuple_(dossier.c.shard, dossier.c.dossier_id).in_(sorted(keys)), dossier.c.state != "WRITTEN_OFF")
        await tx.execute(update(dossier).where(where).values(state="WITHDRAWN"))


async def list_dossiers(
    tx: Transaction, states: Sequence[str], sales_unit: str, after: Sequence[Any] | None, limit: int
) -> list[Dossier]:
    """Dossiers in the order of (open date, id), after a key."""
    query = select(dossier)
    if states:
        query = query.where(dossier.c.state.in_(states))
    if sales_unit:
        query = query.where(dossier.c.sales_unit == sales_unit)
    key = (dossier.c.open_date, dossier.c.dossier_id)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(dt.date.fromisoformat(after[0]), after[1]))
    return [_dossier_from_row(row) for row in await tx.execute(query.order_by(*key).limit(limit))]


async def list_written_off(tx: Transaction, customer_id: str, after: Sequence[Any] | None, limit: int) -> list[Dossier]:
    """Retained cases in the order of id, after a key."""
    query = select(dossier).where(dossier.c.state == "WRITTEN_OFF")
    if customer_id:
        query = query.where(dossier.c.customer_id == customer_id)
    if after is not None:
        query = query.where(dossier.c.dossier_id > after[0])
    return [_dossier_from_row(row) for row in await tx.execute(query.order_by(dossier.c.dossier_id).limit(limit))]


async def add_recovered(tx: Transaction, write_off_id: str, amount: int) -> None:
    """Adds to what came back of a written-off debt (R-BAD-3)."""
    where = dossier.c.write_off_id == write_off_id
    await tx.execute(update(dossier).where(where).values(recovered=dossier.c.recovered + amount))
