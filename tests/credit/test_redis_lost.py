"""R-CTL-2, R-GEN-3: a credit check is answered from credit's own database, also when Redis forgets everything."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

import pytest
from redis.asyncio import Redis

from services.chassis.channels import open_channel
from services.chassis.events import EventOut
from services.chassis.server import Server
from services.credit.__main__ import SPEC
from services.credit.config import CreditSettings
from services.credit.store.positions import find_customers_of
from tests.credit.told import account, customer
from tests.payment.suite import Running, on, start, yuan
from tollbook.credit.v1.control_pb2 import CreditCheck, CreditCheckResult
from tollbook.credit.v1.control_service_pb2 import CheckCreditRequest
from tollbook.credit.v1.control_service_pb2_grpc import ControlServiceStub
from tollbook.kernel.v1.operations_service_pb2 import InitializeClockRequest
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import RecordPaymentRequest
from tollbook.payment.v1.payment_service_pb2_grpc import PaymentServiceStub

DAY = "2026-03-02"


class Network:
    """A network that asks credit, beside running payment and credit servers and a stand-in for rating."""

    def __init__(self, running: Running, credit: Server[CreditSettings], redis: Redis) -> None:
        self.running, self.credit, self.redis = running, credit, redis
        self.channel = open_channel(f"127.0.0.1:{credit.port}", lambda: f"Bearer {running.token}")
        self._stub = ControlServiceStub(self.channel)

    async def check(self) -> CreditCheckResult:
        request = CheckCreditRequest(check=CreditCheck(account="accounts/A-1", amount_minor_units=1))
        return (await self._stub.CheckCredit(request, timeout=5)).result

    async def pay(self, number: str, amount: int) -> None:
        request = RecordPaymentRequest(
            request_id=number,
            channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
            channel_number=number,
            account="accounts/A-1",
            amount=yuan(amount),
            value_date=on(DAY),
        )
        await PaymentServiceStub(self.running.channel).RecordPayment(request, timeout=5)

    async def until_spendable(self, amount: int) -> None:
        async def arrived() -> bool:
            return (await self.check()).figures.spendable.minor_units == amount

        await until(arrived)


async def until(holds: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await holds():
            await asyncio.sleep(0.05)


@pytest.fixture
async def network(database, redis_url: str, tmp_path: Path) -> AsyncGenerator[Network]:
    running = await start(database, redis_url, tmp_path)
    (tmp_path / "credit.jwt").write_text(running.token)
    settings = CreditSettings(
        database_url=database("credit", date=None).engine.url.render_as_string(hide_password=False),
        redis_url=redis_url,
        jwks_file=tmp_path / "jwks.json",
        token_dir=tmp_path,
        peer_rating=f"127.0.0.1:{running.rating.port}",
        peer_payment=f"127.0.0.1:{running.payment.port}",
        peer_collection="127.0.0.1:1",
    )
    credit = Server(SPEC, settings)
    await credit.start()
    redis = Redis.from_url(redis_url)
    made = Network(running, credit, redis)
    await running.open_clock(DAY)
    await OperationsServiceStub(made.channel).InitializeClock(InitializeClockRequest(date=on(DAY)), timeout=5)
    yield made
    await made.channel.close(None)
    await redis.aclose()
    await credit.stop()
    await running.stop()


async def test_r_ctl_2_a_check_is_correct_after_redis_is_lost_and_what_is_paid_since_counts(network: Network) -> None:
    whom = (EventOut("customers/C-1", 1, customer()), EventOut("accounts/A-1", 2, account(prepaid=True)))
    await network.running.say(*whom)

    async def known() -> bool:
        async with network.credit.db.read() as tx:
            return bool(await find_customers_of(tx, ["A-1"]))

    await until(known)
    await network.pay("P-1", 700)
    await network.until_spendable(700)
    await network.redis.flushdb()
    answer = await network.check()
    assert (answer.sufficient, answer.figures.available.minor_units) == (True, 700)
    await network.pay("P-2", 300)
    await network.until_spendable(1_000)
    await network.redis.flushdb()
    assert (await network.check()).figures.available.minor_units == 1_000
