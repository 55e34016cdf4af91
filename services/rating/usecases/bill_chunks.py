"""What a bill run does with a range of shards: read in bulk, decide with the pure function, write with COPY."""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from services.chassis.database import Database, Transaction
from services.chassis.parking import Parked, parked_from
from services.chassis.runs import LeasedChunk, complete_chunk
from services.kernel.ids import shard_of
from services.kernel.period import Cycle
from services.rating.domain.bill import trial_key
from services.rating.domain.billing import BillInput, Draft, Line, Tables, draft_bill
from services.rating.domain.catalogue import Catalogue, completed_by
from services.rating.domain.discounts import Granted, Layer
from services.rating.domain.events import BillMade, IssuedLine
from services.rating.domain.policy import RatingPolicy
from services.rating.store.bill_inputs import (
    Owner,
    agreements_in_cycle,
    billed_accounts,
    lines_in_shards,
    memberships_in_shards,
    one_offs_in_shards,
    owners_in_shards,
)
from services.rating.store.catalogue import catalogue_on
from services.rating.store.customers import accounts_by_id
from services.rating.store.discounts import assignments_in_cycle
from services.rating.store.opening import TRIAL as OPENING_TRIAL
from services.rating.store.policies import policy_on
from services.rating.store.sponsor_lines import add_sponsor_lines, settle_shares, sponsors_in_shards
from services.rating.store.trials import (
    IssuedBill,
    TrialDraft,
    add_to_trial_bill,
    issue_bills,
    issued_lines,
    write_trial,
)
from services.rating.store.usage_adjustments import re_rated_in_shards
from services.rating.store.usage_queries import rated_usage, usage_view

INLINE_LINES_MAX = 500
_TERMS_BATCH = 4_000


class Terms(Protocol):
    """What a bill run asks of credit."""

    async def due_dates(self, cycle: str, accounts: Sequence[str]) -> Mapping[str, dt.date]:
        """The due date of each account's bill, by the grade on the cycle's last day (R-CRD-5)."""
        ...


@dataclass(frozen=True, slots=True)
class _Inputs:
    """A chunk's inputs, in a snapshot that facts known later do not change."""

    owners: dict[str, Owner]
    bills: list[BillInput]
    catalogue: Catalogue
    policy: RatingPolicy
    sponsor_shards: dict[str, int]


async def charge_chunk(db: Database, credit: Terms, chunk: LeasedChunk) -> None:
    """Computes the trial bills of a range of shards. An account that fails is parked with its reason, the rest go on
    (R-GEN-4).
    """
    cycle, trial = Cycle.parse(chunk.params["cycle"]), int(chunk.params["trial"])
    async with db.read() as tx:
        inputs = await _read(tx, cycle, chunk)
    drafts, parked = await asyncio.to_thread(draft_bills, inputs.bills, cycle, inputs.catalogue, inputs.policy)
    due = await ask_due_dates(credit, str(cycle), [draft.account_id for draft in drafts])
    rows = [_trial_draft(draft, inputs.owners[draft.account_id], due) for draft in drafts]

    async def work(tx: Transaction) -> None:
        await write_trial(tx, str(cycle), trial, rows, inputs.sponsor_shards)
        lines = sum(len(draft.lines) for draft in drafts)
        await complete_chunk(tx, chunk, items=len(rows), counters={"bills": len(rows), "lines": lines}, parked=parked)

    await db.transact(work)


def _trial_draft(draft: Draft, owner: Owner, due: Mapping[str, dt.date]) -> TrialDraft:
    return TrialDraft(owner.shard, owner.customer_id, owner.currency, due[draft.account_id], draft)


def draft_bills(
    bills: Sequence[BillInput], cycle: Cycle, catalogue: Catalogue, policy: RatingPolicy
) -> tuple[list[Draft], list[Parked]]:
    """The bills that have a line, by account, and the accounts that failed."""
    tables = Tables.of(cycle, catalogue, policy.cut_off_day)
    drafts: list[Draft] = []
    parked: list[Parked] = []
    for wanted in bills:
        try:
            draft = draft_bill(wanted, tables)
        except Exception as error:
            parked.append(parked_from(f"accounts/{wanted.account_id}", error))
        else:
            if draft.lines:
                drafts.append(draft)
    return drafts, parked


