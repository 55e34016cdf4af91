"""Asks payment for everything that the checks look at."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from datetime import date

from simulator.checks.facts import (
    AllocationFact,
    BookFact,
    MoneyFacts,
    MovementFact,
    PaymentFact,
    ReceivableFact,
    WriteOffFact,
)
from simulator.suite.connection import Suite
from simulator.suite.people import Person
from simulator.wire import bare, date_from_pb, date_to_pb
from tollbook.payment.v1.book_pb2 import BookKind
from tollbook.payment.v1.book_service_pb2 import ListBooksRequest
from tollbook.payment.v1.book_service_pb2_grpc import BookServiceStub
from tollbook.payment.v1.ledger_pb2 import ArrearsMovement
from tollbook.payment.v1.ledger_service_pb2 import GetArrearsMovementRequest, ListLedgerAccountsRequest
from tollbook.payment.v1.ledger_service_pb2_grpc import LedgerServiceStub
from tollbook.payment.v1.payment_pb2 import Payment, PaymentChannel, PaymentState, Receipt, ReceiptState
from tollbook.payment.v1.payment_service_pb2 import ListPaymentsRequest, ListReceiptsRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub
from tollbook.payment.v1.receivable_pb2 import Receivable
from tollbook.payment.v1.receivable_service_pb2 import ListReceivablesRequest
from tollbook.payment.v1.receivable_service_pb2_grpc import ReceivableServiceStub
from tollbook.payment.v1.settlement_pb2 import Settlement
from tollbook.payment.v1.settlement_service_pb2 import ListSettlementsRequest
from tollbook.payment.v1.settlement_service_pb2_grpc import SettlementServiceStub
from tollbook.payment.v1.write_off_service_pb2 import ListWriteOffsRequest
from tollbook.payment.v1.write_off_service_pb2_grpc import WriteOffServiceStub

PAGE = 1000

# The columns of the movement table that raise arrears, and those that lower them (R-SET-8).
RAISES = ("billed", "late_fees", "adjustments", "transfers", "reversed", "reinstated")
LOWERS = ("settled_cash", "settled_gift", "settled_discount", "waived", "written_off")


async def money_facts(suite: Suite, accounts: Iterable[str], first: date, last: date) -> MoneyFacts:
    """Asks for everything about the accounts, and for the movement table of the days."""
    found = await asyncio.gather(*(_of_account(suite, account_id, last) for account_id in accounts))
    ledger = LedgerServiceStub(suite.channel("payment"))
    chart = await suite.call(Person.AUDITOR, ledger.ListLedgerAccounts, ListLedgerAccountsRequest())
    return MoneyFacts(
        payments=tuple(item for each in found for item in each.payments),
        receipts_unclaimed=await _unclaimed(suite),
        receivables=tuple(item for each in found for item in each.receivables),
        allocations=tuple(item for each in found for item in each.allocations),
        books=tuple(item for each in found for item in each.books),
        movements=await _movements(suite, ledger, first, last),
        write_offs=await _write_offs(suite),
        debits=sum(account.debits.minor_units for account in chart.accounts),
        credits=sum(account.credits.minor_units for account in chart.accounts),
    )


async def _of_account(suite: Suite, account_id: str, as_of: date) -> MoneyFacts:
    payments, receivables, settlements, books = await asyncio.gather(
        _payments(suite, account_id),
        _receivables(suite, account_id, as_of),
        _settlements(suite, account_id),
        _books(suite, account_id),
    )
    return MoneyFacts(payments=payments, receivables=receivables, allocations=settlements, books=books)


async def _payments(suite: Suite, account_id: str) -> tuple[PaymentFact, ...]:
    stub = PaymentServiceStub(suite.channel("payment"))
    request = ListPaymentsRequest(account=f"accounts/{account_id}", show_reversed=True, page_size=PAGE)
    answer = await suite.call(Person.AUDITOR, stub.ListPayments, request)
    return tuple(_payment(payment) for payment in answer.payments)


def _payment(payment: Payment) -> PaymentFact:
    return PaymentFact(
        number=payment.channel_number,
        channel=_channel(payment.channel),
        account_id=bare(payment.account),
        amount=payment.amount.minor_units,
        value_date=date_from_pb(payment.value_date),
        posting_date=date_from_pb(payment.posting_date),
        is_reversed=payment.state == PaymentState.PAYMENT_STATE_REVERSED,
        refunded=payment.refunded.minor_units,
    )


def _channel(channel: PaymentChannel) -> str:
    return PaymentChannel.Name(channel).removeprefix("PAYMENT_CHANNEL_")


async def _unclaimed(suite: Suite) -> tuple[PaymentFact, ...]:
    stub = PaymentServiceStub(suite.channel("payment"))
    request = ListReceiptsRequest(state=ReceiptState.RECEIPT_STATE_UNCLAIMED, page_size=PAGE)
    answer = await suite.call(Person.AUDITOR, stub.ListReceipts, request)
    return tuple(_receipt(receipt) for receipt in answer.receipts)


def _receipt(receipt: Receipt) -> PaymentFact:
    return PaymentFact(
        number=receipt.channel_number,
        channel=_channel(receipt.channel),
        account_id="",
        amount=receipt.amount.minor_units,
        value_date=date_from_pb(receipt.value_date),
        posting_date=date_from_pb(receipt.posting_date),
        is_reversed=False,
        refunded=0,
    )


async def _receivables(suite: Suite, account_id: str, as_of: date) -> tuple[ReceivableFact, ...]:
    """The lines with their late fees as of the last day that was closed; the open day would add to them."""
    stub = ReceivableServiceStub(suite.channel("payment"))
    found: list[ReceivableFact] = []
    token = ""
    while True:
        request = ListReceivablesRequest(
            account=f"accounts/{account_id}",
            show_settled=True,
            as_of=date_to_pb(as_of),
            page_size=PAGE,
            page_token=token,
        )
        answer = await suite.call(Person.AUDITOR, stub.ListReceivables, request)
        found += [_receivable(line) for line in answer.receivables]
        token = answer.next_page_token
        if not token:
            return tuple(found)


def _receivable(line: Receivable) -> ReceivableFact:
    return ReceivableFact(
        account_id=bare(line.account),
        cycle=line.cycle,
        line=line.line,
        due_date=date_from_pb(line.due_date),
        billed=line.billed.minor_units,
        principal_open=line.principal.minor_units,
        late_fee_open=line.late_fee.minor_units,
        late_fee_paid=line.late_fee_paid.minor_units,
        written_off=line.written_off.minor_units,
        is_blocked=line.disputed or line.in_transit,
    )


async def _settlements(suite: Suite, account_id: str) -> tuple[AllocationFact, ...]:
    found = [settlement async for settlement in _settlement_pages(suite, account_id)]
    found.sort(key=_posting_order)
    return tuple(fact for order, settlement in enumerate(found) for fact in _allocations(order, settlement))


async def _settlement_pages(suite: Suite, account_id: str) -> AsyncIterator[Settlement]:
    stub = SettlementServiceStub(suite.channel("payment"))
    token = ""
    while True:
        request = ListSettlementsRequest(account=f"accounts/{account_id}", page_size=PAGE, page_token=token)
        answer = await suite.call(Person.AUDITOR, stub.ListSettlements, request)
        for settlement in answer.settlements:
            yield settlement
        token = answer.next_page_token
        if not token:
            return


def _posting_order(settlement: Settlement) -> tuple[int, ...]:
    """The numbers after the account in "settlements/{account}.{sequence}.{posting}"."""
    return tuple(int(part) for part in settlement.name.split(".")[-2:])


def _allocations(order: int, settlement: Settlement) -> list[AllocationFact]:
    return [
        AllocationFact(
            account_id=bare(settlement.account),
            order=order,
            trigger=settlement.trigger,
            value_date=date_from_pb(settlement.value_date),
            posting_date=date_from_pb(settlement.posting_date),
            cycle=item.bill[-7:],
            line=item.line,
            book_id=bare(item.book),
            principal=item.principal.minor_units,
            late_fee=item.late_fee.minor_units,
            recovers=item.write_off,
        )
        for item in settlement.allocations
    ]


async def _books(suite: Suite, account_id: str) -> tuple[BookFact, ...]:
    stub = BookServiceStub(suite.channel("payment"))
    answer = await suite.call(Person.AUDITOR, stub.ListBooks, ListBooksRequest(account=f"accounts/{account_id}"))
    return tuple(
        BookFact(
            account_id, bare(book.name), BookKind.Name(book.kind).removeprefix("BOOK_KIND_"), book.balance.minor_units
        )
        for book in answer.books
    )


async def _write_offs(suite: Suite) -> tuple[WriteOffFact, ...]:
    stub = WriteOffServiceStub(suite.channel("payment"))
    answer = await suite.call(Person.AUDITOR, stub.ListWriteOffs, ListWriteOffsRequest(page_size=PAGE))
    return tuple(
        WriteOffFact(
            bare(item.account), item.amount.minor_units, item.recovered.minor_units, date_from_pb(item.posting_date)
        )
        for item in answer.write_offs
    )


async def _movements(suite: Suite, ledger: LedgerServiceStub, first: date, last: date) -> tuple[MovementFact, ...]:
    request = GetArrearsMovementRequest(
        first_date=date_to_pb(first), last_date=date_to_pb(last), by_month=True, total=True
    )
    answer = await suite.call(Person.AUDITOR, ledger.GetArrearsMovement, request)
    return tuple(_movement(row) for row in answer.movements)


def _movement(row: ArrearsMovement) -> MovementFact:
    raises = tuple((column, int(getattr(row, column))) for column in RAISES)
    lowers = tuple((column, -int(getattr(row, column))) for column in LOWERS)
    return MovementFact(row.period, row.opening, raises + lowers, row.closing, row.difference)
