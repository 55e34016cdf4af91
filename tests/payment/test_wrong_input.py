"""Bad input over real gRPC: a named refusal or a kept receipt, never half a change, and nothing lost (R-GEN-3,
R-PAY-1, R-PAY-2, R-BOK-4); and what is served of R-BOK-1, R-BOK-3, R-PAY-3 and R-SET-5.
"""

import pytest
from google.protobuf.field_mask_pb2 import FieldMask

from tests.payment.suite import Running, on, start, yuan
from tests.payment.test_service import payment, reason_of, verified
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.payment.v1 import (
    agent_pb2,
    agent_service_pb2,
    agent_service_pb2_grpc,
    bank_collection_pb2,
    bank_collection_service_pb2,
    bank_collection_service_pb2_grpc,
    book_pb2,
    book_service_pb2,
    book_service_pb2_grpc,
    payment_pb2,
    payment_service_pb2,
    payment_service_pb2_grpc,
    receivable_service_pb2,
    receivable_service_pb2_grpc,
)
from tollbook.payment.v1.events_pb2 import AccountPositionChanged


@pytest.fixture
async def suite(database, redis_url, tmp_path):
    running = await start(database, redis_url, tmp_path)
    yield running
    await running.stop()


def transfer(request: str, source: str, target: str, amount: int) -> book_service_pb2.TransferBookRequest:
    return book_service_pb2.TransferBookRequest(
        request_id=request, from_book=f"books/{source}", to_book=f"books/{target}", amount=yuan(amount), reason="asked"
    )


async def owing(suite: Running, account: str) -> int:
    stub = receivable_service_pb2_grpc.ReceivableServiceStub(suite.channel)
    request = receivable_service_pb2.ListReceivablesRequest(account=f"accounts/{account}")
    return sum(r.principal.minor_units for r in (await stub.ListReceivables(request)).receivables)


async def test_wrong_payments_reversals_and_transfers_are_refused_by_name_and_change_nothing(suite: Running):
    """R-GEN-3, R-PAY-1, R-PAY-2, R-BOK-4."""
    await suite.open_clock("2026-03-01")
    await suite.say(*suite.opened("A-1", "C-1"), *suite.opened("A-2", "C-2"))
    await suite.say(suite.bill("A-1", "C-1", "2026-01", "2026-03-31", ("rent", 1000)))
    await suite.close_day("2026-03-01")
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    books = book_service_pb2_grpc.BookServiceStub(suite.channel)
    first = payment("P1", 1200, "2026-03-02")
    done = await pay.RecordPayment(first)
    assert await pay.RecordPayment(first) == done
    other = payment("P1", 1300, "2026-03-02")
    assert await reason_of(pay.RecordPayment(other)) == "REQUEST_ID_REUSED"
    other.request_id = "another"
    assert await reason_of(pay.RecordPayment(other)) == "CHANNEL_NUMBER_REUSED"
    assert await reason_of(pay.RecordPayment(payment("P2", -1, "2026-03-02"))) == "AMOUNT_NOT_POSITIVE"
    assert await reason_of(pay.RecordPayment(payment("P3", 1, "2026-03-03"))) == "VALUE_DATE_IN_FUTURE"
    dollars = payment("P4", 1, "2026-03-02")
    dollars.amount.CopyFrom(Money(currency_code="USD", minor_units=1))
    assert await reason_of(pay.RecordPayment(dollars)) == "CURRENCY_MISMATCH"
    lost = await pay.RecordPayment(payment("P5", 77, "2026-03-02", "A-9"))
    assert lost.receipt.amount.minor_units == 77
    assert await reason_of(books.TransferBook(transfer("t1", "A-1.general", "A-2.general", 1))) == (
        "BOOK_TRANSFER_NOT_ALLOWED"
    )
    gift = book_service_pb2.OpenBookRequest(request_id="b1", account="accounts/A-1", book_id="gift")
    gift.book.kind = book_pb2.BOOK_KIND_GIFT
    await books.OpenBook(gift)
    assert await reason_of(books.TransferBook(transfer("t2", "A-1.general", "A-1.gift", 201))) == (
        "BOOK_BALANCE_INSUFFICIENT"
    )
    refund = book_service_pb2.RefundBookRequest(request_id="r1", name="books/A-1.gift", amount=yuan(1), reason="x")
    assert await reason_of(books.RefundBook(refund)) == "BOOK_NOT_REFUNDABLE"
    back = payment_service_pb2.ReversePaymentRequest(request_id="v1", name=done.payment.name, reason="bounced")
    assert (await pay.ReversePayment(back)).settled.minor_units == 0
    back.request_id = "v2"
    assert await reason_of(pay.ReversePayment(back)) == "PAYMENT_ALREADY_REVERSED"
    back.name = "payments/COUNTER-P9"
    assert await reason_of(pay.ReversePayment(back)) == "PAYMENT_NOT_FOUND"
    back.request_id = "v1"
    assert await reason_of(pay.ReversePayment(back)) == "REQUEST_ID_REUSED"
    totals = await verified(suite)
    assert (totals["arrears_minor_units"], totals["payments"], totals["unclaimed_receipts"]) == (1000, 0, 1)


