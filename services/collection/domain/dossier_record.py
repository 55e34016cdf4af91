"""Dossiers, evidence, confirmations and approvals as values (R-BAD-1, R-BAD-2)."""

import datetime as dt
from dataclasses import dataclass

from services.collection.domain.dossier import DossierState, EvidenceKind


@dataclass(frozen=True, slots=True)
class Dossier:
    """A dossier; its id is its case's. Amounts are in minor units. ``version`` counts submissions; the policy of
    ``policy_date``, the date of the newest one, decides its chain to the end."""

    shard: int
    dossier_id: str
    account_id: str
    customer_id: str
    sales_unit: str
    currency: str
    amount: int
    oldest_due_date: dt.date | None
    state: DossierState
    submitter: str
    open_date: dt.date
    write_off_id: str = ""
    write_off_date: dt.date | None = None
    written_off: int = 0
    recovered: int = 0
    version: int = 0
    policy_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file, stored by the SHA-256 of its content, in hexadecimal."""

    shard: int
    dossier_id: str
    sha256: str
    evidence_id: str
    kind: EvidenceKind
    file_name: str
    media_type: str
    size_bytes: int
    uploader: str
    uploaded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A person's word that the debt is uncollectable."""

    shard: int
    dossier_id: str
    role: str
    actor: str
    statement: str
    confirm_date: dt.date


@dataclass(frozen=True, slots=True)
class Approval:
    """A decided step of a chain."""

    shard: int
    dossier_id: str
    round: int
    step: int
    role: str
    actor: str
    approved: bool
    comment: str
    decide_date: dt.date


@dataclass(frozen=True, slots=True)
class LossLine:
    """A written-off bill line."""

    bill: str
    line: int
    cycle: str
    principal: int
    late_fee: int


@dataclass(frozen=True, slots=True)
class DossierFile:
    """A dossier with everything in it; ``approvals`` are those of the newest submission."""

    dossier: Dossier
    evidence: tuple[Evidence, ...]
    confirmations: tuple[Confirmation, ...]
    approvals: tuple[Approval, ...]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A dossier with what it still misses and the chain that approves it."""

    file: DossierFile
    missing: tuple[str, ...]
    chain: tuple[str, ...]
