"""The operator's calls to all five services: status, closing a day in order, verifying."""

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from services.chassis.config import SERVICES
from services.cli.clients import date_from_pb, date_to_pb, operations
from services.cli.home import Home
from tollbook.kernel.v1.operations_service_pb2 import (
    CloseDayRequest,
    GetStatusRequest,
    GetStatusResponse,
    InitializeClockRequest,
    VerifyRequest,
    VerifyResponse,
)

CALL_SECONDS_MAX = 30.0
CLOSE_SECONDS_MAX = 3600.0


@dataclass(frozen=True, slots=True)
class ServiceDay:
    """What one service's CloseDay answered."""

    service: str
    head_position: int
    business_date: dt.date | None
    counters: Mapping[str, int]


async def statuses(home: Home) -> dict[str, GetStatusResponse]:
    """Every service's own status."""

    async def ask(service: str) -> GetStatusResponse:
        async with operations(home, service) as stub:
            return await stub.GetStatus(GetStatusRequest(), timeout=CALL_SECONDS_MAX)

    answers = await asyncio.gather(*(ask(service) for service in SERVICES))
    return dict(zip(SERVICES, answers, strict=True))


async def yesterday(home: Home) -> dt.date:
    """The newest day that is over where the operator is: the last that may be closed."""
    async with operations(home, SERVICES[0]) as stub:
        status = await stub.GetStatus(GetStatusRequest(), timeout=CALL_SECONDS_MAX)
    return dt.datetime.now(ZoneInfo(status.time_zone)).date() - dt.timedelta(days=1)


async def business_dates(home: Home) -> dict[str, dt.date | None]:
    return {service: date_from_pb(status.business_date) for service, status in (await statuses(home)).items()}


async def initialize_clocks(home: Home, date: dt.date) -> None:
    for service in SERVICES:
        async with operations(home, service) as stub:
            await stub.InitializeClock(InitializeClockRequest(date=date_to_pb(date)), timeout=CALL_SECONDS_MAX)


async def close_day(home: Home, date: dt.date) -> list[ServiceDay]:
    """Closes a day in all services, each after those whose events it must have consumed (R-GEN-2)."""
    closed: list[ServiceDay] = []
    for service in SERVICES:
        positions = {each.service: each.head_position for each in closed}
        request = CloseDayRequest(date=date_to_pb(date), predecessor_positions=positions)
        async with operations(home, service) as stub:
            answer = await stub.CloseDay(request, timeout=CLOSE_SECONDS_MAX)
        opened = date_from_pb(answer.business_date)
        closed.append(ServiceDay(service, answer.head_position, opened, dict(answer.counters)))
    return closed


async def verify(home: Home) -> dict[str, VerifyResponse]:
    """Every service's invariants, checked by itself."""

    async def ask(service: str) -> VerifyResponse:
        async with operations(home, service) as stub:
            return await stub.Verify(VerifyRequest(), timeout=CLOSE_SECONDS_MAX)

    answers = await asyncio.gather(*(ask(service) for service in SERVICES))
    return dict(zip(SERVICES, answers, strict=True))
