"""Who may call: JWTs verified with a JWKS file, roles declared in the proto (``option (…kernel.v1.access)``)."""

import time
from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import jwt
from google.protobuf import descriptor_pool
from google.protobuf.descriptor import FieldDescriptor, MethodDescriptor

from services.kernel.errors import GeneralReason, Refusal, RefusalKind
from tollbook.kernel.v1 import access_pb2
from tollbook.kernel.v1.access_pb2 import Access, Role

_ALGORITHMS = ["EdDSA", "ES256", "RS256"]
_CACHE_MAX = 4_096
_REREAD_SECONDS = 5.0
UNGUARDED_SERVICES = frozenset(
    {"grpc.health.v1.Health", "grpc.reflection.v1alpha.ServerReflection", "grpc.reflection.v1.ServerReflection"}
)
"""The only exceptions from the rule that every method declares its access."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who calls: the token's subject and roles (names of tollbook.kernel.v1.Role without prefix)."""

    subject: str
    roles: frozenset[str]
    customers: frozenset[str] = frozenset()
    """The resource names of the customers for whom a portal acts."""


_caller: ContextVar[Caller] = ContextVar("caller")


def caller() -> Caller:
    """The caller of the RPC that is being served."""
    return _caller.get()


def set_caller(value: Caller) -> None:
    _caller.set(value)


def role_name(role: int) -> str:
    return Role.Name(role).removeprefix("ROLE_")  # type: ignore[arg-type]


def access_of(method: MethodDescriptor) -> Access | None:
    """The method's access option; None when it has none."""
    options = method.GetOptions()
    return options.Extensions[access_pb2.access] if options.HasExtension(access_pb2.access) else None  # type: ignore[index]


def access_by_method(service_name: str) -> dict[str, Access]:
    """The access of each method of a service, by "/service/method".

    Raises ValueError for a method without it, or one that lets the portal in without saying whose things it asks for.
    """
    if service_name in UNGUARDED_SERVICES:
        return {}
    found: dict[str, Access] = {}
    service: Any = descriptor_pool.Default().FindServiceByName(service_name)
    for method in service.methods:
        access = access_of(method)
        if access is None:
            raise ValueError(f"{method.full_name} declares no access")
        if not says_whose(method, access):
            raise ValueError(f"{method.full_name} lets customers in and does not say by which fields they are bound")
        found[f"/{service_name}/{method.name}"] = access
    return found


def says_whose(method: MethodDescriptor, access: Access) -> bool:
    """Whether a method that lets the portal in names single text fields of its request, or is of no customer."""
    if Role.ROLE_CUSTOMER not in access.roles:
        return not access.owned_by and not access.of_no_customer
    known = {f.name for f in method.input_type.fields if f.type == FieldDescriptor.TYPE_STRING and not f.is_repeated}
    named = bool(access.owned_by) and known.issuperset(access.owned_by)
    return named is not access.of_no_customer and not method.client_streaming


class TokenVerifier:
    """Verifies bearer tokens. A verified token is remembered until it expires or the keys change."""

    def __init__(self, jwks_file: Path, *, audience: str, issuer: str) -> None:
        self._file = jwks_file
        self._audience = audience
        self._issuer = issuer
        self._keys: dict[str, Any] = {}
        self._modified = 0.0
        self._looked = 0.0
        self._cache: dict[str, tuple[Caller, float]] = {}

    def verify(self, authorization: str) -> Caller:
        """The caller of an "authorization" header. Raises the refusal UNAUTHENTICATED."""
        scheme, _, token = authorization.partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Refusal(
                GeneralReason.UNAUTHENTICATED,
                RefusalKind.UNAUTHENTICATED,
                'the call carries no bearer token: its metadata needs "authorization: Bearer <token>"',
            )
        self._reread()
        known = self._cache.get(token)
        if known is not None and known[1] > time.time():
            return known[0]
        claims = self._claims(token)
        if not str(claims["sub"]).strip():
            # Whoever approves or changes something must have a name in the trail (R-GEN-5).
            raise Refusal(
                GeneralReason.UNAUTHENTICATED, RefusalKind.UNAUTHENTICATED, "the bearer token names no subject"
            )
        found = Caller(str(claims["sub"]), _texts(claims, "roles"), _texts(claims, "customers") - {""})
        if len(self._cache) >= _CACHE_MAX:
            self._cache.clear()
        self._cache[token] = (found, float(claims["exp"]))
        return found

    def _claims(self, token: str) -> Mapping[str, Any]:
        try:
            key = self._keys[str(jwt.get_unverified_header(token).get("kid", ""))]
            return jwt.decode(
                token,
                key,
                algorithms=_ALGORITHMS,
                audience=self._audience,
                issuer=self._issuer,
                options={"require": ["exp", "sub", "aud", "iss"]},
            )
        except (jwt.InvalidTokenError, KeyError) as error:
            raise Refusal(
                GeneralReason.UNAUTHENTICATED,
                RefusalKind.UNAUTHENTICATED,
                f"the bearer token was not accepted: {type(error).__name__}",
            ) from error

    def _reread(self) -> None:
        """Reads the keys again when the file has changed, so that keys rotate without a restart."""
        now = time.monotonic()
        if self._keys and now - self._looked < _REREAD_SECONDS:
            return
        self._looked = now
        modified = self._file.stat().st_mtime
        if modified == self._modified:
            return
        keys = jwt.PyJWKSet.from_json(self._file.read_text())
        self._keys = {str(key.key_id): key.key for key in keys.keys}
        self._modified = modified
        self._cache.clear()


def _texts(claims: Mapping[str, Any], name: str) -> frozenset[str]:
    return frozenset(str(each) for each in claims.get(name) or ())


@lru_cache(maxsize=1_024)
def _allowed_roles(roles: tuple[int, ...]) -> frozenset[str]:
    return frozenset(role_name(role) for role in roles)


def allowed_roles(access: Access) -> frozenset[str]:
    return _allowed_roles(tuple(access.roles))


def check_roles(who: Caller, access: Access, method: str) -> None:
    """Raises the refusal ROLE_MISSING unless the caller has one of the roles."""
    allowed = allowed_roles(access)
    if who.roles.isdisjoint(allowed):
        raise Refusal(
            GeneralReason.ROLE_MISSING,
            RefusalKind.PERMISSION_DENIED,
            f"{method} needs one of the roles {', '.join(sorted(allowed))}",
            metadata={"roles": ",".join(sorted(allowed)), "subject": who.subject},
        )


class TokenFile:
    """This process's own token, read again when its file changes."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._token = ""
        self._modified = 0.0
        self._looked = 0.0

    def header(self) -> str:
        now = time.monotonic()
        if not self._token or now - self._looked > _REREAD_SECONDS:
            self._looked = now
            modified = self._file.stat().st_mtime
            if modified != self._modified:
                self._token, self._modified = self._file.read_text().strip(), modified
        return f"Bearer {self._token}"