async def test_a_funded_book_a_set_and_the_transit_parameter_are_served(suite: Running):
    """R-BOK-3, R-SET-5: the close of the day draws, and each settlement publishes a newer position for credit."""
    await suite.open_clock("2026-03-01")
    await suite.say(*suite.opened("A-1", "C-1"), *suite.opened("A-2", "C-2"))
    await suite.close_day("2026-03-01")
    books = book_service_pb2_grpc.BookServiceStub(suite.channel)
    bound = book_service_pb2.OpenBookRequest(request_id="b1", account="accounts/A-1", book_id="voice")
    bound.book.kind = book_pb2.BOOK_KIND_RESTRICTED
    bound.book.charge_item_sets.append("chargeItemSets/voice")
    opened = await books.OpenBook(bound)
    assert (list(opened.charge_item_sets), list(opened.charge_items)) == (["chargeItemSets/voice"], [])
    bound.request_id, bound.book_id = "b2", "data"
    bound.book.charge_item_sets[0] = "chargeItemSets/data"
    assert await reason_of(books.OpenBook(bound)) == "BOOK_TERMS_INVALID"
    group = book_service_pb2.OpenBookRequest(request_id="b3", account="accounts/A-1", book_id="group")
    group.book.kind = book_pb2.BOOK_KIND_GENERAL
    assert await reason_of(books.OpenBook(group)) == "BOOK_TERMS_INVALID"
    group.request_id, group.book.funding_account = "b4", "accounts/A-2"
    group.book.funding_limit.CopyFrom(yuan(500))
    assert (await books.OpenBook(group)).funding_account == "accounts/A-2"
    ask = book_service_pb2.SetBookFundingRequest(
        request_id="f1", name="books/A-1.general", funding_account="accounts/A-2"
    )
    ask.funding_limit.CopyFrom(yuan(1))
    assert await reason_of(books.SetBookFunding(ask)) == "FUNDING_NOT_ALLOWED"
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    await pay.RecordPayment(payment("P1", 40, "2026-03-02", book="books/A-1.voice"))
    await pay.RecordPayment(payment("P2", 900, "2026-03-02", "A-2"))
    await suite.say(suite.bill("A-1", "C-1", "2026-02", "2026-03-31", ("rent", 700), ("calls", 60)))
    await suite.say(suite.cycle_closed("2026-02"))
    closed = await suite.close_day("2026-03-02")
    assert closed.counters["funding.drawn_minor_units"] == 500
    assert await owing(suite, "A-1") == 760 - 40 - 500
    drawn = await books.GetBook(book_service_pb2.GetBookRequest(name="books/A-1.group"))
    assert (drawn.funding_drawn.minor_units, drawn.balance.minor_units) == (500, 0)
    told = [event for event in await suite.published() if event.payload.type_url.endswith("AccountPositionChanged")]
    mine = [
        (e.version, AccountPositionChanged.FromString(e.payload.value)) for e in told if e.subject == "accounts/A-1"
    ]
    assert [version for version, _ in mine] == sorted({version for version, _ in mine})
    assert sum(line.principal_minor_units for line in mine[-1][1].open_lines) == 760 - 40 - 500
    bank = bank_collection_service_pb2_grpc.BankCollectionServiceStub(suite.channel)
    policy = bank_collection_pb2.TransitPolicy(effective_from=on("2026-03-02"), payable_elsewhere=True)
    asked = bank_collection_service_pb2.SetTransitPolicyRequest(request_id="p1", policy=policy, reason="slow")
    assert await reason_of(bank.SetTransitPolicy(asked)) == "POLICY_DATE_CLOSED"
    asked.policy.effective_from.CopyFrom(on("2026-03-03"))
    asked.request_id = "p2"
    assert (await bank.SetTransitPolicy(asked)).payable_elsewhere
    await verified(suite)


