"""Prefixes for the zones of a draft from CSV (R-RAT-2): each row by itself, what stands already is a duplicate."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.rating.domain.csv_file import FileOutcome, RejectedRow, Row, outcome, parse, read_rows, rejected
from services.rating.domain.reason import Reason, not_found
from services.rating.domain.tariff import Tariff
from services.rating.domain.usage_record import normalise_number
from services.rating.store import tariffs as store
from services.rating.usecases.tariffs import digest_of, refused, tariff_name

COLUMNS = ("zone", "prefix", "note")
_PREFIX = re.compile(r"[0-9*#A-Za-z.]{0,16}")


@dataclass(slots=True)
class _Zones:
    """The zones of a draft while a file's rows are taken in."""

    zone_of: dict[str, str]
    priced: frozenset[str]
    from_file: dict[str, str] = field(default_factory=dict[str, str])
    accepted: int = 0
    duplicates: int = 0

    def take(self, row: Row, zone: str, prefix: str) -> bool:
        """Takes a row in; False when it has a fault."""
        before = self.zone_of.get(prefix)
        if zone not in self.priced:
            row.fault("zone", "known", "the draft has no rate for such a zone")
        elif prefix in self.from_file and self.from_file[prefix] != zone:
            row.fault("prefix", "unique", f"the file puts the prefix into zone {self.from_file[prefix]} already")
        elif before == zone:
            self.duplicates += 1
            self.from_file[prefix] = zone
        elif before is not None and list(self.zone_of.values()).count(before) == 1:
            row.fault("prefix", "last", f"zone {before} would be left without a prefix")
        else:
            self.zone_of[prefix] = self.from_file[prefix] = zone
            self.accepted += 1
        return not row.faults


async def import_prefixes(db: Database, actor: str, code: str, version: str, content: bytes) -> FileOutcome:
    """Raises TARIFF_NOT_FOUND, and STATE_CONFLICT for a version that is no draft any more."""
    parsed = parse(content, COLUMNS)

    async def work(tx: Transaction) -> FileOutcome:
        standing = await store.lock_tariff(tx, code, version)
        if standing is None:
            raise not_found(Reason.TARIFF_NOT_FOUND, "tariff", tariff_name(code, version))
        if standing.state != "DRAFT":
            text = f"only a draft takes prefixes, not a version {standing.state}"
            raise refused(Reason.STATE_CONFLICT, standing.tariff, text)
        good, rejects = read_rows(parsed, _prefix_of)
        zones, more = _take_all(standing.tariff, good)
        rejects += more
        if zones.accepted:
            document = _with_zones(standing.document, zones.zone_of)
            await store.replace_document(tx, standing.tariff, document, digest_of(document), actor)
            facts = {"accepted": zones.accepted, "duplicates": zones.duplicates, "rejected": len(rejects)}
            await tx.audit(AuditRecord(actor, "tariff.prefixes", tariff_name(code, version), "", facts))
        return outcome(parsed, zones.accepted, zones.duplicates, rejects)

    return await db.transact(work)


def _prefix_of(row: Row) -> tuple[str, str]:
    """Zone and prefix; a leading + is 00, as in the numbers that are looked up. The note is for people only."""
    prefix = normalise_number(row.values["prefix"].strip(" "))
    if not _PREFIX.fullmatch(prefix):
        row.fault("prefix", "prefix", "must be up to 16 digits, letters, dots, * or #")
    row.string("note")
    return row.string("zone", required=True), prefix


def _take_all(tariff: Tariff, good: list[tuple[Row, tuple[str, str]]]) -> tuple[_Zones, list[RejectedRow]]:
    zones = _Zones(dict(tariff.prefixes), frozenset(rate.zone for rate in tariff.rates))
    rejects = [rejected(row) for row, (zone, prefix) in good if not zones.take(row, zone, prefix)]
    return zones, rejects


def _with_zones(document: Mapping[str, Any], zone_of: Mapping[str, str]) -> dict[str, Any]:
    zones: dict[str, list[str]] = {}
    for prefix in sorted(zone_of):
        zones.setdefault(zone_of[prefix], []).append(prefix)
    return {**document, "zones": zones}
