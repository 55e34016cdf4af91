"""The usage side of rating's composition: what it serves, runs and has checked."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from services.chassis.database import Database
from services.chassis.parts import Invariant, Retry
from services.chassis.runs import RunKind, RunWorkers
from services.rating.rpc.tariffs import TariffRpc
from services.rating.rpc.usage import UsageRpc
from services.rating.rpc.usage_details import UsageDetailRpc
from services.rating.usecases.re_rating import RE_RATING_KIND, re_rate_chunk, retry_line
from services.rating.usecases.usage_details import DetailDesk
from services.rating.usecases.usage_import import RUN_KIND, load_file_chunk
from services.rating.usecases.usage_load import UsageLoader
from services.rating.usecases.usage_retention import REMOVAL_KIND, remove_month
from services.rating.usecases.usage_verification import USAGE_INVARIANTS
from tollbook.rating.v1.tariff_service_pb2_grpc import add_TariffServiceServicer_to_server
from tollbook.rating.v1.usage_detail_service_pb2_grpc import add_UsageDetailServiceServicer_to_server
from tollbook.rating.v1.usage_service_pb2_grpc import add_UsageServiceServicer_to_server


@dataclass(frozen=True, slots=True)
class UsageSide:
    """Parts of the service that the composition root adds to the billing side's."""

    servicers: Sequence[tuple[Callable[[Any, Any], None], Any]]
    run_kinds: Sequence[RunKind]
    invariants: Sequence[Invariant]
    retries: Mapping[str, Retry]


def usage_side(
    db: Database, runs: RunWorkers, zone: ZoneInfo, folder: Path, outgoing: Path, retention_months: int
) -> UsageSide:
    """``folder`` is where large usage files lie, ``outgoing`` where messages to customers are put for the SMS centre;
    ``retention_months`` how long detail is kept beyond its month.
    """
    loader = UsageLoader(db, zone, retention_months)
    detail = UsageDetailRpc(db, DetailDesk(db, zone, outgoing), runs, retention_months)
    return UsageSide(
        servicers=[
            (add_TariffServiceServicer_to_server, TariffRpc(db, zone)),
            (add_UsageServiceServicer_to_server, UsageRpc(db, loader, runs, folder)),
            (add_UsageDetailServiceServicer_to_server, detail),
        ],
        run_kinds=[
            RunKind(RUN_KIND, lambda chunk: load_file_chunk(loader, folder, chunk)),
            RunKind(RE_RATING_KIND, lambda chunk: re_rate_chunk(loader, chunk)),
            RunKind(REMOVAL_KIND, lambda chunk: remove_month(db, chunk)),
        ],
        invariants=USAGE_INVARIANTS,
        retries={RE_RATING_KIND: lambda tx, subject, payload: retry_line(loader, tx, subject, payload)},
    )
