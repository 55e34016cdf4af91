"""Whatever is sent how often in whatever order, each payment is posted once and each command moves forward only."""

import asyncio
import random
from collections import Counter
from typing import Any

import grpc

from tests.gateway.builders import report_body
from tests.gateway.conftest import Gateway
from tests.gateway.test_commands import get, message, submit
from tollbook.gateway.v1 import command_pb2
from tollbook.gateway.v1 import notification_service_pb2 as pb

PAYMENTS = 150
COMMANDS = 40


async def test_r_gtw_1_notifications_sent_one_to_five_times_in_any_order_are_posted_once(gateway: Gateway):
    chance = random.Random(7)
    deliveries = [number for number in range(PAYMENTS) for _ in range(chance.randint(1, 5))]
    chance.shuffle(deliveries)
    recorded: Counter[str] = Counter()
    record = gateway.payment.BatchRecordPayments

    async def record_and_lose_answers(request: Any, context: Any) -> Any:
        answer = await record(request, context)
        recorded.update({item.channel_number for item in request.items} - set(recorded))
        if chance.random() < 0.3:
            await context.abort(grpc.StatusCode.ABORTED, "the answer is lost")
        return answer

    gateway.payment.BatchRecordPayments = record_and_lose_answers  # type: ignore[method-assign]
    gate = asyncio.Semaphore(32)

    async def send(place: int, number: int) -> int:
        async with gate:
            answer = await gateway.notify(message_id=f"m-{number}-{place % 2}", channel_number=f"n-{number}")
            return answer.status_code

    codes = await asyncio.gather(*(send(place, number) for place, number in enumerate(deliveries)))
    assert set(codes) == {204}
    await gateway.settle()
    assert set(gateway.payment.posted) == {f"n-{number}" for number in range(PAYMENTS)}
    listed = await gateway.stubs["notifications"].ListNotifications(pb.ListNotificationsRequest(page_size=1000))
    states = Counter(each.state for each in listed.notifications)
    assert states == {2: PAYMENTS, 6: len(deliveries) - PAYMENTS}


async def test_r_gtw_2_reports_in_any_order_and_number_leave_every_command_at_its_end(gateway: Gateway):
    await submit(gateway, *(message(f"W-{n}", subscription=f"S-{n}") for n in range(COMMANDS)))
    chance = random.Random(11)
    reports = [
        (f"W-{n}", outcome)
        for n in range(COMMANDS)
        for outcome in ("IN_PROGRESS", "COMPLETED", "ARCHIVED")
        for _ in range(chance.randint(1, 3))
    ]
    chance.shuffle(reports)
    gate = asyncio.Semaphore(16)

    async def send(place: int, command_id: str, outcome: str) -> None:
        async with gate:
            answer = await gateway.call_back(report_body(outcome, command_id), message_id=f"cb-{place}")
            assert answer.status_code == 204

    await asyncio.gather(*(send(place, *report) for place, report in enumerate(reports)))
    await gateway.settle()
    for n in range(COMMANDS):
        assert (await get(gateway, f"W-{n}")).outcome == command_pb2.COMMAND_OUTCOME_ARCHIVED
    told: dict[str, list[int]] = {}
    for event in await gateway.events():
        told.setdefault(event.command, []).append(event.outcome)
    assert all(outcomes == sorted(set(outcomes)) for outcomes in told.values())
