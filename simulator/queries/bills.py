"""Asks rating for every bill with its lines, and for what became of the usage records."""

import csv
import io

from simulator.checks.facts import BillFact, LineFact, UsageCounts
from simulator.suite.connection import Suite
from simulator.suite.people import Person
from simulator.wire import bare, date_from_pb
from tollbook.rating.v1.bill_service_pb2 import ExportBillsCsvRequest, ListBillsRequest
from tollbook.rating.v1.bill_service_pb2_grpc import BillServiceStub
from tollbook.rating.v1.usage_service_pb2 import GetUsageCountsRequest
from tollbook.rating.v1.usage_service_pb2_grpc import UsageServiceStub

PAGE = 1000


async def bill_facts(suite: Suite, cycles: list[str]) -> tuple[BillFact, ...]:
    """Asks for the bills of the cycles, in the order of cycle and account."""
    found: list[BillFact] = []
    for cycle in cycles:
        found += await _bills_of(suite, cycle)
    return tuple(sorted(found, key=lambda bill: (bill.cycle, bill.account_id)))


async def _bills_of(suite: Suite, cycle: str) -> list[BillFact]:
    stub = BillServiceStub(suite.channel("rating"))
    lines = await _lines_of(suite, stub, cycle)
    found: list[BillFact] = []
    token = ""
    while True:
        request = ListBillsRequest(cycle=cycle, page_size=PAGE, page_token=token)
        answer = await suite.call(Person.AUDITOR, stub.ListBills, request)
        found += [
            BillFact(
                account_id=bare(bill.account),
                cycle=bill.cycle,
                total=bill.total.minor_units,
                issued_on=date_from_pb(bill.issue_date),
                due_date=date_from_pb(bill.due_date),
                lines=tuple(lines.get(bare(bill.account), ())),
            )
            for bill in answer.bills
        ]
        token = answer.next_page_token
        if not token:
            return found


async def _lines_of(suite: Suite, stub: BillServiceStub, cycle: str) -> dict[str, list[LineFact]]:
    """Gives a cycle's lines by account, from one CSV file instead of a call a bill."""
    content = await suite.download(Person.AUDITOR, stub.ExportBillsCsv, ExportBillsCsvRequest(cycle=cycle))
    lines: dict[str, list[LineFact]] = {}
    for row in csv.DictReader(io.StringIO(content.decode())):
        line = LineFact(_id(row["subscription"]), _id(row["charge_item"]), int(row["amount"]))
        lines.setdefault(_id(row["account"]), []).append(line)
    return lines


def _id(name: str) -> str:
    return name.rpartition("/")[2]


async def usage_counts(suite: Suite) -> UsageCounts:
    """Asks what became of every delivered record."""
    stub = UsageServiceStub(suite.channel("rating"))
    answer = await suite.call(Person.AUDITOR, stub.GetUsageCounts, GetUsageCountsRequest())
    total = answer.total
    return UsageCounts(total.received, total.rated, total.duplicates, total.rejected)
