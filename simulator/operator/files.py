"""The operator's data as CSV files for import; one of them with rows that somebody got wrong, and the same rows
corrected.
"""

import csv
import io
from collections.abc import Iterable, Mapping

from simulator.operator.catalogue import OFFERS
from simulator.operator.population import Account, Customer, Population, Subscription

CUSTOMER_HEADER = (
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
ACCOUNT_HEADER = ("account_id", "customer_id", "display_name", "prepaid", "currency_code", "agreed_payment_day")
SUBSCRIPTION_HEADER = (
    "subscription_id",
    "account_id",
    "product_id",
    "service_number",
    "monthly_rent_minor_units",
    "charge_start",
    "platform_id",
    "equipment_at_customer",
)

# Columns of the subscriptions' file, and what somebody wrote into them by mistake, by the place of the row.
MISTAKES: dict[int, tuple[int, str]] = {
    3: (4, "-500"),
    7: (5, "2024-13-45"),
    11: (1, "A77777"),
    15: (3, '=HYPERLINK("http://example.com")'),
}

Row = tuple[str, ...]


def customer_rows(population: Population) -> list[Row]:
    """Gives the customers' rows."""
    return [_customer(customer) for customer in population.customers]


def account_rows(population: Population) -> list[Row]:
    """Gives the accounts' rows."""
    return [_account(account) for account in population.accounts]


def subscription_rows(population: Population, platform: str) -> list[Row]:
    """Gives the subscriptions' rows; all lines are switched by one platform."""
    return [_subscription(line, platform) for line in population.subscriptions]


def with_mistakes(rows: Iterable[Row]) -> list[Row]:
    """Gives the rows as somebody typed them: some with a mistake."""
    typed = list(rows)
    for place, (column, mistake) in MISTAKES.items():
        row = typed[place]
        typed[place] = (*row[:column], mistake, *row[column + 1 :])
    return typed


def csv_file(header: Row, rows: Iterable[Row]) -> bytes:
    """Writes a CSV file in UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def corrected(rejects_file: bytes, right: Mapping[str, Row]) -> bytes:
    """Corrects a rejects file: its own header, and for each of its rows the right one by id, the first column."""
    reader = csv.reader(io.StringIO(rejects_file.decode()))
    header = next(reader)
    return csv_file(tuple(header), [right[row[0]] for row in reader])


def _boolean(value: bool) -> str:
    return "true" if value else "false"


def _customer(customer: Customer) -> Row:
    return (
        customer.customer_id,
        customer.display_name,
        customer.kind,
        customer.customer_class,
        customer.sales_unit,
        customer.account_manager,
        _boolean(customer.telephone_managed),
        customer.language,
        customer.contact_phone,
        customer.contact_email,
        customer.member_of,
    )


def _account(account: Account) -> Row:
    return (account.account_id, account.customer_id, account.display_name, _boolean(account.prepaid), "CNY", "0")


def _subscription(line: Subscription, platform: str) -> Row:
    return (
        line.subscription_id,
        line.account_id,
        str(line.product),
        line.service_number,
        str(line.monthly_rent),
        line.charge_start.isoformat(),
        platform,
        _boolean(OFFERS[line.product].equipment_at_customer),
    )
