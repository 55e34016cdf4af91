"""Taking over bills at the cut-over (R-ACC-4): loaded from a file, checked against control totals, then issued.

Books, late fees and dunning cases have their own ways in, in payment and collection. A line that payment carries over
itself, under the same number, is not opened a second time by the bill that this issues.
"""

from collections.abc import Mapping, Sequence

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.chassis.runs import start_run
from services.kernel.errors import Fault, Refusal, RefusalKind
from services.kernel.period import Cycle
from services.rating.domain.catalogue import Catalogue
from services.rating.domain.csv_file import FileOutcome, Row, outcome, parse, read_rows
from services.rating.domain.customer import Account
from services.rating.domain.opening import ControlTotal, OpeningCheck, OpenLine, total_differences
from services.rating.domain.reason import Reason, precondition
from services.rating.domain.subscription import Subscription
from services.rating.domain.tax import net_of
from services.rating.store.catalogue import catalogue_on
from services.rating.store.customers import accounts_by_id
from services.rating.store.cycles import lock_gate
from services.rating.store.opening import (
    RUN_KEY,
    LoadedBill,
    NumberedLine,
    add_opening_lines,
    any_day_closed,
    count_opening_bills,
    loaded_bills,
    loaded_totals,
    loaders,
    note_loader,
    opening_confirmed,
)
from services.rating.store.subscriptions import subscriptions_by_id
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.bill_runs import shard_chunks
from services.rating.usecases.catalogue import check_approver
from services.rating.usecases.imports import Sorter

OPENING_KIND = "opening-bills"
COLUMNS = ("account_id", "cycle", "due_date", "subscription_id", "charge_item", "amount_minor_units")

_OUTCOME: Replies[FileOutcome] = Replies(FileOutcome)
_CHECK: Replies[OpeningCheck] = Replies(OpeningCheck)


async def import_opening_bills(db: Database, asked: Asked, content: bytes) -> FileOutcome:
    """Loads open lines. A row that is loaded already is a duplicate; nothing is issued before ConfirmOpening."""
    parsed = parse(content, COLUMNS)

    async def decide(tx: Transaction) -> FileOutcome:
        await _check_open(tx)
        own = Cycle.of(tx.date)
        good, rejects = read_rows(parsed, lambda row: _line_of(row, own))
        sorter = Sorter(rejects)
        fresh = await _sort(tx, good, sorter)
        await add_opening_lines(tx, fresh)
        await note_loader(tx, asked.actor, tx.date)
        facts = {"lines": len(fresh), "amount": sum(each.of.amount for each in fresh)}
        await tx.audit(AuditRecord(asked.actor, "opening.import", "openingBills", "", facts))
        return outcome(parsed, len(fresh), sorter.duplicates, sorter.rejects)

    return await once(db, _OUTCOME, asked, decide)


async def _check_open(tx: Transaction) -> None:
    """Raises OPENING_AFTER_FIRST_DAY or OPENING_CONFIRMED; holds the gate, so that one load follows another."""
    await lock_gate(tx)
    if await opening_confirmed(tx):
        bills = await count_opening_bills(tx)
        raise precondition(Reason.OPENING_CONFIRMED, "the opening is confirmed", bills=str(bills))
    if await any_day_closed(tx):
        raise precondition(
            Reason.OPENING_AFTER_FIRST_DAY,
            "a day has been closed: opening bills come before the first one is",
            business_date=tx.date.isoformat(),
        )


def _line_of(row: Row, own: Cycle) -> OpenLine:
    cycle = row.cycle("cycle", required=True)
    if cycle and cycle >= str(own):
        row.fault("cycle", Reason.CYCLE_NOT_ENDED.value, f"must be before {own}, which we bill ourselves")
    return OpenLine(
        account_id=row.ident("account_id"),
        cycle=cycle,
        due_date=row.date("due_date"),
        subscription_id=row.ident("subscription_id", required=False),
        charge_item=row.ident("charge_item"),
        amount=row.integer("amount_minor_units", least=1),
    )


