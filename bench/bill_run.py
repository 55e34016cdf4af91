"""bill-run: a cycle of 100,000 accounts with 50 usage records each, rents, discounts and sponsorship, from the start of
its trial to the last bill posted with its lines and events.

Rating and credit, which it asks for due dates, run; what only reads the bills is stopped meanwhile, because it would
stand on other machines. Each run bills the same cycle again: between them the bills are taken away.
`BILL_ACCOUNTS=20000 make bench W=bill-run` is a smaller one.
"""

import asyncio
import os
import time

from bench.operator import CATALOGUE, OPENING_DAY, account_id, all_accepted, close_through, request_id, run_bills
from bench.usage_month import ENVIRONMENT, connect, load_calls, prepare_city, worker_peak_mib, write_calls
from bench.workload import Measured, Place, Workload, paused, size
from services.cli.clients import channel
from tollbook.kernel.v1.period_pb2 import Cycles
from tollbook.rating.v1.discount_service_pb2 import ImportDiscountAssignmentsRequest
from tollbook.rating.v1.discount_service_pb2_grpc import DiscountServiceStub
from tollbook.rating.v1.sponsorship_pb2 import SponsoredMember, SponsorshipAgreement, SponsorshipKind
from tollbook.rating.v1.sponsorship_service_pb2 import CreateSponsorshipAgreementRequest
from tollbook.rating.v1.sponsorship_service_pb2_grpc import SponsorshipServiceStub

ACCOUNTS = int(os.environ.get("BILL_ACCOUNTS") or size(100_000, 500))
RECORDS_AN_ACCOUNT = 50
CYCLE = "2026-01"
DISCOUNTED_EACH = 10
MEMBERS = 99
GROUP_EACH = 1_000
IMPORT_SECONDS_MAX = 300.0
READERS = ("payment", "collection", "gateway")

DISCOUNT = """discounts:
  - {id: loyalty, name: Loyalty, name_zh: 九折, kind: PERCENT, permille: 100, charge_items: [line-rent], priority: 10}
"""

# The cheapest statement that sums the same usage and rents and writes as many rows: no tiers, discounts, sponsors or
# tax, no explanation, no event.
FLOOR_TABLES = """
    CREATE TABLE floor_line (
        shard smallint, cycle text, trial integer, account_id text, line integer, subscription_id text,
        charge_item text, gross bigint, amount bigint, PRIMARY KEY (shard, cycle, trial, account_id, line)
    );
    CREATE TABLE floor_bill (
        shard smallint, account_id text, cycle text, trial integer, total bigint, PRIMARY KEY (shard, account_id, cycle)
    )
"""
FLOOR = """
    WITH charged AS (
        SELECT s.shard, s.account_id, s.subscription_id, t.charge_item, r.micros
        FROM usage_record r
        JOIN tariff_rate t ON t.rate = r.rate
        JOIN subscription s ON s.shard = r.shard AND s.subscription_id = r.subscription_id
        UNION ALL
        SELECT shard, account_id, subscription_id, rent_item, rent * 10000 FROM subscription
    ), line AS (
        INSERT INTO floor_line (shard, cycle, trial, account_id, line, subscription_id, charge_item, gross, amount)
        SELECT shard, '2026-01', 1, account_id, row_number() OVER (PARTITION BY shard, account_id), subscription_id,
               charge_item, sum(micros) / 10000, sum(micros) / 10000
        FROM charged GROUP BY shard, account_id, subscription_id, charge_item
        RETURNING shard, account_id, amount
    )
    INSERT INTO floor_bill (shard, account_id, cycle, trial, total)
    SELECT shard, account_id, '2026-01', 1, sum(amount) FROM line GROUP BY shard, account_id
"""


async def prepare(place: Place) -> None:
    await prepare_city(place, ACCOUNTS, CATALOGUE + DISCOUNT)
    await _agree(place)
    records = ACCOUNTS * RECORDS_AN_ACCOUNT
    write_calls("month.csv", records, 1, ACCOUNTS)
    await load_calls(place, "month.csv", records)
    await close_through(place.home, OPENING_DAY)


async def _agree(place: Place) -> None:
    """A discount for every tenth account, and in every thousand a group that pays its members' calls."""
    head = "assignment_id,subject,discount_id,first_cycle,last_cycle\n"
    rows = (f"D{n},accounts/{account_id(n)},loyalty,{CYCLE},\n" for n in range(0, ACCOUNTS, DISCOUNTED_EACH))
    content = (head + "".join(rows)).encode()
    async with channel(place.home, "rating") as rating:
        request = ImportDiscountAssignmentsRequest(request_id=request_id(), file_name="d.csv", content=content)
        all_accepted(await DiscountServiceStub(rating).ImportDiscountAssignments(request, timeout=IMPORT_SECONDS_MAX))
        for first in range(0, ACCOUNTS - MEMBERS, GROUP_EACH):
            agreement = SponsorshipAgreement(
                sponsor=f"accounts/{account_id(first)}",
                display_name="Members' calls",
                kind=SponsorshipKind.SPONSORSHIP_KIND_BY_ITEM,
                charge_items=["chargeItems/call-charge"],
                priority=1,
                cycles=Cycles(first=CYCLE),
            )
            members = [SponsoredMember(account=f"accounts/{account_id(first + n)}") for n in range(1, MEMBERS + 1)]
            create = CreateSponsorshipAgreementRequest(
                request_id=request_id(), agreement_id=f"G{first}", agreement=agreement, members=members
            )
            await SponsorshipServiceStub(rating).CreateSponsorshipAgreement(create, timeout=IMPORT_SECONDS_MAX)


async def run(place: Place, number: int) -> Measured:
    """Bills a second."""
    await asyncio.to_thread(_take_bills_away, place)
    worker_peak_mib(place, reset=True)
    with paused(place, *READERS):
        started = time.perf_counter()
        bills = await run_bills(place.home, CYCLE)
        seconds = time.perf_counter() - started
        if bills != ACCOUNTS:
            raise RuntimeError(f"{bills} bills for {ACCOUNTS} accounts")
        floor = await asyncio.to_thread(_floor_rate, place)
    return Measured(bills / seconds, floor, {"worker_peak_mib": worker_peak_mib(place)})


def _take_bills_away(place: Place) -> None:
    """As the cycle stood before its first trial. What was published stays published."""
    with connect(place) as connection:
        connection.execute("TRUNCATE bill, bill_line, trial_bill, sponsored_amount, bill_run")
        connection.execute("UPDATE billing_gate SET open_cycle = ''")
        connection.execute("DELETE FROM run_chunk WHERE run_key LIKE 'bill-%'")
        connection.execute("DELETE FROM run WHERE key LIKE 'bill-%'")
        connection.execute("VACUUM ANALYZE")


def _floor_rate(place: Place) -> float:
    with connect(place) as connection:
        connection.execute("DROP TABLE IF EXISTS floor_line, floor_bill")
        connection.execute(FLOOR_TABLES.encode())
        started = time.perf_counter()
        bills = connection.execute(FLOOR.encode()).rowcount
        seconds = time.perf_counter() - started
        connection.execute("DROP TABLE floor_line, floor_bill")
    return bills / seconds


WORKLOAD = Workload(
    name="bill-run",
    unit="bills/s",
    floor="one INSERT ... SELECT ... GROUP BY that only sums the same usage and rents into as many bills and lines",
    prepare=prepare,
    run=run,
    environment=ENVIRONMENT,
)
