"""Catalogue versions: the reviewed file as it came, parsed once a process."""

import datetime as dt
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, select, update

from services.chassis.database import Transaction
from services.kernel.errors import Fault
from services.rating.domain.catalogue import Catalogue, CatalogueVersion
from services.rating.domain.catalogue_csv import is_csv, read_csv
from services.rating.domain.catalogue_file import read_catalogue
from services.rating.domain.reason import Reason, precondition
from services.rating.domain.yaml_document import read_yaml
from services.rating.store.tables import catalogue_version


def _from_row(row: Row[Any]) -> CatalogueVersion:
    return CatalogueVersion(
        row.version_id, row.state, row.effective_date, row.requester, row.approver, row.sha256, row.load_date
    )


@lru_cache(maxsize=64)
def parse_catalogue(version_id: str, content: bytes) -> tuple[Catalogue, tuple[Fault, ...]]:
    """The catalogue in a YAML or CSV file and its faults."""
    in_csv = is_csv(content)
    try:
        document: object = read_csv(content) if in_csv else read_yaml(content)
    except ValueError as error:
        return read_catalogue(version_id, {})[0], (Fault("content", "csv" if in_csv else "yaml", "", str(error)),)
    catalogue, faults = read_catalogue(version_id, document)
    return catalogue, tuple(faults)


async def catalogue_on(tx: Transaction, date: dt.date) -> Catalogue:
    """The catalogue in force on a date. Raises CATALOGUE_NOT_FOUND."""
    query = (
        select(catalogue_version.c.version_id, catalogue_version.c.content)
        .where(catalogue_version.c.state == "APPROVED", catalogue_version.c.effective_date <= date)
        .order_by(catalogue_version.c.effective_date.desc(), catalogue_version.c.version_id.desc())
        .limit(1)
    )
    row = (await tx.execute(query)).one_or_none()
    if row is None:
        raise precondition(
            Reason.CATALOGUE_NOT_FOUND, f"no catalogue is in force on {date}: load one and have it approved"
        )
    return parse_catalogue(row.version_id, bytes(row.content))[0]


async def lock_version(tx: Transaction, version_id: str) -> CatalogueVersion | None:
    query = select(catalogue_version).where(catalogue_version.c.version_id == version_id).with_for_update()
    row = (await tx.execute(query)).one_or_none()
    return _from_row(row) if row else None


async def get_version(tx: Transaction, version_id: str) -> tuple[CatalogueVersion, bytes] | None:
    row = (
        await tx.execute(select(catalogue_version).where(catalogue_version.c.version_id == version_id))
    ).one_or_none()
    return (_from_row(row), bytes(row.content)) if row else None


async def list_versions(tx: Transaction, *, before: str, limit: int) -> list[CatalogueVersion]:
    """Versions by effective date and id, newest first; after the one with the id ``before``."""
    query = select(catalogue_version).order_by(
        catalogue_version.c.effective_date.desc(), catalogue_version.c.version_id.desc()
    )
    found = [_from_row(row) for row in await tx.execute(query)]
    ids = [one.version_id for one in found]
    start = ids.index(before) + 1 if before in ids else 0
    return found[start : start + limit]


async def insert_version(tx: Transaction, version: CatalogueVersion, content: bytes) -> None:
    row = {
        "version_id": version.version_id,
        "state": version.state,
        "effective_date": version.effective_date,
        "requester": version.requester,
        "approver": version.approver,
        "sha256": version.sha256,
        "content": content,
        "load_date": version.load_date,
    }
    await tx.insert_many(catalogue_version, [row])


async def decide_version(tx: Transaction, version_id: str, state: str, approver: str) -> None:
    await tx.execute(
        update(catalogue_version)
        .where(catalogue_version.c.version_id == version_id)
        .values(state=state, approver=approver)
    )
