"""Bill calculation told once more, as plainly as the rules allow: exact fractions, day by day; the engine's oracle.

It shares no line with services/rating/domain/billing.py and its helpers; only the values that go in are theirs.
"""

import datetime as dt
from fractions import Fraction

from services.kernel.period import Cycle
from services.rating.domain.billing import BillInput
from services.rating.domain.catalogue import Catalogue
from services.rating.domain.charging import EffectMode, RentFacts
from services.rating.domain.discounts import DiscountKind, Granted, Layer
from services.rating.domain.sponsorship import SponsorshipKind, Terms

MICROS = 10_000


def rounded(value: Fraction) -> int:
    """Half away from zero."""
    whole = int(abs(value) + Fraction(1, 2))
    return whole if value >= 0 else -whole


def exact_rent(facts: RentFacts, cycle: Cycle, known_by: str, cut_off: int) -> Fraction:
    """The rent of a cycle before it is rounded."""
    start = facts.charged_from if facts.start_known <= known_by else None
    end = facts.terminate_date if facts.terminate_known <= known_by else None
    month = [cycle.first_day + dt.timedelta(days=number) for number in range(cycle.days)]
    served = [day for day in month if start is not None and start <= day and (end is None or day < end)]
    if not served or start is None or stands_suspended(facts, cycle, known_by, cut_off):
        return Fraction(0)
    monthly = [rent for first, rent in facts.rents if first <= str(cycle)][-1]
    if facts.mode is EffectMode.BY_DAY:
        return Fraction(monthly * len(served), cycle.days)
    if facts.mode is EffectMode.NEXT_CYCLE:
        return Fraction(monthly if start <= month[0] else 0)
    late_start = start in month[1:] and start.day > cut_off
    early_end = end is not None and end <= month[-1] and end.day <= cut_off
    return Fraction(monthly, 2) if late_start or early_end else Fraction(monthly)


def stands_suspended(facts: RentFacts, cycle: Cycle, known_by: str, cut_off: int) -> bool:
    """Whether the cycle begins in a suspension that is not lifted by the cut-off day (R-OPN-7)."""
    ends: list[dt.date] = []
    for each in facts.suspensions:
        end = each.end if each.end is not None and each.end_known <= known_by else dt.date.max
        if each.start_known <= known_by and each.start < cycle.first_day < end:
            ends.append(end)
    return bool(ends) and (max(ends) >= cycle.end or max(ends).day > cut_off)


def reference_bill(wanted: BillInput, cycle: Cycle, catalogue: Catalogue, cut_off: int) -> list[dict]:
    """The bill's lines: kind, subscription, item, gross, discount, sponsored, net, rate, origin."""
    lines: list[dict] = []
    late: list[dict] = []
    for line in wanted.lines:
        exact: dict[str, Fraction] = {}
        used: dict[str, tuple[int, int]] = {}
        rent = exact_rent(line.rent, cycle, str(cycle), cut_off)
        if rent and line.rent_item not in {item for item, _, _ in line.usage}:
            exact[line.rent_item] = rent
        for item, micros, quantity in line.usage:
            exact[item] = Fraction(micros, MICROS) + (rent if item == line.rent_item else 0)
            used[item] = (micros, quantity)
        for item, amount in exact.items():
            micros, quantity = used.get(item, (0, 0))
            if rounded(amount) or quantity:
                lines.append(_line("CHARGE", line.subscription_id, item, rounded(amount)))
                part = rounded(Fraction(micros, MICROS))
                lines[-1]["used"] = [max(0, min(part, rounded(amount))), quantity if part > 0 else 0]
        for back in range(5, 0, -1):
            earlier = cycle.plus(-back)
            now = rounded(exact_rent(line.rent, earlier, str(cycle), cut_off))
            before = rounded(exact_rent(line.rent, earlier, str(cycle.previous), cut_off))
            if now != before:
                late.append(_line("ADJUSTMENT", line.subscription_id, line.rent_item, now - before, str(earlier)))
    lines += late
    _discount(lines, list(wanted.granted))
    _sponsor(lines, list(wanted.sponsors))
    for one in wanted.one_offs:
        lines.append(_line("ADJUSTMENT", one.subscription_id, one.charge_item, one.amount, one.origin_cycle))
        lines[-1]["origin"] = one.origin_cycle or str(cycle)
    for line in lines:
        del line["used"]
        of_item = catalogue.items[line["item"]].tax_category
        dated = [rate for rate in catalogue.tax_rates if rate.category == of_item and rate.start_date <= cycle.last_day]
        line["rate"] = max(dated, key=lambda rate: rate.start_date).permyriad if dated else 0
        amount = line["gross"] - line["discount"] - line["sponsored"]
        line["net"] = rounded(Fraction(amount * 10_000, 10_000 + line["rate"]))
    return lines


