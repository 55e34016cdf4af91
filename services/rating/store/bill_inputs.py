"""What a bill run's chunk is computed from, read in bulk by a range of shards."""

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import func, or_, select

from services.chassis.database import Transaction
from services.kernel.ids import SHARDS
from services.kernel.period import Cycle
from services.rating.domain.billing import Line, OneOff
from services.rating.domain.charging import EffectMode, RentFacts, Suspended
from services.rating.domain.sponsorship import SponsorshipKind, Terms
from services.rating.store.bill_tables import bill, next_charge
from services.rating.store.tables import (
    account,
    account_move,
    rent_change,
    sponsored_member,
    sponsorship_agreement,
    suspension,
)
from services.rating.store.text_rows import read_text


@dataclass(frozen=True, slots=True)
class Owner:
    """The account's customer and currency, and its shard."""

    shard: int
    customer_id: str
    currency: str


async def owners_in_shards(tx: Transaction, first: int, last: int) -> dict[str, Owner]:
    query = "SELECT shard, account_id, customer_id, currency FROM account WHERE shard BETWEEN %s AND %s"
    rows = await read_text(tx, query, [first, last])
    return {row[1]: Owner(int(row[0]), row[2], row[3]) for row in rows}


async def billed_accounts(tx: Transaction, cycle: str, first: int, last: int) -> set[str]:
    """The accounts that have a bill of the cycle already: one bill an account and cycle (R-BIL-1)."""
    query = select(bill.c.account_id).where(bill.c.shard.between(first, last), bill.c.cycle == cycle)
    return set((await tx.execute(query)).scalars())


_LINES = """
    SELECT subscription_id, account_id, line_of_business, rent_item, rent, effect_mode,
           coalesce(charged_from::text, ''), start_known, coalesce(terminate_date::text, ''), terminate_known
    FROM subscription WHERE shard BETWEEN %s AND %s
"""
_CHARGED = (
    _LINES + " AND charged_from < %s AND (terminate_date IS NULL OR terminate_date > %s OR terminate_known >= %s)"
)
_NAMED = _LINES + " AND subscription_id = ANY(%s::text[])"


async def lines_in_shards(
    tx: Transaction, cycle: Cycle, first: int, last: int, usage: dict[str, list[tuple[str, int, int]]]
) -> dict[str, list[Line]]:
    """By account, the subscriptions that may be charged in the cycle, by id; those with usage too.

    A subscription that ended is read as long as its end, or its usage, is news to this cycle's bill.
    """
    rows = await read_text(tx, _CHARGED, [first, last, cycle.end, cycle.first_day, str(cycle)])
    others = usage.keys() - {row[0] for row in rows}
    if others:
        rows += await read_text(tx, _NAMED, [first, last, sorted(others)])
    rows.sort()
    offs = await _suspensions(tx, first, last)
    rents = await _rents(tx, first, last)
    moves = await _moves(tx, cycle, first, last)
    facts: dict[tuple[str, ...], RentFacts] = {}
    found: dict[str, list[Line]] = {}
    for row in rows:
        name = row[0]
        key = tuple(row[4:])
        if name in offs or name in rents:
            history = _facts(key, rents.get(name, []), offs.get(name, []))
        else:
            history = facts.get(key) or facts.setdefault(key, _facts(key, [], []))
        line = Line(name, row[2], row[3], history, tuple(usage.get(name, ())))
        found.setdefault(moves.get(name) or row[1], []).append(line)
    return found


def _facts(key: tuple[str, ...], rents: list[tuple[str, int]], offs: list[Suspended]) -> RentFacts:
    rent, mode, charged_from, start_known, terminate_date, terminate_known = key
    return RentFacts(
        EffectMode(mode),
        (("", int(rent)), *rents),
        _date(charged_from),
        start_known,
        _date(terminate_date),
        terminate_known,
        tuple(offs),
    )


