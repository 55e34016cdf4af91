"""Agreements by which an account pays for members (R-SPO-1 to R-SPO-3)."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.period import Cycle
from services.rating.domain.agreement import Member, SponsorshipAgreement, check_terms, ended, paused, resumed
from services.rating.domain.csv_file import FileOutcome, Row, outcome, parse, read_rows
from services.rating.domain.reason import Reason, exists, invalid, not_found, precondition
from services.rating.domain.sponsorship import reaches
from services.rating.store.catalogue import catalogue_on
from services.rating.store.customers import accounts_by_id
from services.rating.store.cycles import hold_gate, open_cycle
from services.rating.store.sponsorships import (
    agreement_by_id,
    agreements_of_sponsor,
    end_members,
    insert_agreement,
    insert_members,
    list_agreements,
    list_members,
    members_named,
    sponsor_pairs,
    sponsored_amounts,
    write_agreement,
)
from services.rating.usecases.accounts import open_account
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.bills import known_bill
from services.rating.usecases.imports import Sorter

_AGREEMENT: Replies[SponsorshipAgreement] = Replies(SponsorshipAgreement)
_OUTCOME: Replies[FileOutcome] = Replies(FileOutcome)
_REFUSED: Replies[tuple[str, ...]] = Replies(tuple[str, ...])
MEMBER_COLUMNS = ("agreement_id", "account_id", "first_cycle", "last_cycle")


async def known_agreement(tx: Transaction, agreement_id: str, *, lock: bool = False) -> SponsorshipAgreement:
    """Raises AGREEMENT_NOT_FOUND."""
    found = await agreement_by_id(tx, agreement_id, lock=lock)
    if found is None:
        raise not_found(Reason.AGREEMENT_NOT_FOUND, "agreement", f"sponsorshipAgreements/{agreement_id}")
    return found


async def create_agreement(
    db: Database, asked: Asked, wanted: SponsorshipAgreement, members: Sequence[Member]
) -> SponsorshipAgreement:
    """From the next cycle on unless a first cycle is named, which must not be closed or frozen."""

    async def decide(tx: Transaction) -> SponsorshipAgreement:
        if await agreement_by_id(tx, wanted.agreement_id) is not None:
            raise exists(Reason.AGREEMENT_EXISTS, "agreement", f"sponsorshipAgreements/{wanted.agreement_id}")
        sponsor = await open_account(tx, wanted.sponsor_account)
        first = await first_cycle(tx, wanted.first_cycle)
        agreement = replace(wanted, sponsor_customer=sponsor.customer_id, first_cycle=first)
        check_terms(agreement)
        await _check_items(tx, agreement)
        await insert_agreement(tx, agreement)
        refused = await _add(tx, agreement, members)
        for refusal in refused:
            if refusal is not None:
                raise refusal
        facts = {"sponsor": agreement.sponsor_account, "kind": agreement.kind.value, "members": len(members)}
        subject = f"sponsorshipAgreements/{agreement.agreement_id}"
        await tx.audit(AuditRecord(asked.actor, "sponsorship.create", subject, "", facts))
        return agreement

    return await once(db, _AGREEMENT, asked, decide)


async def first_cycle(tx: Transaction, named: str) -> str:
    """The named cycle, or the next one. Raises CYCLE_CLOSED for one that is closed or frozen."""
    if not named:
        return str(max(await open_cycle(tx, tx.date), Cycle.of(tx.date).next))
    if named < (await hold_gate(tx) or str(Cycle.of(tx.date))):
        raise precondition(Reason.CYCLE_CLOSED, f"{named} is closed or has begun to be", cycle=named)
    return named


async def check_last_cycle(tx: Transaction, last_cycle: str) -> None:
    """Raises CYCLE_CLOSED for an end that would change a cycle that is closed or frozen."""
    first_open = Cycle.parse(await hold_gate(tx) or str(Cycle.of(tx.date)))
    if last_cycle < str(first_open.previous):
        raise precondition(Reason.CYCLE_CLOSED, f"{last_cycle} is closed or has begun to be", cycle=last_cycle)


async def _check_items(tx: Transaction, agreement: SponsorshipAgreement) -> None:
    """Raises CHARGE_ITEM_NOT_FOUND."""
    catalogue = await catalogue_on(tx, tx.date)
    unknown = [f"chargeItems/{name}" for name in agreement.items if name not in catalogue.items]
    unknown += [f"chargeItemSets/{name}" for name in agreement.sets if name not in catalogue.sets]
    if unknown:
        raise invalid(Reason.CHARGE_ITEM_NOT_FOUND, f"the catalogue has no {unknown[0]}", charge_item=unknown[0])


async def _add(tx: Transaction, agreement: SponsorshipAgreement, members: Sequence[Member]) -> list[Refusal | None]:
    """Adds members; answers each, in order: None, or why not."""
    ids = [each.account_id for each in members]
    accounts = await accounts_by_id(tx, ids)
    known = set(await members_named(tx, agreement.agreement_id, ids)) if ids else set[str]()
    pairs = await sponsor_pairs(tx) if ids else {}
    fresh: list[tuple[str, Member]] = []
    found: list[Refusal | None] = []
    for each in members:
        account = accounts.get(each.account_id)
        refusal = None
        if account is None:
            refusal = not_found(Reason.ACCOUNT_NOT_FOUND, "account", f"accounts/{each.account_id}")
        elif each.account_id in known:
            refusal = exists(Reason.MEMBER_EXISTS, "account", f"accounts/{each.account_id}")
        elif each.account_id == agreement.sponsor_account or reaches(pairs, agreement.sponsor_account, each.account_id):
            refusal = _cycle(agreement.sponsor_account, each.account_id)
        else:
            known.add(each.account_id)
            fresh.append((account.customer_id, await _with_cycles(tx, agreement, each)))
        found.append(refusal)
    await insert_members(tx, fresh)
    return found


def _cycle(sponsor: str, member: str) -> Refusal:
    return Refusal(
        Reason.SPONSORSHIP_CYCLE,
        RefusalKind.FAILED_PRECONDITION,
        f"account {member} pays for account {sponsor}, directly or through others, or is itself",
        metadata={"sponsor": f"accounts/{sponsor}", "member": f"accounts/{member}"},
    )


async def _with_cycles(tx: Transaction, agreement: SponsorshipAgreement, member: Member) -> Member:
    first = max(agreement.first_cycle, await first_cycle(tx, member.first_cycle or agreement.first_cycle))
    return Member(member.account_id, agreement.agreement_id, first, member.last_cycle or agreement.last_cycle)


async def add_members(db: Database, asked: Asked, agreement_id: str, members: Sequence[Member]) -> list[Refusal | None]:
    """Adds members, each answered by itself."""
    answered: list[Refusal | None] = []

    async def decide(tx: Transaction) -> tuple[str, ...]:
        agreement = await known_agreement(tx, agreement_id, lock=True)
        answered[:] = await _add(tx, agreement, members)
        return tuple("" if each is None else each.reason for each in answered)

    reasons = await once(db, _REFUSED, asked, decide)
    return answered or [_kept(reason) for reason in reasons]


def _kept(reason: str) -> Refusal | None:
    """What a request that comes again is told of an item that was refused."""
    if not reason:
        return None
    return Refusal(Reason(reason), RefusalKind.FAILED_PRECONDITION, f"refused before: {reason}")


async def remove_members(
    db: Database, asked: Asked, agreement_id: str, accounts: Sequence[str], last_cycle: str
) -> list[Refusal | None]:
    """Ends memberships after a cycle, each answered by itself."""

    async def decide(tx: Transaction) -> tuple[str, ...]:
        await known_agreement(tx, agreement_id, lock=True)
        await check_last_cycle(tx, last_cycle)
        known = await members_named(tx, agreement_id, accounts)
        await end_members(tx, agreement_id, sorted(known), last_cycle)
        return tuple("" if each in known else Reason.MEMBER_NOT_FOUND.value for each in accounts)

    return [_kept(reason) for reason in await once(db, _REFUSED, asked, decide)]


async def change_agreement(
    db: Database,
    asked: Asked,
    agreement_id: str,
    action: str,
    reason: str,
    change: Callable[[SponsorshipAgreement, Cycle], SponsorshipAgreement],
) -> SponsorshipAgreement:
    """Suspends or restores from the next cycle on (R-SPO-3)."""

    async def decide(tx: Transaction) -> SponsorshipAgreement:
        before = await known_agreement(tx, agreement_id, lock=True)
        after = change(before, max(await open_cycle(tx, tx.date), Cycle.of(tx.date).next))
        if after is before:
            raise precondition(
                Reason.STATE_CONFLICT, f"the agreement is {before.state}", state=before.state, verb=action
            )
        await write_agreement(tx, after)
        subject = f"sponsorshipAgreements/{agreement_id}"
        await tx.audit(AuditRecord(asked.actor, f"sponsorship.{action}", subject, reason))
        return after

    return await once(db, _AGREEMENT, asked, decide)


async def suspend_agreement(db: Database, asked: Asked, agreement_id: str, reason: str) -> SponsorshipAgreement:
    return await change_agreement(db, asked, agreement_id, "suspend", reason, paused)


async def restore_agreement(db: Database, asked: Asked, agreement_id: str, reason: str) -> SponsorshipAgreement:
    return await change_agreement(db, asked, agreement_id, "restore", reason, resumed)


async def end_agreement(
    db: Database, asked: Asked, agreement_id: str, last_cycle: str, reason: str
) -> SponsorshipAgreement:
    async def decide(tx: Transaction) -> SponsorshipAgreement:
        before = await known_agreement(tx, agreement_id, lock=True)
        await check_last_cycle(tx, last_cycle)
        after = ended(before, last_cycle)
        await write_agreement(tx, after)
        subject = f"sponsorshipAgreements/{agreement_id}"
        await tx.audit(AuditRecord(asked.actor, "sponsorship.end", subject, reason, {"last_cycle": last_cycle}))
        return after

    return await once(db, _AGREEMENT, asked, decide)


async def follow_control(tx: Transaction, account_id: str, off: bool, date: dt.date) -> None:
    """What credit decided of a sponsor on a date: suspended or not, from the next cycle on (R-SPO-3).

    Runs inside the inbox's transaction.
    """
    account = (await accounts_by_id(tx, [account_id])).get(account_id)
    if account is None:
        return
    from_cycle = max(await open_cycle(tx, date), Cycle.of(date).next)
    for before in await agreements_of_sponsor(tx, account.customer_id, account_id, lock=True):
        after = paused(before, from_cycle) if off else resumed(before, from_cycle)
        if after is not before:
            await write_agreement(tx, after)


async def import_members(db: Database, asked: Asked, content: bytes) -> FileOutcome:
    parsed = parse(content, MEMBER_COLUMNS)

    async def decide(tx: Transaction) -> FileOutcome:
        good, rejects = read_rows(parsed, _member_of)
        sorter = Sorter(rejects)
        accepted = 0
        by_agreement: dict[str, list[tuple[Row, Member]]] = {}
        for row, value in good:
            by_agreement.setdefault(value.agreement_id, []).append((row, value))
        for agreement_id, several in sorted(by_agreement.items()):
            accepted += await _import_into(tx, agreement_id, several, sorter)
        return outcome(parsed, accepted, sorter.duplicates, sorter.rejects)

    return await once(db, _OUTCOME, asked, decide)


async def _import_into(tx: Transaction, agreement_id: str, several: list[tuple[Row, Member]], sorter: Sorter) -> int:
    agreement = await agreement_by_id(tx, agreement_id, lock=True)
    accepted = 0
    if agreement is None:
        for row, _ in several:
            sorter.reject(row, "agreement_id", Reason.AGREEMENT_NOT_FOUND, "is no known agreement")
        return 0
    answers = await _add(tx, agreement, [value for _, value in several])
    for (row, _), refusal in zip(several, answers, strict=True):
        if refusal is None:
            accepted += 1
        elif refusal.reason == Reason.MEMBER_EXISTS:
            sorter.duplicates += 1
        else:
            sorter.reject(row, "account_id", Reason(refusal.reason), refusal.message)
    return accepted


def _member_of(row: Row) -> Member:
    return Member(
        agreement_id=row.ident("agreement_id"),
        account_id=row.ident("account_id"),
        first_cycle=row.cycle("first_cycle"),
        last_cycle=row.cycle("last_cycle"),
    )


async def get_agreement(db: Database, agreement_id: str) -> SponsorshipAgreement:
    async with db.read() as tx:
        return await known_agreement(tx, agreement_id)


async def page_of_agreements(
    db: Database, sponsor: str, member: str, after: str, limit: int
) -> list[SponsorshipAgreement]:
    async with db.read() as tx:
        return await list_agreements(tx, sponsor=sponsor, member=member, after=after, limit=limit)


async def page_of_members(db: Database, agreement_id: str, after: str, limit: int) -> list[Member]:
    async with db.read() as tx:
        await known_agreement(tx, agreement_id)
        return await list_members(tx, agreement_id, after=after, limit=limit)


async def page_of_amounts(
    db: Database, sponsor: str, cycle: str, offset: int, limit: int
) -> list[tuple[str, str, str, int]]:
    """(agreement, member account, charge item, amount): amounts, never calls (R-SPO-2, R-RAT-4)."""
    async with db.read() as tx:
        bill = await known_bill(tx, sponsor, cycle)
        return await sponsored_amounts(tx, bill.customer_id, sponsor, cycle, bill.trial, offset=offset, limit=limit)