def _line(kind: str, subscription: str, item: str, gross: int, origin: str = "") -> dict:
    return {
        "kind": kind,
        "subscription": subscription,
        "item": item,
        "gross": gross,
        "discount": 0,
        "sponsored": 0,
        "origin": origin,
        "used": [0, 0],
    }


_LAYERS = [Layer.SUBSCRIPTION, Layer.ACCOUNT, Layer.CUSTOMER]


def _discount(lines: list[dict], granted: list[Granted]) -> None:
    closed: list[dict] = []
    granted.sort(key=lambda one: (one.discount.priority, _LAYERS.index(one.layer), one.assignment_id))
    for grant in granted:
        terms = grant.discount
        chosen = [
            line
            for line in lines
            if (not terms.items or line["item"] in terms.items)
            and (grant.layer is not Layer.SUBSCRIPTION or line["subscription"] == grant.subject)
            and line["gross"] > line["discount"]
            and line not in closed
        ]
        left = [line["gross"] - line["discount"] for line in chosen]
        free = terms.kind is DiscountKind.FREE_UNITS
        parts = _freed(terms.free_units, chosen) if free else _taken(terms, left)
        for line, before, off in zip(chosen, left, parts, strict=True):
            line["discount"] += off
            if not free:
                line["used"][0] -= rounded(Fraction(line["used"][0] * off, before))
            if off and terms.exclusive:
                closed.append(line)


def _freed(units: int, chosen: list[dict]) -> list[int]:
    found = []
    for line in chosen:
        amount, quantity = line["used"]
        free = min(units, quantity)
        found.append(rounded(Fraction(amount * free, quantity)) if free else 0)
        line["used"] = [amount - found[-1], quantity - free]
        units -= free
    return found


def _taken(terms, left: list[int]) -> list[int]:
    total = sum(left)
    if terms.kind is DiscountKind.PERCENT:
        return [rounded(Fraction(amount * terms.permille, 1000)) for amount in left]
    if terms.kind is DiscountKind.TIERED:
        reached = [permille for floor, permille in terms.tiers if total >= floor]
        return [rounded(Fraction(amount * (reached or [0])[-1], 1000)) for amount in left]
    if terms.kind is DiscountKind.AMOUNT:
        return _spread(min(terms.amount, total), left)
    if terms.kind is DiscountKind.CAP:
        return _spread(max(0, total - terms.amount), left)
    if terms.kind is DiscountKind.FLOOR:
        return [-part for part in _spread(max(0, terms.amount - total), left)] if left else []
    raise AssertionError(terms.kind)


def _spread(amount: int, weights: list[int]) -> list[int]:
    """Running shares, rounded, so that the parts sum."""
    if not weights:
        return []
    upto = [rounded(Fraction(amount * sum(weights[: n + 1]), sum(weights))) for n in range(len(weights))]
    return [now - before for now, before in zip(upto, [0, *upto], strict=False)]


def _sponsor(lines: list[dict], terms: list[Terms]) -> None:
    for agreement in sorted(terms, key=lambda one: (one.priority, one.agreement_id)):
        room = agreement.cap
        order = lines
        if agreement.items:
            order = [line for item in agreement.items for line in lines if line["item"] == item]
        for line in order:
            left = max(0, line["gross"] - line["discount"] - line["sponsored"])
            paid = left
            if agreement.kind is SponsorshipKind.CAP:
                paid = min(left, room)
                room -= paid
            elif agreement.kind is SponsorshipKind.RATIO:
                paid = rounded(Fraction(left * agreement.permille, 1000))
            line["sponsored"] += paid