async def _sort(tx: Transaction, good: Sequence[tuple[Row, OpenLine]], sorter: Sorter) -> list[NumberedLine]:
    """The lines that are new, numbered on from what their bills have; the others are counted or rejected."""
    accounts = await accounts_by_id(tx, {line.account_id for _, line in good})
    subscriptions = await subscriptions_by_id(tx, {line.subscription_id for _, line in good if line.subscription_id})
    catalogue = await catalogue_on(tx, tx.date)
    owners = {name: account.customer_id for name, account in accounts.items()}
    bills = await loaded_bills(tx, {line.bill for _, line in good if line.account_id in accounts}, owners)
    fresh: list[NumberedLine] = []
    for row, line in good:
        before = bills.get(line.bill)
        same = before.lines.get((line.subscription_id, line.charge_item)) if before else None
        if not _knows(row, line, accounts, subscriptions, catalogue, sorter):
            continue
        if before and before.due_date != line.due_date:
            message = f"the bill is due on {before.due_date} by an earlier line"
            sorter.reject(row, "due_date", Reason.OPENING_LINE_EXISTS, message)
        elif same is not None:
            sorter.known(row, "amount_minor_units", same == line.amount, Reason.OPENING_LINE_EXISTS)
        else:
            number = before.last_line + 1 if before else 1
            sums = before.lines if before else {}
            sums[line.subscription_id, line.charge_item] = line.amount
            bills[line.bill] = LoadedBill(line.due_date, number, sums)
            subscription = subscriptions.get(line.subscription_id)
            fresh.append(_numbered(line, number, accounts[line.account_id], subscription, catalogue))
    return fresh


def _knows(
    row: Row,
    line: OpenLine,
    accounts: Mapping[str, Account],
    subscriptions: Mapping[str, Subscription],
    catalogue: Catalogue,
    sorter: Sorter,
) -> bool:
    """Whether all that the row names is known; rejects it with every name that is not."""
    subscription = subscriptions.get(line.subscription_id)
    strange = subscription is None or subscription.account_id != line.account_id
    for column, unknown, reason, message in (
        ("account_id", line.account_id not in accounts, Reason.ACCOUNT_NOT_FOUND, "is no known account"),
        (
            "subscription_id",
            bool(line.subscription_id) and strange,
            Reason.SUBSCRIPTION_NOT_FOUND,
            "is no subscription of the account",
        ),
        (
            "charge_item",
            line.charge_item not in catalogue.items,
            Reason.CHARGE_ITEM_NOT_FOUND,
            "is no charge item of the catalogue",
        ),
    ):
        if unknown:
            row.faults.append(Fault(column, reason.value, row.values[column], message))
    if row.faults:
        sorter.reject_row(row)
    return not row.faults


def _numbered(
    line: OpenLine, number: int, account: Account, subscription: Subscription | None, catalogue: Catalogue
) -> NumberedLine:
    rate = catalogue.tax_permyriad(line.charge_item, Cycle.parse(line.cycle).last_day)
    business = subscription.line_of_business.value if subscription else ""
    net = net_of(line.amount, rate)
    return NumberedLine(account.customer_id, account.currency, number, business, rate, net, line)


async def check_opening_totals(db: Database, totals: Sequence[ControlTotal]) -> OpeningCheck:
    async with db.read() as tx:
        return await _check(tx, totals)


async def _check(tx: Transaction, totals: Sequence[ControlTotal]) -> OpeningCheck:
    loaded = await loaded_totals(tx)
    amount = sum(part for _, part in loaded.values())
    return OpeningCheck(total_differences(totals, loaded), await count_opening_bills(tx), amount)


async def confirm_opening(db: Database, asked: Asked, totals: Sequence[ControlTotal], reason: str) -> OpeningCheck:
    """Starts issuing the loaded bills to payment. Raises OPENING_TOTALS_DIFFER, with every difference as a fault, and
    APPROVER_IS_REQUESTER for a person who loaded any of them.
    """

    async def decide(tx: Transaction) -> OpeningCheck:
        await _check_open(tx)
        for each in await loaders(tx):
            check_approver(each, asked.actor)
        found = await _check(tx, totals)
        if found.differences:
            raise _differ(found)
        cycles = sorted({cycle for cycle, _ in await loaded_totals(tx)})
        params = {"cycles": cycles, "issue_date": tx.date.isoformat()}
        await start_run(tx, key=RUN_KEY, kind=OPENING_KIND, params=params, chunks=shard_chunks(found.bills))
        facts = {"bills": found.bills, "amount": found.amount}
        await tx.audit(AuditRecord(asked.actor, "opening.confirm", "openingBills", reason, facts))
        return found

    return await once(db, _CHECK, asked, decide)


def _differ(found: OpeningCheck) -> Refusal:
    return Refusal(
        Reason.OPENING_TOTALS_DIFFER,
        RefusalKind.FAILED_PRECONDITION,
        f"{len(found.differences)} control totals differ from what was loaded",
        faults=tuple(
            Fault(
                f"totals.{each.expected.cycle}.{each.expected.sales_unit or 'all'}",
                "R-ACC-4",
                f"{each.expected.lines} lines, {each.expected.amount}",
                f"loaded are {each.lines} lines, {each.amount}",
            )
            for each in found.differences
        ),
        metadata={"differences": str(len(found.differences))},
    )
