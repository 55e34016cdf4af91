"""Bad debt: a dossier through its approvals, the write-off in payment, what comes back (R-BAD-1, R-BAD-2, R-BAD-3)."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.case import Case, Why
from services.collection.domain.dossier import (
    DEFAULT_POLICY,
    DossierFacts,
    DossierState,
    EvidenceKind,
    advance,
    check_approval,
    check_confirmation,
    check_file_name,
    check_rejection,
    check_submission,
    media_type,
    missing,
)
from services.collection.domain.dossier_record import Approval, Confirmation, Dossier, DossierFile, Evidence, LossLine
from services.collection.domain.ladder import CaseState, Verb
from services.collection.domain.position import Account
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import cases as case_store
from services.collection.store import contacts as contact_store
from services.collection.store import dossiers as store
from services.collection.store import orders as order_store
from services.collection.store import positions as position_store
from services.collection.usecases.casebook import CaseBook
from services.collection.usecases.reports import equipment_out
from services.kernel.ids import uuid7

_DOSSIERS: Replies[Dossier] = Replies(Dossier)
_EVIDENCE: Replies[Evidence] = Replies(Evidence)


@dataclass(frozen=True, slots=True)
class PostedLoss:
    """What payment posted."""

    write_off_id: str
    amount: int
    lines: tuple[LossLine, ...]


PostWriteOff = Callable[[str, str, str], Awaitable[PostedLoss]]
"""(account id, case id, reason) → what payment posted; once for a case."""


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A dossier locked, with its account, its case and what is known for deciding."""

    file: DossierFile
    account: Account
    case: Case
    facts: DossierFacts

    @property
    def overdue(self) -> int:
        return sum(line.open for line in self.account.debt.lines if line.payable)


async def _open_file(tx: Transaction, dossier_id: str) -> OpenedFile:
    """Locks the account, then the dossier. Raises DOSSIER_NOT_FOUND."""
    found = await store.read_dossier(tx, dossier_id)
    if found is None:
        raise not_found(Reason.DOSSIER_NOT_FOUND, f"dossiers/{dossier_id}")
    key = (found.dossier.shard, found.dossier.account_id)
    account = (await position_store.lock_accounts(tx, [key]))[key]
    file = await store.lock_dossier(tx, dossier_id)
    assert file is not None
    case = (await case_store.cases_by_id(tx, [(key[0], dossier_id)]))[key[0], dossier_id]
    return OpenedFile(file, account, case, await _facts(tx, file, case, account))


async def _facts(tx: Transaction, file: DossierFile, case: Case, account: Account) -> DossierFacts:
    customer = await case_store.customer_of(tx, case.shard, case.customer_id)
    return DossierFacts(
        file.dossier.dossier_id,
        file.dossier.state,
        case.state,
        customer.kind if customer else "",
        account.anchor,
        frozenset(each.kind for each in file.evidence),
        {each.role: each.actor for each in file.confirmations},
        await contact_store.sent_kinds(tx, case.shard, case.case_id),
        file.dossier.submitter,
        tuple(each.actor for each in file.approvals if each.approved),
    )


async def read_dossier(tx: Transaction, dossier_id: str) -> tuple[DossierFile, tuple[str, ...]]:
    """A dossier and what it still misses. Raises DOSSIER_NOT_FOUND."""
    file = await store.read_dossier(tx, dossier_id)
    if file is None:
        raise not_found(Reason.DOSSIER_NOT_FOUND, f"dossiers/{dossier_id}")
    key = (file.dossier.shard, dossier_id)
    case = (await case_store.cases_by_id(tx, [key]))[key]
    account = await position_store.read_account(tx, file.dossier.account_id)
    if account is None or file.dossier.state in (DossierState.WRITTEN_OFF, DossierState.WITHDRAWN):
        return file, ()
    return file, missing(await _facts(tx, file, case, account), DEFAULT_POLICY, tx.date)


@dataclass(frozen=True, slots=True)
class UploadEvidence:
    """A file for a dossier; the request is told apart by the hash of its content."""

    dossier_id: str
    kind: EvidenceKind
    file_name: str
    sha256: str
    actor: str


async def upload_evidence(
    db: Database, request_id: str, dossier_id: str, kind: EvidenceKind, file_name: str, content: bytes, actor: str
) -> Evidence:
    """Raises EVIDENCE_TYPE_WRONG, EVIDENCE_NAME_WRONG, DOSSIER_NOT_FOUND, DOSSIER_STATE_WRONG."""
    found_type = media_type(content)
    check_file_name(file_name)
    request = UploadEvidence(dossier_id, kind, file_name, hashlib.sha256(content).hexdigest(), actor)

    async def work(tx: Transaction) -> Evidence:
        known = await _EVIDENCE.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        opened = await _open_file(tx, dossier_id)
        if opened.facts.state not in (DossierState.OPEN, DossierState.REJECTED):
            advance(dossier_id, opened.facts.state, "UPLOAD")
        evidence = Evidence(
            opened.case.shard,
            dossier_id,
            request.sha256,
            str(uuid7()),
            kind,
            file_name,
            found_type,
            len(content),
            actor,
            tx.now,
        )
        stored = await store.add_evidence(tx, evidence, content)
        await _EVIDENCE.keep(tx, {request_id: (request, stored)})
        return stored

    return await db.transact(work)


@dataclass(frozen=True, slots=True)
class DossierVerb:
    """What a person does with a dossier: CONFIRM, SUBMIT, APPROVE, REJECT."""

    dossier_id: str
    verb: str
    actor: str
    roles: tuple[str, ...] = ()
    confirm_role: str = ""
    comment: str = ""


