"""What a bill run writes. A trial writes the lines; the final run only puts the bills beside them, so that the two
cannot differ.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert

from services.chassis.database import Transaction
from services.rating.domain.billing import Draft, LineKind
from services.rating.domain.events import IssuedLine
from services.rating.store.bill_tables import bill_line, next_charge, sponsored_amount, trial_bill
from services.rating.store.text_rows import escaped, read_text, write_text


@dataclass(frozen=True, slots=True)
class TrialDraft:
    """A computed bill with what its row needs."""

    shard: int
    customer_id: str
    currency: str
    due_date: dt.date
    draft: Draft


@dataclass(frozen=True, slots=True)
class IssuedBill:
    """What of a bill that is in force now the others are told."""

    account_id: str
    customer_id: str
    currency: str
    total: int
    lines_count: int
    due_date: dt.date
    sales_unit: str


_LINE_COLUMNS = (
    "shard",
    "cycle",
    "trial",
    "account_id",
    "line",
    "kind",
    "subscription_id",
    "charge_item",
    "line_of_business",
    "gross",
    "discount",
    "sponsored",
    "amount",
    "net",
    "tax",
    "tax_rate",
    "origin_cycle",
    "reason",
    "steps",
)
_BILL_COLUMNS = (
    "shard",
    "cycle",
    "trial",
    "account_id",
    "customer_id",
    "currency",
    "total",
    "net",
    "tax",
    "lines_count",
    "due_date",
)
_SPONSORED_COLUMNS = (
    "shard",
    "cycle",
    "trial",
    "sponsor_account",
    "agreement_id",
    "member_account",
    "charge_item",
    "line_of_business",
    "amount",
)


_KINDS = {kind: kind.value for kind in LineKind}


def _line_rows(cycle: str, trial: int, drafts: Iterable[TrialDraft]) -> Iterable[str]:
    for each in drafts:
        draft = each.draft
        head = f"{each.shard}\t{cycle}\t{trial}\t{draft.account_id}\t"
        for number, line in enumerate(draft.lines, start=1):
            amount = line.amount
            reason, steps = escaped(line.reason), escaped(orjson.dumps(line.steps).decode())
            yield (
                f"{head}{number}\t{_KINDS[line.kind]}\t{line.subscription_id}\t{line.charge_item}\t"
                f"{line.line_of_business}\t{line.gross}\t{line.discount}\t{line.sponsored}\t{amount}\t{line.net}\t"
                f"{amount - line.net}\t{line.tax_rate}\t{line.origin_cycle}\t"
                f"{reason}\t{steps}\n"
            )


def _bill_rows(cycle: str, trial: int, drafts: Iterable[TrialDraft]) -> Iterable[str]:
    for each in drafts:
        total, net = each.draft.total, each.draft.net
        yield (
            f"{each.shard}\t{cycle}\t{trial}\t{each.draft.account_id}\t{each.customer_id}\t{each.currency}\t{total}\t{net}\t"
            f"{total - net}\t{len(each.draft.lines)}\t{each.due_date}\n"
        )


def _sponsored_rows(cycle: str, trial: int, drafts: Iterable[TrialDraft], shards: dict[str, int]) -> Iterable[str]:
    for each in drafts:
        for one in each.draft.sponsored:
            yield (
                f"{shards[one.sponsor_account]}\t{cycle}\t{trial}\t{one.sponsor_account}\t{one.agreement_id}\t"
                f"{each.draft.account_id}\t{one.charge_item}\t{one.line_of_business}\t{one.amount}\n"
            )


async def write_trial(
    tx: Transaction, cycle: str, trial: int, drafts: Sequence[TrialDraft], shards: dict[str, int]
) -> None:
    """Writes a chunk's bills, lines and sponsored sums with COPY. ``shards`` are those of the sponsors."""
    await write_text(tx, bill_line, _LINE_COLUMNS, _line_rows(cycle, trial, drafts))
    await write_text(tx, trial_bill, _BILL_COLUMNS, _bill_rows(cycle, trial, drafts))
    await write_text(tx, sponsored_amount, _SPONSORED_COLUMNS, _sponsored_rows(cycle, trial, drafts, shards))


