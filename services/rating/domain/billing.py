"""An account's bill of a cycle (R-BIL-1): recurring → usage → rounding → discounts → sponsorship → lines with tax.

The whole calculation is integers. It is written over plain lists, because a run calls it for each of a city's accounts.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from services.kernel.errors import Refusal, RefusalKind
from services.kernel.money import MICROS_PER_FEN, round_half_away
from services.kernel.period import Cycle
from services.rating.domain.catalogue import Catalogue
from services.rating.domain.charging import CUT_OFF_DAY, Rent, RentFacts, late_rents, rent_of_cycle
from services.rating.domain.discounts import Granted, Used, discount_lines
from services.rating.domain.reason import Reason
from services.rating.domain.sponsorship import Terms, sponsor
from services.rating.domain.tax import net_of


class LineKind(StrEnum):
    """What a bill's line is."""

    CHARGE = "CHARGE"
    ADJUSTMENT = "ADJUSTMENT"
    SPONSORSHIP = "SPONSORSHIP"


@dataclass(frozen=True, slots=True)
class Line:
    """A subscription as billing sees it. ``usage`` are (charge item, micros, quantity), by item."""

    subscription_id: str
    line_of_business: str
    rent_item: str
    rent: RentFacts
    usage: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class OneOff:
    """A sum that waited for the next bill."""

    charge_id: str
    subscription_id: str
    charge_item: str
    line_of_business: str
    amount: int
    origin_cycle: str
    reason: str


@dataclass(frozen=True, slots=True)
class BillInput:
    """Everything that an account's bill of a cycle is made of."""

    account_id: str
    lines: Sequence[Line]
    one_offs: Sequence[OneOff] = ()
    granted: Sequence[Granted] = ()
    sponsors: Sequence[Terms] = ()


@dataclass(slots=True)
class DraftLine:
    """A line in the making. ``amount`` = gross − discount − sponsored; ``steps`` explain it (R-BIL-5)."""

    kind: LineKind
    subscription_id: str
    charge_item: str
    line_of_business: str
    gross: int
    discount: int = 0
    sponsored: int = 0
    origin_cycle: str = ""
    reason: str = ""
    tax_rate: int = 0
    net: int = 0
    steps: dict[str, Any] = field(default_factory=dict[str, Any])

    @property
    def amount(self) -> int:
        return self.gross - self.discount - self.sponsored


@dataclass(frozen=True, slots=True)
class Sponsored:
    """What a sponsor pays for the account, by item."""

    sponsor_account: str
    agreement_id: str
    charge_item: str
    line_of_business: str
    amount: int


@dataclass(frozen=True, slots=True)
class Draft:
    """A bill before it has a due date: lines in order, and what others pay."""

    account_id: str
    lines: list[DraftLine]
    sponsored: list[Sponsored]

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)

    @property
    def net(self) -> int:
        return sum(line.net for line in self.lines)


def draft_bill(wanted: BillInput, cycle: Cycle, catalogue: Catalogue, cut_off_day: int = CUT_OFF_DAY) -> Draft:
    """Raises CHARGE_ITEM_NOT_FOUND for an item that the catalogue of the cycle does not know: the account is parked."""
    charged = charge_lines(wanted.lines, cycle, cut_off_day)
    if wanted.granted:
        _discount(charged, wanted.granted)
    sponsored = _sponsor(charged, wanted.sponsors) if wanted.sponsors else []
    lines = charged + [_one_off_line(one, cycle) for one in wanted.one_offs]
    _tax(lines, catalogue, cycle.last_day)
    return Draft(wanted.account_id, lines, sponsored)


def charge_lines(lines: Sequence[Line], cycle: Cycle, cut_off_day: int) -> list[DraftLine]:
    """Rents and usage by subscription and item, rounded once each; then what earlier cycles were short of."""
    found: list[DraftLine] = []
    late: list[DraftLine] = []
    known = str(cycle)
    for line in lines:
        rent = rent_of_cycle(line.rent, cycle, known, cut_off_day)
        found.extend(_line_charges(line, rent))
        for earlier, amount in late_rents(line.rent, cycle, cut_off_day):
            late.append(
                DraftLine(
                    LineKind.ADJUSTMENT,
                    line.subscription_id,
                    line.rent_item,
                    line.line_of_business,
                    amount,
                    origin_cycle=str(earlier),
                    reason="RENT_OF_EARLIER_CYCLE",
                )
            )
    return found + late


