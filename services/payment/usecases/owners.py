"""Whose a thing is, for callers that act for customers: all of payment's things belong to an account."""

from collections.abc import Mapping

from services.chassis.database import Transaction
from services.chassis.ownership import OwnerOf
from services.payment.store.accounts import customer_of_account
from services.payment.store.invoices import find_invoice
from services.payment.store.payments import find_payment
from services.payment.usecases.books import account_of_book

_CYCLE_LENGTH = len("-2026-01")


async def _of_book(tx: Transaction, book: str) -> str | None:
    return await customer_of_account(tx, account_of_book(book))


async def _of_bill(tx: Transaction, bill: str) -> str | None:
    return await customer_of_account(tx, bill[:-_CYCLE_LENGTH])


async def _of_payment(tx: Transaction, payment: str) -> str | None:
    found = await find_payment(tx, payment)
    return None if found is None else await customer_of_account(tx, found.account)


async def _of_invoice(tx: Transaction, invoice: str) -> str | None:
    found = await find_invoice(tx, invoice)
    return None if found is None else await customer_of_account(tx, found.account)


OWNERS: Mapping[str, OwnerOf] = {
    "accounts": customer_of_account,
    "books": _of_book,
    "bills": _of_bill,
    "payments": _of_payment,
    "invoices": _of_invoice,
}
