"""The write-off in payment, the retained case, and what comes back (R-BAD-2, R-BAD-3)."""

import dataclasses
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.case import Why
from services.collection.domain.dossier import DossierState, advance
from services.collection.domain.dossier_record import Dossier, DossierFile, LossLine
from services.collection.domain.ladder import CaseState, Verb
from services.collection.domain.reason import Reason, precondition
from services.collection.store import cases as case_store
from services.collection.store import dossiers as store
from services.collection.store import orders as order_store
from services.collection.store import positions as position_store
from services.collection.usecases.bad_debt import loss_line, loss_sum, open_file
from services.collection.usecases.casebook import CaseBook
from services.collection.usecases.reports import equipment_out

_DOSSIERS: Replies[Dossier] = Replies(Dossier)


@dataclass(frozen=True, slots=True)
class PostedLoss:
    """What payment posted."""

    write_off_id: str
    amount: int
    lines: tuple[LossLine, ...]


PostWriteOff = Callable[[str, str, str, Sequence[LossLine]], Awaitable[PostedLoss]]
"""(account id, case id, reason, lines) → what payment posted; once for a case."""


@dataclass(frozen=True, slots=True)
class WriteOff:
    """Finance writes off an approved dossier; ``amount`` is what it believes is written off."""

    dossier_id: str
    amount: int
    actor: str


async def write_off(db: Database, request_id: str, request: WriteOff, post: PostWriteOff) -> str:
    """Posts the write-off in payment and retains the case. Answers the dossier's id.

    Raises DOSSIER_NOT_FOUND, DOSSIER_STATE_WRONG, WRITE_OFF_AMOUNT_DIFFERS, WRITE_OFF_REFUSED. Payment posts once for
    a case, so that a call that died between the two transactions is simply made again.
    """
    dossier, lines = await db.transact(lambda tx: _check_write_off(tx, request_id, request))
    if dossier.state is DossierState.WRITTEN_OFF:
        return dossier.dossier_id
    loss = await post(dossier.account_id, dossier.dossier_id, f"approved by dossier {dossier.dossier_id}", lines)

    async def work(tx: Transaction) -> str:
        await take_write_off(tx, dossier.dossier_id, loss.write_off_id, loss.amount)
        await store.keep_loss(tx, dossier, loss.lines)
        facts = {"write_off": loss.write_off_id, "amount": loss.amount}
        subject = f"dossiers/{dossier.dossier_id}"
        await tx.audit(AuditRecord(request.actor, "dossier.write_off", subject, "R-BAD-2", facts))
        return dossier.dossier_id

    return await db.transact(work)


async def _check_write_off(tx: Transaction, request_id: str, request: WriteOff) -> tuple[Dossier, list[LossLine]]:
    known = await _DOSSIERS.find(tx, {request_id: request})
    opened = await open_file(tx, request.dossier_id)
    dossier = opened.file.dossier
    lines = await store.loss_lines(tx, dossier)
    if request_id in known:
        reply_or_raise(known[request_id])
        return dossier, lines
    advance(dossier.dossier_id, dossier.state, "WRITE_OFF")
    owed = loss_sum(opened.still_open(lines))
    if request.amount != owed:
        raise precondition(
            Reason.WRITE_OFF_AMOUNT_DIFFERS,
            f"{owed} of the approved lines is owed now, not {request.amount}",
            amount=str(owed),
            expected=str(request.amount),
        )
    await _DOSSIERS.keep(tx, {request_id: (request, dossier)})
    return dossier, lines


async def take_write_off(tx: Transaction, case_id: str, write_off_id: str, amount: int) -> None:
    """Retains the case (账销案存): told by payment's event or by our own call, whichever comes first."""
    found = await case_store.find_case(tx, case_id)
    if found is None:
        return
    opened = await open_file(tx, case_id)
    if opened.case.state is not CaseState.BAD_DEBT:
        return
    book = CaseBook(tx.date, tx.now)
    why = Why(opened.case.anchor, amount, ("WRITTEN_OFF_IN_PAYMENT",), opened.policy.version)
    key = (opened.case.shard, case_id)
    out = equipment_out((await order_store.orders_of_cases(tx, [key]))[key])
    book.step(opened.case, Verb.WRITE_OFF, why, close_date=None if out else tx.date, next_date=None)
    await book.write(tx)
    dossier = dataclasses.replace(
        opened.file.dossier,
        state=DossierState.WRITTEN_OFF,
        write_off_id=write_off_id,
        write_off_date=tx.date,
        written_off=amount,
    )
    await store.save_dossier(tx, dossier)


async def take_recovery(tx: Transaction, write_off_id: str, amount: int) -> None:
    """Adds what came back of a written-off debt (R-BAD-3); negative when its payment was reversed."""
    await store.add_recovered(tx, write_off_id, amount)


async def loss_of(tx: Transaction, file: DossierFile) -> list[LossLine]:
    """The lines of a loss: what payment wrote off; before that the submitted lines as they are owed now."""
    kept = await store.loss_lines(tx, file.dossier)
    if file.dossier.state is DossierState.WRITTEN_OFF:
        return kept
    account = await position_store.read_account(tx, file.dossier.account_id)
    submitted = {(line.bill, line.line) for line in kept}
    return [
        loss_line(line)
        for line in (account.debt.lines if account else ())
        if (line.bill, line.line) in submitted or (not submitted and line.payable and line.due_date < tx.date)
    ]


def measures_of(steps: Sequence[tuple[str, dt.date]]) -> tuple[str, ...]:
    """The steps taken to collect, for the loss report."""
    return tuple(f"{date.isoformat()} {verb}" for verb, date in steps)
