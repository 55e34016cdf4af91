"""Printed bills (R-BIL-3): what stands on them, in a font of our own, in both languages, and nothing read as markup."""

import contextlib
import datetime as dt
import re
import zlib
from collections.abc import Iterator

import pytest

from services.kernel.errors import Refusal
from services.rating.documents.bill_pdf import BillPrinter
from services.rating.domain.adjustment import NextCharge
from services.rating.domain.agreement import Member
from services.rating.domain.bill_document import OpenBalance, PaperLanguage, Payee, money
from services.rating.usecases import adjustments, bill_documents, sponsorships
from tests.rating.operator import APPROVER, Peers, asked, bill, load_operator, move_to
from tests.rating.test_bill_run import agreement

PAYEE = Payee(
    "Jinzhou Branch", "晋州分公司", "Pay {account} by {due_date}.", "请于 {due_date} 前缴费，账户 {account}。"
)
HOSTILE = '#panic("x") *b* $x$ [晋州机械厂] <l> @r \\ // `c`'


OPEN = OpenBalance(150312, 270500, 0, True, dt.date(2026, 2, 1))
PAID = OpenBalance(0, 0, 0, True, dt.date(2026, 2, 3))


class Balances:
    """Payment's answer."""

    def __init__(self, answer: OpenBalance) -> None:
        self.answer = answer

    async def open_balance(self, account_id: str, cycle: str, date: dt.date) -> OpenBalance:
        return self.answer


@pytest.fixture
async def db(database):
    made = database("rating")
    await load_operator(made)
    await sponsorships.create_agreement(made, asked("g"), agreement(), [Member("B-2", "G-1", "", "")])
    charge = NextCharge("N-1", "A-1", "", "S-1", "leased-line-rent", "", -30000, "2025-12", "", "outage", False, "")
    await adjustments.request_charge(made, asked("n"), charge, "CNY")
    await adjustments.approve_charge(made, asked("n ok", APPROVER), "N-1", "agreed")
    await move_to(made, dt.date(2026, 2, 1))
    await bill(made, Peers(), "2026-01")
    return made


async def paper(db, account: str, language: PaperLanguage = PaperLanguage.BOTH, balance: OpenBalance = OPEN):
    return await bill_documents.bill_paper(db, Balances(balance), account, "2026-01", PAYEE, language)


def summary(content) -> dict[str, str]:
    return {row["key"]: row["amount"] for row in content["summary"]}


async def test_r_bil_3_a_printed_bill_says_what_is_billed_settled_brought_forward_and_to_be_paid(db):
    content, of = await paper(db, "A-1")
    assert of.total == 270500
    assert summary(content) == {
        "charges": "3,000.00",
        "sponsored_for_members": "5.00",
        "corrections": "−300.00",
        "bill_total": "2,705.00",
        "brought_forward": "1,503.12",
        "to_pay": "4,208.12",
    }
    assert content["words"]["to_pay"] == ["应缴金额", "To be paid"]
    assert [row["steps"] for row in content["lines"]] == [
        ["月租费 3000.00，整月", "Monthly rent 3000.00, whole"],
        ["2025-12 账期调整（outage）：-300.00", "outage, of 2025-12: -300.00"],
    ]
    assert [(row["member"], row["item"], row["amount"]) for row in content["sponsored"]] == [
        ("B-2", ["信箱费", "Mailbox fee"], "5.00")
    ]
    assert [(row["rate"], row["amount"]) for row in content["taxes"]] == [("6%", "5.00"), ("9%", "2,700.00")]
    assert content["instructions"] == ["请于 2026-02-28 前缴费，账户 A-1。", "Pay A-1 by 2026-02-28."]


async def test_r_spo_2_a_members_paper_tells_who_pays_for_it_and_settled_money_is_taken_off(db):
    content, _ = await paper(db, "B-2", PaperLanguage.ENGLISH, PAID)
    assert content["sponsored_by"] == [{"account": "A-1", "agreement": "G-1", "amount": "5.00"}]
    assert (content["lang"], content["words"]["heading"], summary(content)["to_pay"]) == ("en", ["Bill"], "0.00")


