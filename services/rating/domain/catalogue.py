"""The catalogue as a dated value: charge items, sets, products, discounts, tax rates."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from services.kernel.business import LineOfBusiness
from services.rating.domain.charging import EffectMode
from services.rating.domain.discounts import Discount
from services.rating.domain.tax import TaxRate, rate_on


class BuildKind(StrEnum):
    """How a product is made ready."""

    CONSTRUCT = "CONSTRUCT"
    ACTIVATE = "ACTIVATE"


class ApprovalKind(StrEnum):
    """What an order may need before it is signed (R-OPN-1, R-CTL-7)."""

    ORDER = "ORDER"
    SPECIAL_DISCOUNT = "SPECIAL_DISCOUNT"
    ARREARS = "ARREARS"


@dataclass(frozen=True, slots=True)
class ChargeItem:
    """账目: the kind of a charge."""

    item_id: str
    name: str
    name_zh: str
    tax_category: str


@dataclass(frozen=True, slots=True)
class ChargeItemSet:
    """账目集合: a named set of charge items."""

    set_id: str
    name: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """What a subscription is an instance of. ``monthly_rent`` is the list price in minor units."""

    product_id: str
    name: str
    name_zh: str
    line_of_business: LineOfBusiness
    rent_item: str
    monthly_rent: int
    effect_mode: EffectMode
    build: BuildKind
    platform: str
    equipment: bool
    notify_maintenance: bool
    prepayment_required: bool
    approvals: tuple[ApprovalKind, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A version of the catalogue, by id."""

    version_id: str
    items: Mapping[str, ChargeItem]
    sets: Mapping[str, ChargeItemSet]
    products: Mapping[str, Product]
    discounts: Mapping[str, Discount]
    tax_rates: tuple[TaxRate, ...]

    def tax_permyriad(self, item_id: str, date: dt.date) -> int:
        """The VAT rate of a charge item on a date; 0 for an item that the catalogue does not know."""
        item = self.items.get(item_id)
        return rate_on(self.tax_rates, item.tax_category, date) if item else 0

    def expand(self, items: Iterable[str], sets: Iterable[str]) -> tuple[str, ...]:
        """The items and those of the sets, in order, each once."""
        named = [*items, *(item for one in sets if one in self.sets for item in self.sets[one].items)]
        return tuple(dict.fromkeys(named))


def completed_by(catalogue: Catalogue, newer: Catalogue) -> Catalogue:
    """The catalogue with what it lacks taken from a newer one; what it has stays as it is."""
    categories = {rate.category for rate in catalogue.tax_rates}
    return replace(
        catalogue,
        items={**newer.items, **catalogue.items},
        sets={**newer.sets, **catalogue.sets},
        products={**newer.products, **catalogue.products},
        discounts={**newer.discounts, **catalogue.discounts},
        tax_rates=catalogue.tax_rates + tuple(rate for rate in newer.tax_rates if rate.category not in categories),
    )


@dataclass(frozen=True, slots=True)
class CatalogueVersion:
    """A version and where it stands: DRAFT, APPROVED or REJECTED."""

    version_id: str
    state: str
    effective_date: dt.date
    requester: str
    approver: str
    sha256: str
    load_date: dt.date
