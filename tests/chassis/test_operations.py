"""A bare service on the chassis: what OperationsService promises, over real gRPC, PostgreSQL and Redis."""

import json
from pathlib import Path

import grpc
import grpc.aio
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm
from sqlalchemy import select

from services.chassis.channels import open_channel
from services.chassis.config import ServiceSettings
from services.chassis.parts import Parts
from services.chassis.server import Host, Server, ServiceSpec
from services.chassis.tables import outbox_reader
from tollbook.kernel.v1 import operations_service_pb2 as pb
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub


class BareSettings(ServiceSettings):
    pass


def mint(private: Ed25519PrivateKey, roles: list[str], **claims: object) -> str:
    body = {"sub": "tester", "aud": "tollbook", "iss": "tollbook-dev", "exp": 4102444800, "roles": roles, **claims}
    return jwt.encode(body, private, algorithm="EdDSA", headers={"kid": "k1"})


@pytest.fixture
def private() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.generate()


@pytest.fixture
async def server(database, redis_url: str, tmp_path: Path, private: Ed25519PrivateKey):
    jwk = json.loads(OKPAlgorithm.to_jwk(private.public_key())) | {"kid": "k1"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    (tmp_path / "gateway.jwt").write_text(mint(private, ["SERVICE"]))
    url = database("chassis", date=None).engine.url.render_as_string(hide_password=False)
    settings = BareSettings(
        database_url=url, redis_url=redis_url, jwks_file=tmp_path / "jwks.json", token_dir=tmp_path, development=True
    )

    async def build(host: Host[BareSettings]) -> Parts:
        return Parts(servicers=[])

    running = Server(ServiceSpec("gateway", BareSettings, build), settings)
    await running.start()
    yield running
    await running.stop()


@pytest.fixture
async def stub(server: Server):
    """Opens a client with a token; the channels live as long as the test."""
    channels = []

    def make(token: str) -> OperationsServiceStub:
        channels.append(open_channel(f"127.0.0.1:{server.port}", lambda: f"Bearer {token}"))
        return OperationsServiceStub(channels[-1])

    yield make
    for channel in channels:
        await channel.close()


async def test_a_service_that_reads_events_is_noted_and_one_who_only_looks_is_not(server, stub, private):
    service, operator = stub(mint(private, ["SERVICE"])), stub(mint(private, ["OPERATOR"]))
    await service.ReplayEvents(pb.ReplayEventsRequest(after_position=0, reader="credit"))
    await service.ReplayEvents(pb.ReplayEventsRequest(after_position=0))
    await operator.ReplayEvents(pb.ReplayEventsRequest(after_position=0, reader="rating"))
    async with server.db.read(dated=False) as tx:
        assert list((await tx.execute(select(outbox_reader.c.reader))).scalars()) == ["credit"]
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await service.ReplayEvents(pb.ReplayEventsRequest(after_position=0, reader="nobody"))
    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT


DAY = pb.InitializeClockRequest()
DAY.date.year, DAY.date.month, DAY.date.day = 2026, 1, 31


async def test_r_gen_2_a_day_is_closed_once_and_the_date_moves_by_one(stub, private):
    operator = stub(mint(private, ["OPERATOR"]))
    await operator.InitializeClock(DAY)
    first = await operator.CloseDay(pb.CloseDayRequest(date=DAY.date))
    again = await operator.CloseDay(pb.CloseDayRequest(date=DAY.date))
    assert (first.business_date.month, first.business_date.day) == (2, 1)
    assert again == first
    status = await operator.GetStatus(pb.GetStatusRequest())
    assert status.business_date.day == 1


async def test_r_gen_2_a_day_that_is_not_open_is_refused_by_name(stub, private):
    operator = stub(mint(private, ["OPERATOR"]))
    await operator.InitializeClock(DAY)
    request = pb.CloseDayRequest()
    request.date.year, request.date.month, request.date.day = 2026, 2, 2
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await operator.CloseDay(request)
    assert refused.value.code() is grpc.StatusCode.FAILED_PRECONDITION


async def test_a_caller_without_the_role_is_refused(stub, private):
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub(mint(private, ["CASHIER"])).CloseDay(pb.CloseDayRequest(date=DAY.date))
    assert refused.value.code() is grpc.StatusCode.PERMISSION_DENIED


async def test_an_expired_or_foreign_token_is_refused(stub, private):
    for token in (mint(private, ["OPERATOR"], exp=1), mint(Ed25519PrivateKey.generate(), ["OPERATOR"]), "nonsense"):
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await stub(token).GetStatus(pb.GetStatusRequest())
        assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED


@pytest.mark.parametrize("header", [None, ("authorization", "Basic eA=="), ("authorization", "token-without-a-scheme")])
async def test_a_call_without_a_bearer_token_is_told_what_it_lacks(server, header):
    async with grpc.aio.insecure_channel(f"127.0.0.1:{server.port}") as channel:
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await OperationsServiceStub(channel).GetStatus(
                pb.GetStatusRequest(), timeout=5, metadata=[header] if header else None
            )
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED
    assert "authorization: Bearer <token>" in (refused.value.details() or "")


async def test_validation_names_the_field_and_the_rule(stub, private):
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub(mint(private, ["OPERATOR"])).GetRun(pb.GetRunRequest(name="x"))
    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "name" in (refused.value.details() or "")


async def test_r_gen_5_audited_calls_stand_in_the_trail_and_verify_finds_it_unbroken(server, stub, private):
    operator = stub(mint(private, ["OPERATOR"]))
    await operator.InitializeClock(DAY)
    entries = (await operator.ListAuditEntries(pb.ListAuditEntriesRequest())).entries
    assert [(entry.actor, entry.action) for entry in entries] == [("tester", "InitializeClock")]
    verified = await operator.Verify(pb.VerifyRequest())
    assert [(check.invariant, check.breaches) for check in verified.checks] == [("audit_trail_unbroken", 0)]
    async with server.db.engine.begin() as conn:
        await conn.exec_driver_sql("UPDATE audit_entry SET actor = 'somebody else'")
    verified = await operator.Verify(pb.VerifyRequest())
    assert verified.checks[0].breaches == 1


async def test_r_gen_5_a_token_without_a_name_is_refused(stub, private):
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub(mint(private, ["OPERATOR"], sub="")).GetStatus(pb.GetStatusRequest())
    assert refused.value.code() is grpc.StatusCode.UNAUTHENTICATED


async def test_r_gen_2_a_day_does_not_close_behind_a_predecessor_that_nobody_knows(stub, private):
    operator = stub(mint(private, ["OPERATOR"]))
    await operator.InitializeClock(DAY)
    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await operator.CloseDay(pb.CloseDayRequest(date=DAY.date, predecessor_positions={"nobody": 1}))
    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert "nobody" in (refused.value.details() or "")
    assert (await operator.GetStatus(pb.GetStatusRequest())).business_date.day == 31
