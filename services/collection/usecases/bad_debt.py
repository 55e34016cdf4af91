"""Bad debt: a dossier through its approvals, the write-off in payment, what comes back (R-BAD-1, R-BAD-2, R-BAD-3)."""

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.ageing import OpenLine
from services.collection.domain.case import Case, Why
from services.collection.domain.dossier import (
    BadDebtPolicy,
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
from services.collection.domain.dossier_record import (
    Approval,
    Confirmation,
    Dossier,
    DossierFile,
    Evidence,
    LossLine,
    ShownFile,
)
from services.collection.domain.ladder import CaseState, Verb
from services.collection.domain.position import Account
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.domain.sweep import BAD_DEBT_MONTHS
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as policy_store
from services.collection.store import contacts as contact_store
from services.collection.store import dossiers as store
from services.collection.store import positions as position_store
from services.collection.usecases.casebook import CaseBook, new_dossier
from services.kernel.ids import uuid7
from services.kernel.period import add_months

_DOSSIERS: Replies[Dossier] = Replies(Dossier)
_EVIDENCE: Replies[Evidence] = Replies(Evidence)


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A dossier locked, with its account, its case and what is known for deciding."""

    file: DossierFile
    account: Account
    case: Case
    facts: DossierFacts
    policy: BadDebtPolicy

    def overdue_lines(self, date: dt.date) -> list[LossLine]:
        """What would be lost: the payable lines past due."""
        return [loss_line(line) for line in self.account.debt.lines if line.payable and line.due_date < date]

    def still_open(self, lines: Sequence[LossLine]) -> list[LossLine]:
        """Those lines as they are owed now; a paid one is gone."""
        wanted = {(line.bill, line.line) for line in lines}
        return [loss_line(line) for line in self.account.debt.lines if (line.bill, line.line) in wanted]


def loss_line(line: OpenLine) -> LossLine:
    return LossLine(line.bill, line.line, str(line.cycle), line.principal, line.late_fee)


def loss_sum(lines: Sequence[LossLine]) -> int:
    """Principal and late fee, in minor units."""
    return sum(line.principal + line.late_fee for line in lines)


async def open_file(tx: Transaction, dossier_id: str) -> OpenedFile:
    """Locks the account, then the dossier. Raises DOSSIER_NOT_FOUND."""
    found = await store.read_dossier(tx, dossier_id)
    if found is None:
        raise not_found(Reason.DOSSIER_NOT_FOUND, f"dossiers/{dossier_id}")
    key = (found.dossier.shard, found.dossier.account_id)
    account = (await position_store.lock_accounts(tx, [key]))[key]
    file = await store.lock_dossier(tx, dossier_id)
    assert file is not None
    case = (await case_store.cases_by_id(tx, [(key[0], dossier_id)]))[key[0], dossier_id]
    return OpenedFile(file, account, case, await _facts(tx, file, case, account), await policy_of(tx, file))


async def policy_of(tx: Transaction, file: DossierFile) -> BadDebtPolicy:
    """The policy that decides about a dossier: that of its newest submission, today's while it is open."""
    submitted = file.dossier.state in (DossierState.SUBMITTED, DossierState.APPROVED, DossierState.WRITTEN_OFF)
    return (await policy_store.policy_in_force(tx, file.dossier.policy_date if submitted else None)).bad_debt


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


async def read_dossier(tx: Transaction, dossier_id: str) -> ShownFile:
    """A dossier as a person sees it. Raises DOSSIER_NOT_FOUND."""
    file = await store.read_dossier(tx, dossier_id)
    if file is None:
        raise not_found(Reason.DOSSIER_NOT_FOUND, f"dossiers/{dossier_id}")
    key = (file.dossier.shard, dossier_id)
    case = (await case_store.cases_by_id(tx, [key]))[key]
    account = await position_store.read_account(tx, file.dossier.account_id)
    policy = await policy_of(tx, file)
    if account is None or file.dossier.state in (DossierState.WRITTEN_OFF, DossierState.WITHDRAWN):
        return ShownFile(file, (), policy.chain)
    return ShownFile(file, missing(await _facts(tx, file, case, account), policy, tx.date), policy.chain)


@dataclass(frozen=True, slots=True)
class ProposeBadDebt:
    """A collector proposes a terminated case as bad debt before the ladder does."""

    case_id: str
    actor: str


async def propose(db: Database, request_id: str, request: ProposeBadDebt) -> str:
    """Opens the dossier. Raises CASE_NOT_FOUND, LADDER_MOVE_REFUSED, DOSSIER_INCOMPLETE while it is not over three
    months overdue (R-BAD-1). A dossier that is open already is answered as it stands."""

    async def work(tx: Transaction) -> str:
        known = await _DOSSIERS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id]).dossier_id
        found = await case_store.find_case(tx, request.case_id)
        if found is None:
            raise not_found(Reason.CASE_NOT_FOUND, f"cases/{request.case_id}")
        key = (found.shard, found.account_id)
        account = (await position_store.lock_accounts(tx, [key]))[key]
        case = (await case_store.cases_by_id(tx, [(found.shard, found.case_id)]))[found.shard, found.case_id]
        file = await store.read_dossier(tx, case.case_id)
        if case.state is CaseState.BAD_DEBT and file is not None:
            return case.case_id
        dossier = await _propose(tx, case, account, request.actor)
        await tx.audit(AuditRecord(request.actor, "dossier.open", f"dossiers/{case.case_id}", "R-BAD-1"))
        await _DOSSIERS.keep(tx, {request_id: (request, dossier)})
        return case.case_id

    return await db.transact(work)


