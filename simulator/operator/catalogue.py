"""What the sample operator sells, as far as the simulator must know it to order, to use and to check."""

from dataclasses import dataclass
from enum import StrEnum


class Product(StrEnum):
    """The products, by the id that the catalogue gives them."""

    LEASED_LINE = "leased-line"
    BROADBAND = "broadband"
    FIXED_LINE = "fixed-line"
    MAILBOX = "mailbox"
    VPMN = "vpmn"


@dataclass(frozen=True, slots=True)
class Offer:
    """A product as it is sold: its monthly rents in fen, one of which each subscription has.

    `half_months` says that a first month is charged whole or half (R-OPN-3) instead of by the day.
    """

    product: Product
    rents: tuple[int, ...]
    rent_item: str
    equipment_at_customer: bool
    number_prefix: str
    half_months: bool = False


OFFERS: dict[Product, Offer] = {
    Product.LEASED_LINE: Offer(Product.LEASED_LINE, (300000, 180000, 450000), "leased-line-rent", True, "ZX"),
    Product.BROADBAND: Offer(Product.BROADBAND, (12800, 19800, 29800), "broadband-rent", True, "AD"),
    Product.FIXED_LINE: Offer(Product.FIXED_LINE, (2500, 3500), "fixed-line-rent", False, "0311"),
    Product.MAILBOX: Offer(Product.MAILBOX, (500, 1000), "mailbox-fee", False, "MB"),
    Product.VPMN: Offer(Product.VPMN, (2000, 4005), "vpmn-fee", False, "VP", half_months=True),
}
