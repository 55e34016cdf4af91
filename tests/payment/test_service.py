"""Payment over real gRPC, PostgreSQL and Redis, told by rating's events: the offset, the day, write-off and
recovery.
"""

import time
from typing import Any

import grpc
import grpc.aio
import pytest
from google.rpc.error_details_pb2 import ErrorInfo
from grpc_status import rpc_status

from tests.payment.suite import Running, on, start, yuan
from tollbook.kernel.v1 import operations_service_pb2 as ops
from tollbook.kernel.v1.period_pb2 import Dates
from tollbook.payment.v1 import (
    book_pb2,
    book_service_pb2,
    book_service_pb2_grpc,
    late_fee_service_pb2,
    late_fee_service_pb2_grpc,
    ledger_service_pb2,
    ledger_service_pb2_grpc,
    offset_service_pb2,
    offset_service_pb2_grpc,
    payment_pb2,
    payment_service_pb2,
    payment_service_pb2_grpc,
    receivable_service_pb2,
    receivable_service_pb2_grpc,
    settlement_service_pb2,
    settlement_service_pb2_grpc,
    write_off_service_pb2,
    write_off_service_pb2_grpc,
)


@pytest.fixture
async def suite(database, redis_url, tmp_path):
    running = await start(database, redis_url, tmp_path)
    yield running
    await running.stop()


def payment(number: str, amount: int, day: str, account: str = "A-1", **more):
    return payment_service_pb2.RecordPaymentRequest(
        request_id=f"pay-{number}",
        channel=payment_pb2.PAYMENT_CHANNEL_COUNTER,
        channel_number=number,
        account=f"accounts/{account}",
        amount=yuan(amount),
        value_date=on(day),
        **more,
    )


async def verified(suite: Running) -> dict[str, int]:
    found = await suite.operations.Verify(ops.VerifyRequest())
    assert {c.invariant: list(c.examples) for c in found.checks if c.breaches} == {}
    return dict(found.totals)


async def reason_of(call) -> str:
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await call
    info = ErrorInfo()
    call_status: Any = refused.value
    rpc_status.from_call(call_status).details[0].Unpack(info)
    return info.reason


async def test_the_month_start_offset_leaves_arrears_r_set_6_and_example_7(suite: Running):
    await suite.open_clock("2026-05-31")
    await suite.say(*suite.opened("A-1", "C-1"))
    cycles = [("2025-12", 600), ("2026-01", 900), ("2026-02", 1500), ("2026-03", 2000), ("2026-04", 3000)]
    await suite.say(*(suite.bill("A-1", "C-1", c, "2026-06-30", ("rent", a)) for c, a in cycles))
    await suite.close_day("2026-05-31")
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    settle = settlement_service_pb2_grpc.SettlementServiceStub(suite.channel)
    plan = settlement_service_pb2.SetSettlementPlanRequest(request_id="plan", reason="waits for the offset")
    plan.plan.account, plan.plan.manual = "accounts/A-1", True
    kept = await settle.SetSettlementPlan(plan)
    done = await pay.RecordPayment(payment("P1", 1000, "2026-06-01"))
    assert done.payment.settled.minor_units == 0
    await suite.say(suite.cycle_closed("2026-04"))
    await suite.close_day("2026-06-01")
    owed = receivable_service_pb2_grpc.ReceivableServiceStub(suite.channel)
    listed = await owed.ListReceivables(receivable_service_pb2.ListReceivablesRequest(account="accounts/A-1"))
    assert [(r.cycle, r.principal.minor_units) for r in listed.receivables] == [
        ("2026-01", 500),
        ("2026-02", 1500),
        ("2026-03", 2000),
        ("2026-04", 3000),
    ]
    offset = await offset_service_pb2_grpc.OffsetServiceStub(suite.channel).GetOffset(
        offset_service_pb2.GetOffsetRequest(cycle="2026-04")
    )
    assert (offset.settled_minor_units, offset.remaining_minor_units, kept.manual) == (1000, 3000, True)
    names = [e.payload.type_url.rpartition(".")[2] for e in await suite.published()]
    assert names[-1] == "OffsetCompleted" or "OffsetCompleted" in names
    assert (await verified(suite))["arrears_minor_units"] == 7000


