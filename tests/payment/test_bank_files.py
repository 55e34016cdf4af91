"""Banks' files without a database (R-PAY-3): pain.008 in the schema's sequence, camt.054 as banks send its versions,
layouts that would cut a number, replies that end too soon.
"""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.kernel.errors import Refusal
from services.payment.domain.bank_file import (
    BatchHead,
    CollectionRow,
    FileLayout,
    LayoutField,
    check_layout,
    read_reply,
    write_file,
)
from services.payment.domain.iso20022 import Creditor, read_camt, write_pain

DAY = dt.date(2026, 3, 2)
ROW = (
    LayoutField("row_number", 6, True, "0"),
    LayoutField("bank_account", 19),
    LayoutField("holder", 20),
    LayoutField("amount_minor_units", 9, True, "0"),
    LayoutField("status", 2),
)
TRAILER = (LayoutField('"T"', 1), LayoutField("count", 6, True, "0"), LayoutField("total", 12, True, "0"))
HEADER = (LayoutField('"H"', 1), LayoutField("batch", 20))


def test_a_pain_008_holds_what_the_schema_asks_for_in_its_sequence():
    rows = [CollectionRow(1, "A-1", "6222", "晋州 & Co", 12345), CollectionRow(2, "A-2", "6223", "李", 5)]
    content = write_pain(BatchHead("icbc-20260302", DAY, 2, 12350), rows, "CNY", Creditor("Operator", "1001"), "icbc")
    root = ET.fromstring(content)
    assert root.tag == "{urn:iso:std:iso:20022:tech:xsd:pain.008.001.08}Document"

    def names(path: str) -> list[str]:
        found = root.find(path, {"": "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"})
        assert found is not None
        return [child.tag.rpartition("}")[2] for child in found]

    assert names("CstmrDrctDbtInitn/GrpHdr") == ["MsgId", "CreDtTm", "NbOfTxs", "CtrlSum", "InitgPty"]
    head = ["PmtInfId", "PmtMtd", "NbOfTxs", "CtrlSum", "ReqdColltnDt", "Cdtr", "CdtrAcct", "CdtrAgt"]
    assert names("CstmrDrctDbtInitn/PmtInf") == [*head, "DrctDbtTxInf", "DrctDbtTxInf"]
    debit = ["PmtId", "InstdAmt", "DbtrAgt", "Dbtr", "DbtrAcct", "RmtInf"]
    assert names("CstmrDrctDbtInitn/PmtInf/DrctDbtTxInf") == debit
    text = content.decode()
    assert '<InstdAmt Ccy="CNY">123.45</InstdAmt>' in text
    assert "晋州 &amp; Co" in text
    assert "<CtrlSum>123.50</CtrlSum>" in text


def camt(version: str, *entries: str) -> bytes:
    body = "".join(f"<Ntry>{entry}</Ntry>" for entry in entries)
    notice = (
        "<BkToCstmrDbtCdtNtfctn><GrpHdr><MsgId>M</MsgId></GrpHdr><Ntfctn><Id>N</Id>{}</Ntfctn></BkToCstmrDbtCdtNtfctn>"
    )
    space = f"urn:iso:std:iso:20022:tech:xsd:camt.054.001.{version}"
    return f"<?xml version='1.0'?><Document xmlns='{space}'>{notice.format(body)}</Document>".encode()


def entry(sum_: str, way: str, status: str, *details: str) -> str:
    head = f"<Amt Ccy='CNY'>{sum_}</Amt><CdtDbtInd>{way}</CdtDbtInd>{status}"
    return f"{head}<NtryDtls>{''.join(f'<TxDtls>{each}</TxDtls>' for each in details)}</NtryDtls>"


def refs(number: int | str, batch: str = "B-1") -> str:
    return f"<Refs><AcctSvcrRef>X</AcctSvcrRef><EndToEndId>{batch}/{number}</EndToEndId></Refs>"


OLD, NEW = "<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>"
RETURNED = "<RtrInf><OrgnlBkTxCd><Prtry><Cd>X</Cd></Prtry></OrgnlBkTxCd><Rsn><Cd>{}</Cd></Rsn></RtrInf>"


def test_a_camt_054_is_read_in_the_shape_of_each_version():
    """Version .02 has the amount in the details only, one entry may hold many transactions, a return is a debit."""
    details = (
        "<AmtDtls><InstdAmt><Amt Ccy='CNY'>9.99</Amt></InstdAmt><TxAmt><Amt Ccy='CNY'>1.50</Amt></TxAmt></AmtDtls>"
    )
    old = camt(
        "02",
        entry("4.5", "CRDT", OLD, f"{refs(1)}{details}", f"{refs(2)}<Amt Ccy='CNY'>3.0000</Amt>"),
        entry("2.00", "DBIT", OLD, f"{refs(3)}{RETURNED.format('AM04')}"),
    )
    found = read_camt(old, "CNY")
    assert [(r.row_number, r.amount, r.outcome, r.problem) for r in found.rows] == [
        (1, 150, "PAID", ""),
        (2, 300, "PAID", ""),
        (3, 200, "RETURNED", ""),
    ]
    assert found.batch == "B-1"
    new = camt(
        "08",
        entry("7.00", "CRDT", NEW, f"{refs(1)}<Amt Ccy='CNY'>7</Amt><CdtDbtInd>CRDT</CdtDbtInd>"),
        entry("7.00", "DBIT", NEW, f"{refs(2)}<Amt Ccy='CNY'>7.00</Amt>{RETURNED.format('AC04')}"),
        entry("7.00", "DBIT", f"{NEW}<BkTxCd><Domn><Fmly><SubFmlyCd>UPDD</SubFmlyCd></Fmly></Domn></BkTxCd>", refs(3)),
    )
    assert [(r.row_number, r.outcome) for r in read_camt(new, "CNY").rows] == [
        (1, "PAID"),
        (2, "CASH_ONLY"),
        (3, "RETURNED"),
    ]