def _line_charges(line: Line, rent: Rent) -> list[DraftLine]:
    found: list[DraftLine] = []
    pending = rent.charged > 0 and rent.monthly != 0
    for item, micros, quantity in line.usage:
        if pending and item == line.rent_item:
            pending = False
            found.append(_charge(line, item, rent, micros, quantity))
        elif micros or quantity:
            found.append(_charge(line, item, None, micros, quantity))
    if pending:
        found.insert(0, _charge(line, line.rent_item, rent, 0, 0))
    return [draft for draft in found if draft.gross or draft.steps.get("quantity")]


def _charge(line: Line, item: str, rent: Rent | None, micros: int, quantity: int) -> DraftLine:
    """One item's charge, rounded once, half away from zero (R-GEN-1)."""
    steps: dict[str, Any] = {}
    numerator, denominator = micros, MICROS_PER_FEN
    if rent is not None:
        steps.update(rule=rent.rule.value, charged=rent.charged, days=rent.days, monthly=rent.monthly)
        numerator = rent.monthly * rent.charged * MICROS_PER_FEN + micros * rent.days
        denominator = rent.days * MICROS_PER_FEN
    if micros or quantity:
        steps.update(micros=micros, quantity=quantity)
    gross = round_half_away(numerator, denominator)
    return DraftLine(LineKind.CHARGE, line.subscription_id, item, line.line_of_business, gross, steps=steps)


def _discount(lines: list[DraftLine], granted: Sequence[Granted]) -> None:
    used = [_used(line) for line in lines]
    parts = discount_lines([(line.subscription_id, line.charge_item, line.gross) for line in lines], granted, used)
    for part in parts:
        line = lines[part.index]
        line.discount += part.amount
        line.steps.setdefault("discounts", []).append([part.discount_id, part.amount])


def _used(line: DraftLine) -> Used:
    """What of a line is usage; rent that stands with it under one item is not freed by free units."""
    amount = round_half_away(line.steps.get("micros", 0), MICROS_PER_FEN)
    return Used(max(0, min(amount, line.gross)), line.steps.get("quantity", 0) if amount > 0 else 0)


def _sponsor(lines: list[DraftLine], terms: Sequence[Terms]) -> list[Sponsored]:
    """Splits the net charges with the sponsors; one row for each agreement and item."""
    parts = sponsor([(line.charge_item, line.gross - line.discount) for line in lines], terms)
    sums: dict[tuple[str, str, str, str], int] = {}
    for part in parts:
        line = lines[part.index]
        line.sponsored += part.amount
        line.steps.setdefault("sponsors", []).append([part.agreement_id, part.sponsor_account, part.amount])
        key = (part.sponsor_account, part.agreement_id, line.charge_item, line.line_of_business)
        sums[key] = sums.get(key, 0) + part.amount
    return [Sponsored(*key, amount) for key, amount in sorted(sums.items())]


def _one_off_line(one: OneOff, cycle: Cycle) -> DraftLine:
    return DraftLine(
        LineKind.ADJUSTMENT,
        one.subscription_id,
        one.charge_item,
        one.line_of_business,
        one.amount,
        origin_cycle=one.origin_cycle or str(cycle),
        reason=one.reason,
        steps={"charge": one.charge_id},
    )


def _tax(lines: list[DraftLine], catalogue: Catalogue, date: dt.date) -> None:
    """Net and tax of each line by the item's rate on the cycle's last day (R-BIL-6)."""
    rates: Mapping[str, int] = {item: catalogue.tax_permyriad(item, date) for item in {x.charge_item for x in lines}}
    for line in lines:
        if line.charge_item not in catalogue.items:
            raise Refusal(
                Reason.CHARGE_ITEM_NOT_FOUND,
                RefusalKind.FAILED_PRECONDITION,
                f"the catalogue has no charge item {line.charge_item}",
                metadata={"charge_item": f"chargeItems/{line.charge_item}"},
            )
        line.tax_rate = rates[line.charge_item]
        line.net = net_of(line.amount, line.tax_rate)
