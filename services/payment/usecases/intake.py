"""What rating publishes, taken in inside the inbox's transaction: customers, accounts, bills, adjustments, closed
cycles.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from services.chassis.database import Transaction
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.intake import AccountNews, Adjustment, CustomerNews, IssuedBill, Termination
from services.payment.domain.operation import BillOpened, LateFeesStopped, SalesUnitChanged
from services.payment.domain.reason import Reason
from services.payment.store.accounts import Directory, lock_accounts, lock_whole_account
from services.payment.store.changes import AccountChange
from services.payment.store.intake import (
    accounts_of_customers,
    keep_accounts,
    keep_customers,
    keep_terminations,
    terminations_of,
)
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.posting import begin, finish, post


async def take_accounts(tx: Transaction, accounts: Sequence[AccountNews]) -> None:
    """Opens accounts; the newest version of each wins."""
    newest = {a.account: a for a in sorted(accounts, key=lambda a: a.version)}
    await keep_accounts(tx, [newest[account] for account in sorted(newest)])


async def take_customers(tx: Transaction, customers: Sequence[CustomerNews]) -> None:
    """Keeps customers; open debt follows a customer to its new sales unit (R-SET-8)."""
    newest = {c.customer: c for c in sorted(customers, key=lambda c: c.version)}
    moved = await keep_customers(tx, [newest[customer] for customer in sorted(newest)])
    accounts = await lock_accounts(tx, await accounts_of_customers(tx, sorted(moved)))
    policies = await late_fee_policies(tx)
    changes: list[AccountChange] = []
    for account in sorted(accounts):
        record = accounts[account]
        if record.state.lines:
            changes.append(begin(record))
            post(changes[-1], SalesUnitChanged(moved[record.customer_id]), (tx.date, tx.date), policies)
    await finish(tx, changes)


async def take_bills(tx: Transaction, directory: Directory, bills: Sequence[IssuedBill]) -> None:
    """Opens bills' lines as receivables, in the order of account and cycle. The offset settles them later (R-SET-6)."""
    customers = await _customers(tx, directory, [b.account for b in bills])
    accounts = await lock_accounts(tx, customers)
    ended = await terminations_of(tx, customers)
    policies = await late_fee_policies(tx)
    changes: dict[str, AccountChange] = {}
    for bill in sorted(bills, key=lambda b: (b.account, b.opened.cycle)):
        change = changes.setdefault(bill.account, begin(accounts[bill.account]))
        post(change, _with_fee_stops(bill, ended), (min(bill.issue_date, tx.date), tx.date), policies)
    await finish(tx, changes.values())


def _with_fee_stops(bill: IssuedBill, ended: Mapping[tuple[str, str], dt.date]) -> BillOpened:
    """A last bill comes after its subscription's termination."""
    lines = bill.opened.lines
    if not any((bill.account, line.subscription) in ended for line in lines):
        return bill.opened
    return replace(
        bill.opened,
        lines=tuple(replace(line, fee_stop=ended.get((bill.account, line.subscription))) for line in lines),
    )


async def take_terminations(tx: Transaction, terminations: Sequence[Termination]) -> None:
    """Late fees of a terminated subscription's debt stop at its termination (R-LAT-1)."""
    fresh = await keep_terminations(tx, terminations)
    accounts = await lock_accounts(tx, {t.account: t.customer for t in fresh})
    policies = await late_fee_policies(tx)
    changes: dict[str, AccountChange] = {}
    for each in sorted(fresh, key=lambda t: (t.account, t.subscription)):
        record = accounts.get(each.account)
        if record is None or not any(x.subscription == each.subscription for x in record.state.lines.values()):
            continue
        change = changes.setdefault(each.account, begin(record))
        post(change, LateFeesStopped(each.subscription), (min(each.date, tx.date), tx.date), policies)
    await finish(tx, changes.values())


async def take_adjustments(tx: Transaction, directory: Directory, adjustments: Sequence[Adjustment]) -> None:
    """Applies adjustments; a paid line's money goes back to its books, so settled lines are loaded too."""
    customers = await _customers(tx, directory, [a.account for a in adjustments])
    policies = await late_fee_policies(tx)
    changes: dict[str, AccountChange] = {}
    for account in sorted(customers):
        record = await lock_whole_account(tx, account, customers[account])
        if record is not None:
            changes[account] = begin(record)
    for each in sorted(adjustments, key=lambda a: (a.account, a.act.adjustment)):
        change = changes[each.account]
        if (each.act.bill, each.act.line) not in change.state.lines:
            raise line_not_found(each.act.bill, each.act.line)
        post(change, each.act, (min(each.value_date, tx.date), tx.date), policies)
    await finish(tx, changes.values())


async def _customers(tx: Transaction, directory: Directory, accounts: Sequence[str]) -> dict[str, str]:
    """The customers of accounts; raises ACCOUNT_NOT_FOUND, and the inbox parks the event with it."""
    customers = await directory.customers_of(tx, accounts)
    for account in accounts:
        if account not in customers:
            raise account_not_found(account)
    return customers


def account_not_found(account: str) -> Refusal:
    return Refusal(
        Reason.ACCOUNT_NOT_FOUND,
        RefusalKind.NOT_FOUND,
        f"payment has not heard of account {account!r}",
        metadata={"account": f"accounts/{account}"},
    )


def line_not_found(bill: str, line: int) -> Refusal:
    return Refusal(
        Reason.BILL_LINE_NOT_FOUND,
        RefusalKind.NOT_FOUND,
        f"there is no line {line} of bill {bill!r}",
        metadata={"bill": f"bills/{bill}", "line": str(line)},
    )
