"""Reads controls, explains them, and answers whether a new order needs an approval (R-CTL-1, R-CTL-7)."""

from dataclasses import dataclass
from typing import Any

from services.chassis.database import Database, Transaction
from services.credit.domain.account_control import ControlExplanation, ControlView, SentDecision, StoredControl
from services.credit.domain.available import CreditFigures
from services.credit.domain.control import decide_control
from services.credit.domain.facts import AccountKey, account_key
from services.credit.domain.refusals import Reason, not_found
from services.credit.domain.terms import TermsBook
from services.credit.store import controls
from services.credit.store.positions import (
    account_rows,
    find_customers_of,
    keys_of_customer,
    known_customers,
)
from services.credit.store.terms import load_terms


@dataclass(frozen=True, slots=True)
class OrderCheck:
    """What is overdue on a customer's accounts, in minor units: anything asks for an approval."""

    overdue: dict[str, int]


async def find_account(tx: Transaction, account: str) -> tuple[AccountKey, Any]:
    """An account's place and row. Raises ACCOUNT_NOT_FOUND."""
    owner = (await find_customers_of(tx, [account])).get(account)
    if owner is None:
        raise not_found(Reason.ACCOUNT_NOT_FOUND, f"accounts/{account}")
    key = account_key(owner, account)
    return key, (await account_rows(tx, [key]))[key]


async def get_control(db: Database, account: str) -> ControlView:
    """Raises ACCOUNT_NOT_FOUND."""
    async with db.read() as tx:
        key, row = await find_account(tx, account)
        return await _view(tx, key, row)


async def _view(tx: Transaction, key: AccountKey, row: Any) -> ControlView:
    stored = (await controls.stored_controls(tx, [key])).get(key) or StoredControl(key.account, row.customer)
    owner = (await known_customers(tx, [row.customer])).get(row.customer)
    return ControlView(stored, row.currency, owner.sales_unit if owner else "")


async def explain_control(db: Database, account: str) -> ControlExplanation:
    """Raises ACCOUNT_NOT_FOUND."""
    async with db.read() as tx:
        key, row = await find_account(tx, account)
        view = await _view(tx, key, row)
        facts = (await controls.control_facts(tx, {key: row}, tx.date))[key]
        terms = await load_terms(tx, {key: row})
        recomputed = decide_control(facts, tx.date, terms.of(account))
        agreement = terms.accounts[account].agreement_on(tx.date)
        figures = figures_of(row, terms, tx)
        suspended = await controls.suspended_lines(tx, key)
        exemptions = await controls.standing_exemptions(tx, row.customer, account, tx.date)
    name = agreement.agreement if agreement else ""
    return ControlExplanation(view, recomputed, facts, suspended, exemptions, name, figures)


def figures_of(row: Any, terms: TermsBook, tx: Transaction) -> CreditFigures:
    """The parts of an account's available credit (R-CTL-2)."""
    return CreditFigures(
        currency=row.currency,
        spendable=row.spendable,
        limit=terms.credit_limit(row.account, tx.date),
        unbilled=row.unbilled,
        arrears=row.principal + row.late_fees,
    )


async def list_controls(
    db: Database, *, owner: str, sales_unit: str, state: str, after: tuple[int, str] | None, limit: int
) -> list[ControlView]:
    async with db.read() as tx:
        found = await controls.list_controls(
            tx, owner=owner, sales_unit=sales_unit, state=state, after=after, limit=limit
        )
        rows = await account_rows(tx, [account_key(stored.customer, stored.account) for stored, _ in found])
    currencies = {key.account: row.currency for key, row in rows.items()}
    return [ControlView(stored, currencies[stored.account], unit) for stored, unit in found]


async def list_decisions(
    db: Database, account: str, before: tuple[int, str, str, str] | None, limit: int
) -> list[SentDecision]:
    """Raises ACCOUNT_NOT_FOUND."""
    async with db.read() as tx:
        key, _ = await find_account(tx, account)
        return await controls.list_decisions(tx, key, before, limit)


async def check_order(db: Database, customer: str) -> OrderCheck:
    """What is overdue today on the accounts of a customer; an unknown customer owes nothing (R-CTL-7)."""
    async with db.read() as tx:
        debts = await controls.debts_of(tx, await keys_of_customer(tx, customer))
        date = tx.date
    overdue = {key.account: sum(debt.payable for debt in owed if debt.due_date < date) for key, owed in debts.items()}
    return OrderCheck({account: amount for account, amount in sorted(overdue.items()) if amount > 0})
