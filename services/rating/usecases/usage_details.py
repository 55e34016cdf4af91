"""Serving usage detail: each query is decided, logged, and served or refused (R-RAT-4)."""

import datetime as dt
import json
import secrets
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog

from services.chassis.database import Database, Transaction
from services.kernel.errors import Refusal
from services.rating.domain import usage_detail as rule
from services.rating.domain.reason import Reason, not_found
from services.rating.domain.usage_months import cycle_of, month_of
from services.rating.store import usage_details as store
from services.rating.store.directory import Collection, place
from services.rating.store.usage_partitions import months_removed
from services.rating.store.usage_removal import held_months

log = structlog.get_logger("usage")


@dataclass(frozen=True, slots=True)
class CodeSent:
    """Where a one-time code went."""

    sent_to: str
    valid_seconds: int


@dataclass(frozen=True, slots=True)
class DetailPage:
    """Lines, with numbers masked where the grant says so."""

    lines: tuple[store.DetailLine, ...]
    grant: rule.DetailGrant


@dataclass(frozen=True, slots=True)
class DetailDesk:
    """Serves detail. One-time codes are put as files into ``outgoing``, where the operator's SMS centre takes them."""

    db: Database
    zone: ZoneInfo
    outgoing: Path
    code_length: int = field(default=6)

    async def send_code(self, subscription_id: str) -> CodeSent:
        """Makes a new one-time code; only its digest is kept."""
        code = "".join(secrets.choice("0123456789") for _ in range(self.code_length))

        async def work(tx: Transaction) -> str:
            user = await _user(tx, subscription_id)
            expires = tx.now + dt.timedelta(seconds=rule.CODE_SECONDS)
            await store.put_code(tx, user.shard, subscription_id, rule.code_digest(subscription_id, code), expires)
            return user.contact_phone or user.service_number

        number = await self.db.transact(work, dated=False)
        message = {"to": number, "text": f"详单查询验证码 / usage detail code: {code}", "subscription": subscription_id}
        self.outgoing.mkdir(parents=True, exist_ok=True)
        (self.outgoing / f"{uuid.uuid4()}.json").write_text(json.dumps(message, ensure_ascii=False))
        return CodeSent(rule.mask_number(number), rule.CODE_SECONDS)

    async def list_detail(
        self, query: rule.DetailQuery, code: str, after: store.Position | None, limit: int
    ) -> DetailPage:
        """A page of lines. The refusal of a query is logged as its serving is, in the same transaction."""

        async def work(tx: Transaction) -> DetailPage | Refusal:
            user = await _user(tx, query.subscription_id)
            digest = rule.code_digest(query.subscription_id, code)
            right = bool(code) and await store.check_code(tx, user.shard, query.subscription_id, digest)
            gone = await months_removed(tx)
            gone -= await held_months(tx, query.subscription_id, gone)
            removed = frozenset(cycle_of(month) for month in gone)
            try:
                grant = rule.decide_detail(query, rule.DetailFacts(user.customer_id, right, removed))
            except Refusal as refusal:
                await _log(tx, user.shard, query, role="", lines=0, refusal=refusal.reason)
                return refusal
            lines = await self._lines(tx, user, query, after, limit)
            await _log(tx, user.shard, query, role=grant.role, lines=len(lines), refusal="")
            return DetailPage(tuple(lines), grant)

        outcome = await self.db.transact(work, dated=False)
        if isinstance(outcome, Refusal):
            raise outcome
        return outcome

    async def _lines(
        self, tx: Transaction, user: store.UserOf, query: rule.DetailQuery, after: store.Position | None, limit: int
    ) -> list[store.DetailLine]:
        months = [month_of(cycle) for cycle in rule.cycles_of(query.start, query.end)]
        # A call that began in the month before and crossed midnight has a part in this one.
        months.insert(0, month_of(cycle_of(months[0]).previous))
        seconds = (self._second(query.start), self._second(query.end))
        return await store.detail_lines(tx, user, query.subscription_id, months, seconds, after, limit)

    def _second(self, date: dt.date) -> int:
        return int(dt.datetime.combine(date, dt.time(), self.zone).timestamp())


async def _user(tx: Transaction, subscription_id: str) -> store.UserOf:
    """Raises the refusal SUBSCRIPTION_NOT_FOUND."""
    at = await place(tx, Collection.SUBSCRIPTION, subscription_id)
    if at is None:
        raise not_found(Reason.SUBSCRIPTION_NOT_FOUND, "subscription", f"subscriptions/{subscription_id}")
    return await store.user_of(tx, at.shard, subscription_id)


async def _log(tx: Transaction, shard: int, query: rule.DetailQuery, *, role: str, lines: int, refusal: str) -> None:
    """Enters the query and raises the alarm when the actor's day is a bulk export."""
    before, subscriptions = await store.given_since(tx, query.actor, tx.now - dt.timedelta(days=1))
    alarmed = rule.alarms(before + lines, subscriptions + 1) and role != "CUSTOMER"
    if alarmed:
        log.warning("usage_detail_bulk_export", actor=query.actor, lines=before + lines, subscriptions=subscriptions)
    entry = {
        "actor": query.actor,
        "role": role,
        "purpose": query.purpose.value,
        "reference": query.reference,
        "subscription_id": query.subscription_id,
        "start_date": query.start,
        "end_date": query.end,
        "lines": lines,
        "refusal": refusal,
        "alarmed": alarmed,
    }
    await store.log_access(tx, shard, entry)
