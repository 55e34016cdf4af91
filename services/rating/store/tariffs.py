"""Tariffs as they are stored: documents by code and version, and the numbers of their rates."""

import datetime as dt
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, Text, cast, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.kernel.errors import Fault
from services.rating.domain.rating_timeline import TariffLayout
from services.rating.domain.tariff import Calendar, Tariff, TariffBook
from services.rating.domain.tariff_document import Document, read_calendar, read_tariff
from services.rating.store.usage_tables import tariff_calendar, tariff_rate, tariff_version


@dataclass(frozen=True, slots=True)
class StoredTariff:
    """A version as it stands: DRAFT, APPROVED or WITHDRAWN. ``prefix_requester`` added prefixes to it last, or ""."""

    tariff: Tariff
    document: Document
    digest: bytes
    state: str
    requester: str
    approver: str
    created_at: dt.datetime
    prefix_requester: str = ""


async def calendars(tx: Transaction) -> dict[str, Calendar]:
    rows = await tx.execute(select(tariff_calendar).order_by(tariff_calendar.c.code))
    return {row.code: _sound(read_calendar, row.document) for row in rows}


def _sound(read: Any, document: Document, *more: Any) -> Any:
    """Reads what was found free of faults before it was stored."""
    faults: list[Fault] = []
    value = read(document, *more, "stored", faults)
    if faults:
        raise ValueError(f"a stored tariff document has a fault: {faults[0]}")
    return value


async def put_calendars(tx: Transaction, documents: Sequence[tuple[str, Document]]) -> None:
    """Calendars grow year by year: a new document of a code replaces the one before."""
    for code, document in documents:
        row = insert(tariff_calendar).values(code=code, document=document)
        await tx.execute(row.on_conflict_do_update(index_elements=["code"], set_={"document": document}))


async def insert_draft(tx: Transaction, tariff: Tariff, document: Document, digest: bytes, requester: str) -> None:
    await tx.execute(
        tariff_version.insert().values(
            code=tariff.code,
            version=tariff.version,
            type=tariff.type.value,
            title=tariff.title,
            state="DRAFT",
            effective_date=tariff.effective_date,
            document=document,
            digest=digest,
            requester=requester,
            approver="",
            created_at=tx.now,
        )
    )


async def replace_document(
    tx: Transaction, tariff: Tariff, document: Document, digest: bytes, prefix_requester: str
) -> None:
    """Gives a draft, which its caller holds, another document."""
    await tx.execute(
        update(tariff_version)
        .where(tariff_version.c.code == tariff.code, tariff_version.c.version == tariff.version)
        .values(document=document, digest=digest, prefix_requester=prefix_requester)
    )


async def lock_tariff(tx: Transaction, code: str, version: str) -> StoredTariff | None:
    """The version, locked FOR UPDATE."""
    return await _one(tx, code, version, lock=True)


async def get_tariff(tx: Transaction, code: str, version: str) -> StoredTariff | None:
    return await _one(tx, code, version, lock=False)


async def _one(tx: Transaction, code: str, version: str, *, lock: bool) -> StoredTariff | None:
    query = select(tariff_version).where(tariff_version.c.code == code, tariff_version.c.version == version)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _stored_from_row(row, await calendars(tx))


def _stored_from_row(row: Row[Any], known: dict[str, Calendar]) -> StoredTariff:
    tariff: Tariff = _sound(read_tariff, row.document, known)
    return StoredTariff(
        tariff, row.document, row.digest, row.state, row.requester, row.approver, row.created_at, row.prefix_requester
    )


async def list_tariffs(tx: Transaction, *, code: str = "", after: tuple[str, str] | None = None) -> list[StoredTariff]:
    """All versions by code and effective date, then version."""
    query = select(tariff_version).order_by(
        tariff_version.c.code, tariff_version.c.effective_date, tariff_version.c.version
    )
    if code:
        query = query.where(tariff_version.c.code == code)
    known = await calendars(tx)
    return [_stored_from_row(row, known) for row in await tx.execute(query)]


async def set_state(tx: Transaction, tariff: Tariff, state: str, **values: Any) -> None:
    await tx.execute(
        update(tariff_version)
        .where(tariff_version.c.code == tariff.code, tariff_version.c.version == tariff.version)
        .values(state=state, **values)
    )


async def next_approval(tx: Transaction) -> int:
    """The number of the next approval; approvals of one moment meet at the version's row and are told apart by it."""
    return ((await tx.execute(select(func.max(tariff_version.c.approval)))).scalar() or 0) + 1


