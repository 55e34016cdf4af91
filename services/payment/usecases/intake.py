"""What rating publishes, taken in inside the inbox's transaction: customers, accounts, bills, adjustments, closed
cycles.
"""

from collections.abc import Sequence

from services.chassis.database import Transaction
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.intake import AccountNews, Adjustment, CustomerNews, IssuedBill
from services.payment.domain.operation import SalesUnitChanged
from services.payment.domain.reason import Reason
from services.payment.store.accounts import AccountRecord, Directory, lock_accounts, lock_whole_account
from services.payment.store.changes import AccountChange
from services.payment.store.intake import accounts_of_customers, keep_accounts, keep_customers
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
    accounts = await _locked(tx, directory, [b.account for b in bills])
    policies = await late_fee_policies(tx)
    changes: dict[str, AccountChange] = {}
    for bill in sorted(bills, key=lambda b: (b.account, b.opened.cycle)):
        change = changes.setdefault(bill.account, begin(accounts[bill.account]))
        post(change, bill.opened, (min(bill.issue_date, tx.date), tx.date), policies)
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


async def _locked(tx: Transaction, directory: Directory, accounts: Sequence[str]) -> dict[str, AccountRecord]:
    return await lock_accounts(tx, await _customers(tx, directory, accounts))


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