async def test_a_day_assesses_late_fees_and_the_movement_closes_r_lat_1_r_set_8(suite: Running):
    await suite.open_clock("2026-03-01")
    await suite.say(*suite.opened("A-1", "C-1"), suite.bill("A-1", "C-1", "2026-01", "2026-02-28", ("rent", 10000)))
    await suite.close_day("2026-03-01")
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    await pay.RecordPayment(payment("P1", 4000, "2026-03-02"))
    waive = late_fee_service_pb2_grpc.LateFeeServiceStub(suite.channel)
    await suite.close_day("2026-03-02")
    await waive.WaiveLateFee(
        late_fee_service_pb2.WaiveLateFeeRequest(
            request_id="w",
            account="accounts/A-1",
            method=late_fee_service_pb2.WAIVER_METHOD_AMOUNT,
            value=10,
            reason="our fault",
            approval="boss",
        )
    )
    await suite.close_day("2026-03-03")
    ledger = ledger_service_pb2_grpc.LedgerServiceStub(suite.channel)
    table = await ledger.GetArrearsMovement(
        ledger_service_pb2.GetArrearsMovementRequest(first_date=on("2026-03-01"), last_date=on("2026-03-04"))
    )
    rows = [(m.opening, m.billed, m.late_fees, m.settled_cash, m.waived, m.closing) for m in table.movements]
    assert rows == [
        (0, 10000, 30, 0, 0, 10030),
        (10030, 0, 30, 4000, 0, 6060),
        (6060, 0, 18, 0, 10, 6068),
        (6068, 0, 0, 0, 0, 6068),
    ]
    assert table.movements[-1].arrears_in_system == 6068
    assert (await verified(suite))["arrears_minor_units"] == 6068
    statement = await ledger.GetAccountStatement(
        ledger_service_pb2.GetAccountStatementRequest(
            account="accounts/A-1", posting_dates=Dates(start=on("2026-03-02"), end=on("2026-03-03"))
        )
    )
    assert (statement.opening_due.minor_units, statement.closing_due.minor_units) == (10030, 6060)


async def test_bad_debt_is_written_off_and_recovered_by_later_money_r_bad_2_r_bad_3(suite: Running):
    await suite.open_clock("2026-05-01")
    await suite.say(*suite.opened("A-1", "C-1"), suite.bill("A-1", "C-1", "2026-01", "2026-02-28", ("rent", 10000)))
    await suite.close_day("2026-05-01")
    bad = write_off_service_pb2_grpc.WriteOffServiceStub(suite.channel)
    request = write_off_service_pb2.PostWriteOffRequest(
        request_id="w", account="accounts/A-1", case_name="cases/1", approval="chain-1", reason="gone"
    )
    made = await bad.PostWriteOff(request)
    assert await bad.PostWriteOff(request) == made
    assert made.amount.minor_units == 10000 + 63 * 30
    assert (await verified(suite))["arrears_minor_units"] == 0
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    await pay.RecordPayment(payment("P1", 3000, "2026-05-02", case_name="cases/1"))
    (recovery,) = (await bad.ListRecoveries(write_off_service_pb2.ListRecoveriesRequest())).recoveries
    assert (recovery.amount.minor_units, recovery.case_name) == (3000, "cases/1")
    await pay.ReversePayment(
        payment_service_pb2.ReversePaymentRequest(request_id="r", name="payments/COUNTER-P1", reason="bounced")
    )
    found = await bad.GetWriteOff(write_off_service_pb2.GetWriteOffRequest(name=made.name))
    assert found.recovered.minor_units == 0
    totals = await verified(suite)
    assert (totals["arrears_minor_units"], totals["written_off_minor_units"]) == (0, made.amount.minor_units)