async def test_r_bil_3_a_bill_of_very_many_lines_is_printed_by_item(db, monkeypatch):
    monkeypatch.setattr(bill_documents, "LINES_PRINTED_MAX", 1)
    content, _ = await paper(db, "A-1", PaperLanguage.CHINESE)
    assert [(row["number"], row["amount"]) for row in content["lines"]] == [("×1", "−300.00"), ("×1", "3,000.00")]
    assert [row["member"] for row in content["sponsored"]] == ["1 项"]


async def test_an_unknown_bill_is_not_printed(db):
    with pytest.raises(Refusal) as refused:
        await paper(db, "A-7")
    assert refused.value.reason == "BILL_NOT_FOUND"


async def test_r_bil_3_the_pdf_embeds_its_font_shows_hostile_names_as_text_and_is_the_same_each_time(db):
    async with db.engine.begin() as conn:
        await conn.exec_driver_sql("UPDATE customer SET display_name = %s WHERE customer_id = 'C-1'", (HOSTILE,))
    content, of = await paper(db, "A-1")
    assert of.issue_date is not None
    printer = BillPrinter()
    pdf = printer.print(content, of.issue_date)
    assert pdf == BillPrinter().print(content, of.issue_date)
    assert b"WenQuanYiMicroHei" in pdf and b"/FontFile2" in pdf
    text = "".join(shown(pdf).split())
    for wanted in (
        HOSTILE,
        "晋州分公司",
        "应缴金额",
        "To be paid",
        "4,208.12",
        "专线月租费",
        "Leased line rent",
        "信箱费",
    ):
        assert "".join(wanted.split()) in text


def shown(pdf: bytes) -> str:
    """The text that a reader copies out of the PDF: glyph numbers of the pages, mapped by the font's ToUnicode."""
    streams: list[bytes] = []
    for start in re.finditer(rb"stream\r?\n", pdf):
        with contextlib.suppress(zlib.error):
            streams.append(zlib.decompressobj().decompress(pdf[start.end() :]))
    glyphs: dict[bytes, str] = {}
    for stream in streams:
        if b"begincmap" in stream:
            for glyph, text in re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]+)>", stream.decode()):
                glyphs[bytes.fromhex(glyph)] = bytes.fromhex(text).decode("utf-16-be")
    return "".join(
        "".join(glyphs[code[at : at + 2]] for at in range(0, len(code), 2))
        for stream in streams
        if b" Tf" in stream
        for code in _strings(stream)
    )


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


_PLAIN = rb"\\.|[^\\()]"
_LITERAL = rb"\((?:" + _PLAIN + rb"|\((?:" + _PLAIN + rb")*\))*\)"
_HEX = rb"<[0-9A-F]+>"
_SHOWN = re.compile(rb"\[((?:" + _LITERAL + rb"|" + _HEX + rb"|[-0-9. ])*)\]TJ", re.DOTALL)


def _strings(stream: bytes) -> Iterator[bytes]:
    """The strings that a content stream shows: in hexadecimal, or literal with escapes."""
    for shown_array in _SHOWN.findall(stream):
        for part in re.findall(_LITERAL + rb"|" + _HEX, shown_array, re.DOTALL):
            if part.startswith(b"<"):
                yield bytes.fromhex(part[1:-1].decode())
            else:
                yield re.sub(rb"\\([0-7]{1,3}|.)", _unescaped, part[1:-1], flags=re.DOTALL)


def _unescaped(match: re.Match[bytes]) -> bytes:
    code = match[1]
    return bytes([int(code, 8)]) if code.isdigit() else _ESCAPES.get(code, code)


def test_money_on_paper_is_grouped_and_signed():
    assert [money(each) for each in (0, 5, -123456789)] == ["0.00", "0.05", "−1,234,567.89"]
