"""Bill runs of rating, as the people who start, approve and watch them see them."""

import uuid
from typing import Any

from services.cli.clients import channel, operations
from services.cli.home import Home
from services.cli.outcome import CommandFailed, ExitCode
from tollbook.kernel.v1.operations_service_pb2 import GetRunRequest
from tollbook.kernel.v1.run_pb2 import RunState
from tollbook.rating.v1.bill_run_pb2 import BillRun, BillRunState
from tollbook.rating.v1.bill_run_service_pb2 import (
    ApproveBillRunRequest,
    FinalizeBillRunRequest,
    ListBillRunsRequest,
    StartBillRunRequest,
)
from tollbook.rating.v1.bill_run_service_pb2_grpc import BillRunServiceStub

CALL_SECONDS_MAX = 60.0
APPROVER = "approver"
UNDER_WAY = frozenset({BillRunState.BILL_RUN_STATE_TRIAL_RUNNING, BillRunState.BILL_RUN_STATE_FINAL_RUNNING})


async def start_trial(home: Home, cycle: str) -> dict[str, Any]:
    """Starts the trial of a cycle."""
    async with channel(home, "rating") as opened:
        request = StartBillRunRequest(request_id=_request_id(), cycle=cycle)
        return _row(await BillRunServiceStub(opened).StartBillRun(request, timeout=CALL_SECONDS_MAX))


async def approve_trial(home: Home, cycle: str, reason: str) -> dict[str, Any]:
    """Approves the newest trial of a cycle, in the name of the suite's approver: nobody approves an own request."""
    run = await newest_run(home, cycle)
    async with channel(home, "rating", person=APPROVER) as opened:
        request = ApproveBillRunRequest(request_id=_request_id(), name=run.name, reason=reason)
        return _row(await BillRunServiceStub(opened).ApproveBillRun(request, timeout=CALL_SECONDS_MAX))


async def finalize(home: Home, cycle: str) -> dict[str, Any]:
    """Issues the bills of the approved trial of a cycle."""
    run = await newest_run(home, cycle)
    async with channel(home, "rating") as opened:
        request = FinalizeBillRunRequest(request_id=_request_id(), name=run.name)
        return _row(await BillRunServiceStub(opened).FinalizeBillRun(request, timeout=CALL_SECONDS_MAX))


async def newest_run(home: Home, cycle: str) -> BillRun:
    """The newest bill run of a cycle. Raises CommandFailed when there is none."""
    async with channel(home, "rating") as opened:
        answer = await BillRunServiceStub(opened).ListBillRuns(ListBillRunsRequest(), timeout=CALL_SECONDS_MAX)
    found = [run for run in answer.bill_runs if run.cycle == cycle]
    if not found:
        raise CommandFailed(ExitCode.FAILED, f"cycle {cycle} has no bill run: `tollbook bill-run start {cycle}`")
    return max(found, key=lambda run: run.trial)


async def progress(home: Home, cycle: str) -> tuple[bool, dict[str, Any]]:
    """Whether the newest bill run of a cycle is still under way, and where it stands."""
    run = await newest_run(home, cycle)
    async with operations(home, "rating") as stub:
        request = GetRunRequest(name=run.final_run or run.trial_run)
        chunks = await stub.GetRun(request, timeout=CALL_SECONDS_MAX)
    stalled = chunks.state == RunState.RUN_STATE_STALLED
    row = _row(run) | {"chunks": f"{chunks.chunks_done} of {chunks.chunks_total}", "stalled": stalled}
    return run.state in UNDER_WAY and not stalled, row


def _row(run: BillRun) -> dict[str, Any]:
    return {
        "name": run.name,
        "cycle": run.cycle,
        "state": BillRunState.Name(run.state).removeprefix("BILL_RUN_STATE_"),
        "bills": run.bills,
        "total_minor_units": run.total.minor_units,
        "parked": run.parked,
    }


def _request_id() -> str:
    return f"tollbook-cli-{uuid.uuid4()}"