async def ask_due_dates(credit: Terms, cycle: str, accounts: Sequence[str]) -> dict[str, dt.date]:
    found: dict[str, dt.date] = {}
    for start in range(0, len(accounts), _TERMS_BATCH):
        found.update(await credit.due_dates(cycle, accounts[start : start + _TERMS_BATCH]))
    return found


async def _read(tx: Transaction, cycle: Cycle, chunk: LeasedChunk) -> _Inputs:
    first, last = int(chunk.payload["first"]), int(chunk.payload["last"])
    name = str(cycle)
    catalogue = await catalogue_of_run(tx, cycle, chunk.params)
    owners = await owners_in_shards(tx, first, last)
    chosen = set(chunk.params["accounts"]) or owners.keys()
    done = await billed_accounts(tx, name, first, last)
    view = await usage_view(tx, cycle)
    usage = await rated_usage(tx, view, first, last)
    lines = await lines_in_shards(tx, cycle, first, last, usage)
    one_offs = await one_offs_in_shards(tx, name, first, last)
    for account_id, adjustments in (await re_rated_in_shards(tx, view, first, last)).items():
        one_offs.setdefault(account_id, []).extend(adjustments)
    granted = await _granted(tx, name, first, last, catalogue, lines)
    agreements = await agreements_in_cycle(tx, name)
    members = await memberships_in_shards(tx, name, first, last) if agreements else {}
    terms = {name: each.terms(catalogue.expand(each.items, each.sets)) for name, each in agreements.items()}
    # In the order of the tables' keys, so that pages are filled one after another.
    wanted = sorted(((lines.keys() | one_offs.keys()) & chosen) - done, key=lambda name: (owners[name].shard, name))
    bills = [
        BillInput(
            account_id,
            lines.get(account_id, ()),
            one_offs.get(account_id, ()),
            granted.get(account_id, []) + granted.get(f"customers/{owners[account_id].customer_id}", []),
            [terms[name] for name in members.get(account_id, ()) if name in terms],
        )
        for account_id in wanted
    ]
    shards = {each.sponsor_account: shard_of(each.sponsor_customer) for each in agreements.values()}
    return _Inputs(owners, bills, catalogue, await policy_on(tx, cycle.last_day), shards)


async def catalogue_of_run(tx: Transaction, cycle: Cycle, params: Mapping[str, Any]) -> Catalogue:
    """The catalogue in force on the cycle's last day. A retry of parked accounts also finds what that one lacked in
    the catalogue of the day on which the retry began.
    """
    of_cycle = await catalogue_on(tx, cycle.last_day)
    retried = params.get("retry_date")
    return completed_by(of_cycle, await catalogue_on(tx, dt.date.fromisoformat(retried))) if retried else of_cycle


async def _granted(
    tx: Transaction, cycle: str, first: int, last: int, catalogue: Catalogue, lines: Mapping[str, Sequence[Line]]
) -> dict[str, list[Granted]]:
    """The discounts that act, by account; those of a customer under "customers/{id}"."""
    account_of = {line.subscription_id: account_id for account_id, several in lines.items() for line in several}
    found: dict[str, list[Granted]] = {}
    for each in await assignments_in_cycle(tx, cycle, first, last):
        discount = catalogue.discounts.get(each.discount_id)
        if discount is None:
            continue
        place = each.subject_id
        if each.layer is Layer.SUBSCRIPTION:
            place = account_of.get(each.subject_id, "")
        elif each.layer is Layer.CUSTOMER:
            place = f"customers/{each.subject_id}"
        found.setdefault(place, []).append(Granted(discount, each.layer, each.subject_id, each.assignment_id))
    return found


