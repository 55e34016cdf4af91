"""ISO 20022 beside the banks' own layouts: pain.008 out, camt.054 in (R-PAY-3)."""

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.bank_file import BatchHead, CollectionRow, Reply, ReplyRow
from services.payment.domain.reason import Reason

PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"


def write_pain(head: BatchHead, rows: Sequence[CollectionRow], currency: str, creditor: str) -> bytes:
    """A direct-debit initiation; a row's end-to-end id is the batch and the row's number."""
    document = ET.Element("Document", {"xmlns": PAIN})
    initiation = ET.SubElement(document, "CstmrDrctDbtInitn")
    group = ET.SubElement(initiation, "GrpHdr")
    _text(group, "MsgId", head.batch)
    _text(group, "CreDtTm", f"{head.date}T00:00:00")
    _text(group, "NbOfTxs", str(head.count))
    _text(group, "CtrlSum", _yuan(head.total))
    _text(ET.SubElement(group, "InitgPty"), "Nm", creditor)
    payment = ET.SubElement(initiation, "PmtInf")
    _text(payment, "PmtInfId", head.batch)
    _text(payment, "PmtMtd", "DD")
    _text(payment, "ReqdColltnDt", str(head.date))
    _text(ET.SubElement(payment, "Cdtr"), "Nm", creditor)
    for row in rows:
        transaction = ET.SubElement(payment, "DrctDbtTxInf")
        _text(ET.SubElement(transaction, "PmtId"), "EndToEndId", f"{head.batch}/{row.row_number}")
        amount = _text(transaction, "InstdAmt", _yuan(row.amount))
        amount.set("Ccy", currency)
        _text(ET.SubElement(transaction, "Dbtr"), "Nm", row.holder)
        account = ET.SubElement(ET.SubElement(transaction, "DbtrAcct"), "Id")
        _text(ET.SubElement(account, "Othr"), "Id", row.bank_account)
        _text(ET.SubElement(transaction, "RmtInf"), "Ustrd", row.account)
    return ET.tostring(document, encoding="utf-8", xml_declaration=True)


def _text(parent: ET.Element, name: str, value: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = value
    return element


def _yuan(minor_units: int) -> str:
    return f"{minor_units // 100}.{minor_units % 100:02d}"


def read_camt(content: bytes) -> Reply:
    """The entries of a notification: a credit is PAID; one with return information is RETURNED, or CASH_ONLY for
    AC04 and MD01.

    Declarations of types or entities are refused before anything is parsed. Raises FILE_UNREADABLE.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _unreadable("declares a document type")
    try:
        root = ET.fromstring(content)
    except ET.ParseError as error:
        raise _unreadable(str(error)) from error
    rows: list[ReplyRow] = []
    batches: set[str] = set()
    for line, details in enumerate(_all(root, "TxDtls"), start=1):
        batch, _, number = _first(details, "EndToEndId").partition("/")
        batches.add(batch)
        rows.append(_reply_row(line, details, number))
    return Reply(batches.pop() if len(batches) == 1 else "", tuple(rows))


_NEVER_AGAIN = ("AC04", "AC06", "MD01")
"""Reasons after which the bank may not be presented with the account again: closed, blocked, no mandate."""


def _reply_row(line: int, details: ET.Element, number: str) -> ReplyRow:
    text = ET.tostring(details, encoding="unicode")[:400]
    amount = _minor_units(_first(details, "Amt"))
    reason = _first(details, "RtrInf", "Cd")
    outcome = "PAID" if not reason else "CASH_ONLY" if reason in _NEVER_AGAIN else "RETURNED"
    if not number.isdigit() or amount is None:
        return ReplyRow(line, text, 0, 0, "", "has no end-to-end id of ours or no amount")
    return ReplyRow(line, text, int(number), amount, outcome)


def _minor_units(text: str) -> int | None:
    yuan, _, fen = text.partition(".")
    if not yuan.isdigit() or not (fen == "" or fen.isdigit()) or len(fen) > 2:
        return None
    return int(yuan) * 100 + int(fen.ljust(2, "0") or "0")


def _all(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if element.tag.rpartition("}")[2] == name]


def _first(root: ET.Element, *names: str) -> str:
    """The text of the first element along a path of names, at any depth."""
    for name in names:
        found = _all(root, name)
        if not found:
            return ""
        root = found[0]
    return (root.text or "").strip()


def _unreadable(why: str) -> Refusal:
    return Refusal(Reason.FILE_UNREADABLE, RefusalKind.INVALID, f"no camt.054: it {why}", metadata={"line": "1"})
