"""The catalogue as dated, approved versions; never edited in place."""

import datetime as dt
import hashlib
from dataclasses import replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.rating.domain.catalogue import Catalogue, CatalogueVersion
from services.rating.domain.reason import Reason, exists, not_found, precondition
from services.rating.store.catalogue import (
    catalogue_on,
    decide_version,
    get_version,
    insert_version,
    list_versions,
    lock_version,
    parse_catalogue,
)
from services.rating.usecases.asked import Asked, once

_VERSION: Replies[CatalogueVersion] = Replies(CatalogueVersion)


def check_approver(requester: str, approver: str) -> None:
    """Raises APPROVER_IS_REQUESTER: who requested does not approve (R-GEN-5)."""
    if requester == approver:
        raise Refusal(
            Reason.APPROVER_IS_REQUESTER,
            RefusalKind.PERMISSION_DENIED,
            "the person who requested may not approve",
            metadata={"subject": approver},
        )


async def load_catalogue(
    db: Database, asked: Asked, version_id: str, effective_date: dt.date, content: bytes
) -> CatalogueVersion:
    faults = parse_catalogue(version_id, content)[1]
    if faults:
        raise Refusal(
            Reason.CATALOGUE_INVALID,
            RefusalKind.INVALID,
            f"the catalogue has {len(faults)} faults; the first: {faults[0].field}: {faults[0].message}",
            faults=faults,
            metadata={"faults": str(len(faults))},
        )
    digest = hashlib.sha256(content).hexdigest()

    async def decide(tx: Transaction) -> CatalogueVersion:
        if effective_date < tx.date:
            raise precondition(
                Reason.DATE_PASSED,
                "a catalogue does not begin before the business date",
                date=effective_date.isoformat(),
                business_date=tx.date.isoformat(),
            )
        if await lock_version(tx, version_id) is not None:
            raise exists(Reason.CATALOGUE_EXISTS, "version", f"catalogueVersions/{version_id}")
        version = CatalogueVersion(version_id, "DRAFT", effective_date, asked.actor, "", digest, tx.date)
        await insert_version(tx, version, content)
        await tx.audit(
            AuditRecord(asked.actor, "catalogue.load", f"catalogueVersions/{version_id}", "", {"sha256": digest})
        )
        return version

    return await once(db, _VERSION, asked, decide)


async def decide_catalogue(db: Database, asked: Asked, version_id: str, state: str, reason: str) -> CatalogueVersion:
    """Approves or rejects a draft: ``state`` is APPROVED or REJECTED."""

    async def decide(tx: Transaction) -> CatalogueVersion:
        version = await lock_version(tx, version_id)
        if version is None:
            raise not_found(Reason.CATALOGUE_NOT_FOUND, "version", f"catalogueVersions/{version_id}")
        if version.state != "DRAFT":
            raise precondition(
                Reason.STATE_CONFLICT, f"the version is {version.state}", state=version.state, verb=state.lower()
            )
        check_approver(version.requester, asked.actor)
        if state == "APPROVED" and version.effective_date < tx.date:
            raise precondition(
                Reason.DATE_PASSED,
                "its first date has passed: load it again with a later one",
                date=version.effective_date.isoformat(),
                business_date=tx.date.isoformat(),
            )
        await decide_version(tx, version_id, state, asked.actor)
        subject = f"catalogueVersions/{version_id}"
        action = f"catalogue.{state.lower()}"
        await tx.audit(AuditRecord(asked.actor, action, subject, reason, {"sha256": version.sha256}))
        return replace(version, state=state, approver=asked.actor)

    return await once(db, _VERSION, asked, decide)


async def read_version(db: Database, version_id: str) -> tuple[CatalogueVersion, bytes]:
    """Raises CATALOGUE_NOT_FOUND."""
    async with db.read() as tx:
        found = await get_version(tx, version_id)
    if found is None:
        raise not_found(Reason.CATALOGUE_NOT_FOUND, "version", f"catalogueVersions/{version_id}")
    return found


async def page_of_versions(db: Database, before: str, limit: int) -> list[CatalogueVersion]:
    async with db.read() as tx:
        return await list_versions(tx, before=before, limit=limit)


async def catalogue_in_force(db: Database, date: dt.date | None) -> Catalogue:
    async with db.read() as tx:
        return await catalogue_on(tx, date or tx.date)
