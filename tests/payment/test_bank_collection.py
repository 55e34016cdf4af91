"""Bank collection by file (银行托收, R-PAY-3): in transit, replies row by row, layouts in GBK, ISO 20022."""

import datetime as dt
from dataclasses import replace

import pytest

from services.chassis.runs import RunKind, RunWorkers
from services.kernel.errors import Refusal
from services.payment.domain.bank_file import BatchHead, CollectionRow, FileLayout, LayoutField, read_reply, write_file
from services.payment.domain.payment import Channel
from services.payment.domain.records import MandateRecord, TransitPolicy
from services.payment.store.bank import rows_of_batch
from services.payment.usecases import bank_collections as bank
from services.payment.usecases.bank_replies import ImportReply, import_reply
from services.payment.usecases.books import get_book
from services.payment.usecases.receivables import check_overdue, list_receivables
from services.payment.usecases.transit_policies import SetTransitPolicy, get_transit_policy, set_transit_policy
from tests.payment.conftest import DAY, Shop
from tests.payment.test_recording_payments import breaches, due, record

LAYOUT = FileLayout(
    "icbc",
    "GBK",
    (LayoutField('"H"', 1), LayoutField("batch", 20), LayoutField("date", 8, format="YYYYMMDD")),
    (
        LayoutField("row_number", 6, True, "0"),
        LayoutField("bank_account", 19),
        LayoutField("holder", 20),
        LayoutField("amount_minor_units", 12, True, "0"),
        LayoutField("status", 2),
    ),
    (LayoutField('"T"', 1), LayoutField("count", 6, True, "0"), LayoutField("total", 14, True, "0")),
)


async def produced(shop: Shop, layout: str = "icbc") -> str:
    """Three accounts with a mandate and 100, 200 and 300 open; their batch."""
    for n in (1, 2, 3):
        await shop.account(f"A-{n}", f"C-{n}")
        await shop.bill("2026-01", ("rent", 100 * n), account=f"A-{n}")
        holder = MandateRecord(f"A-{n}", "icbc", f"622{n}", f"晋州公司{n}", False, None, None)
        await bank.set_mandate(shop.db, bank.SetMandate(f"M-{n}", holder))
    await bank.set_layout(shop.db, bank.SetLayout("L-1", LAYOUT))
    workers = RunWorkers(shop.db)

    async def work(chunk) -> None:
        await bank.batch_chunk(shop.db, shop.directory, chunk)

    workers.register([RunKind(bank.KIND, work)])
    view = await bank.produce_batch(shop.db, bank.ProduceBatch("B-1", "icbc", layout, DAY))
    await workers.finish(view.key)
    return "icbc-20260302"


def reply(*rows: tuple[int, int, str], batch: str = "icbc-20260302", count: int | None = None) -> bytes:
    made = [CollectionRow(n, "", f"622{n}", f"晋州公司{n}", amount, status) for n, amount, status in rows]
    total = sum(amount for _, amount, _ in rows)
    return write_file(LAYOUT, BatchHead(batch, DAY, len(made) if count is None else count, total), made)


async def test_bills_in_transit_are_not_payable_and_block_a_suspension_r_pay_3_r_ctl_6(shop: Shop):
    batch = await produced(shop)
    content = await bank.download_batch(shop.db, batch)
    assert "晋州公司1".encode("gbk") in content
    assert [len(line) for line in content.split(b"\r\n") if line] == [29, 59, 59, 59, 21]
    (done,) = await record(shop, shop.payment(100))
    assert done.settled == 0
    (standing,), _ = await check_overdue(shop.db, shop.directory, ["A-1"], DAY)
    assert (standing.in_transit, standing.suspension_blocked) == (100, True)
    assert await breaches(shop) == {}


