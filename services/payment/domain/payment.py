"""Payments: what makes one acceptable, and what a channel's number that came before means (R-PAY-1, R-GEN-3)."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.agent import Agreements, check_agent
from services.payment.domain.book import Book, general_book_id
from services.payment.domain.operation import PaymentPosted
from services.payment.domain.reason import Reason

_NUMBER = re.compile(r"[A-Za-z0-9._:-]{1,64}")


class Channel(StrEnum):
    """The ways by which money comes (R-PAY-1)."""

    COUNTER = "COUNTER"
    BANK_TRANSFER = "BANK_TRANSFER"
    BANK_COLLECTION = "BANK_COLLECTION"
    DIRECT_DEBIT = "DIRECT_DEBIT"
    WECHAT_PAY = "WECHAT_PAY"
    ALIPAY = "ALIPAY"
    UNIONPAY = "UNIONPAY"
    AGENT = "AGENT"
    ONLINE_TOP_UP = "ONLINE_TOP_UP"
    POS = "POS"


@dataclass(frozen=True, slots=True)
class PaymentRequest:
    """A payment as a channel reports it. ``account`` and ``book`` are bare ids; an empty book is the general one."""

    request_id: str
    channel: Channel
    channel_number: str
    account: str
    currency: str
    amount: int
    value_date: dt.date
    book: str = ""
    payer: str = ""
    case: str = ""
    agent: str = ""

    @property
    def payment_id(self) -> str:
        """The channel's own number makes the identity: the same money has the same name for ever."""
        return f"{self.channel}-{self.channel_number}"


class Standing(StrEnum):
    """What became of the money: in a book, or waiting to be claimed."""

    PAYMENT = "PAYMENT"
    RECEIPT = "RECEIPT"


@dataclass(frozen=True, slots=True)
class Recorded:
    """The answer to a recorded payment; the same answer is given to the same request for ever. ``named`` is the
    account that the channel named, where the money waited for a claim and came to another.
    """

    standing: Standing
    payment: str
    account: str
    customer: str
    channel: Channel
    channel_number: str
    currency: str
    amount: int
    value_date: dt.date
    posting_date: dt.date
    book: str = ""
    settled: int = 0
    payer: str = ""
    agent: str = ""
    named: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the day allows: value dates from ``earliest`` to the business date, and the agreements of agents named."""

    business_date: dt.date
    earliest: dt.date
    agreements: Agreements


def check_payment(request: PaymentRequest, bounds: Bounds) -> None:
    """Refuses what no account could take, in this order: number, amount, value date, agent."""
    if not _NUMBER.fullmatch(request.channel_number):
        raise Refusal(
            Reason.CHANNEL_NUMBER_INVALID,
            RefusalKind.INVALID,
            "a channel's number has letters, digits, '.', '_', ':' and '-', at most 64 of them",
            metadata={"channel_number": request.channel_number[:64]},
        )
    check_amount(request.amount)
    _check_value_date(request.value_date, bounds)
    check_agent(request.channel, request.agent, request.value_date, bounds.agreements)


def _check_value_date(value_date: dt.date, bounds: Bounds) -> None:
    """Raises VALUE_DATE_IN_FUTURE and VALUE_DATE_TOO_EARLY."""
    if value_date > bounds.business_date:
        raise Refusal(
            Reason.VALUE_DATE_IN_FUTURE,
            RefusalKind.INVALID,
            f"the value date {value_date} is after the business date {bounds.business_date}",
            metadata={"value_date": str(value_date), "business_date": str(bounds.business_date)},
        )
    if value_date < bounds.earliest:
        raise Refusal(
            Reason.VALUE_DATE_TOO_EARLY,
            RefusalKind.INVALID,
            f"the value date {value_date} is before {bounds.earliest}, the earliest that is taken",
            metadata={"value_date": str(value_date), "earliest_date": str(bounds.earliest)},
        )


def check_amount(amount: int, field: str = "amount") -> None:
    """Raises AMOUNT_NOT_POSITIVE."""
    if amount <= 0:
        raise Refusal(
            Reason.AMOUNT_NOT_POSITIVE,
            RefusalKind.INVALID,
            f"{field} must be positive, not {amount}",
            metadata={"field": field},
        )


def check_currency(account: str, account_currency: str, currency: str) -> None:
    """Raises CURRENCY_MISMATCH: amounts of two currencies never meet."""
    if currency != account_currency:
        raise Refusal(
            Reason.CURRENCY_MISMATCH,
            RefusalKind.INVALID,
            f"account {account} is kept in {account_currency}, not in {currency}",
            metadata={"account": f"accounts/{account}", "currency": account_currency},
        )


def same_money(request: PaymentRequest, known: Recorded) -> Recorded:
    """The answer to a channel's number that came before: the same money is answered as before, other money is
    refused.
    """
    same = (request.amount, request.currency, request.value_date) == (known.amount, known.currency, known.value_date)
    if same and request.account in (known.account, known.named or known.account):
        return known
    raise Refusal(
        Reason.CHANNEL_NUMBER_REUSED,
        RefusalKind.ALREADY_EXISTS,
        f"number {request.channel_number!r} of {request.channel} came before with other money",
        metadata={"payment": f"payments/{known.payment}"},
    )


def decide_payment(
    request: PaymentRequest, currency: str, books: Mapping[str, Book], write_off: str = ""
) -> PaymentPosted:
    """The operation that a payment to a known account makes. Raises CURRENCY_MISMATCH and BOOK_NOT_FOUND."""
    check_currency(request.account, currency, request.currency)
    book = request.book or general_book_id(request.account)
    if book not in books and book != general_book_id(request.account):
        raise book_not_found(book)
    if book in books and not books[book].holds_own_cash:
        raise Refusal(
            Reason.BOOK_NOT_TOPPABLE,
            RefusalKind.INVALID,
            f"book {book} is a {books[book].kind.lower()}: a customer's money goes to a general or restricted book "
            "that holds no drawn money",
            metadata={"book": f"books/{book}"},
        )
    return PaymentPosted(request.payment_id, book, request.amount, write_off)


def book_not_found(book: str) -> Refusal:
    return Refusal(
        Reason.BOOK_NOT_FOUND,
        RefusalKind.NOT_FOUND,
        f"there is no book {book!r} on the account",
        metadata={"book": f"books/{book}"},
    )
