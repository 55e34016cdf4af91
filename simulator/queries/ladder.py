"""Asks collection for the ageing snapshots, the ladder's steps and the restorations with their times."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import date

from simulator.suite.connection import Suite
from simulator.suite.people import Person
from simulator.wire import bare, date_from_pb, optional_date_from_pb
from tollbook.collection.v1.arrears_service_pb2 import ListSnapshotsRequest
from tollbook.collection.v1.arrears_service_pb2_grpc import ArrearsServiceStub
from tollbook.collection.v1.case_pb2 import Case, LadderVerb
from tollbook.collection.v1.case_service_pb2 import ListCasesRequest, ListCaseStepsRequest
from tollbook.collection.v1.case_service_pb2_grpc import CaseServiceStub
from tollbook.collection.v1.work_order_pb2 import WorkOrder, WorkOrderKind, WorkOrderState
from tollbook.collection.v1.work_order_service_pb2 import ListWorkOrdersRequest
from tollbook.collection.v1.work_order_service_pb2_grpc import WorkOrderServiceStub

PAGE = 1000


@dataclass(frozen=True, slots=True)
class AgeingFact:
    """The arrears of one month's snapshot by age, in fen (R-ARR-2)."""

    month: str
    accounts: int
    current: int
    two_months: int
    three_months: int
    over_three_months: int
    overdue: int

    @property
    def total(self) -> int:
        """The sum of the four buckets."""
        return self.current + self.two_months + self.three_months + self.over_three_months

    def as_dict(self) -> dict[str, int]:
        """Gives the figures by name."""
        return {
            "accounts": self.accounts,
            "current": self.current,
            "two_months": self.two_months,
            "three_months": self.three_months,
            "over_three_months": self.over_three_months,
            "overdue": self.overdue,
            "total": self.total,
        }


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One move of a case."""

    case_id: str
    sequence: int
    verb: str
    day: date


@dataclass(frozen=True, slots=True)
class RestorationFact:
    """A line that was switched off, and when it was switched on again, as collection knows it."""

    account_id: str
    subscription_id: str
    ordered_on: date
    suspended_on: date | None
    restored_on: date | None

    def order(self) -> tuple[object, ...]:
        """Sorts by date and line."""
        return (self.ordered_on, self.subscription_id)

    def as_dict(self) -> dict[str, str | int | None]:
        """Gives the dates as text, and the days that the line was off."""
        off = (self.restored_on - self.suspended_on).days if self.restored_on and self.suspended_on else None
        return {
            "account": self.account_id,
            "line": self.subscription_id,
            "ordered": str(self.ordered_on),
            "suspended": str(self.suspended_on) if self.suspended_on else None,
            "restored": str(self.restored_on) if self.restored_on else None,
            "days_off": off,
        }


async def ageing(suite: Suite) -> tuple[AgeingFact, ...]:
    """Asks for every snapshot."""
    stub = ArrearsServiceStub(suite.channel("collection"))
    answer = await suite.call(Person.AUDITOR, stub.ListSnapshots, ListSnapshotsRequest(page_size=100))
    return tuple(
        AgeingFact(
            month=item.month,
            accounts=item.accounts,
            current=item.total.current_minor_units,
            two_months=item.total.two_months_minor_units,
            three_months=item.total.three_months_minor_units,
            over_three_months=item.total.over_three_months_minor_units,
            overdue=item.total.overdue_minor_units,
        )
        for item in answer.snapshots
    )


async def ladder_steps(suite: Suite) -> tuple[LadderStep, ...]:
    """Asks for every step of every case."""
    stub = CaseServiceStub(suite.channel("collection"))
    cases = [case async for case in _cases(suite, stub)]
    answers = await asyncio.gather(
        *(suite.call(Person.AUDITOR, stub.ListCaseSteps, ListCaseStepsRequest(case_name=case.name)) for case in cases)
    )
    return tuple(
        LadderStep(
            case_id=bare(step.case_name),
            sequence=step.sequence,
            verb=LadderVerb.Name(step.verb).removeprefix("LADDER_VERB_"),
            day=date_from_pb(step.step_date),
        )
        for answer in answers
        for step in answer.steps
    )


async def _cases(suite: Suite, stub: CaseServiceStub) -> AsyncIterator[Case]:
    token = ""
    while True:
        request = ListCasesRequest(show_closed=True, page_size=PAGE, page_token=token)
        answer = await suite.call(Person.AUDITOR, stub.ListCases, request)
        for case in answer.cases:
            yield case
        token = answer.next_page_token
        if not token:
            return


async def restorations(suite: Suite) -> tuple[RestorationFact, ...]:
    """Puts each confirmed suspension beside the restoration that followed it."""
    orders = [order async for order in _work_orders(suite)]
    done = (WorkOrderState.WORK_ORDER_STATE_COMPLETED, WorkOrderState.WORK_ORDER_STATE_ARCHIVED)
    on_again = [
        order for order in orders if order.kind == WorkOrderKind.WORK_ORDER_KIND_RESTORE and order.state in done
    ]
    found: list[RestorationFact] = []
    for order in orders:
        if order.kind == WorkOrderKind.WORK_ORDER_KIND_SUSPEND and order.state in done:
            later = [again for again in on_again if _follows(again, order)]
            found.append(_restoration(order, min(later, key=_made_on) if later else None))
    return tuple(found)


def _follows(again: WorkOrder, order: WorkOrder) -> bool:
    return again.subscription == order.subscription and _made_on(again) >= _made_on(order)


def _made_on(order: WorkOrder) -> date:
    return date_from_pb(order.create_date)


def _restoration(order: WorkOrder, again: WorkOrder | None) -> RestorationFact:
    return RestorationFact(
        account_id=bare(order.account),
        subscription_id=bare(order.subscription),
        ordered_on=_made_on(order),
        suspended_on=optional_date_from_pb(order.done_date),
        restored_on=optional_date_from_pb(again.done_date) if again else None,
    )


async def _work_orders(suite: Suite) -> AsyncIterator[WorkOrder]:
    stub = WorkOrderServiceStub(suite.channel("collection"))
    token = ""
    while True:
        request = ListWorkOrdersRequest(page_size=PAGE, page_token=token)
        answer = await suite.call(Person.AUDITOR, stub.ListWorkOrders, request)
        for order in answer.work_orders:
            yield order
        token = answer.next_page_token
        if not token:
            return
