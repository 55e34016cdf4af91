"""An account's bill of a cycle (R-BIL-1): recurring → usage → rounding → discounts → sponsorship → lines with tax.

The whole calculation is integers. It is written over plain lists, because a run calls it for each of a city's accounts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from services.kernel.errors import Refusal, RefusalKind
from services.kernel.money import MICROS_PER_FEN, round_half_away
from services.kernel.period import Cycle
from services.rating.domain.catalogue import Catalogue
from services.rating.domain.charging import CUT_OFF_DAY, CycleRents, Rent, RentFacts, RentRule
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
    total: int = 0
    net: int = 0


@dataclass(frozen=True, slots=True)
class Tables:
    """What the bills of a chunk share: the cycle, its rents, and the items' tax rates on its last day (R-BIL-6)."""

    name: str
    rents: CycleRents
    rates: Mapping[str, int]

    @staticmethod
    def of(cycle: Cycle, catalogue: Catalogue, cut_off_day: int = CUT_OFF_DAY) -> "Tables":
        rates = {item: catalogue.tax_permyriad(item, cycle.last_day) for item in catalogue.items}
        return Tables(str(cycle), CycleRents(cycle, cut_off_day), rates)


def draft_bill(wanted: BillInput, tables: Tables) -> Draft:
    """Raises CHARGE_ITEM_NOT_FOUND for an item that the catalogue of the cycle does not know: the account is parked."""
    lines = _charge_lines(wanted.lines, tables.rents)
    if wanted.granted:
        _discount(lines, wanted.granted)
    sponsored = _sponsor(lines, wanted.sponsors) if wanted.sponsors else []
    lines += [_one_off_line(one, tables.name) for one in wanted.one_offs]
    total, net = _tax(lines, tables.rates)
    return Draft(wanted.account_id, lines, sponsored, total, net)


def _charge_lines(lines: Sequence[Line], rents: CycleRents) -> list[DraftLine]:
    """Rents and usage by subscription and item, rounded once each; then what earlier cycles were short of."""
    found: list[DraftLine] = []
    late: list[DraftLine] = []
    for line in lines:
        rent, earlier_rents = rents.of(line.rent)
        found += _line_charges(line, rent)
        for earlier, amount in earlier_rents:
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
    return found + late if late else found


def _line_charges(line: Line, rent: Rent) -> list[DraftLine]:
    """A line's charges by item; the rent comes first, or with the usage of its own item."""
    pending = rent.charged > 0 and rent.monthly != 0
    if not line.usage:
        return [draft for draft in (_charge(line, line.rent_item, rent, 0, 0),) if draft.gross] if pending else []
    found: list[DraftLine] = []
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
    if rent is None:
        steps: dict[str, Any] = {"micros": micros, "quantity": quantity}
        gross = round_half_away(micros, MICROS_PER_FEN)
    else:
        steps = {"rule": _RULES[rent.rule], "charged": rent.charged, "days": rent.days, "monthly": rent.monthly}
        if micros or quantity:
            steps |= {"micros": micros, "quantity": quantity}
        fen = MICROS_PER_FEN
        gross = round_half_away(rent.monthly * rent.charged * fen + micros * rent.days, rent.days * fen)
    return DraftLine(LineKind.CHARGE, line.subscription_id, item, line.line_of_business, gross, steps=steps)


_RULES = {rule: rule.value for rule in RentRule}


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


def _one_off_line(one: OneOff, cycle: str) -> DraftLine:
    return DraftLine(
        LineKind.ADJUSTMENT,
        one.subscription_id,
        one.charge_item,
        one.line_of_business,
        one.amount,
        origin_cycle=one.origin_cycle or cycle,
        reason=one.reason,
        steps={"charge": one.charge_id},
    )


def _tax(lines: list[DraftLine], rates: Mapping[str, int]) -> tuple[int, int]:
    """Gives each line its rate and net (R-BIL-6); answers the sums of amounts and nets."""
    total = net = 0
    for line in lines:
        rate = rates.get(line.charge_item)
        if rate is None:
            raise Refusal(
                Reason.CHARGE_ITEM_NOT_FOUND,
                RefusalKind.FAILED_PRECONDITION,
                f"the catalogue has no charge item {line.charge_item}",
                metadata={"charge_item": f"chargeItems/{line.charge_item}"},
            )
        amount = line.amount
        line.tax_rate, line.net = rate, net_of(amount, rate)
        total += amount
        net += line.net
    return total, net
