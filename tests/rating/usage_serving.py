"""A rating server of a test's own, called over gRPC with tokens of chosen roles."""

import json
from collections.abc import Sequence
from pathlib import Path

import grpc.aio
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from jwt.algorithms import OKPAlgorithm

from services.chassis.channels import open_channel
from services.chassis.server import Server
from services.rating.composition import SPEC
from services.rating.config import RatingSettings


class Serving:
    """The server, and clients with roles."""

    def __init__(self, server: Server[RatingSettings], private: Ed25519PrivateKey) -> None:
        self.server = server
        self._private = private
        self._channels: list[grpc.aio.Channel] = []

    def token(self, *roles: str, subject: str = "li.wei", customers: Sequence[str] = ()) -> str:
        body = {"sub": subject, "aud": "tollbook", "iss": "tollbook-dev", "exp": 4102444800, "roles": list(roles)}
        body |= {"customers": list(customers)} if customers else {}
        return jwt.encode(body, self._private, algorithm="EdDSA", headers={"kid": "k1"})

    def stub(self, kind, *roles: str, subject: str = "li.wei"):
        token = self.token(*roles, subject=subject)
        self._channels.append(open_channel(f"127.0.0.1:{self.server.port}", lambda: f"Bearer {token}"))
        return kind(self._channels[-1])

    def portal(self, *customers: str, roles: Sequence[str] = ("CUSTOMER",)) -> grpc.aio.Channel:
        token = self.token(*roles, subject="portal", customers=customers)
        self._channels.append(open_channel(f"127.0.0.1:{self.server.port}", lambda: f"Bearer {token}"))
        return self._channels[-1]

    async def close(self) -> None:
        for channel in self._channels:
            await channel.close(None)
        await self.server.stop()


async def serve(database_url: str, redis_url: str, folder: Path) -> Serving:
    """Starts rating without peers; the folder holds keys, tokens and usage files."""
    private = Ed25519PrivateKey.generate()
    jwk = json.loads(OKPAlgorithm.to_jwk(private.public_key())) | {"kid": "k1"}
    (folder / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    body = {"sub": "rating", "aud": "tollbook", "iss": "tollbook-dev", "exp": 4102444800, "roles": ["SERVICE"]}
    (folder / "rating.jwt").write_text(jwt.encode(body, private, algorithm="EdDSA", headers={"kid": "k1"}))
    nowhere = "127.0.0.1:1"
    settings = RatingSettings(
        database_url=database_url,
        redis_url=redis_url,
        jwks_file=folder / "jwks.json",
        token_dir=folder,
        usage_import_dir=folder,
        peer_payment=nowhere,
        peer_credit=nowhere,
        peer_gateway=nowhere,
    )
    server = Server(SPEC, settings)
    await server.start()
    return Serving(server, private)