async def add_to_trial_bill(
    tx: Transaction, cycle: str, trial: int, each: TrialDraft, count: int, total: int, net: int
) -> None:
    """Adds sponsorship lines to a trial's bill; a sponsor without charges of its own gets a bill for them."""
    account_id = each.draft.account_id
    row = {
        "shard": each.shard,
        "cycle": cycle,
        "trial": trial,
        "account_id": account_id,
        "customer_id": each.customer_id,
        "currency": each.currency,
        "total": total,
        "net": net,
        "tax": total - net,
        "lines_count": count,
        "due_date": each.due_date,
    }
    new = upsert(trial_bill).values(row)
    grown = {name: trial_bill.c[name] + new.excluded[name] for name in ("total", "net", "tax", "lines_count")}
    await tx.execute(new.on_conflict_do_update(index_elements=["shard", "cycle", "trial", "account_id"], set_=grown))


async def trial_sums(tx: Transaction, cycle: str, trial: int) -> tuple[int, int]:
    """How many bills a trial has, and their sum."""
    table = trial_bill.c
    query = select(func.count(), func.coalesce(func.sum(table.total), 0)).where(
        table.cycle == cycle, table.trial == trial
    )
    sums: Any = (await tx.execute(query)).one()
    return int(sums[0]), int(sums[1])


async def drop_trial(tx: Transaction, cycle: str, trial: int) -> None:
    for table in (bill_line, trial_bill, sponsored_amount):
        await tx.execute(delete(table).where(table.c.cycle == cycle, table.c.trial == trial))


_ISSUE = """
    INSERT INTO bill (shard, account_id, cycle, trial, customer_id, currency, total, net, tax, lines_count, due_date,
                      issue_date, sales_unit)
    SELECT t.shard, t.account_id, t.cycle, t.trial, t.customer_id, t.currency, t.total, t.net, t.tax, t.lines_count,
           t.due_date, %s::date, c.sales_unit
    FROM trial_bill t JOIN customer c ON c.shard = t.shard AND c.customer_id = t.customer_id
    WHERE t.shard BETWEEN %s AND %s AND t.cycle = %s AND t.trial = %s
    ON CONFLICT DO NOTHING
    RETURNING account_id, customer_id, currency, total, lines_count, due_date, sales_unit
"""


async def issue_bills(
    tx: Transaction, cycle: str, trial: int, first: int, last: int, issue_date: dt.date
) -> list[IssuedBill]:
    """Puts the trial's bills of a range of shards into force and gives them, by account. A bill that stands is left
    alone.
    """
    rows = await read_text(tx, _ISSUE, [issue_date, first, last, cycle, trial])
    billed = select(trial_bill.c.account_id).where(
        trial_bill.c.shard.between(first, last), trial_bill.c.cycle == cycle, trial_bill.c.trial == trial
    )
    await tx.execute(
        update(next_charge)
        .where(next_charge.c.shard.between(first, last), next_charge.c.billed_cycle == "")
        .where(next_charge.c.approved, next_charge.c.due_cycle <= cycle, next_charge.c.account_id.in_(billed))
        .values(billed_cycle=cycle)
    )
    return [
        IssuedBill(account, customer, currency, int(total), int(lines), dt.date.fromisoformat(due), unit)
        for account, customer, currency, total, lines, due, unit in sorted(rows)
    ]


_ISSUED_LINES = """
    SELECT account_id, line, subscription_id, charge_item, line_of_business, amount, kind FROM bill_line
    WHERE shard BETWEEN %s AND %s AND cycle = %s AND trial = %s AND account_id <> ALL(%s::text[])
    ORDER BY account_id, line
"""


async def issued_lines(
    tx: Transaction, cycle: str, trial: int, first: int, last: int, but: Sequence[str]
) -> dict[str, list[IssuedLine]]:
    """A trial's lines by account, in their order; not those of some accounts."""
    found: dict[str, list[IssuedLine]] = {}
    for account, line, subscription, item, business, amount, kind in await read_text(
        tx, _ISSUED_LINES, [first, last, cycle, trial, list(but)]
    ):
        issued = IssuedLine(int(line), subscription, item, business, int(amount), kind == "SPONSORSHIP")
        found.setdefault(account, []).append(issued)
    return found
