"""Loading and approving tariffs: versions are never edited in place, a second person approves (R-RAT-2, R-GEN-5)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import orjson

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.kernel.errors import Fault, Refusal, RefusalKind
from services.rating.domain.reason import Reason
from services.rating.domain.tariff import Calendar, Tariff, TariffBook
from services.rating.domain.tariff_document import Document, read_calendar, read_tariff
from services.rating.domain.usage_months import month_of_gate
from services.rating.store import tariffs as store
from services.rating.store.cycles import hold_gate


@dataclass(frozen=True, slots=True)
class LoadTariffs:
    """A request to load a document: its lists "calendars" and "tariffs"."""

    request_id: str
    requester: str
    document: dict[str, Any]


@dataclass(frozen=True, slots=True)
class TariffsLoaded:
    """What a document held: calendars by code, tariffs by (code, version)."""

    tariffs: tuple[tuple[str, str], ...]
    calendars: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DecideTariff:
    """A request to approve or withdraw a version."""

    request_id: str
    actor: str
    code: str
    version: str
    reason: str


@dataclass(frozen=True, slots=True)
class TariffDecided:
    """The version and its state after the decision."""

    code: str
    version: str
    state: str


_LOADED = Replies(TariffsLoaded)
_DECIDED = Replies(TariffDecided)


def digest_of(document: Document) -> bytes:
    """SHA-256 of a document's content, whatever the order of its keys."""
    return hashlib.sha256(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)).digest()


async def load_tariffs(db: Database, request: LoadTariffs) -> TariffsLoaded:
    """Stores calendars and drafts; all of the document or nothing. A version that stands with this content is kept."""

    async def work(tx: Transaction) -> TariffsLoaded:
        earlier = (await _LOADED.find(tx, {request.request_id: request})).get(request.request_id)
        if earlier is not None:
            return reply_or_raise(earlier)
        calendars, tariffs = _read(request.document, await store.calendars(tx))
        await store.put_calendars(tx, [(calendar.code, document) for calendar, document in calendars])
        for tariff, document in tariffs:
            await _put_draft(tx, tariff, document, request.requester)
        reply = TariffsLoaded(
            tuple((tariff.code, tariff.version) for tariff, _ in tariffs),
            tuple(calendar.code for calendar, _ in calendars),
        )
        await _LOADED.keep(tx, {request.request_id: (request, reply)})
        return reply

    return await db.transact(work)


async def _put_draft(tx: Transaction, tariff: Tariff, document: Document, requester: str) -> None:
    standing = await store.lock_tariff(tx, tariff.code, tariff.version)
    digest = digest_of(document)
    if standing is None:
        await store.insert_draft(tx, tariff, document, digest, requester)
    elif standing.digest != digest:
        raise refused(Reason.TARIFF_EXISTS, tariff, "the version exists already with other content")


def _read(
    document: Mapping[str, Any], known: Mapping[str, Calendar]
) -> tuple[list[tuple[Calendar, Document]], list[tuple[Tariff, Document]]]:
    """Raises the refusal TARIFF_INVALID with every fault of the document."""
    faults: list[Fault] = []
    calendars = [
        (read_calendar(each, f"calendars[{n}]", faults), each) for n, each in enumerate(_list(document, "calendars"))
    ]
    by_code = dict(known) | {calendar.code: calendar for calendar, _ in calendars}
    tariffs = [
        (read_tariff(each, by_code, f"tariffs[{n}]", faults), each) for n, each in enumerate(_list(document, "tariffs"))
    ]
    if not calendars and not tariffs:
        faults.append(Fault("document", "required", "", 'must have a list "calendars" or "tariffs"'))
    if faults:
        text = "; ".join(f"{fault.field}: {fault.message}" for fault in faults[:10])
        raise Refusal(Reason.TARIFF_INVALID, RefusalKind.INVALID, text, faults=tuple(faults))
    return calendars, tariffs


