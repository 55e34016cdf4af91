"""Bill runs of rating, as the operator sees them."""

from typing import Any

from services.cli.clients import operations
from services.cli.home import Home
from tollbook.kernel.v1.operations_service_pb2 import GetRunRequest
from tollbook.kernel.v1.run_pb2 import Run, RunState

CALL_SECONDS_MAX = 60.0


async def run_progress(home: Home, cycle: str) -> dict[str, Any]:
    """Where the bill run of a cycle stands."""
    async with operations(home, "rating") as stub:
        return _row(await stub.GetRun(GetRunRequest(name=f"runs/bill-run/{cycle}"), timeout=CALL_SECONDS_MAX))


def _row(run: Run) -> dict[str, Any]:
    return {
        "name": run.name,
        "state": RunState.Name(run.state),
        "chunks_done": run.chunks_done,
        "chunks_total": run.chunks_total,
        "items_done": run.items_done,
        "items_parked": run.items_parked,
        "counters": dict(run.counters),
    }
