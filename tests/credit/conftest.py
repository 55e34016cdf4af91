"""A credit server of a test's own, and a way to tell it what rating, payment and collection published."""

import json
from pathlib import Path

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from services.chassis.channels import open_channel
from services.chassis.server import Server
from services.credit.__main__ import SPEC
from services.credit.config import CreditSettings
from tests.credit.told import Told


@pytest.fixture
def told(database) -> Told:
    """Credit's database on 2025-01-01 and what is told to it."""
    return Told(database("credit", date=None))


class Suite:
    """A running credit server and clients of it."""

    def __init__(self, server: Server[CreditSettings], private: Ed25519PrivateKey) -> None:
        self.server = server
        self.told = Told(server.db)
        self._private = private
        self._channels = []

    def channel(self, *roles: str, subject: str = "tester"):
        token = mint(self._private, list(roles), sub=subject)
        self._channels.append(open_channel(f"127.0.0.1:{self.server.port}", lambda: f"Bearer {token}"))
        return self._channels[-1]

    def stub(self, kind, *roles: str, subject: str = "tester"):
        return kind(self.channel(*roles, subject=subject))

    async def close(self) -> None:
        for channel in self._channels:
            await channel.close()
        await self.server.stop()


def mint(private: Ed25519PrivateKey, roles: list[str], **claims: object) -> str:
    body = {"sub": "tester", "aud": "tollbook", "iss": "tollbook-dev", "exp": 4102444800, "roles": roles, **claims}
    return jwt.encode(body, private, algorithm="EdDSA", headers={"kid": "k1"})


@pytest.fixture
async def suite(database, redis_url: str, tmp_path: Path):
    private = Ed25519PrivateKey.generate()
    jwk = json.loads(OKPAlgorithm.to_jwk(private.public_key())) | {"kid": "k1"}
    (tmp_path / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    (tmp_path / "credit.jwt").write_text(mint(private, ["SERVICE"]))
    settings = CreditSettings(
        database_url=database("credit", date=None).engine.url.render_as_string(hide_password=False),
        redis_url=redis_url,
        jwks_file=tmp_path / "jwks.json",
        token_dir=tmp_path,
        peer_rating="127.0.0.1:1",
        peer_payment="127.0.0.1:1",
        peer_collection="127.0.0.1:1",
    )
    server = Server(SPEC, settings)
    await server.start()
    running = Suite(server, private)
    yield running
    await running.close()
