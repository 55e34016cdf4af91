"""ISO 20022 beside the banks' own layouts: pain.008 out, camt.054 in (R-PAY-3).

Banks send camt.054 in several versions: .02 has a transaction's amount only in its details and a status as plain
text, .04 the amount beside them, .08 the status under a code. The shapes are read by name, whatever the version.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import dataclass

from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.bank_file import BatchHead, CollectionRow, Reply, ReplyRow
from services.payment.domain.reason import Reason

PAIN = "urn:iso:std:iso:20022:tech:xsd:pain.008.001.08"
_NAME_MAX = 140
REFERENCE_MAX = 35
"""The longest reference that a bank carries back: Max35Text."""


@dataclass(frozen=True, slots=True)
class Creditor:
    """The operator as its bank knows it."""

    name: str = "Tollbook"
    account: str = "NOTPROVIDED"


UNNAMED = Creditor()


def write_pain(head: BatchHead, rows: Sequence[CollectionRow], currency: str, creditor: Creditor, bank: str) -> bytes:
    """A direct-debit initiation; a row's end-to-end id is the batch and the row's number.

    The elements stand in the schema's sequence, with all that it asks for; what we do not know is NOTPROVIDED.
    """
    document = ET.Element("Document", {"xmlns": PAIN})
    initiation = ET.SubElement(document, "CstmrDrctDbtInitn")
    group = ET.SubElement(initiation, "GrpHdr")
    _text(group, "MsgId", head.batch)
    _text(group, "CreDtTm", f"{head.date}T00:00:00")
    _counted(group, head)
    _text(ET.SubElement(group, "InitgPty"), "Nm", creditor.name[:_NAME_MAX])
    payment = ET.SubElement(initiation, "PmtInf")
    _text(payment, "PmtInfId", head.batch)
    _text(payment, "PmtMtd", "DD")
    _counted(payment, head)
    _text(payment, "ReqdColltnDt", str(head.date))
    _text(ET.SubElement(payment, "Cdtr"), "Nm", creditor.name[:_NAME_MAX])
    _other(ET.SubElement(ET.SubElement(payment, "CdtrAcct"), "Id"), creditor.account)
    _other(ET.SubElement(ET.SubElement(payment, "CdtrAgt"), "FinInstnId"), bank)
    for row in rows:
        _debit(payment, head, row, currency)
    return ET.tostring(document, encoding="utf-8", xml_declaration=True)


def _counted(parent: ET.Element, head: BatchHead) -> None:
    _text(parent, "NbOfTxs", str(head.count))
    _text(parent, "CtrlSum", _yuan(head.total))


def _debit(payment: ET.Element, head: BatchHead, row: CollectionRow, currency: str) -> None:
    transaction = ET.SubElement(payment, "DrctDbtTxInf")
    _text(ET.SubElement(transaction, "PmtId"), "EndToEndId", f"{head.batch}/{row.row_number}")
    _text(transaction, "InstdAmt", _yuan(row.amount)).set("Ccy", currency)
    _other(ET.SubElement(ET.SubElement(transaction, "DbtrAgt"), "FinInstnId"), "NOTPROVIDED")
    _text(ET.SubElement(transaction, "Dbtr"), "Nm", row.holder[:_NAME_MAX])
    _other(ET.SubElement(ET.SubElement(transaction, "DbtrAcct"), "Id"), row.bank_account)
    _text(ET.SubElement(transaction, "RmtInf"), "Ustrd", row.account[:_NAME_MAX])


def _other(parent: ET.Element, value: str) -> None:
    _text(ET.SubElement(parent, "Othr"), "Id", value)


def _text(parent: ET.Element, name: str, value: str) -> ET.Element:
    element = ET.SubElement(parent, name)
    element.text = value
    return element


def _yuan(minor_units: int) -> str:
    return f"{minor_units // 100}.{minor_units % 100:02d}"


def read_camt(content: bytes, currency: str) -> Reply:
    """The transactions of a notification: a booked credit is PAID; a return is RETURNED, or CASH_ONLY when the bank
    may not be presented with the account again.

    Declarations of types or entities are refused before anything is parsed. Raises FILE_UNREADABLE.
    """
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _unreadable("declares a document type")
    try:
        root = ET.fromstring(content)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise _unreadable(str(error)) from error
    if not _all(root, "BkToCstmrDbtCdtNtfctn"):
        raise _unreadable("holds no debit-credit notification")
    rows: list[ReplyRow] = []
    for entry in _all(root, "Ntry"):
        details = _all(entry, "TxDtls")
        if not details:
            rows.append(_unread(len(rows) + 1, entry, "is a sum without its transactions"))
        rows += [
            _reply_row(len(rows) + n, entry, each, currency, alone=len(details) == 1)
            for n, each in enumerate(details, start=1)
        ]
    batches = {row.batch for row in rows if row.batch}
    return Reply(batches.pop() if len(batches) == 1 else "", tuple(rows))


_NEVER_AGAIN = ("AC04", "AC06", "MD01")
"""Reasons after which the bank may not be presented with the account again: closed, blocked, no mandate."""
_TAKEN_BACK = ("UPDD", "PRDD")
"""Kinds of a direct debit's reversal: unpaid, or cancelled."""


