"""Reads a catalogue out of a parsed YAML file; tells every fault at once."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar, cast

from services.kernel.business import LineOfBusiness
from services.kernel.errors import Fault
from services.rating.domain.catalogue import ApprovalKind, BuildKind, Catalogue, ChargeItem, ChargeItemSet, Product
from services.rating.domain.charging import EffectMode
from services.rating.domain.discounts import Discount, DiscountKind
from services.rating.domain.tax import TaxRate

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

_ID = re.compile(r"[A-Za-z0-9._~-]{1,64}")


@dataclass(slots=True)
class Reader:
    """One mapping of the file with the path to it; collects faults and gives harmless values in place of bad ones."""

    path: str
    values: Mapping[str, Any]
    faults: list[Fault]
    read: set[str] = field(default_factory=set[str])

    def fault(self, key: str, rule: str, message: str) -> None:
        self.faults.append(
            Fault(f"{self.path}.{key}" if key else self.path, rule, str(self.values.get(key, "")), message)
        )

    def text(self, key: str, *, default: str | None = None) -> str:
        self.read.add(key)
        value = self.values.get(key, default)
        if not isinstance(value, str) or (default is None and not value):
            self.fault(key, "string", "must be a text")
            return ""
        return value

    def ident(self, key: str) -> str:
        value = self.text(key)
        if value and not _ID.fullmatch(value):
            self.fault(key, "id", "must match [A-Za-z0-9._~-]{1,64}")
        return value

    def number(self, key: str, *, least: int = 0, most: int | None = None, default: int | None = None) -> int:
        self.read.add(key)
        value = self.values.get(key, default)
        if (
            not isinstance(value, int)
            or isinstance(value, bool)
            or value < least
            or (most is not None and value > most)
        ):
            self.fault(key, "integer", f"must be an integer from {least}" + ("" if most is None else f" to {most}"))
            return least
        return value

    def flag(self, key: str) -> bool:
        self.read.add(key)
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.fault(key, "boolean", "must be true or false")
            return False
        return value

    def choice(self, key: str, kind: type[E]) -> E:
        self.read.add(key)
        try:
            return kind(self.values.get(key))
        except ValueError:
            self.fault(key, "enum", f"must be one of {', '.join(kind)}")
            return next(iter(kind))

    def date(self, key: str) -> dt.date:
        self.read.add(key)
        value = self.values.get(key)
        if not isinstance(value, dt.date) or isinstance(value, dt.datetime):
            self.fault(key, "date", "must be a date YYYY-MM-DD")
            return dt.date.min
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        self.read.add(key)
        value: Any = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) for one in cast("list[object]", value)):
            self.fault(key, "list", "must be a list of texts")
            return ()
        return tuple(cast("list[str]", value))

    def mappings(self, key: str) -> list["Reader"]:
        """The list under a key as readers; each entry that is no mapping is a fault."""
        self.read.add(key)
        value: Any = self.values.get(key, [])
        if not isinstance(value, list):
            self.fault(key, "list", "must be a list")
            return []
        found: list[Reader] = []
        for number, one in enumerate(cast("list[Any]", value)):
            reader = Reader(f"{self.path}.{key}[{number}]".lstrip("."), {}, self.faults)
            if isinstance(one, dict):
                reader.values = cast("dict[str, Any]", one)
                found.append(reader)
            else:
                reader.fault("", "mapping", "must be a mapping")
        return found

    def nothing_else(self) -> None:
        for key in self.values.keys() - self.read:
            self.fault(key, "unknown", "is not a field of this entry")


def read_catalogue(version_id: str, content: object) -> tuple[Catalogue, list[Fault]]:
    """The catalogue and all its faults; with any fault the catalogue is not to be used."""
    faults: list[Fault] = []
    if not isinstance(content, dict):
        faults.append(Fault("content", "mapping", "", "the file must be a mapping of sections"))
        content = {}
    top = Reader("", cast("dict[str, Any]", content), faults)
    rates = tuple(_each(top, "tax_rates", _tax_rate))
    items = _by_id(top, "charge_items", _charge_item, lambda one: one.item_id)
    sets = _by_id(top, "charge_item_sets", _charge_item_set, lambda one: one.set_id)
    products = _by_id(top, "products", _product, lambda one: one.product_id)
    expand = Catalogue(version_id, items, sets, {}, {}, rates).expand
    discounts = _by_id(top, "discounts", lambda one: _discount(one, items, sets, expand), lambda one: one.discount_id)
    top.nothing_else()
    faults.extend(_dangling(rates, items, sets, products))
    return Catalogue(version_id, items, sets, products, discounts, rates), faults


def _each(top: Reader, key: str, read: Callable[[Reader], T]) -> list[T]:
    found: list[T] = []
    for one in top.mappings(key):
        found.append(read(one))
        one.nothing_else()
    return found


def _by_id(top: Reader, key: str, read: Callable[[Reader], T], identity: Callable[[T], str]) -> dict[str, T]:
    found: dict[str, T] = {}
    for value in _each(top, key, read):
        if identity(value) in found:
            top.faults.append(Fault(key, "unique", identity(value), "stands twice"))
        found[identity(value)] = value
    return found


def _tax_rate(one: Reader) -> TaxRate:
    return TaxRate(one.text("category"), one.number("rate_permyriad", most=10_000), one.date("start_date"))


def _charge_item(one: Reader) -> ChargeItem:
    return ChargeItem(one.ident("id"), one.text("name"), one.text("name_zh"), one.text("tax_category"))


def _charge_item_set(one: Reader) -> ChargeItemSet:
    return ChargeItemSet(one.ident("id"), one.text("name"), one.texts("charge_items"))


def _product(one: Reader) -> Product:
    approvals: list[ApprovalKind] = []
    for name in one.texts("approvals"):
        if name in set(ApprovalKind):
            approvals.append(ApprovalKind(name))
        else:
            one.fault("approvals", "enum", f"must be of {', '.join(ApprovalKind)}")
    return Product(
        product_id=one.ident("id"),
        name=one.text("name"),
        name_zh=one.text("name_zh"),
        line_of_business=one.choice("line_of_business", LineOfBusiness),
        rent_item=one.text("rent_item"),
        monthly_rent=one.number("monthly_rent"),
        effect_mode=one.choice("effect_mode", EffectMode),
        build=one.choice("build", BuildKind),
        platform=one.ident("platform"),
        equipment=one.flag("equipment_at_customer"),
        notify_maintenance=one.flag("notify_maintenance"),
        prepayment_required=one.flag("prepayment_required"),
        approvals=tuple(approvals),
    )


def _discount(
    one: Reader,
    items: Mapping[str, ChargeItem],
    sets: Mapping[str, ChargeItemSet],
    expand: Callable[[tuple[str, ...], tuple[str, ...]], tuple[str, ...]],
) -> Discount:
    kind = one.choice("kind", DiscountKind)
    named, in_sets = one.texts("charge_items"), one.texts("charge_item_sets")
    for unknown in [*(name for name in named if name not in items), *(name for name in in_sets if name not in sets)]:
        one.fault("charge_items", "CHARGE_ITEM_NOT_FOUND", f"{unknown} is no charge item or set of this catalogue")
    by_sum = kind in (DiscountKind.AMOUNT, DiscountKind.FLOOR, DiscountKind.CAP)
    tiers = [(tier.number("from_amount"), _permille(tier)) for tier in one.mappings("tiers")]
    if tiers != sorted(set(tiers)) or (kind is DiscountKind.TIERED) != bool(tiers):
        one.fault("tiers", "tiers", "a TIERED discount has tiers in ascending order, others have none")
    return Discount(
        discount_id=one.ident("id"),
        name=one.text("name"),
        name_zh=one.text("name_zh"),
        kind=kind,
        items=frozenset(expand(named, in_sets)),
        permille=_permille(one, None if kind is DiscountKind.PERCENT else 0),
        amount=one.number("amount", default=None if by_sum else 0),
        tiers=tuple(tiers),
        free_units=one.number("free_units", default=None if kind is DiscountKind.FREE_UNITS else 0),
        priority=one.number("priority", default=100),
        exclusive=one.flag("exclusive"),
        special=one.flag("special"),
    )


def _permille(one: Reader, default: int | None = None) -> int:
    """At most the whole: more would make a charge negative, which R-DIS-1 forbids."""
    value = one.number("permille", default=default)
    if value > 1000:
        one.fault("permille", "DISCOUNT_NEGATIVE", "more than 1000 would make a charge negative")
        return 0
    return value


def _dangling(
    rates: tuple[TaxRate, ...],
    items: Mapping[str, ChargeItem],
    sets: Mapping[str, ChargeItemSet],
    products: Mapping[str, Product],
) -> list[Fault]:
    """References to what the file does not hold."""
    categories = {rate.category for rate in rates}
    faults = [
        Fault(f"charge_items.{item.item_id}.tax_category", "R-BIL-6", item.tax_category, "has no tax rate")
        for item in items.values()
        if item.tax_category not in categories
    ]
    faults += [
        Fault(f"charge_item_sets.{one.set_id}", "CHARGE_ITEM_NOT_FOUND", item, "is no charge item of this catalogue")
        for one in sets.values()
        for item in one.items
        if item not in items
    ]
    faults += [
        Fault(
            f"products.{product.product_id}.rent_item", "CHARGE_ITEM_NOT_FOUND", product.rent_item, "is no charge item"
        )
        for product in products.values()
        if product.rent_item not in items
    ]
    return faults
