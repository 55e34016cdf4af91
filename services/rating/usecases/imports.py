"""Files of customers, accounts and subscriptions (R-ACC-2): each row by itself; loading again doubles nothing."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.business import CustomerClass, CustomerKind
from services.kernel.errors import Fault
from services.kernel.period import Cycle
from services.rating.domain.catalogue import Catalogue
from services.rating.domain.csv_file import FileOutcome, RejectedRow, Row, outcome, parse, read_rows, rejected
from services.rating.domain.customer import DEFAULT_CURRENCY, DEFAULT_LANGUAGE, Account, Customer, customer_faults
from services.rating.domain.events import AccountMoved, CustomerMoved, SubscriptionMoved
from services.rating.domain.reason import Reason
from services.rating.domain.states import SubscriptionState
from services.rating.domain.subscription import Subscription
from services.rating.store.catalogue import catalogue_on
from services.rating.store.customers import (
    accounts_by_id,
    customers_by_id,
    insert_accounts,
    insert_customers,
    write_ownership,
)
from services.rating.store.cycles import hold_gate
from services.rating.store.directory import NumberHolder, hold_numbers, holders
from services.rating.store.subscriptions import insert_subscriptions, subscriptions_by_id
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.customers import first_ownership

CUSTOMER_COLUMNS = (
    "customer_id",
    "display_name",
    "kind",
    "customer_class",
    "sales_unit",
    "account_manager",
    "telephone_managed",
    "language",
    "contact_phone",
    "contact_email",
    "member_of",
)
ACCOUNT_COLUMNS = (
    "account_id",
    "customer_id",
    "display_name",
    "prepaid",
    "currency_code",
    "agreed_payment_day",
)
SUBSCRIPTION_COLUMNS = (
    "subscription_id",
    "account_id",
    "product_id",
    "service_number",
    "monthly_rent_minor_units",
    "charge_start",
    "platform_id",
    "equipment_at_customer",
)

_FUTURE = dt.timedelta(days=366)
"""What is charged from later on is a slip of the pen: it would be active and free of charge till then (R-OPN-4)."""

_OUTCOME: Replies[FileOutcome] = Replies(FileOutcome)
V = TypeVar("V", Customer, Account, Subscription)


class Sorter:
    """Sorts a file's rows into new ones, duplicates and rejects, in the file's order."""

    def __init__(self, rejects: list[RejectedRow]) -> None:
        self.rejects = rejects
        self.duplicates = 0

    def reject(self, row: Row, column: str, reason: Reason, message: str) -> None:
        row.faults.append(Fault(column, reason.value, row.values[column], message))
        self.rejects.append(rejected(row))

    def reject_row(self, row: Row) -> None:
        """Rejects a row with the faults that it has."""
        self.rejects.append(rejected(row))

    def known(self, row: Row, column: str, same: bool, reason: Reason) -> None:
        """A row whose id is known: a duplicate when its content is too."""
        if same:
            self.duplicates += 1
        else:
            self.reject(row, column, reason, "exists already with other content")


async def import_customers(db: Database, asked: Asked, content: bytes) -> FileOutcome:
    parsed = parse(content, CUSTOMER_COLUMNS)

    async def decide(tx: Transaction) -> FileOutcome:
        good, rejects = read_rows(parsed, _customer_of)
        sorter = Sorter(rejects)
        named = {value.customer_id for _, value in good} | {value.member_of for _, value in good if value.member_of}
        stored = await customers_by_id(tx, named)
        known, fresh = dict(stored), dict[str, Customer]()
        in_file = {value.customer_id: value.kind for _, value in good}
        for row, value in good:
            group = stored.get(value.member_of)
            kind = group.kind if group else in_file.get(value.member_of)
            before = known.get(value.customer_id)
            if before is not None:
                same = _as_imported(before) == _as_imported(value) or before == value
                sorter.known(row, "customer_id", same, Reason.CUSTOMER_EXISTS)
            elif value.member_of and kind is not CustomerKind.GROUP:
                sorter.reject(row, "member_of", Reason.MEMBER_OF_INVALID, "is no group customer")
            else:
                known[value.customer_id] = fresh[value.customer_id] = value
        values = list(fresh.values())
        await insert_customers(tx, values)
        await write_ownership(tx, [first_ownership(value, tx.date) for value in values], applied=True)
        tx.publish(CustomerMoved(value) for value in values)
        return outcome(parsed, len(values), sorter.duplicates, sorter.rejects)

    return await once(db, _OUTCOME, asked, decide)


def _as_imported(value: Customer) -> Customer:
    """A customer without what changes after it was loaded, so that a file loaded again is found to be the same."""
    return replace(value, sales_unit="", account_manager="", closed=False, version=1)


def _customer_of(row: Row) -> Customer:
    value = Customer(
        customer_id=row.ident("customer_id"),
        display_name=row.string("display_name", required=True),
        kind=row.choice("kind", CustomerKind),
        customer_class=row.choice("customer_class", CustomerClass, empty=CustomerClass.NONE),
        sales_unit=row.ident("sales_unit"),
        account_manager=row.ident("account_manager", required=False),
        telephone_managed=bool(row.flag("telephone_managed")),
        language=row.string("language") or DEFAULT_LANGUAGE,
        contact_phone=row.phone("contact_phone"),
        contact_email=row.string("contact_email"),
        member_of=row.ident("member_of", required=False),
    )
    if not row.faults:
        row.faults.extend(customer_faults(value))
    return value


async def import_accounts(db: Database, asked: Asked, content: bytes) -> FileOutcome:
    parsed = parse(content, ACCOUNT_COLUMNS)

    async def decide(tx: Transaction) -> FileOutcome:
        good, rejects = read_rows(parsed, _account_of)
        sorter = Sorter(rejects)
        known = await accounts_by_id(tx, {value.account_id for _, value in good})
        customers = await customers_by_id(tx, {value.customer_id for _, value in good})
        fresh: list[Account] = []
        for row, value in good:
            before = known.get(value.account_id)
            if before is not None:
                same = replace(before, closed=False, version=1) == value
                sorter.known(row, "account_id", same, Reason.ACCOUNT_EXISTS)
            elif value.customer_id not in customers:
                sorter.reject(row, "customer_id", Reason.CUSTOMER_NOT_FOUND, "is no known customer")
            else:
                known[value.account_id] = value
                fresh.append(value)
        await insert_accounts(tx, fresh)
        tx.publish(AccountMoved(value) for value in fresh)
        return outcome(parsed, len(fresh), sorter.duplicates, sorter.rejects)

    return await once(db, _OUTCOME, asked, decide)


def _account_of(row: Row) -> Account:
    currency = row.string("currency_code") or DEFAULT_CURRENCY
    if currency != DEFAULT_CURRENCY:
        row.fault("currency_code", Reason.CURRENCY_MISMATCH.value, f"must be {DEFAULT_CURRENCY}")
    return Account(
        account_id=row.ident("account_id"),
        customer_id=row.ident("customer_id"),
        display_name=row.string("display_name", required=True),
        prepaid=bool(row.flag("prepaid")),
        currency=currency,
        agreed_payment_day=row.integer("agreed_payment_day", most=31, default=0),
    )


async def import_subscriptions(db: Database, asked: Asked, content: bytes) -> FileOutcome:
    parsed = parse(content, SUBSCRIPTION_COLUMNS)

    async def decide(tx: Transaction) -> FileOutcome:
        catalogue = await catalogue_on(tx, tx.date)
        gate = await hold_gate(tx)
        first_open = max(Cycle.of(tx.date), Cycle.parse(gate)) if gate else Cycle.of(tx.date)
        good, rejects = read_rows(parsed, lambda row: _subscription_of(row, catalogue, gate, first_open.first_day))
        sorter = Sorter(rejects)
        known = await subscriptions_by_id(tx, {value.subscription_id for _, value in good})
        accounts = await accounts_by_id(tx, {value.account_id for _, value in good})
        fresh = await _sort_subscriptions(tx, good, known, accounts, sorter)
        await insert_subscriptions(tx, fresh)
        await hold_numbers(
            tx, [NumberHolder(v.service_number, v.subscription_id, v.account_id, v.customer_id) for v in fresh]
        )
        tx.publish(SubscriptionMoved(value, accounts[value.account_id].currency) for value in fresh)
        return outcome(parsed, len(fresh), sorter.duplicates, sorter.rejects)

    return await once(db, _OUTCOME, asked, decide)


async def _sort_subscriptions(
    tx: Transaction,
    good: list[tuple[Row, Subscription]],
    known: Mapping[str, Subscription],
    accounts: Mapping[str, Account],
    sorter: Sorter,
) -> list[Subscription]:
    numbers = set(await holders(tx, {value.service_number for _, value in good}))
    fresh: dict[str, Subscription] = {}
    for row, value in good:
        before = known.get(value.subscription_id) or fresh.get(value.subscription_id)
        account = accounts.get(value.account_id)
        if before is not None:
            sorter.known(row, "subscription_id", _identity(before) == _identity(value), Reason.SUBSCRIPTION_EXISTS)
        elif account is None or account.closed:
            sorter.reject(row, "account_id", Reason.ACCOUNT_NOT_FOUND, "is no known open account")
        elif value.service_number in numbers:
            sorter.reject(row, "service_number", Reason.SERVICE_NUMBER_IN_USE, "another subscription has it")
        else:
            numbers.add(value.service_number)
            fresh[value.subscription_id] = replace(value, customer_id=account.customer_id)
    return list(fresh.values())


def _identity(value: Subscription) -> tuple[object, ...]:
    """What a row of the file says of a subscription, and nothing that happened to it since."""
    return (value.account_id, value.product_id, value.service_number, value.rent, value.charge_start)


def _subscription_of(row: Row, catalogue: Catalogue, gate: str, first_open_day: dt.date) -> Subscription:
    product = catalogue.products.get(row.ident("product_id"))
    if product is None:
        row.fault("product_id", Reason.PRODUCT_NOT_FOUND.value, "is no product of the catalogue")
        product = next(iter(catalogue.products.values()))
    start = row.date("charge_start")
    if start > first_open_day + _FUTURE:
        row.fault("charge_start", "charge_start.within_a_year", "is more than a year after the first open day")
    equipment = row.flag("equipment_at_customer", default=None)
    return Subscription(
        subscription_id=row.ident("subscription_id"),
        account_id=row.ident("account_id"),
        customer_id="",
        product_id=product.product_id,
        line_of_business=product.line_of_business,
        service_number=row.string("service_number", required=True),
        rent_item=product.rent_item,
        rent=row.integer("monthly_rent_minor_units", default=product.monthly_rent),
        effect_mode=product.effect_mode,
        state=SubscriptionState.ACTIVE,
        platform=row.ident("platform_id", required=False) or product.platform,
        equipment=product.equipment if equipment is None else equipment,
        charge_start=start,
        charged_from=max(start, first_open_day),
        start_known=gate,
    )