async def test_a_reply_is_imported_row_by_row_and_a_bad_row_stops_nothing_r_pay_3(shop: Shop):
    batch = await produced(shop)
    amounts = [row.amount for row in await rows(shop, batch)]
    content = reply((1, amounts[0], "00"), (2, amounts[1] - 1, "00"), (3, amounts[2], "02"), (9, 5, "00"))
    content = content.replace(b"\r\nT", b"\r\nbroken\r\nT").replace(b"T000004", b"T000005")
    report = await import_reply(shop.db, shop.directory, ImportReply("I-1", batch, content))
    assert (report.rows, report.accepted, report.duplicates) == (5, 2, 0)
    assert [r.faults[0].message.split(" ")[0] for r in report.rejects] == ["is", "is", "has"]
    record_ = await bank.get_batch(shop.db, batch)
    assert (record_.state, record_.paid_rows, record_.returned_rows, record_.paid) == ("REPLIED", 1, 1, amounts[0])
    assert (await due(shop, "A-1"), (await bank.get_mandate(shop.db, "A-3")).cash_only) == (0, True)
    again = reply((1, amounts[0], "00"), (2, amounts[1], "01"))
    report = await import_reply(shop.db, shop.directory, ImportReply("I-2", batch, again))
    assert (report.accepted, report.duplicates) == (1, 1)
    assert (await bank.get_batch(shop.db, batch)).state == "CLOSED"
    assert await breaches(shop) == {}


async def test_a_reply_for_another_batch_or_cut_short_is_refused_whole(shop: Shop):
    batch = await produced(shop)
    with pytest.raises(Refusal, match="answers batch"):
        await import_reply(shop.db, shop.directory, ImportReply("I-1", batch, reply((1, 100, "00"), batch="other")))
    with pytest.raises(Refusal, match="trailer"):
        await import_reply(shop.db, shop.directory, ImportReply("I-2", batch, reply((1, 100, "00"), count=3)))
    assert (await bank.get_batch(shop.db, batch)).state == "PRODUCED"


async def test_iso_20022_goes_out_and_comes_back(shop: Shop):
    batch = await produced(shop, layout="")
    pain = (await bank.download_batch(shop.db, batch)).decode()
    assert f"<EndToEndId>{batch}/1</EndToEndId>" in pain
    amounts = [row.amount for row in await rows(shop, batch)]
    returned = "<RtrInf><Rsn><Cd>{}</Cd></Rsn></RtrInf>"
    entries = ""
    for number, amount, reason in zip((1, 2, 3), amounts, ("", "AM04", "AC04"), strict=True):
        name = f"<Refs><EndToEndId>{batch}/{number}</EndToEndId></Refs>"
        money = f"<Amt Ccy='CNY'>{amount // 100}.{amount % 100:02d}</Amt>"
        way = f"<CdtDbtInd>{'DBIT' if reason else 'CRDT'}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>"
        details = f"<TxDtls>{name}{money}{returned.format(reason) if reason else ''}</TxDtls>"
        entries += f"<Ntry>{money}{way}<NtryDtls>{details}</NtryDtls></Ntry>"
    stranger = entries.split("</Ntry>")[0].replace(batch, "other-20260302") + "</Ntry>"
    space = "urn:iso:std:iso:20022:tech:xsd:camt.054.001.08"
    notice = f"<BkToCstmrDbtCdtNtfctn><Ntfctn>{stranger}{entries}</Ntfctn></BkToCstmrDbtCdtNtfctn>"
    camt = f"<Document xmlns='{space}'>{notice}</Document>"
    report = await import_reply(shop.db, shop.directory, ImportReply("I-1", batch, camt.encode()))
    assert (report.rows, report.accepted) == (4, 3)
    assert [r.faults[0].message for r in report.rejects] == ["answers batch 'other-20260302'"]
    found = await bank.get_batch(shop.db, batch)
    assert (found.state, found.paid_rows, found.returned_rows) == ("CLOSED", 1, 2)
    entity = b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"
    with pytest.raises(Refusal, match="document type"):
        await import_reply(shop.db, shop.directory, ImportReply("I-2", batch, entity))


async def test_a_cancelled_batch_frees_its_bills(shop: Shop):
    batch = await produced(shop)
    cancelled = await bank.cancel_batch(shop.db, bank.CancelBatch("X-1", batch, "wrong day", "clerk"))
    assert cancelled.state == "CANCELLED"
    (done,) = await record(shop, shop.payment(500))
    assert done.settled >= 100


