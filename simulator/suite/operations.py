"""The operators' calls: the clock, the day's close, the status and each service's own Verify."""

import asyncio
from collections.abc import Collection, Mapping
from datetime import date

from simulator.checks.facts import VerifiedInvariant
from simulator.suite.connection import Suite
from simulator.suite.day import CLOSE_ORDER
from simulator.suite.people import Person
from simulator.suite.quiesce import ServiceStatus, quiesce
from simulator.wire import date_to_pb
from tollbook.kernel.v1.operations_service_pb2 import (
    CloseDayRequest,
    GetStatusRequest,
    GetStatusResponse,
    InitializeClockRequest,
    VerifyRequest,
    VerifyResponse,
)
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub

CLOSE_SECONDS = 180.0


class Operations:
    """OperationsService of all five services."""

    def __init__(self, suite: Suite) -> None:
        """Makes the stubs."""
        self._suite = suite
        self._stubs = {service: OperationsServiceStub(suite.channel(service)) for service in CLOSE_ORDER}

    async def status(self, service: str) -> GetStatusResponse:
        """Asks one service."""
        return await self._suite.call(Person.OPERATOR, self._stubs[service].GetStatus, GetStatusRequest(), seconds=5.0)

    async def statuses(self, services: Collection[str]) -> Mapping[str, ServiceStatus]:
        """Asks several services at once."""
        answers = await asyncio.gather(*(self.status(service) for service in services))
        return {
            service: ServiceStatus(
                service=service,
                head=answer.head_position,
                outbox_backlog=answer.outbox_backlog,
                consumed=dict(answer.consumed_positions),
                pending=dict(answer.pending),
            )
            for service, answer in zip(services, answers, strict=True)
        }

    async def quiesce(self) -> float:
        """Waits until nothing moves; answers the seconds it took."""
        return await quiesce(self.statuses, CLOSE_ORDER)

    async def initialize(self, day: date) -> None:
        """Sets the first business date of the empty suite."""
        for service in CLOSE_ORDER:
            request = InitializeClockRequest(date=date_to_pb(day))
            await self._suite.call(Person.OPERATOR, self._stubs[service].InitializeClock, request)

    async def close(self, service: str, day: date, predecessor_heads: dict[str, int]) -> tuple[int, dict[str, int]]:
        """Closes a service's day; answers its head position and what the close did."""
        request = CloseDayRequest(date=date_to_pb(day), predecessor_positions=predecessor_heads)
        answer = await self._suite.call(Person.OPERATOR, self._stubs[service].CloseDay, request, seconds=CLOSE_SECONDS)
        return answer.head_position, dict(answer.counters)

    async def verify(self) -> tuple[list[VerifiedInvariant], dict[str, dict[str, int]]]:
        """Asks every service for its own checks; answers them with the totals by service."""
        checks: list[VerifiedInvariant] = []
        totals: dict[str, dict[str, int]] = {}
        for service in CLOSE_ORDER:
            stub = self._stubs[service]
            answer = await self._suite.call(Person.AUDITOR, stub.Verify, VerifyRequest(), seconds=CLOSE_SECONDS)
            totals[service] = dict(answer.totals)
            checks += _invariants(service, answer)
        return checks, totals


def _invariants(service: str, answer: VerifyResponse) -> list[VerifiedInvariant]:
    return [
        VerifiedInvariant(service, row.invariant, row.rule, row.checked, row.breaches, tuple(row.examples))
        for row in answer.checks
    ]