async def act(db: Database, request_id: str, request: DossierVerb) -> str:
    """Does it and answers the dossier's id. Raises what domain.dossier states for the verb."""

    async def work(tx: Transaction) -> str:
        known = await _DOSSIERS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id]).dossier_id
        opened = await _open_file(tx, request.dossier_id)
        changed = await _VERBS[request.verb](tx, opened, request)
        await store.save_dossier(tx, changed)
        facts = {"state": changed.state.value, "amount": changed.amount, "role": request.confirm_role}
        subject = f"dossiers/{request.dossier_id}"
        action = f"dossier.{request.verb.lower()}"
        await tx.audit(AuditRecord(request.actor, action, subject, request.comment, facts, DEFAULT_POLICY.version))
        await _DOSSIERS.keep(tx, {request_id: (request, changed)})
        return changed.dossier_id

    return await db.transact(work)


async def _confirm(tx: Transaction, opened: OpenedFile, request: DossierVerb) -> Dossier:
    check_confirmation(opened.facts, request.confirm_role, request.actor)
    word = Confirmation(
        opened.case.shard, request.dossier_id, request.confirm_role, request.actor, request.comment, tx.date
    )
    await store.add_confirmation(tx, word)
    return opened.file.dossier


async def _submit(tx: Transaction, opened: OpenedFile, request: DossierVerb) -> Dossier:
    state = check_submission(opened.facts, DEFAULT_POLICY, tx.date)
    dossier = opened.file.dossier
    return dataclasses.replace(
        dossier,
        state=state,
        submitter=request.actor,
        amount=opened.overdue,
        oldest_due_date=opened.account.anchor,
        version=dossier.version + 1,
    )


async def _approve(tx: Transaction, opened: OpenedFile, request: DossierVerb) -> Dossier:
    complete = check_approval(opened.facts, DEFAULT_POLICY, request.actor, frozenset(request.roles))
    await _decide(tx, opened, request, approved=True)
    state = DossierState.APPROVED if complete else DossierState.SUBMITTED
    return dataclasses.replace(opened.file.dossier, state=state)


async def _reject(tx: Transaction, opened: OpenedFile, request: DossierVerb) -> Dossier:
    state = check_rejection(opened.facts, request.actor)
    await _decide(tx, opened, request, approved=False)
    return dataclasses.replace(opened.file.dossier, state=state)


async def _decide(tx: Transaction, opened: OpenedFile, request: DossierVerb, *, approved: bool) -> None:
    step = len(opened.file.approvals) + 1
    role = DEFAULT_POLICY.chain[min(step, len(DEFAULT_POLICY.chain)) - 1]
    dossier = opened.file.dossier
    await store.add_approval(
        tx,
        Approval(
            dossier.shard,
            dossier.dossier_id,
            dossier.version,
            step,
            role,
            request.actor,
            approved,
            request.comment,
            tx.date,
        ),
    )


_VERBS: dict[str, Callable[[Transaction, OpenedFile, DossierVerb], Awaitable[Dossier]]] = {
    "CONFIRM": _confirm,
    "SUBMIT": _submit,
    "APPROVE": _approve,
    "REJECT": _reject,
}


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
    dossier = await db.transact(lambda tx: _check_write_off(tx, request_id, request))
    if dossier.state is DossierState.WRITTEN_OFF:
        return dossier.dossier_id
    loss = await post(dossier.account_id, dossier.dossier_id, f"approved by dossier {dossier.dossier_id}")

    async def work(tx: Transaction) -> str:
        await take_write_off(tx, dossier.dossier_id, loss.write_off_id, loss.amount)
        await store.keep_loss(tx, dossier, loss.lines)
        facts = {"write_off": loss.write_off_id, "amount": loss.amount}
        subject = f"dossiers/{dossier.dossier_id}"
        await tx.audit(AuditRecord(request.actor, "dossier.write_off", subject, "R-BAD-2", facts))
        return dossier.dossier_id

    return await db.transact(work)


async def _check_write_off(tx: Transaction, request_id: str, request: WriteOff) -> Dossier:
    known = await _DOSSIERS.find(tx, {request_id: request})
    opened = await _open_file(tx, request.dossier_id)
    dossier = opened.file.dossier
    if request_id in known:
        reply_or_raise(known[request_id])
        return dossier
    advance(dossier.dossier_id, dossier.state, "WRITE_OFF")
    if request.amount != opened.overdue:
        raise precondition(
            Reason.WRITE_OFF_AMOUNT_DIFFERS,
            f"{opened.overdue} is owed now, not {request.amount}",
            amount=str(opened.overdue),
            expected=str(request.amount),
        )
    await _DOSSIERS.keep(tx, {request_id: (request, dossier)})
    return dossier


async def take_write_off(tx: Transaction, case_id: str, write_off_id: str, amount: int) -> None:
    """Retains the case (账销案存): told by payment's event or by our own call, whichever comes first."""
    found = await case_store.find_case(tx, case_id)
    if found is None:
        return
    opened = await _open_file(tx, case_id)
    if opened.case.state is not CaseState.BAD_DEBT:
        return
    book = CaseBook(tx.date, tx.now)
    why = Why(opened.case.anchor, amount, ("WRITTEN_OFF_IN_PAYMENT",), DEFAULT_POLICY.version)
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
    """The lines of a loss: what payment wrote off, or before that what is owed."""
    kept = await store.loss_lines(tx, file.dossier)
    if kept:
        return kept
    account = await position_store.read_account(tx, file.dossier.account_id)
    lines = account.debt.lines if account else ()
    return [LossLine(each.bill, each.line, str(each.cycle), each.principal, each.late_fee) for each in lines]


def measures_of(steps: Sequence[tuple[str, dt.date]]) -> tuple[str, ...]:
    """The steps taken to collect, for the loss report."""
    return tuple(f"{date.isoformat()} {verb}" for verb, date in steps)