def test_a_long_chinese_name_is_never_cut_in_half():
    row = CollectionRow(1, "A", "1", "一二三四五六七八九十甲乙", 5, "00")
    content = write_file(LAYOUT, BatchHead("b", DAY, 1, 5), [row])
    assert read_reply(LAYOUT, content).rows[0].amount == 5
    assert "一二三四五六七八九十".encode("gbk") in content


async def rows(shop: Shop, batch: str):
    async with shop.db.read() as tx:
        return await rows_of_batch(tx, batch)


async def test_a_bill_in_transit_is_paid_elsewhere_where_the_parameter_says_so_r_pay_3(shop: Shop):
    policy = SetTransitPolicy("T-1", TransitPolicy(DAY, True), "the bank is slow", "finance")
    await set_transit_policy(shop.db, policy)
    batch = await produced(shop)
    amounts = [row.amount for row in await rows(shop, batch)]
    (done,) = await record(shop, shop.payment(amounts[0]))
    assert (done.settled, await due(shop)) == (amounts[0], 0)
    (standing,), _ = await check_overdue(shop.db, shop.directory, ["A-1"], DAY)
    assert standing.suspension_blocked
    content = reply(*((n, amount, "00") for n, amount in enumerate(amounts, start=1)))
    assert (await import_reply(shop.db, shop.directory, ImportReply("I-1", batch, content))).accepted == 3
    assert (await get_book(shop.db, "A-1.general")).book.balance == amounts[0]
    shown, _, _ = await list_receivables(shop.db, "A-1", as_of=None, settled=True, cycle="")
    assert [(view.line.in_transit, view.line.transit_payable) for view in shown] == [(False, False)]
    assert await breaches(shop) == {}


async def test_the_transit_parameter_is_dated_and_no_closed_day_takes_it_r_pay_3(shop: Shop):
    later = DAY + dt.timedelta(days=1)
    await set_transit_policy(shop.db, SetTransitPolicy("T-1", TransitPolicy(later, True), "slow", "finance"))
    assert not (await get_transit_policy(shop.db, None)).payable_elsewhere
    assert (await get_transit_policy(shop.db, later)).payable_elsewhere
    closed = SetTransitPolicy("T-2", TransitPolicy(DAY - dt.timedelta(days=1), True), "slow", "finance")
    with pytest.raises(Refusal, match="closed"):
        await set_transit_policy(shop.db, closed)


async def test_a_row_whose_number_came_before_with_other_money_is_told_and_the_rest_settle_r_pay_3(shop: Shop):
    batch = await produced(shop)
    amounts = [row.amount for row in await rows(shop, batch)]
    before = replace(shop.payment(7, account="A-2", number=f"{batch}-2"), channel=Channel.BANK_COLLECTION)
    await record(shop, before)
    content = reply(*((n, amount, "00") for n, amount in enumerate(amounts, start=1)))
    report = await import_reply(shop.db, shop.directory, ImportReply("I-1", batch, content))
    assert (report.accepted, len(report.rejects)) == (2, 1)
    assert "came before with other money" in report.rejects[0].faults[0].message
    assert (await bank.get_batch(shop.db, batch)).state == "REPLIED"
    assert (await due(shop, "A-1"), await due(shop, "A-2"), await due(shop, "A-3")) == (0, amounts[1] - 7, 0)
    assert await breaches(shop) == {}


async def test_a_bank_cannot_be_asked_to_collect_before_today_r_pay_3_r_set_7(shop: Shop):
    yesterday = bank.ProduceBatch("B-9", "icbc", "", DAY - dt.timedelta(days=1))
    with pytest.raises(Refusal) as told:
        await bank.produce_batch(shop.db, yesterday)
    assert told.value.reason == "COLLECTION_DATE_PASSED"
    first = bank.ProduceBatch("B-10", "icbc", "", DAY)
    started = await bank.produce_batch(shop.db, first)
    assert (await bank.produce_batch(shop.db, first)).key == started.key
    with pytest.raises(Refusal) as told:
        await bank.produce_batch(shop.db, bank.ProduceBatch("B-10", "abc", "", DAY))
    assert told.value.reason == "REQUEST_ID_REUSED"
