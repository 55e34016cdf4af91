"""Tells rating which terms hold for accounts (R-CRD-4, R-CRD-5)."""

import datetime as dt
from collections.abc import Sequence

from services.chassis.database import Database, Transaction
from services.credit.domain.dates import (
    AgreedDates,
    QuotedDates,
    due_date,
    suspend_not_before,
    terminate_not_before,
)
from services.credit.domain.facts import account_key
from services.credit.domain.policy import policy_in_force
from services.credit.domain.refusals import Reason, precondition
from services.credit.domain.terms import BillTerms, TermsBook
from services.credit.store.policies import approved_policies
from services.credit.store.positions import account_rows, find_customers_of
from services.credit.store.terms import load_terms
from services.kernel.period import Cycle


async def bill_terms(db: Database, cycle: Cycle, accounts: Sequence[str]) -> list[BillTerms]:
    """The terms of each account's bill of a cycle, in the order asked; an unknown account has the lowest grade's."""
    async with db.read() as tx:
        book = await terms_of_accounts(tx, accounts)
        return [book.bill_terms(account, cycle, tx.date) for account in accounts]


async def terms_of_accounts(tx: Transaction, accounts: Sequence[str]) -> TermsBook:
    owners = await find_customers_of(tx, accounts)
    keys = [account_key(owner, account) for account, owner in owners.items()]
    return await load_terms(tx, await account_rows(tx, keys))


async def quote_dates(
    db: Database, cycle: Cycle, grade: str, agreed_payment_day: int, suspended: dt.date | None
) -> QuotedDates:
    """The dates of a cycle for a grade of the policy in force on its last day. Raises GRADE_UNKNOWN."""
    async with db.read() as tx:
        policy = policy_in_force(await approved_policies(tx), cycle.last_day)
    if grade and grade not in policy.grades:
        message = f"policy {policy.version} has no grade {grade}"
        raise precondition(Reason.GRADE_UNKNOWN, message, grade=grade, policy_version=policy.version)
    terms, rules, agreed = policy.terms_of(grade), policy.control_rules, AgreedDates(agreed_payment_day)
    due = due_date(cycle, terms, rules, agreed)
    suspend = suspend_not_before(due, terms, rules, agreed)
    terminate = None if suspended is None else terminate_not_before(suspended, rules)
    return QuotedDates(due, suspend, terminate, policy.version)