async def book_version(tx: Transaction) -> tuple[int, int]:
    """Changes whenever the approved book does: the newest approval and how many versions are approved."""
    newest = func.coalesce(func.max(tariff_version.c.approval), 0).label("newest")
    approved = select(newest, func.count().label("approved")).where(tariff_version.c.state == "APPROVED")
    row = (await tx.execute(approved)).one()
    return row.newest, row.approved


async def approved_book(tx: Transaction) -> TariffBook:
    """The approved versions."""
    return await (await read_books(tx)).of()


@dataclass(frozen=True, slots=True)
class _Approved:
    """What a book is made of: a version, what its document is known by, its approval, the month that knew it first."""

    code: str
    version: str
    digest: str
    approval: int
    known_month: int


@dataclass(frozen=True, slots=True)
class Books:
    """The books that the approved versions make, as one reading found them.

    Books are kept between calls by what they are made of, since a bill run asks for the same one for each chunk.
    """

    tx: Transaction
    approved: tuple[_Approved, ...]
    calendars: str

    async def of(self, known_month: int | None = None, approval: int | None = None) -> TariffBook:
        """All approved versions; with ``known_month`` only those that were approved before that month's trial froze it,
        with ``approval`` only those up to that approval.
        """
        chosen = [
            each
            for each in self.approved
            if (known_month is None or each.known_month <= known_month)
            and (approval is None or each.approval <= approval)
        ]
        key = (str(self.tx.conn.engine.url), self.calendars, *(each.digest for each in chosen))
        if key not in _books:
            versions = [(each.code, each.version) for each in chosen]
            wanted = tuple_(tariff_version.c.code, tariff_version.c.version).in_(versions)
            query = select(tariff_version).where(wanted).order_by(*_AS_APPROVED)
            known = await calendars(self.tx)
            _books[key] = TariffBook.of([_stored_from_row(row, known).tariff for row in await self.tx.execute(query)])
            while len(_books) > _BOOKS_KEPT:
                _books.popitem(last=False)
        return _books[key]


async def read_books(tx: Transaction) -> Books:
    """What is approved now."""
    rows = (await tx.execute(_APPROVED)).all()
    made_of = tuple(_Approved(row.code, row.version, row.digest, row.approval, row.known_month) for row in rows)
    return Books(tx, made_of, rows[0].calendars if rows else "")


_AS_APPROVED = (tariff_version.c.approval, tariff_version.c.code, tariff_version.c.version)
_APPROVED = (
    select(
        tariff_version.c.code,
        tariff_version.c.version,
        (tariff_version.c.code + func.encode(tariff_version.c.digest, "hex")).label("digest"),
        tariff_version.c.approval,
        tariff_version.c.known_month,
        select(func.coalesce(func.md5(func.string_agg(cast(tariff_calendar.c.document, Text), "")), ""))
        .scalar_subquery()
        .label("calendars"),
    )
    .where(tariff_version.c.state == "APPROVED")
    .order_by(*_AS_APPROVED)
)
_BOOKS_KEPT = 8
_books: OrderedDict[tuple[object, ...], TariffBook] = OrderedDict()


async def number_rates(tx: Transaction, tariff: Tariff) -> None:
    """Gives each rate of a version its number, under which rated usage names it."""
    rows = [
        {"code": tariff.code, "version": tariff.version, "zone": each.zone, "band": each.band,
         "charge_item": each.charge_item}
        for each in tariff.rates
    ]  # fmt: skip
    await tx.execute(insert(tariff_rate).values(rows).on_conflict_do_nothing())


async def rate_numbers(tx: Transaction, layout: TariffLayout) -> NDArray[np.int32]:
    """The stored number of each [version, zone, band] of a layout; 0 where there is none."""
    versions = {(tariff.code, tariff.version): n for n, tariff in enumerate(layout.versions)}
    zones = {zone: n for n, zone in enumerate(layout.zones)}
    bands = {band: n for n, band in enumerate(layout.bands)}
    numbers = np.zeros((max(1, len(versions)), max(1, len(zones)), max(1, len(bands))), dtype=np.int32)
    for row in await tx.execute(select(tariff_rate)):
        version = versions.get((row.code, row.version))
        if version is not None and row.zone in zones and row.band in bands:
            numbers[version, zones[row.zone], bands[row.band]] = row.rate
    return numbers
