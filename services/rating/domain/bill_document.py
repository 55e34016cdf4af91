"""A bill as customers read it (R-BIL-3): what stands on the paper, in Chinese, in English or in both.

Pure: from the bill and what the other services say of it to texts and sums; how they are set is the template's.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from services.rating.domain.bill import Bill, BillLine
from services.rating.domain.billing import LineKind
from services.rating.domain.explanation import explain
from services.rating.domain.paper_words import WORDS

LINES_PRINTED_MAX = 1_000
"""A longer bill is printed by charge item; its lines are served by page and as CSV."""


class PaperLanguage(StrEnum):
    """In which language a bill is printed."""

    CHINESE = "zh-CN"
    ENGLISH = "en"
    BOTH = ""


@dataclass(frozen=True, slots=True)
class Payee:
    """Who is paid, and how; both in English and Chinese."""

    name: str
    name_zh: str
    instructions: str
    instructions_zh: str


@dataclass(frozen=True, slots=True)
class OpenBalance:
    """What payment says is open of an account on a date, in minor units. ``known`` tells whether it has the bill."""

    earlier: int
    principal: int
    late_fee: int
    known: bool
    date: dt.date


@dataclass(frozen=True, slots=True)
class LineSum:
    """Lines of a long bill by kind, item, rate, agreement and origin, with how many there are."""

    count: int
    line: BillLine


@dataclass(frozen=True, slots=True)
class BillDocument:
    """Everything that a printed bill says. ``items`` are (English, Chinese) names, ``services`` service numbers.

    A bill of more than LINES_PRINTED_MAX lines has ``sums`` in place of ``lines``. ``late_fees`` are (bill, minor
    units, assessed through).
    """

    bill: Bill
    customer: str
    account: str
    items: Mapping[str, tuple[str, str]]
    services: Mapping[str, str] = field(default_factory=dict[str, str])
    lines: Sequence[BillLine] = ()
    sums: Sequence[LineSum] = ()
    late_fees: Sequence[tuple[str, int, dt.date]] = ()
    adjusted: int = 0


def money(minor_units: int) -> str:
    """A sum in yuan with two digits and groups of three."""
    sign, rest = ("−" if minor_units < 0 else ""), abs(minor_units)
    return f"{sign}{rest // 100:,}.{rest % 100:02d}"


def lay_out(document: BillDocument, balance: OpenBalance, payee: Payee, language: PaperLanguage) -> dict[str, Any]:
    """The texts and sums of the paper, for the template bill.typ."""
    bill, paper = document.bill, _Paper(document, language)
    settled = bill.total + document.adjusted - balance.principal if balance.known else 0
    to_pay = balance.earlier + (balance.principal + balance.late_fee if balance.known else bill.total)
    return {
        "title": f"{paper.words['heading'][-1]} {bill.account_id}-{bill.cycle}",
        "lang": "en" if language is PaperLanguage.ENGLISH else "zh",
        "region": "gb" if language is PaperLanguage.ENGLISH else "cn",
        "words": paper.words,
        "operator": paper.one(payee.name_zh, payee.name, "  "),
        "currency": bill.currency,
        "to_pay": money(to_pay),
        "due_date": bill.due_date.isoformat(),
        "facts": paper.facts(),
        "summary": paper.summary(balance, settled, to_pay),
        "lines": paper.charges(),
        "sponsored_by": paper.sponsored_by(),
        "sponsored": paper.sponsored_members(),
        "late_fees": [
            {"bill": name, "through": through.isoformat(), "amount": money(amount)}
            for name, amount, through in document.late_fees
        ],
        "taxes": paper.taxes(),
        "instructions": paper.instructions(payee),
    }


_PARTS = {
    LineKind.CHARGE.value: "charges",
    LineKind.ADJUSTMENT.value: "corrections",
    LineKind.SPONSORSHIP.value: "for_members",
}


@dataclass(slots=True)
class _Paper:
    """The parts of one bill's paper in one language."""

    document: BillDocument
    language: PaperLanguage
    words: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.words = {key: self.texts(*pair) for key, pair in WORDS.items()}

    def texts(self, chinese: str, english: str) -> list[str]:
        """The text in the paper's language, or in both."""
        if self.language is PaperLanguage.CHINESE:
            return [chinese]
        return [english] if self.language is PaperLanguage.ENGLISH else [chinese, english]

    def one(self, chinese: str, english: str, between: str) -> str:
        return between.join(self.texts(chinese, english))

    def item(self, charge_item: str) -> list[str]:
        english, chinese = self.document.items.get(charge_item, (charge_item, charge_item))
        return self.texts(chinese, english)

    def facts(self) -> list[dict[str, str]]:
        bill = self.document.bill
        return [
            {"key": "customer", "value": f"{self.document.customer} ({bill.customer_id})"},
            {"key": "bill", "value": f"{bill.account_id}-{bill.cycle}"},
            {"key": "account", "value": f"{self.document.account} ({bill.account_id})"},
            {"key": "cycle", "value": bill.cycle},
            {"key": "issued", "value": bill.issue_date.isoformat() if bill.issue_date else "–"},
            {"key": "due", "value": bill.due_date.isoformat()},
        ]

    def summary(self, balance: OpenBalance, settled: int, to_pay: int) -> list[dict[str, Any]]:
        bill, parts = self.document.bill, self._parts()
        rows = [
            ("charges", parts["charges"], "", False),
            ("discounts", -parts["discount"], "", False),
            ("sponsored_for_you", -parts["sponsored"], "", False),
            ("sponsored_for_members", parts["for_members"], "", False),
            ("corrections", parts["corrections"], "", False),
            ("bill_total", bill.total, f"({self.one('其中税额', 'VAT in it', ' ')} {money(bill.tax)})", True),
            ("adjusted", self.document.adjusted, "", False),
            ("settled", -settled, "", False),
            ("late_fee", balance.late_fee if balance.known else 0, "", False),
            ("brought_forward", balance.earlier, f"({balance.date.isoformat()})", False),
            ("to_pay", to_pay, "", True),
        ]
        always = ("charges", "bill_total", "brought_forward", "to_pay")
        return [
            {"key": key, "amount": money(amount), "note": note, "strong": strong}
            for key, amount, note, strong in rows
            if amount or key in always
        ]

    def _parts(self) -> dict[str, int]:
        names = ("charges", "discount", "sponsored", "for_members", "corrections")
        found: dict[str, int] = {name: 0 for name in names}  # noqa: C420 - the keys are any text
        for _, line in self._counted():
            found[_PARTS[line.kind]] += line.gross
            found["discount"] += line.discount
            found["sponsored"] += line.sponsored
        return found

    def _counted(self) -> list[tuple[int, BillLine]]:
        sums = [(each.count, each.line) for each in self.document.sums]
        return sums + [(0, line) for line in self.document.lines]

    def charges(self) -> list[dict[str, Any]]:
        return [
            {
                "number": f"×{count}" if count else str(line.line),
                "item": self.item(line.charge_item),
                "service": self._service(line),
                "steps": self._steps(line) if not count else [],
                "gross": money(line.gross),
                "discount": money(-line.discount) if line.discount else "",
                "sponsored": money(-line.sponsored) if line.sponsored else "",
                "amount": money(line.amount),
                "net": money(line.net),
                "tax": money(line.tax),
                "rate": f" {line.tax_rate / 100:g}%",
            }
            for count, line in self._counted()
            if line.kind != LineKind.SPONSORSHIP.value
        ]

    def _service(self, line: BillLine) -> str:
        return self.document.services.get(line.subscription_id, line.subscription_id)

    def _steps(self, line: BillLine) -> list[str]:
        """How the charge came about (R-BIL-5)."""
        return [text for step in explain(line) for text in self.texts(step.text_zh, step.text)]

    def sponsored_by(self) -> list[dict[str, str]]:
        sums: dict[tuple[str, str], int] = {}
        for line in self.document.lines:
            for agreement, account, amount in line.steps.get("sponsors", ()):
                sums[account, agreement] = sums.get((account, agreement), 0) + amount
        return [
            {"account": account, "agreement": agreement, "amount": money(amount)}
            for (account, agreement), amount in sorted(sums.items())
        ]

    def sponsored_members(self) -> list[dict[str, Any]]:
        """What is paid for members: amounts, never calls (R-SPO-2)."""
        return [
            {
                "member": line.sponsored_account if not count else self.one(f"{count} 项", f"{count} charges", " "),
                "agreement": line.agreement_id,
                "item": self.item(line.charge_item),
                "cycle": line.origin_cycle or self.document.bill.cycle,
                "amount": money(line.amount),
            }
            for count, line in self._counted()
            if line.kind == LineKind.SPONSORSHIP.value
        ]

    def taxes(self) -> list[dict[str, str]]:
        """Net and tax by rate (R-BIL-6)."""
        sums: dict[int, list[int]] = {}
        for _, line in self._counted():
            one = sums.setdefault(line.tax_rate, [0, 0])
            one[0] += line.net
            one[1] += line.tax
        return [
            {"rate": f"{rate / 100:g}%", "net": money(net), "tax": money(tax), "amount": money(net + tax)}
            for rate, (net, tax) in sorted(sums.items())
        ]

    def instructions(self, payee: Payee) -> list[str]:
        names = {"account": self.document.bill.account_id, "due_date": self.document.bill.due_date.isoformat()}
        texts = self.texts(payee.instructions_zh, payee.instructions)
        return [_filled(text, names) for text in texts if text]


def _filled(text: str, names: Mapping[str, str]) -> str:
    for name, value in names.items():
        text = text.replace(f"{{{name}}}", value)
    return text
