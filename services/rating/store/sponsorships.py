"""Sponsorship agreements, on the sponsor's shard; their members, on the members' own."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select, update

from services.chassis.database import Transaction
from services.kernel.ids import shard_of
from services.rating.domain.agreement import Member, SponsorshipAgreement
from services.rating.domain.sponsorship import SponsorshipKind
from services.rating.store.bill_tables import bill_line
from services.rating.store.directory import Collection, enter, place
from services.rating.store.tables import sponsored_member, sponsorship_agreement


def _from_row(row: Row[Any]) -> SponsorshipAgreement:
    return SponsorshipAgreement(
        agreement_id=row.agreement_id,
        sponsor_account=row.sponsor_account_id,
        sponsor_customer=row.sponsor_customer_id,
        display_name=row.display_name,
        kind=SponsorshipKind(row.kind),
        items=tuple(row.charge_items),
        sets=tuple(row.charge_item_sets),
        permille=row.permille,
        cap=row.cap,
        priority=row.priority,
        first_cycle=row.first_cycle,
        last_cycle=row.last_cycle,
        pauses=tuple((first, last) for first, last in row.pauses),
        state=row.state,
        version=row.version,
    )


def _to_row(value: SponsorshipAgreement) -> dict[str, Any]:
    return {
        "shard": shard_of(value.sponsor_customer),
        "agreement_id": value.agreement_id,
        "sponsor_account_id": value.sponsor_account,
        "sponsor_customer_id": value.sponsor_customer,
        "display_name": value.display_name,
        "kind": value.kind.value,
        "charge_items": list(value.items),
        "charge_item_sets": list(value.sets),
        "permille": value.permille,
        "cap": value.cap,
        "priority": value.priority,
        "first_cycle": value.first_cycle,
        "last_cycle": value.last_cycle,
        "pauses": [list(pause) for pause in value.pauses],
        "state": value.state,
        "version": value.version,
    }


async def insert_agreement(tx: Transaction, value: SponsorshipAgreement) -> None:
    await enter(tx, Collection.AGREEMENT, {value.agreement_id: value.sponsor_customer})
    await tx.insert_many(sponsorship_agreement, [_to_row(value)])


async def agreement_by_id(tx: Transaction, agreement_id: str, *, lock: bool = False) -> SponsorshipAgreement | None:
    at = await place(tx, Collection.AGREEMENT, agreement_id)
    if at is None:
        return None
    query = select(sponsorship_agreement).where(
        sponsorship_agreement.c.shard == at.shard, sponsorship_agreement.c.agreement_id == agreement_id
    )
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return _from_row(row) if row else None


async def write_agreement(tx: Transaction, value: SponsorshipAgreement) -> None:
    row = _to_row(value)
    await tx.execute(
        update(sponsorship_agreement)
        .where(
            sponsorship_agreement.c.shard == row["shard"],
            sponsorship_agreement.c.agreement_id == value.agreement_id,
        )
        .values(row)
    )


async def agreements_of_sponsor(
    tx: Transaction, customer_id: str, account_id: str, *, lock: bool = False
) -> list[SponsorshipAgreement]:
    query = (
        select(sponsorship_agreement)
        .where(
            sponsorship_agreement.c.shard == shard_of(customer_id),
            sponsorship_agreement.c.sponsor_account_id == account_id,
        )
        .order_by(sponsorship_agreement.c.agreement_id)
    )
    return [_from_row(row) for row in await tx.execute(query.with_for_update() if lock else query)]


async def list_agreements(
    tx: Transaction, *, sponsor: str, member: str, after: str, limit: int
) -> list[SponsorshipAgreement]:
    """Agreements by id, after an id."""
    table = sponsorship_agreement.c
    query = select(sponsorship_agreement).where(table.agreement_id > after)
    if sponsor:
        query = query.where(table.sponsor_account_id == sponsor)
    if member:
        of_member = select(sponsored_member.c.agreement_id).where(sponsored_member.c.account_id == member)
        query = query.where(table.agreement_id.in_(of_member))
    return [_from_row(row) for row in await tx.execute(query.order_by(table.agreement_id).limit(limit))]


async def sponsor_pairs(tx: Transaction) -> dict[str, set[str]]:
    """By member account, the accounts that sponsor it; for finding cycles."""
    of_agreement = sponsorship_agreement.c.agreement_id == sponsored_member.c.agreement_id
    query = (
        select(sponsored_member.c.account_id, sponsorship_agreement.c.sponsor_account_id)
        .select_from(sponsored_member.join(sponsorship_agreement, of_agreement))
        .where(sponsorship_agreement.c.state != "ENDED")
        .distinct()
    )
    found: dict[str, set[str]] = {}
    for row in await tx.execute(query):
        found.setdefault(row.account_id, set()).add(row.sponsor_account_id)
    return found


async def members_named(tx: Transaction, agreement_id: str, accounts: Sequence[str]) -> dict[str, Member]:
    """Those of the accounts that are members already."""
    table = sponsored_member.c
    query = select(sponsored_member).where(table.agreement_id == agreement_id, table.account_id.in_(accounts))
    return {
        row.account_id: Member(row.account_id, row.agreement_id, row.first_cycle, row.last_cycle)
        for row in await tx.execute(query)
    }


async def insert_members(tx: Transaction, members: Sequence[tuple[str, Member]]) -> None:
    """Each with its customer, whose shard it stands in."""
    rows = [
        {
            "shard": shard_of(customer_id),
            "account_id": each.account_id,
            "agreement_id": each.agreement_id,
            "first_cycle": each.first_cycle,
            "last_cycle": each.last_cycle,
        }
        for customer_id, each in members
    ]
    await tx.insert_many(sponsored_member, rows)


async def end_members(tx: Transaction, agreement_id: str, accounts: Sequence[str], last_cycle: str) -> None:
    table = sponsored_member.c
    await tx.execute(
        update(sponsored_member)
        .where(table.agreement_id == agreement_id, table.account_id.in_(accounts))
        .values(last_cycle=last_cycle)
    )


async def list_members(tx: Transaction, agreement_id: str, *, after: str, limit: int) -> list[Member]:
    table = sponsored_member.c
    query = (
        select(sponsored_member)
        .where(table.agreement_id == agreement_id, table.account_id > after)
        .order_by(table.account_id)
        .limit(limit)
    )
    return [
        Member(row.account_id, row.agreement_id, row.first_cycle, row.last_cycle) for row in await tx.execute(query)
    ]


async def sponsored_amounts(
    tx: Transaction, customer_id: str, account_id: str, cycle: str, trial: int, *, offset: int, limit: int
) -> list[tuple[str, str, str, int]]:
    """(agreement, member account, charge item, amount) of what a sponsor's bill pays, by member and item."""
    table = bill_line.c
    query = (
        select(table.agreement_id, table.sponsored_account, table.charge_item, table.amount)
        .where(table.shard == shard_of(customer_id), table.cycle == cycle, table.trial == trial)
        .where(table.account_id == account_id, table.kind == "SPONSORSHIP")
        .order_by(table.sponsored_account, table.agreement_id, table.charge_item, table.line)
        .offset(offset)
        .limit(limit)
    )
    return [(row.agreement_id, row.sponsored_account, row.charge_item, row.amount) for row in await tx.execute(query)]
