"""OffsetService: the month-start offset."""

from typing import Any

from services.chassis.database import Database
from services.chassis.operations import run_to_pb
from services.chassis.runs import RunWorkers
from services.payment.usecases import sweeps
from tollbook.kernel.v1.run_pb2 import Run
from tollbook.payment.v1 import offset_service_pb2, offset_service_pb2_grpc


class OffsetRpc(offset_service_pb2_grpc.OffsetServiceServicer):
    def __init__(self, db: Database, runs: RunWorkers) -> None:
        self._db = db
        self._runs = runs

    async def StartOffset(self, request: offset_service_pb2.StartOffsetRequest, context: Any) -> Run:
        view = await sweeps.start_offset_again(self._db, request.cycle)
        self._runs.wake.set()
        return run_to_pb(view)

    async def GetOffset(
        self, request: offset_service_pb2.GetOffsetRequest, context: Any
    ) -> offset_service_pb2.GetOffsetResponse:
        view, remaining = await sweeps.get_offset(self._db, request.cycle)
        return offset_service_pb2.GetOffsetResponse(
            run=run_to_pb(view),
            accounts=view.items,
            settled_minor_units=view.counters.get("settled_minor_units", 0),
            remaining_minor_units=remaining,
        )