def test_what_a_camt_054_does_not_say_is_told_and_never_guessed():
    """A pending entry, a fee, a sum without transactions, another currency, no id of ours: each with its problem."""
    content = camt(
        "08",
        entry("1.00", "CRDT", "<Sts><Cd>PDNG</Cd></Sts>", refs(1)),
        entry("1.00", "DBIT", NEW, refs(2)),
        "<Amt Ccy='CNY'>9.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch></NtryDtls>",
        entry("1.00", "CRDT", NEW, f"{refs(4)}<Amt Ccy='USD'>1.00</Amt>"),
        entry("1.00", "CRDT", NEW, "<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>"),
        entry("1.005", "CRDT", NEW, refs(6)),
        entry("2.00", "CRDT", NEW, refs(7), refs(8)),
    )
    problems = [row.problem.split(" ")[:3] for row in read_camt(content, "CNY").rows]
    assert [" ".join(words) for words in problems] == [
        "is not booked",
        "is a debit",
        "is a sum",
        "has no amount",
        "has no end-to-end",
        "has no amount",
        "has no amount",
        "has no amount",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<Document><BkToCstmrStmt><Stmt><Ntry/></Stmt></BkToCstmrStmt></Document>",
        b"<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
        b"<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.054.001.08'><BkToCstmr",
        b"<?xml version='1.0' encoding='no-such'?><a/>",
    ],
)
def test_what_is_no_camt_054_is_refused_whole(content: bytes):
    with pytest.raises(Refusal) as refused:
        read_camt(content, "CNY")
    assert refused.value.reason == "FILE_UNREADABLE"


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["GBK", "UTF-8"]),
    st.lists(st.tuples(st.integers(1, 10**9 - 1), st.text("晋州公司王AB ", min_size=1, max_size=14)), max_size=5),
)
def test_what_is_written_in_a_layout_is_read_back(encoding: str, made: list[tuple[int, str]]):
    layout = FileLayout("l", encoding, HEADER, ROW, TRAILER)
    rows = [CollectionRow(n, "", f"622{n}", holder, amount, "00") for n, (amount, holder) in enumerate(made, start=1)]
    total = sum(row.amount for row in rows)
    reply = read_reply(layout, write_file(layout, BatchHead("B-1", DAY, len(rows), total), rows))
    assert [(r.row_number, r.amount, r.outcome) for r in reply.rows] == [(r.row_number, r.amount, "PAID") for r in rows]
    assert (reply.batch, reply.count, reply.total, reply.whole) == ("B-1", len(rows), total, True)


def test_a_file_that_ends_without_its_trailer_is_not_whole():
    """A row in the trailer's place is not taken for it, whatever digits it begins with."""
    layout = FileLayout("l", "GBK", HEADER, ROW, TRAILER)
    rows = [CollectionRow(n, "", "622", "王", 100, "00") for n in (1, 2, 3)]
    records = write_file(layout, BatchHead("B-1", DAY, 3, 300), rows).split(b"\r\n")
    for end in range(1, 4):
        assert not read_reply(layout, b"\r\n".join(records[:end])).whole
    assert not read_reply(layout, b"\r\n".join([*records[:4], records[4][:9]])).whole
    with pytest.raises(Refusal, match="header or trailer"):
        read_reply(layout, b"\xff" + records[0] + b"\r\n" + records[4])


@pytest.mark.parametrize(
    ("layout", "field"),
    [
        (FileLayout("l", "ASCII", (), ROW, ()), "encoding"),
        (FileLayout("l", "GBK", (), ROW[:3], ()), "amount_minor_units"),
        (FileLayout("l", "GBK", (LayoutField("amuont", 3),), ROW, ()), "amuont"),
        (FileLayout("l", "GBK", (LayoutField("date", 8, pad="零"),), ROW, ()), "date"),
    ],
)
def test_a_layout_that_cannot_be_served_is_refused_with_its_field(layout: FileLayout, field: str):
    with pytest.raises(Refusal) as refused:
        check_layout(layout)
    assert (refused.value.reason, refused.value.metadata["field"]) == ("LAYOUT_INVALID", field)


def test_an_amount_that_does_not_fit_is_refused_and_never_cut():
    layout = FileLayout("l", "GBK", (), ROW, ())
    with pytest.raises(Refusal, match="does not fit") as refused:
        write_file(layout, BatchHead("B-1", DAY, 1, 10**9), [CollectionRow(1, "", "622", "王", 10**9)])
    assert refused.value.metadata == {"field": "amount_minor_units"}