def _list(document: Mapping[str, Any], key: str) -> Sequence[Document]:
    value: object = document.get(key) or []
    if not isinstance(value, list):
        return []
    return [cast(Document, each) for each in cast(list[object], value) if isinstance(each, dict)]


async def approve_tariff(db: Database, request: DecideTariff) -> TariffDecided:
    """Approves a draft: from its effective date on it prices. Never by the one who loaded it."""

    async def decide(tx: Transaction, standing: store.StoredTariff) -> None:
        tariff = standing.tariff
        if standing.state != "DRAFT":
            raise refused(Reason.STATE_CONFLICT, tariff, f"only a draft is approved, not a version {standing.state}")
        if request.actor in (standing.requester, standing.prefix_requester):
            raise refused(Reason.APPROVER_IS_REQUESTER, tariff, "who loaded a tariff does not approve it")
        _check_overlaps(tariff, await store.approved_book(tx))
        await store.number_rates(tx, tariff)
        await store.set_state(
            tx,
            tariff,
            "APPROVED",
            approver=request.actor,
            approval=await store.next_approval(tx),
            known_month=month_of_gate(await hold_gate(tx)),
        )

    return await _decided(db, request, "tariff.approve", "APPROVED", decide)


async def withdraw_tariff(db: Database, request: DecideTariff) -> TariffDecided:
    """Withdraws a version that has not priced anything: a draft, or one whose day has not come."""

    async def decide(tx: Transaction, standing: store.StoredTariff) -> None:
        if standing.state == "WITHDRAWN":
            raise refused(Reason.STATE_CONFLICT, standing.tariff, "the version is withdrawn already")
        if standing.state == "APPROVED" and standing.tariff.effective_date <= tx.date:
            raise refused(Reason.DATE_PASSED, standing.tariff, "the version has taken effect")
        await store.set_state(tx, standing.tariff, "WITHDRAWN")

    return await _decided(db, request, "tariff.withdraw", "WITHDRAWN", decide)


async def _decided(db: Database, request: DecideTariff, action: str, state: str, decide: Any) -> TariffDecided:
    async def work(tx: Transaction) -> TariffDecided:
        earlier = (await _DECIDED.find(tx, {request.request_id: request})).get(request.request_id)
        if earlier is not None:
            return reply_or_raise(earlier)
        standing = await store.lock_tariff(tx, request.code, request.version)
        if standing is None:
            name = tariff_name(request.code, request.version)
            raise Refusal(
                Reason.TARIFF_NOT_FOUND, RefusalKind.NOT_FOUND, f"rating knows no {name}", metadata={"tariff": name}
            )
        await decide(tx, standing)
        facts = {"requester": standing.requester, "digest": standing.digest.hex()}
        name = tariff_name(request.code, request.version)
        await tx.audit(AuditRecord(request.actor, action, name, request.reason, facts))
        reply = TariffDecided(request.code, request.version, state)
        await _DECIDED.keep(tx, {request.request_id: (request, reply)})
        return reply

    return await db.transact(work)


def _check_overlaps(tariff: Tariff, book: TariffBook) -> None:
    """Two tariffs must not price the same usage of a product, and a code prices one type for ever."""
    versions = book.versions.get(tariff.code, ())
    if any(each.type is not tariff.type for each in versions):
        raise refused(Reason.TARIFF_OVERLAPS, tariff, "the code's earlier versions price another type of usage")
    priced = book.product_tariffs()
    for product in tariff.products or ("",):
        other = priced.get((product, tariff.type), tariff.code)
        if other != tariff.code:
            text = f"tariff {other} prices {tariff.type} of product {product} already"
            raise refused(Reason.TARIFF_OVERLAPS, tariff, text)


def tariff_name(code: str, version: str) -> str:
    return f"tariffs/{code}/versions/{version}"


def refused(reason: Reason, tariff: Tariff, message: str) -> Refusal:
    return Refusal(
        reason, RefusalKind.FAILED_PRECONDITION, message, metadata={"tariff": tariff_name(tariff.code, tariff.version)}
    )