async def sponsor_chunk(db: Database, credit: Terms, chunk: LeasedChunk) -> None:
    """Adds to the sponsors' bills of a range of shards what they pay for members: the second step, after all are
    charged.
    """
    cycle, trial = Cycle.parse(chunk.params["cycle"]), int(chunk.params["trial"])
    first, last = int(chunk.payload["first"]), int(chunk.payload["last"])
    async with db.read() as tx:
        found = await sponsors_in_shards(tx, str(cycle), trial, trial_key(str(cycle), trial), first, last)
        chosen = set(chunk.params["accounts"])
        sponsors = [each for each in found if not chosen or each in chosen]
        accounts = await accounts_by_id(tx, sponsors)
        catalogue = await catalogue_of_run(tx, cycle, chunk.params)
    due = await ask_due_dates(credit, str(cycle), sponsors)
    rates = {item: catalogue.tax_permyriad(item, cycle.last_day) for item in catalogue.items}

    async def work(tx: Transaction) -> None:
        for account_id in sponsors:
            account = accounts[account_id]
            shard = shard_of(account.customer_id)
            sums = await add_sponsor_lines(tx, str(cycle), trial, shard, account_id, rates)
            empty = TrialDraft(shard, account.customer_id, account.currency, due[account_id], Draft(account_id, [], []))
            await add_to_trial_bill(tx, str(cycle), trial, empty, *sums)
        await complete_chunk(tx, chunk, items=len(sponsors), counters={"sponsors": len(sponsors)})

    await db.transact(work)


async def issue_chunk(db: Database, chunk: LeasedChunk) -> None:
    """Issues the approved trial's bills of a range of shards and tells payment."""
    cycle, trial = str(chunk.params["cycle"]), int(chunk.params["trial"])
    first, last = int(chunk.payload["first"]), int(chunk.payload["last"])
    issue_date = dt.date.fromisoformat(chunk.params["issue_date"])

    async def work(tx: Transaction) -> None:
        bills = await _issue(tx, cycle, trial, first, last, issue_date, chunk.run_key)
        await settle_shares(tx, cycle, trial, first, last)
        await complete_chunk(tx, chunk, items=bills, counters={"bills": bills})

    await db.transact(work)


async def issue_opening_chunk(db: Database, chunk: LeasedChunk) -> None:
    """Issues the bills of the system before of a range of shards (R-ACC-4)."""
    first, last = int(chunk.payload["first"]), int(chunk.payload["last"])
    issue_date = dt.date.fromisoformat(chunk.params["issue_date"])

    async def work(tx: Transaction) -> None:
        bills = 0
        for cycle in chunk.params["cycles"]:
            bills += await _issue(tx, cycle, OPENING_TRIAL, first, last, issue_date, chunk.run_key)
        await complete_chunk(tx, chunk, items=bills, counters={"bills": bills})

    await db.transact(work)


async def _issue(
    tx: Transaction, cycle: str, trial: int, first: int, last: int, issue_date: dt.date, run_key: str
) -> int:
    """Puts a trial's bills into force and tells payment; answers how many."""
    bills = await issue_bills(tx, cycle, trial, first, last, issue_date)
    long = [each.account_id for each in bills if each.lines_count > INLINE_LINES_MAX]
    lines = await issued_lines(tx, cycle, trial, first, last, long)
    tx.publish(_bill_made(each, lines.get(each.account_id, ()), cycle, issue_date, run_key) for each in bills)
    return len(bills)


def _bill_made(bill: IssuedBill, lines: Sequence[IssuedLine], cycle: str, issue_date: dt.date, run: str) -> BillMade:
    return BillMade(
        account_id=bill.account_id,
        customer_id=bill.customer_id,
        cycle=cycle,
        issue_date=issue_date,
        due_date=bill.due_date,
        sales_unit=bill.sales_unit,
        currency=bill.currency,
        total=bill.total,
        lines_count=bill.lines_count,
        run=run,
        lines=tuple(lines),
    )
