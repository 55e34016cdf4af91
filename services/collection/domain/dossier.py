"""Bad-debt dossiers (R-BAD-1, R-BAD-2): what they need, who may confirm and approve, and in which order."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from services.collection.domain.ladder import CaseState
from services.collection.domain.reason import Reason, precondition
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.period import add_months


class DossierState(StrEnum):
    """Where a dossier stands."""

    OPEN = "OPEN"
    SUBMITTED = "SUBMITTED"
    APPROVED = "APPROVED"
    REJECTED = "REJECTED"
    WRITTEN_OFF = "WRITTEN_OFF"
    WITHDRAWN = "WITHDRAWN"


class EvidenceKind(StrEnum):
    """What a piece of evidence shows."""

    DUNNING_RECORDS = "DUNNING_RECORDS"
    POLICE_CERTIFICATE = "POLICE_CERTIFICATE"
    MARKET_REGULATION_CERTIFICATE = "MARKET_REGULATION_CERTIFICATE"
    JUDGMENT = "JUDGMENT"
    AGREEMENT = "AGREEMENT"
    OTHER = "OTHER"


DOSSIER_STATES: tuple[tuple[DossierState, str, DossierState], ...] = (
    (DossierState.OPEN, "SUBMIT", DossierState.SUBMITTED),
    (DossierState.REJECTED, "SUBMIT", DossierState.SUBMITTED),
    (DossierState.SUBMITTED, "APPROVE", DossierState.APPROVED),
    (DossierState.SUBMITTED, "REJECT", DossierState.REJECTED),
    (DossierState.APPROVED, "WRITE_OFF", DossierState.WRITTEN_OFF),
    (DossierState.OPEN, "WITHDRAW", DossierState.WITHDRAWN),
    (DossierState.REJECTED, "WITHDRAW", DossierState.WITHDRAWN),
    (DossierState.SUBMITTED, "WITHDRAW", DossierState.WITHDRAWN),
    (DossierState.APPROVED, "WITHDRAW", DossierState.WITHDRAWN),
)
"""(from, verb, to). APPROVE reaches its target with the last approval of the chain."""

_NEXT = {(source, verb): target for source, verb, target in DOSSIER_STATES}

COLLECTOR = "COLLECTOR"
RECOVERY_MANAGER = "RECOVERY_MANAGER"
EVIDENCE_BYTES_MAX = 3 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class BadDebtPolicy:
    """What a dossier needs by kind of customer ("" for any), and the chain that approves it."""

    version: str = "policy@2000-01-01"
    evidence_rules: tuple[tuple[str, tuple[EvidenceKind, ...]], ...] = (
        ("INDIVIDUAL", (EvidenceKind.DUNNING_RECORDS, EvidenceKind.POLICE_CERTIFICATE)),
        ("", (EvidenceKind.DUNNING_RECORDS, EvidenceKind.MARKET_REGULATION_CERTIFICATE)),
    )
    chain: tuple[str, ...] = ("SALES_UNIT", "MARKETING", "FINANCE")

    def evidence_for(self, customer_kind: str) -> tuple[EvidenceKind, ...]:
        """The rule of the kind of customer, else the one for any kind."""
        rules = dict(self.evidence_rules)
        return rules.get(customer_kind, rules.get("", ()))


DEFAULT_POLICY = BadDebtPolicy()

CHAIN_ROLES = {"SALES_UNIT": "APPROVER", "MARKETING": "MARKETING", "FINANCE": "FINANCE"}
"""The token role that each step of a chain asks for."""


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """What is known when completeness is asked. ``notices_sent`` are the notice kinds really sent in the case."""

    dossier_id: str
    state: DossierState
    case_state: CaseState
    customer_kind: str
    oldest_due_date: dt.date | None
    evidence: frozenset[EvidenceKind]
    confirmed_by: dict[str, str]
    notices_sent: frozenset[str]
    submitter: str = ""
    approved_by: tuple[str, ...] = ()


REQUIRED_NOTICES = frozenset({"ARREARS_NOTICE", "SUSPENSION_NOTICE", "DUNNING", "TERMINATION_NOTICE"})


def missing(facts: DossierFacts, policy: BadDebtPolicy, date: dt.date) -> tuple[str, ...]:
    """What a dossier still misses (R-BAD-1), in the order of the policy; empty when it is complete."""
    gaps = [kind.value for kind in policy.evidence_for(facts.customer_kind) if kind not in facts.evidence]
    gaps += [f"CONFIRMATION_{role}" for role in (COLLECTOR, RECOVERY_MANAGER) if role not in facts.confirmed_by]
    if facts.oldest_due_date is None or add_months(facts.oldest_due_date, 3) >= date:
        gaps.append("OVERDUE_THREE_MONTHS")
    if facts.case_state is not CaseState.BAD_DEBT:
        gaps.append("TERMINATED")
    if not facts.notices_sent >= REQUIRED_NOTICES:
        gaps.append("DUNNING_COMPLETE")
    return tuple(gaps)


def advance(dossier_id: str, state: DossierState, verb: str) -> DossierState:
    """The state after a verb. Raises DOSSIER_STATE_WRONG."""
    target = _NEXT.get((state, verb))
    if target is None:
        raise precondition(
            Reason.DOSSIER_STATE_WRONG,
            f"dossier {dossier_id} is {state}: {verb} is not possible",
            dossier=f"dossiers/{dossier_id}",
            state=state.value,
        )
    return target


def check_submission(facts: DossierFacts, policy: BadDebtPolicy, date: dt.date) -> DossierState:
    """The state after submission. Raises DOSSIER_STATE_WRONG, then DOSSIER_INCOMPLETE with all that is missing."""
    target = advance(facts.dossier_id, facts.state, "SUBMIT")
    gaps = missing(facts, policy, date)
    if gaps:
        raise precondition(
            Reason.DOSSIER_INCOMPLETE,
            f"dossier {facts.dossier_id} misses {', '.join(gaps)}",
            dossier=f"dossiers/{facts.dossier_id}",
            missing=",".join(gaps),
        )
    return target


def check_confirmation(facts: DossierFacts, role: str, actor: str) -> None:
    """Collector and recovery manager are two persons (R-BAD-1)."""
    if facts.state not in (DossierState.OPEN, DossierState.REJECTED):
        advance(facts.dossier_id, facts.state, "CONFIRM")
    for other, earlier in facts.confirmed_by.items():
        if other != role and earlier == actor:
            raise duties_separate(actor, f"CONFIRMATION_{other}")


def check_approval(facts: DossierFacts, policy: BadDebtPolicy, actor: str, roles: frozenset[str]) -> bool:
    """Whether this approval completes the chain. Raises, in this order: DOSSIER_STATE_WRONG, SEPARATION_OF_DUTIES,
    APPROVER_ROLE_WRONG."""
    advance(facts.dossier_id, facts.state, "APPROVE")
    _check_person(facts, actor)
    step = policy.chain[len(facts.approved_by)]
    role = CHAIN_ROLES[step]
    if role not in roles:
        raise Refusal(
            Reason.APPROVER_ROLE_WRONG,
            RefusalKind.PERMISSION_DENIED,
            f"the next approval is {step}: it needs the role {role}",
            metadata={"role": step},
        )
    return len(facts.approved_by) + 1 == len(policy.chain)


def check_rejection(facts: DossierFacts, actor: str) -> DossierState:
    """The state after a rejection; the submitter withdraws, others reject."""
    target = advance(facts.dossier_id, facts.state, "REJECT")
    if actor == facts.submitter:
        raise duties_separate(actor, "SUBMITTER")
    return target


def _check_person(facts: DossierFacts, actor: str) -> None:
    if actor == facts.submitter:
        raise duties_separate(actor, "SUBMITTER")
    if actor in facts.approved_by:
        raise duties_separate(actor, "APPROVER")
    for role, earlier in facts.confirmed_by.items():
        if actor == earlier:
            raise duties_separate(actor, f"CONFIRMATION_{role}")


def duties_separate(actor: str, earlier: str) -> Refusal:
    """R-BAD-2: the same person may not do both."""
    return Refusal(
        Reason.SEPARATION_OF_DUTIES,
        RefusalKind.PERMISSION_DENIED,
        f"{actor} may not do this after {earlier}",
        metadata={"actor": actor, "earlier": earlier},
    )


def media_type(content: bytes) -> str:
    """The type of evidence, by its content. Raises EVIDENCE_TYPE_WRONG for anything but PDF, PNG, JPEG, text."""
    for magic, found in (
        (b"%PDF-", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
    ):
        if content.startswith(magic):
            return found
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        text = "\0"
    if any(ord(char) < 32 and char not in "\r\n\t" for char in text):
        raise Refusal(
            Reason.EVIDENCE_TYPE_WRONG,
            RefusalKind.INVALID,
            "evidence must be PDF, PNG, JPEG or UTF-8 text",
            metadata={"first_bytes": content[:8].hex()},
        )
    return "text/plain; charset=utf-8"


def check_file_name(name: str) -> None:
    """Raises EVIDENCE_NAME_WRONG for a name with a path or a control character."""
    if name in (".", "..") or any(char in '/\\:"' or ord(char) < 32 for char in name):
        raise Refusal(
            Reason.EVIDENCE_NAME_WRONG,
            RefusalKind.INVALID,
            "a file's name has no path and no control character",
            metadata={"file_name": name[:100]},
        )
