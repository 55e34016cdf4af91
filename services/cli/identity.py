"""Keys and tokens of a development suite, for the same verifier that a deployed one uses."""

import base64
import datetime as dt
import json
import os
from pathlib import Path

import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from services.chassis.config import SERVICES
from services.cli.home import Home
from tollbook.kernel.v1.access_pb2 import Role

AUDIENCE = "tollbook"
ISSUER = "tollbook-dev"
TOKEN_DAYS = 365

# Who gets a token besides the services. The operator of a development suite plays every part; a deployed one does not.
PEOPLE: dict[str, tuple[str, ...]] = {
    "operator": tuple(
        role.removeprefix("ROLE_") for role, _ in Role.items() if role not in ("ROLE_UNSPECIFIED", "ROLE_SERVICE")
    ),
    "approver": ("APPROVER",),
    "cashier": ("CASHIER",),
    "auditor": ("AUDITOR",),
}


def mint_identity(home: Home) -> None:
    """Writes the key, the JWKS and the tokens that are missing or about to expire."""
    home.token_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = _signing_key(home)
    for service in SERVICES:
        _mint(home, key, service, ("SERVICE",))
    for subject, roles in PEOPLE.items():
        _mint(home, key, subject, roles)


def _signing_key(home: Home) -> Ed25519PrivateKey:
    if home.key_file.exists() and home.jwks_file.exists():
        found = load_pem_private_key(home.key_file.read_bytes(), password=None)
        if isinstance(found, Ed25519PrivateKey):
            return found
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    entry = {"kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig", "kid": "dev", "x": _base64url(public)}
    _write_private(home.key_file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    home.jwks_file.write_text(json.dumps({"keys": [entry]}, indent=2), encoding="utf-8")
    for token in home.token_dir.glob("*.jwt"):
        token.unlink()  # signed with a key that is gone
    return key


def _mint(home: Home, key: Ed25519PrivateKey, subject: str, roles: tuple[str, ...]) -> None:
    file = home.token_dir / f"{subject}.jwt"
    now = dt.datetime.now(dt.UTC)
    if file.exists():
        claims = jwt.decode(file.read_text(encoding="utf-8"), options={"verify_signature": False})
        if claims["exp"] > (now + dt.timedelta(days=30)).timestamp():
            return
    claims = {"sub": subject, "roles": list(roles), "aud": AUDIENCE, "iss": ISSUER}
    claims |= {"iat": now, "exp": now + dt.timedelta(days=TOKEN_DAYS)}
    _write_private(file, jwt.encode(claims, key, algorithm="EdDSA", headers={"kid": "dev"}).encode())


def _write_private(file: Path, content: bytes) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as target:
        target.write(content)


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