async def test_a_restricted_prepayment_and_a_gift_pay_what_they_may_r_bok_1_r_bok_4(suite: Running):
    await suite.open_clock("2026-03-01")
    await suite.say(*suite.opened("A-1", "C-1"))
    await suite.close_day("2026-03-01")
    books = book_service_pb2_grpc.BookServiceStub(suite.channel)
    terms = book_pb2.Book(kind=book_pb2.BOOK_KIND_RESTRICTED, charge_items=["chargeItems/rent"])
    prepay = await books.OpenBook(
        book_service_pb2.OpenBookRequest(request_id="b1", account="accounts/A-1", book_id="prepay-S1", book=terms)
    )
    gift = book_pb2.Book(kind=book_pb2.BOOK_KIND_GIFT, validity=Dates(end=on("2026-03-04")))
    await books.OpenBook(
        book_service_pb2.OpenBookRequest(request_id="b2", account="accounts/A-1", book_id="gift", book=gift)
    )
    await books.TopUpBook(
        book_service_pb2.TopUpBookRequest(request_id="t", name="books/A-1.gift", amount=yuan(500), reason="spring")
    )
    refund = book_service_pb2.RefundBookRequest(request_id="x", name="books/A-1.gift", amount=yuan(1), reason="please")
    assert await reason_of(books.RefundBook(refund)) == "BOOK_NOT_REFUNDABLE"
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    await pay.RecordPayment(payment("P1", 9000, "2026-03-02", book=prepay.name))
    freeze = book_service_pb2.FreezeBookRequest(request_id="f", name=prepay.name, amount=yuan(8000), reason="held")
    assert (await books.FreezeBook(freeze)).frozen.minor_units == 8000
    transfer = book_service_pb2.TransferBookRequest(
        request_id="m", from_book="books/A-1.gift", to_book="books/A-1.general", amount=yuan(5), reason="cash"
    )
    assert await reason_of(books.TransferBook(transfer)) == "BOOK_TRANSFER_NOT_ALLOWED"
    await suite.say(suite.bill("A-1", "C-1", "2026-02", "2026-03-31", ("rent", 2000)), suite.cycle_closed("2026-02"))
    await suite.close_day("2026-03-02")
    await suite.close_day("2026-03-03")
    listed = await books.ListBooks(book_service_pb2.ListBooksRequest(account="accounts/A-1"))
    assert [(b.name, b.balance.minor_units) for b in listed.books] == [
        ("books/A-1.gift", 0),
        ("books/A-1.prepay-S1", 8000),
        ("books/A-1.general", 0),
    ]
    totals = await verified(suite)
    assert (totals["arrears_minor_units"], totals["books_minor_units"]) == (500, 8000)


async def test_a_preview_equals_the_real_one_and_a_settlement_is_reversed_r_set_4_r_set_7(suite: Running):
    await suite.open_clock("2026-03-01")
    await suite.say(
        *suite.opened("A-1", "C-1"),
        suite.bill("A-1", "C-1", "2026-01", "2026-02-28", ("rent", 1000), ("calls", 500)),
    )
    await suite.close_day("2026-03-01")
    settle = settlement_service_pb2_grpc.SettlementServiceStub(suite.channel)
    seen = await settle.PreviewSettlement(
        settlement_service_pb2.PreviewSettlementRequest(
            account="accounts/A-1", amount=yuan(1200), value_date=on("2026-03-02")
        )
    )
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    await pay.RecordPayment(payment("P1", 1200, "2026-03-02"))
    listing = settlement_service_pb2.ListSettlementsRequest(account="accounts/A-1")
    (real,) = (await settle.ListSettlements(listing)).settlements
    assert list(real.allocations) == list(seen.allocations)
    undone = await settle.ReverseSettlement(
        settlement_service_pb2.ReverseSettlementRequest(request_id="u", name=real.name, reason="wrong bill")
    )
    assert undone.state == undone.state.__class__(2)
    again = settlement_service_pb2.ReverseSettlementRequest(request_id="u2", name=real.name, reason="again")
    assert await reason_of(settle.ReverseSettlement(again)) == "SETTLEMENT_ALREADY_REVERSED"
    assert (await settle.ListSettlements(listing)).settlements == []
    await verified(suite)
    done = await settle.Settle(settlement_service_pb2.SettleRequest(request_id="s", account="accounts/A-1"))
    assert done.total.minor_units == 1200
    await verified(suite)


async def test_batches_answer_each_item(suite: Running):
    await suite.open_clock("2026-03-01")
    await suite.say(*suite.opened("A-1", "C-1"))
    await suite.close_day("2026-03-01")
    pay = payment_service_pb2_grpc.PaymentServiceStub(suite.channel)
    items = [payment("P1", 5, "2026-03-02"), payment("P2", -5, "2026-03-02"), payment("P3", 7, "2026-03-02", "A-9")]
    items.append(payment("P4", 9, "2026-03-02"))
    items[-1].ClearField("request_id")
    answer = await pay.BatchRecordPayments(payment_service_pb2.BatchRecordPaymentsRequest(items=items))
    assert [r.status.reason for r in answer.results] == ["", "AMOUNT_NOT_POSITIVE", "", "VALIDATION_FAILED"]
    assert answer.results[3].status.faults[0].field == "request_id"
    assert answer.results[2].receipt.name == "receipts/COUNTER-P3"


async def test_a_close_tells_which_predecessor_is_behind_before_its_caller_gives_up_r_gen_2(suite: Running):
    await suite.open_clock("2026-03-01")
    ahead = ops.CloseDayRequest(date=on("2026-03-01"), predecessor_positions={"rating": 1_000_000})
    started = time.monotonic()
    assert await reason_of(suite.operations.CloseDay(ahead, timeout=2.5)) == "PREDECESSOR_BEHIND"
    assert time.monotonic() - started < 2.5
    assert (await suite.close_day("2026-03-01")).business_date == on("2026-03-02")