def _reply_row(line: int, entry: ET.Element, details: ET.Element, currency: str, *, alone: bool) -> ReplyRow:
    batch, _, number = _first(details, "Refs", "EndToEndId").rpartition("/")
    amount = _amount(entry, details, currency, alone=alone)
    outcome = _outcome(entry, details)
    if not batch or not number.isascii() or not number.isdigit():
        return _unread(line, details, "has no end-to-end id of ours")
    if (_first(entry, "Sts", "Cd") or _own(entry, "Sts")) not in ("BOOK", ""):
        return _unread(line, details, "is not booked yet")
    if amount is None:
        return _unread(line, details, f"has no amount in {currency}")
    if not outcome:
        return _unread(line, details, "is a debit without a reason for its return")
    return ReplyRow(line, _shown(details), int(number), amount, outcome, batch=batch)


def _outcome(entry: ET.Element, details: ET.Element) -> str:
    """Empty for a debit that is no return: a bank's fee, say."""
    reason = _first(details, "RtrInf", "Rsn", "Cd") or _first(details, "RtrInf", "Rsn", "Prtry")
    debited = (_own(details, "CdtDbtInd") or _own(entry, "CdtDbtInd")) == "DBIT"
    kind = _first(details, "BkTxCd", "SubFmlyCd") or _first(entry, "BkTxCd", "SubFmlyCd")
    if reason in _NEVER_AGAIN:
        return "CASH_ONLY"
    if reason or _all(details, "RtrInf") or kind in _TAKEN_BACK:
        return "RETURNED"
    return "" if debited else "PAID"


def _amount(entry: ET.Element, details: ET.Element, currency: str, *, alone: bool) -> int | None:
    """The transaction's amount: its own, that of its details, or its entry's when it stands alone there."""
    found = [*_children(details, "Amt")]
    for name in ("TxAmt", "InstdAmt"):
        found += [amount for part in _all(details, name) for amount in _children(part, "Amt")]
    if alone:
        found += _children(entry, "Amt")
    if not found or found[0].get("Ccy", currency) != currency:
        return None
    return _minor_units((found[0].text or "").strip())


def _minor_units(text: str) -> int | None:
    """A decimal of yuan in fen; zeros beyond the fen are the bank's way of writing."""
    if not re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,2}0*)?", text):
        return None
    yuan, _, fen = text.partition(".")
    return int(yuan) * 100 + int(fen[:2].ljust(2, "0") or "0")


def _unread(line: int, element: ET.Element, problem: str) -> ReplyRow:
    return ReplyRow(line, _shown(element), 0, 0, "", problem)


def _shown(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode")[:400]


def _local(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def _all(root: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in root.iter() if _local(element) == name]


def _children(parent: ET.Element, name: str) -> list[ET.Element]:
    return [element for element in parent if _local(element) == name]


def _own(parent: ET.Element, name: str) -> str:
    found = _children(parent, name)
    return (found[0].text or "").strip() if found else ""


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