async def _propose(tx: Transaction, case: Case, account: Account, actor: str) -> Dossier:
    why = Why(account.anchor, account.debt.overdue(tx.date), ("PROPOSED_BY_A_PERSON",), case.scenario_version, actor)
    book = CaseBook(tx.date, tx.now)
    book.step(case, Verb.PROPOSE_BAD_DEBT, why, next_date=None, anchor=account.anchor)
    if account.anchor is None or add_months(account.anchor, BAD_DEBT_MONTHS) >= tx.date:
        raise precondition(
            Reason.DOSSIER_INCOMPLETE,
            f"case {case.case_id} is not overdue for over three months",
            dossier=f"dossiers/{case.case_id}",
            missing="OVERDUE_THREE_MONTHS",
        )
    dossier = new_dossier(case, account, tx.date)
    book.dossiers.append(dossier)
    await book.write(tx)
    return dossier


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
        opened = await open_file(tx, dossier_id)
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
        opened = await open_file(tx, request.dossier_id)
        changed = await _VERBS[request.verb](tx, opened, request)
        await store.save_dossier(tx, changed)
        facts = {"state": changed.state.value, "amount": changed.amount, "role": request.confirm_role}
        subject = f"dossiers/{request.dossier_id}"
        action = f"dossier.{request.verb.lower()}"
        await tx.audit(AuditRecord(request.actor, action, subject, request.comment, facts, opened.policy.version))
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
    state = check_submission(opened.facts, opened.policy, tx.date)
    dossier = opened.file.dossier
    lines = opened.overdue_lines(tx.date)
    await store.keep_loss(tx, dossier, lines)
    return dataclasses.replace(
        dossier,
        state=state,
        submitter=request.actor,
        amount=loss_sum(lines),
        oldest_due_date=opened.account.anchor,
        version=dossier.version + 1,
        policy_date=tx.date,
    )


async def _approve(tx: Transaction, opened: OpenedFile, request: DossierVerb) -> Dossier:
    complete = check_approval(opened.facts, opened.policy, request.actor, frozenset(request.roles))
    await _decide(tx, opened, request, approved=True)
    state = DossierState.APPROVED if complete else DossierState.SUBMITTED
    return dataclasses.replace(opened.file.dossier, state=state)


async def _reject(tx: Transaction, opened: OpenedFile, request: DossierVerb) -> Dossier:
    state = check_rejection(opened.facts, request.actor)
    await _decide(tx, opened, request, approved=False)
    return dataclasses.replace(opened.file.dossier, state=state)


async def _decide(tx: Transaction, opened: OpenedFile, request: DossierVerb, *, approved: bool) -> None:
    step = len(opened.file.approvals) + 1
    role = opened.policy.chain[min(step, len(opened.policy.chain)) - 1]
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
