"""The sample operator's customers, accounts and subscriptions, made from a seed and a number of customers."""

from dataclasses import dataclass
from datetime import date, timedelta

from simulator.choice import Choice
from simulator.operator.cast import CAST, PAYER_OF_PART, PAYER_WEIGHTS, Part, Payer
from simulator.operator.catalogue import OFFERS, Product

# The smallest population in which every part of the cast is played and the sponsor has members.
FEWEST_CUSTOMERS = 24

SALES_UNITS: tuple[str, ...] = ("chengqu", "dongli", "xijiao", "nanguan")

_PLACES = ("晋州", "滹沱", "魏征", "桃园", "总十庄", "东里庄", "小樵", "营里")
_TRADES = ("机械厂", "纺织厂", "贸易公司", "医院", "中学", "酒店", "物流公司", "建材公司", "食品厂", "信用社")
_SURNAMES = ("王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴")
_GIVEN_NAMES = ("伟", "芳", "秀英", "敏", "静", "强", "磊", "洋", "艳", "军")


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the operator's CRM holds it; `customer_class` is empty for clusters and individuals."""

    customer_id: str
    display_name: str
    kind: str
    customer_class: str
    sales_unit: str
    account_manager: str
    telephone_managed: bool
    language: str
    contact_phone: str
    contact_email: str
    member_of: str
    part: Part


@dataclass(frozen=True, slots=True)
class Account:
    """A billing account and how it is paid."""

    account_id: str
    customer_id: str
    display_name: str
    prepaid: bool
    payer: Payer
    part: Part


@dataclass(frozen=True, slots=True)
class Subscription:
    """A line that is in use when the simulation starts; rent in fen a month."""

    subscription_id: str
    account_id: str
    customer_id: str
    product: Product
    service_number: str
    monthly_rent: int
    charge_start: date


@dataclass(frozen=True, slots=True)
class Population:
    """Everyone, in the order of their ids."""

    customers: tuple[Customer, ...]
    accounts: tuple[Account, ...]
    subscriptions: tuple[Subscription, ...]

    def played_by(self, part: Part) -> Account:
        """Gives the account that plays a part of the cast."""
        return next(account for account in self.accounts if account.part is part)


def populate(choice: Choice, customers: int, first_day: date) -> Population:
    """Makes the population. Raises ValueError when it is too small to play the whole cast."""
    if customers < FEWEST_CUSTOMERS:
        raise ValueError(f"at least {FEWEST_CUSTOMERS} customers are needed to play every part, not {customers}")
    people = tuple(_customer(choice, number, customers) for number in range(1, customers + 1))
    accounts = tuple(_account(choice, person) for person in people)
    lines = tuple(
        line
        for person, account in zip(people, accounts, strict=True)
        for line in _subscriptions(choice, person, account, first_day)
    )
    return Population(people, accounts, lines)


def _customer(choice: Choice, number: int, customers: int) -> Customer:
    individuals = max(6, customers * 15 // 100)
    clusters = max(3, customers * 12 // 100)
    part = CAST[number - 1] if number <= len(CAST) else Part.EXTRA
    kind, customer_class = "GROUP", _class_of(number, part)
    if number > customers - individuals:
        kind, customer_class = "INDIVIDUAL", ""
    elif number > customers - individuals - clusters:
        kind, customer_class = "CLUSTER", ""
    unit = SALES_UNITS[number % len(SALES_UNITS)]
    managed = customer_class in ("A", "B")
    return Customer(
        customer_id=f"C{number:05d}",
        display_name=_name(choice, number, kind),
        kind=kind,
        customer_class=customer_class,
        sales_unit=unit,
        account_manager=f"{unit}-{1 + number % 3}" if managed else "",
        telephone_managed=not managed,
        language="en" if choice.chance(60, "language", number) else "zh-CN",
        contact_phone=f"138{number:08d}",
        contact_email=f"c{number:05d}@example.com",
        member_of="C00001" if kind == "INDIVIDUAL" and number % 3 else "",
        part=part,
    )


def _class_of(number: int, part: Part) -> str:
    if part in (Part.SPONSOR, Part.ORDERER):
        return "A"
    if part in (Part.DISCOUNTED, Part.PREPAYER):
        return "B"
    if part is not Part.EXTRA:
        return "C"
    return ("A", "B", "B", "C", "C", "B", "C", "C", "C", "C")[number % 10]


def _name(choice: Choice, number: int, kind: str) -> str:
    if kind == "INDIVIDUAL":
        return choice.pick(_SURNAMES, "surname", number) + choice.pick(_GIVEN_NAMES, "given name", number)
    return f"{choice.pick(_PLACES, 'place', number)}{choice.pick(_TRADES, 'trade', number)}{number}"


def _account(choice: Choice, customer: Customer) -> Account:
    payer = PAYER_OF_PART.get(customer.part) or _payer(choice, customer.customer_id)
    return Account(
        account_id=f"A{customer.customer_id[1:]}",
        customer_id=customer.customer_id,
        display_name=customer.display_name,
        prepaid=payer is Payer.PREPAID,
        payer=payer,
        part=customer.part,
    )


def _payer(choice: Choice, customer_id: str) -> Payer:
    drawn = choice.below(sum(weight for _, weight in PAYER_WEIGHTS), "payer", customer_id)
    for payer, weight in PAYER_WEIGHTS:
        if drawn < weight:
            return payer
        drawn -= weight
    raise AssertionError("the weights do not cover the drawn number")


def _products(choice: Choice, customer: Customer) -> tuple[Product, ...]:
    if customer.part in (Part.BAD_DEBT, Part.RESTORED, Part.CROSSING):
        return (Product.FIXED_LINE, Product.BROADBAND)
    if customer.part in (Part.DISCOUNTED, Part.PREPAID_ENOUGH, Part.PREPAID_SHORT, Part.GIFTED, Part.PREPAYER):
        return (Product.BROADBAND,)
    if customer.kind == "INDIVIDUAL":
        return (Product.FIXED_LINE, Product.MAILBOX)
    options = {
        "A": ((Product.LEASED_LINE, Product.FIXED_LINE), (Product.LEASED_LINE, Product.BROADBAND, Product.FIXED_LINE)),
        "B": ((Product.BROADBAND, Product.FIXED_LINE), (Product.LEASED_LINE, Product.FIXED_LINE)),
        "C": ((Product.BROADBAND,), (Product.FIXED_LINE,), (Product.BROADBAND, Product.FIXED_LINE, Product.MAILBOX)),
        "": ((Product.BROADBAND,), (Product.FIXED_LINE,)),
    }
    return choice.pick(options[customer.customer_class], "products", customer.customer_id)


def _subscriptions(choice: Choice, customer: Customer, account: Account, first_day: date) -> list[Subscription]:
    lines: list[Subscription] = []
    for index, product in enumerate(_products(choice, customer), start=1):
        subscription_id = f"S{customer.customer_id[1:]}-{index}"
        lines.append(
            Subscription(
                subscription_id=subscription_id,
                account_id=account.account_id,
                customer_id=customer.customer_id,
                product=product,
                service_number=service_number(product, customer.customer_id, index),
                monthly_rent=choice.pick(OFFERS[product].rents, "rent", subscription_id),
                charge_start=first_day - timedelta(days=choice.between(1, 700, "started", subscription_id)),
            )
        )
    return lines


def service_number(product: Product, customer_id: str, index: int) -> str:
    """Gives the number of a customer's line: the product's prefix, the customer and the line."""
    return f"{OFFERS[product].number_prefix}{index}{customer_id[1:]}"
