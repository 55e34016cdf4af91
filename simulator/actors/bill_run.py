"""The monthly bill run: a trial on the 1st, another person's approval on the 2nd, the final run on the 3rd
(R-BIL-2).
"""

import asyncio
import time
from datetime import date

from simulator.behaviour.record import Bill
from simulator.days import previous_cycle
from simulator.suite.people import Person
from simulator.wire import bare, date_from_pb
from simulator.world import World
from tollbook.rating.v1.bill_run_pb2 import BillRun, BillRunState
from tollbook.rating.v1.bill_run_service_pb2 import (
    ApproveBillRunRequest,
    FinalizeBillRunRequest,
    GetBillRunRequest,
    ListTrialTotalsRequest,
    StartBillRunRequest,
)
from tollbook.rating.v1.bill_run_service_pb2_grpc import BillRunServiceStub
from tollbook.rating.v1.bill_service_pb2 import ListBillsRequest
from tollbook.rating.v1.bill_service_pb2_grpc import BillServiceStub

TRIAL_DAY, APPROVAL_DAY, FINAL_DAY = 1, 2, 3
GIVE_UP_AFTER_SECONDS = 180.0
POLL_SECONDS = 0.03
PAGE = 1000


class BillRunActor:
    """Finance, who runs the bills, and the head of finance, who approves them."""

    def __init__(self, world: World) -> None:
        """Makes the stubs."""
        self._world = world
        self._runs = BillRunServiceStub(world.suite.channel("rating"))
        self._bills = BillServiceStub(world.suite.channel("rating"))
        self._run_name = ""

    async def act(self, day: date) -> int:
        """Does the day's part of the run of the cycle that has ended."""
        cycle = previous_cycle(day)
        if day < self._world.first_day.replace(day=28) or day.day > FINAL_DAY:
            return 0
        if day.day == TRIAL_DAY:
            await self._try(cycle)
        elif day.day == APPROVAL_DAY:
            request = ApproveBillRunRequest(
                request_id=self._id("approve", cycle), name=self._run_name, reason="Totals agree with last cycle"
            )
            await self._world.suite.call(Person.FINANCE_HEAD, self._runs.ApproveBillRun, request)
        else:
            await self._finish(cycle)
        return 1

    async def _try(self, cycle: str) -> None:
        request = StartBillRunRequest(request_id=self._id("start", cycle), cycle=cycle)
        run = await self._world.suite.call(Person.FINANCE, self._runs.StartBillRun, request)
        self._run_name = run.name
        ready = await self._until(BillRunState.BILL_RUN_STATE_TRIAL_READY)
        totals = await self._world.suite.call(
            Person.FINANCE, self._runs.ListTrialTotals, ListTrialTotalsRequest(bill_run=run.name)
        )
        if sum(item.amount.minor_units for item in totals.totals) != ready.total.minor_units:
            raise RuntimeError(f"the trial's totals by item are not its total (R-BIL-2): {run.name}")

    async def _finish(self, cycle: str) -> None:
        request = FinalizeBillRunRequest(request_id=self._id("finalize", cycle), name=self._run_name)
        await self._world.suite.call(Person.FINANCE, self._runs.FinalizeBillRun, request)
        done = await self._until(BillRunState.BILL_RUN_STATE_COMPLETED)
        if done.parked:
            raise RuntimeError(f"{done.parked} accounts are parked by {self._run_name}")
        await self._receive(cycle)

    async def _until(self, state: BillRunState) -> BillRun:
        started = time.monotonic()
        while True:
            run = await self._world.suite.call(
                Person.FINANCE, self._runs.GetBillRun, GetBillRunRequest(name=self._run_name)
            )
            if run.state == state:
                return run
            if time.monotonic() - started > GIVE_UP_AFTER_SECONDS:
                raise TimeoutError(f"{self._run_name} is {BillRunState.Name(run.state)} and not {state}")
            await asyncio.sleep(POLL_SECONDS)

    async def _receive(self, cycle: str) -> None:
        """The customers receive their bills."""
        token = ""
        while True:
            request = ListBillsRequest(cycle=cycle, page_size=PAGE, page_token=token)
            answer = await self._world.suite.call(Person.FINANCE, self._bills.ListBills, request)
            for bill in answer.bills:
                self._world.record.add_bill(
                    Bill(
                        account_id=bare(bill.account),
                        cycle=bill.cycle,
                        total=bill.total.minor_units,
                        issued_on=date_from_pb(bill.issue_date),
                        due_date=date_from_pb(bill.due_date),
                    )
                )
            token = answer.next_page_token
            if not token:
                return

    def _id(self, act: str, cycle: str) -> str:
        return self._world.choice.request_id("bill run", act, cycle)
