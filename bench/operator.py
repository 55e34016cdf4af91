"""A plain operator for the workloads: accounts with two lines each, and their monthly bill runs."""

import asyncio
import datetime as dt
import uuid

import grpc
import grpc.aio

from bench.workload import Place
from services.cli import bill_runs
from services.cli.clients import channel, date_to_pb
from services.cli.days import close_day, initialize_clocks, statuses
from services.cli.home import Home
from tollbook.kernel.v1.batch_pb2 import FileOutcome
from tollbook.rating.v1.account_service_pb2 import ImportAccountsRequest
from tollbook.rating.v1.account_service_pb2_grpc import AccountServiceStub
from tollbook.rating.v1.catalogue_service_pb2 import ApproveCatalogueRequest, LoadCatalogueRequest
from tollbook.rating.v1.catalogue_service_pb2_grpc import CatalogueServiceStub
from tollbook.rating.v1.customer_service_pb2 import ImportCustomersRequest
from tollbook.rating.v1.customer_service_pb2_grpc import CustomerServiceStub
from tollbook.rating.v1.subscription_service_pb2 import ImportSubscriptionsRequest
from tollbook.rating.v1.subscription_service_pb2_grpc import SubscriptionServiceStub

FIRST_DAY = dt.date(2026, 1, 1)
OPENING_DAY = dt.date(2026, 1, 31)  # the last of the first cycle: one close, and it can be billed
LINES_PER_ACCOUNT = 2
RENT_MINOR_UNITS = 100_000
ROWS_A_FILE = 10_000
IMPORT_SECONDS_MAX = 300.0
QUIET_SECONDS = 1.0

CATALOGUE = """
tax_rates:
  - {category: BASIC_TELECOM, rate_permyriad: 900, start_date: 2020-01-01}
charge_items:
  - {id: line-rent, name: Line rent, name_zh: 月租费, tax_category: BASIC_TELECOM}
  - {id: call-charge, name: Call charges, name_zh: 通话费, tax_category: BASIC_TELECOM}
products:
  - {id: line, name: Fixed line, name_zh: 固定电话, line_of_business: FIXED_LINE, rent_item: line-rent, \
monthly_rent: 100000, effect_mode: BY_DAY, build: CONSTRUCT, \
platform: exchange}
"""


def customer_id(number: int) -> str:
    return f"C{number:06d}"


def account_id(number: int) -> str:
    return f"A{number:06d}"


def service_number(number: int, line: int) -> str:
    return f"0311{number:06d}{line}"


async def open_operator(place: Place, accounts: int, catalogue: str = CATALOGUE) -> None:
    """Starts the clocks, publishes the catalogue, imports the accounts with their lines; answers when all is quiet."""
    await initialize_clocks(place.home, OPENING_DAY)
    await _publish_catalogue(place.home, catalogue)
    async with channel(place.home, "rating") as rating:
        for first in range(0, accounts, ROWS_A_FILE):
            numbers = range(first, min(first + ROWS_A_FILE, accounts))
            people = ImportCustomersRequest(request_id=request_id(), file_name="c.csv", content=_customers(numbers))
            all_accepted(await CustomerServiceStub(rating).ImportCustomers(people, timeout=IMPORT_SECONDS_MAX))
            books = ImportAccountsRequest(request_id=request_id(), file_name="a.csv", content=_accounts(numbers))
            all_accepted(await AccountServiceStub(rating).ImportAccounts(books, timeout=IMPORT_SECONDS_MAX))
            lines = ImportSubscriptionsRequest(request_id=request_id(), file_name="s.csv", content=_lines(numbers))
            all_accepted(await SubscriptionServiceStub(rating).ImportSubscriptions(lines, timeout=IMPORT_SECONDS_MAX))
    await until_quiet(place.home)


async def close_through(home: Home, last: dt.date) -> None:
    """Closes every open day up to and with the last."""
    dates = [status.business_date for status in (await statuses(home)).values()]
    day = min(dt.date(each.year, each.month, each.day) for each in dates)
    while day <= last:
        await close_day(home, day)
        day += dt.timedelta(days=1)


async def run_bills(home: Home, cycle: str) -> int:
    """Trial, approval and final run of a cycle; answers how many bills it made."""
    await bill_runs.start_trial(home, cycle)
    await _until_state(home, cycle, "TRIAL_READY")
    await bill_runs.approve_trial(home, cycle, "benchmark")
    await bill_runs.finalize(home, cycle)
    return await _until_state(home, cycle, "COMPLETED")


async def until_quiet(home: Home) -> None:
    """Waits until everything that was published is consumed."""
    while True:
        try:
            answers = await statuses(home)
        except grpc.aio.AioRpcError as error:
            # A busy machine may not answer in time: then it is not quiet yet.
            if error.code() is not grpc.StatusCode.DEADLINE_EXCEEDED:
                raise
            await asyncio.sleep(QUIET_SECONDS)
            continue
        heads = {service: answer.head_position for service, answer in answers.items()}
        behind = any(
            position < heads[publisher]
            for answer in answers.values()
            for publisher, position in answer.consumed_positions.items()
        )
        if not behind and not any(answer.outbox_backlog for answer in answers.values()):
            return
        await asyncio.sleep(QUIET_SECONDS)


def request_id() -> str:
    return f"bench-{uuid.uuid4()}"


async def _publish_catalogue(home: Home, catalogue: str) -> None:
    load = LoadCatalogueRequest(
        request_id=request_id(), version_id="bench", effective_date=date_to_pb(OPENING_DAY), content=catalogue.encode()
    )
    async with channel(home, "rating") as rating:
        loaded = await CatalogueServiceStub(rating).LoadCatalogue(load)
    approve = ApproveCatalogueRequest(request_id=request_id(), name=loaded.name, reason="benchmark")
    async with channel(home, "rating", person="approver") as rating:
        await CatalogueServiceStub(rating).ApproveCatalogue(approve)


async def _until_state(home: Home, cycle: str, state: str) -> int:
    while True:
        _, row = await bill_runs.progress(home, cycle)
        if row["state"] == state:
            return int(row["bills"])
        await asyncio.sleep(0.05)


def all_accepted(outcome: FileOutcome) -> None:
    if outcome.accepted != outcome.rows:
        raise RuntimeError(f"{outcome.rejected} of {outcome.rows} rows were rejected: {outcome.rejects[:1]}")


def _customers(numbers: range) -> bytes:
    head = (
        "customer_id,display_name,kind,customer_class,sales_unit,account_manager,telephone_managed,"
        "language,contact_phone,contact_email,member_of\n"
    )
    rows = (f"C{number:06d},Customer {number},GROUP,C,unit-{number % 8},,true,zh-CN,,,\n" for number in numbers)
    return (head + "".join(rows)).encode()


def _accounts(numbers: range) -> bytes:
    head = "account_id,customer_id,display_name,prepaid,currency_code,agreed_payment_day\n"
    return (head + "".join(f"{account_id(n)},C{n:06d},Account {n},false,CNY,\n" for n in numbers)).encode()


def _lines(numbers: range) -> bytes:
    head = (
        "subscription_id,account_id,product_id,service_number,monthly_rent_minor_units,charge_start,"
        "platform_id,equipment_at_customer\n"
    )
    rows = (
        f"S{n:06d}-{line},{account_id(n)},line,{service_number(n, line)},{RENT_MINOR_UNITS},{FIRST_DAY},,\n"
        for n in numbers
        for line in range(LINES_PER_ACCOUNT)
    )
    return (head + "".join(rows)).encode()
