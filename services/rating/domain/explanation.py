"""Every charge explains itself (R-BIL-5): the steps from quantity to amount, in English and Chinese."""

from dataclasses import dataclass
from typing import Any

from services.kernel.money import MICROS_PER_FEN
from services.rating.domain.bill import BillLine
from services.rating.domain.billing import LineKind
from services.rating.domain.charging import RentRule


@dataclass(frozen=True, slots=True)
class Step:
    """One step; the amounts of a line's steps sum to the line's amount. ``micros`` are before rounding."""

    kind: str
    text: str
    text_zh: str
    amount: int = 0
    reference: str = ""
    quantity: int = 0
    quantity_of: int = 0
    micros: int = 0


def yuan(minor_units: int) -> str:
    """A sum as people read it, in yuan with two digits."""
    sign, rest = ("-" if minor_units < 0 else ""), abs(minor_units)
    return f"{sign}{rest // 100}.{rest % 100:02d}"


def explain(line: BillLine) -> list[Step]:
    """The steps of a bill's line, in order."""
    steps = line.steps
    if line.kind == LineKind.SPONSORSHIP:
        return [_sponsorship_line(line)]
    found = [_adjustment(line)] if line.kind == LineKind.ADJUSTMENT else _gross_steps(line, steps)
    found += [_discount(name, amount) for name, amount in steps.get("discounts", ())]
    found += [_sponsored(agreement, account, amount) for agreement, account, amount in steps.get("sponsors", ())]
    return found


def _gross_steps(line: BillLine, steps: dict[str, Any]) -> list[Step]:
    """Rent and usage, exact in 10⁻⁶, then what the one rounding made of them (R-GEN-1)."""
    found: list[Step] = []
    rest = line.gross
    if "rule" in steps:
        rent = _rent(steps)
        found.append(rent)
        rest -= rent.amount
    if "quantity" in steps:
        usage = _usage(line.charge_item, steps)
        found.append(usage)
        rest -= usage.amount
    if rest:
        text = f"Rounding, once for the item: {yuan(rest)}"
        found.append(Step("ROUNDING", text, f"按账目四舍五入一次：{yuan(rest)}", rest))
    return found


def _rent(steps: dict[str, Any]) -> Step:
    monthly, charged, days = steps["monthly"], steps["charged"], steps["days"]
    amount = monthly * charged // days
    if steps["rule"] == RentRule.WHOLE:
        text, text_zh = f"Monthly rent {yuan(monthly)}, whole", f"月租费 {yuan(monthly)}，整月"
    elif steps["rule"] == RentRule.HALF_MONTH:
        text, text_zh = f"Half of the monthly rent {yuan(monthly)}", f"月租费 {yuan(monthly)} 的一半"
    else:
        text = f"Monthly rent {yuan(monthly)} × {charged} days ÷ {days} days"
        text_zh = f"月租费 {yuan(monthly)} × {charged} 天 ÷ {days} 天"
    return Step("RENT", text, text_zh, amount, "", charged, days, monthly * charged * MICROS_PER_FEN // days)


def _usage(item: str, steps: dict[str, Any]) -> Step:
    micros, quantity = steps["micros"], steps["quantity"]
    exact = f"{micros // 1_000_000}.{micros % 1_000_000:06d}"
    text = f"Usage of {item}: quantity {quantity}, priced at {exact}"
    text_zh = f"{item} 用量 {quantity}，批价 {exact}"
    return Step("USAGE", text, text_zh, micros // MICROS_PER_FEN, f"chargeItems/{item}", quantity, 0, micros)


def _discount(name: str, amount: int) -> Step:
    reference = f"discounts/{name}"
    return Step("DISCOUNT", f"Discount {name}: {yuan(-amount)}", f"优惠 {name}：{yuan(-amount)}", -amount, reference)


def _sponsored(agreement: str, account: str, amount: int) -> Step:
    return Step(
        "SPONSORSHIP",
        f"Account {account} pays by agreement {agreement}: {yuan(-amount)}",
        f"账户 {account} 按协议 {agreement} 代付：{yuan(-amount)}",
        -amount,
        f"sponsorshipAgreements/{agreement}",
    )


def _adjustment(line: BillLine) -> Step:
    return Step(
        "ADJUSTMENT",
        f"{line.reason}, of {line.origin_cycle}: {yuan(line.gross)}",
        f"{line.origin_cycle} 账期调整（{line.reason}）：{yuan(line.gross)}",
        line.gross,
    )


def _sponsorship_line(line: BillLine) -> Step:
    return Step(
        "SPONSORSHIP",
        f"Paid for account {line.sponsored_account} by agreement {line.agreement_id}: {yuan(line.amount)}",
        f"按协议 {line.agreement_id} 为账户 {line.sponsored_account} 代付：{yuan(line.amount)}",
        line.amount,
        f"sponsorshipAgreements/{line.agreement_id}",
    )