async def test_an_agents_own_system_takes_money_for_no_other_agent_r_pay_5(suite: Running):
    await suite.open_clock("2026-03-01")
    await suite.say(*suite.opened("A-1", "C-1"))
    await suite.close_day("2026-03-01")
    agents = agent_service_pb2_grpc.AgentServiceStub(suite.channel)
    for number in ("1", "2"):
        own = agent_pb2.Agent(display_name="代办点", voucher="V", callers=[f"till-{number}"])
        await agents.CreateAgent(agent_service_pb2.CreateAgentRequest(request_id=number, agent_id=number, agent=own))
        review = agent_service_pb2.ApproveAgentRequest(request_id=f"a{number}", name=f"agents/{number}")
        await suite.called_by("finance", ["FINANCE"], agent_service_pb2_grpc.AgentServiceStub).ApproveAgent(review)
    till = suite.called_by("till-1", ["CASHIER"], payment_service_pb2_grpc.PaymentServiceStub)
    own, other = (payment(f"P{n}", 5, "2026-03-02", agent=f"agents/{n}") for n in ("1", "2"))
    own.channel = other.channel = payment_pb2.PAYMENT_CHANNEL_AGENT
    assert await reason_of(till.RecordPayment(other)) == "AGENT_NOT_CALLERS"
    both = await till.BatchRecordPayments(payment_service_pb2.BatchRecordPaymentsRequest(items=[other, own]))
    assert [each.status.reason for each in both.results] == ["AGENT_NOT_CALLERS", ""]
    assert (await payment_service_pb2_grpc.PaymentServiceStub(suite.channel).RecordPayment(other)).HasField("payment")
    report = agent_service_pb2.SubmitDailyReportRequest(
        request_id="r", agent="agents/2", date=on("2026-03-02"), payments=1, amount=yuan(5)
    )
    tills = suite.called_by("till-1", ["CASHIER"], agent_service_pb2_grpc.AgentServiceStub)
    assert await reason_of(tills.SubmitDailyReport(report)) == "AGENT_NOT_CALLERS"


async def test_an_update_changes_what_its_mask_names_and_reads_nothing_else(suite: Running):
    """R-BOK-1, R-PAY-2, R-PAY-5."""
    await suite.open_clock("2026-03-01")
    await suite.say(*suite.opened("A-1", "C-1"))
    await suite.close_day("2026-03-01")
    books = book_service_pb2_grpc.BookServiceStub(suite.channel)
    opened = book_service_pb2.OpenBookRequest(request_id="b1", account="accounts/A-1", book_id="gift")
    opened.book.kind, opened.book.display_name = book_pb2.BOOK_KIND_GIFT, "spring"
    await books.OpenBook(opened)
    later = book_service_pb2.UpdateBookRequest(request_id="u1", update_mask=FieldMask(paths=["priority"]))
    later.book.MergeFrom(book_pb2.Book(name="books/A-1.gift", priority=7, charge_items=["not a name"]))
    changed = await books.UpdateBook(later)
    assert (changed.priority, changed.display_name) == (7, "spring")
    later.update_mask.paths.append("balance")
    assert await reason_of(books.UpdateBook(later)) == "VALIDATION_FAILED"
    agents = agent_service_pb2_grpc.AgentServiceStub(suite.channel)
    made = agent_pb2.Agent(display_name="代办点", fee_permille=8, voucher="V")
    await agents.CreateAgent(agent_service_pb2.CreateAgentRequest(request_id="g1", agent_id="G", agent=made))
    cheaper = agent_service_pb2.UpdateAgentRequest(request_id="g2", update_mask=FieldMask(paths=["fee_permille"]))
    cheaper.agent.MergeFrom(agent_pb2.Agent(name="agents/G", fee_permille=5, sales_unit="not a name"))
    told = await agents.UpdateAgent(cheaper)
    assert (told.fee_permille, told.display_name, told.voucher) == (5, "代办点", "V")
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    lost = await pay.RecordPayment(payment("P1", 5, "2026-03-02", "A-9"))
    note = payment_service_pb2.UpdateReceiptRequest(request_id="n1", update_mask=FieldMask(paths=["payer"]))
    note.receipt.MergeFrom(payment_pb2.Receipt(name=lost.receipt.name, payer="Wang", possible_account="accounts/A-1"))
    assert await reason_of(pay.UpdateReceipt(note)) == "VALIDATION_FAILED"
    note.update_mask.paths[:] = ["possible_account"]
    kept = await pay.UpdateReceipt(note)
    assert (kept.possible_account, kept.payer) == ("accounts/A-1", "")