def _date(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


async def _suspensions(tx: Transaction, first: int, last: int) -> dict[str, list[Suspended]]:
    table = suspension.c
    query = select(
        table.subscription_id, table.suspend_date, table.restore_date, table.suspend_known, table.restore_known
    ).where(table.shard.between(first, last))
    found: dict[str, list[Suspended]] = {}
    for row in await tx.execute(query):
        found.setdefault(row.subscription_id, []).append(
            Suspended(row.suspend_date, row.restore_date, row.suspend_known, row.restore_known)
        )
    return found


async def _moves(tx: Transaction, cycle: Cycle, first: int, last: int) -> dict[str, str]:
    """By subscription, the account that it stood on in the cycle, of those that have moved away since."""
    table = account_move.c
    query = (
        select(table.subscription_id, table.account_before)
        .where(table.shard.between(first, last), table.first_cycle > str(cycle))
        .order_by(table.first_cycle.desc())
    )
    return {row.subscription_id: row.account_before for row in await tx.execute(query)}


async def _rents(tx: Transaction, first: int, last: int) -> dict[str, list[tuple[str, int]]]:
    query = (
        select(rent_change.c.subscription_id, rent_change.c.first_cycle, rent_change.c.rent)
        .where(rent_change.c.shard.between(first, last))
        .order_by(rent_change.c.subscription_id, rent_change.c.first_cycle)
    )
    found: dict[str, list[tuple[str, int]]] = {}
    for row in await tx.execute(query):
        found.setdefault(row.subscription_id, []).append((row.first_cycle, row.rent))
    return found


async def one_offs_in_shards(tx: Transaction, cycle: str, first: int, last: int) -> dict[str, list[OneOff]]:
    """By account, the approved sums that wait for this cycle's bill."""
    table = next_charge.c
    query = (
        select(next_charge)
        .where(table.shard.between(first, last), table.approved, table.due_cycle <= cycle)
        .where(or_(table.billed_cycle == "", table.billed_cycle == cycle))
        .order_by(table.charge_id)
    )
    found: dict[str, list[OneOff]] = {}
    for row in await tx.execute(query):
        found.setdefault(row.account_id, []).append(
            OneOff(
                row.charge_id,
                row.subscription_id,
                row.charge_item,
                row.line_of_business,
                row.amount,
                row.origin_cycle,
                row.reason,
            )
        )
    return found


@dataclass(frozen=True, slots=True)
class Agreement:
    """An agreement that pays in a cycle; items and sets as it names them."""

    agreement_id: str
    sponsor_account: str
    sponsor_customer: str
    kind: SponsorshipKind
    items: tuple[str, ...]
    sets: tuple[str, ...]
    permille: int
    cap: int
    priority: int

    def terms(self, items: tuple[str, ...]) -> Terms:
        """The terms with the sets expanded to ``items``."""
        return Terms(self.agreement_id, self.sponsor_account, self.kind, items, self.permille, self.cap, self.priority)


async def agreements_in_cycle(tx: Transaction, cycle: str) -> dict[str, Agreement]:
    """All agreements that pay in a cycle: in their cycles and not paused (R-SPO-3). There are few."""
    table = sponsorship_agreement.c
    query = select(sponsorship_agreement).where(
        table.first_cycle <= cycle, or_(table.last_cycle == "", table.last_cycle >= cycle)
    )
    return {
        row.agreement_id: Agreement(
            row.agreement_id,
            row.sponsor_account_id,
            row.sponsor_customer_id,
            SponsorshipKind(row.kind),
            tuple(row.charge_items),
            tuple(row.charge_item_sets),
            row.permille,
            row.cap,
            row.priority,
        )
        for row in await tx.execute(query)
        if not any(first <= cycle and (not last or cycle <= last) for first, last in row.pauses)
    }


async def memberships_in_shards(tx: Transaction, cycle: str, first: int, last: int) -> dict[str, list[str]]:
    """By member account, the agreements it is a member of in the cycle."""
    table = sponsored_member.c
    query = (
        select(table.account_id, table.agreement_id)
        .where(table.shard.between(first, last), table.first_cycle <= cycle)
        .where(or_(table.last_cycle == "", table.last_cycle >= cycle))
    )
    found: dict[str, list[str]] = {}
    for row in await tx.execute(query):
        found.setdefault(row.account_id, []).append(row.agreement_id)
    return found


async def count_accounts(tx: Transaction) -> int:
    return (await tx.execute(select(func.count()).select_from(account))).scalar_one()


async def shard_bounds(tx: Transaction, accounts_at_once: int) -> list[tuple[int, int]]:
    """All shards in ranges, the second bound outside, of about so many accounts or fewer."""
    parts = min(SHARDS, await count_accounts(tx) // accounts_at_once + 1)
    return list(pairwise(SHARDS * number // parts for number in range(parts + 1)))
