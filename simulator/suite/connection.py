"""The connection to the five running services, found through the state file that `tollbook up` writes."""

import asyncio
import json
from collections.abc import AsyncIterable, Awaitable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

import grpc.aio

from simulator.suite.calls import persist
from simulator.suite.people import Person, mint_tokens

REQUEST_SECONDS = 30.0
MESSAGE_BYTES_MAX = 64 * 1024 * 1024

# A killed service is back within a second or two; the default back-off would wait for minutes.
_CHANNEL_OPTIONS: tuple[tuple[str, int], ...] = (
    ("grpc.initial_reconnect_backoff_ms", 50),
    ("grpc.min_reconnect_backoff_ms", 50),
    ("grpc.max_reconnect_backoff_ms", 500),
    ("grpc.max_receive_message_length", MESSAGE_BYTES_MAX),
    ("grpc.max_send_message_length", MESSAGE_BYTES_MAX),
)

Q_contra = TypeVar("Q_contra", contravariant=True)
A_co = TypeVar("A_co", covariant=True)


class UnaryMethod(Protocol[Q_contra, A_co]):
    """A unary method of a generated stub."""

    def __call__(
        self, request: Q_contra, /, *, timeout: float | None = None, metadata: tuple[tuple[str, str], ...] | None = None
    ) -> Awaitable[A_co]:
        """Calls it."""
        ...


class Chunk(Protocol):
    """A piece of a file."""

    @property
    def chunk(self) -> bytes:
        """The bytes."""
        ...


class StreamMethod(Protocol[Q_contra, A_co]):
    """A method of a generated stub that answers with a stream."""

    def __call__(
        self, request: Q_contra, /, *, timeout: float | None = None, metadata: tuple[tuple[str, str], ...] | None = None
    ) -> AsyncIterable[A_co]:
        """Calls it."""
        ...


@dataclass(frozen=True, slots=True)
class SuitePlace:
    """Where the suite runs: gRPC addresses by service, the gateway's HTTP address and the folder of its files."""

    folder: Path
    listens: dict[str, str]
    http: str

    @property
    def gateway_config(self) -> Path:
        """The gateway's channels and platforms, with their secrets."""
        return self.folder / "gateway.yaml"

    @property
    def signing_key(self) -> Path:
        """The development suite's key for tokens."""
        return self.folder / "signing.key"


def read_place(state_file: Path) -> SuitePlace:
    """Reads the state file. Raises FileNotFoundError when the suite was never started."""
    raw = json.loads(state_file.read_text(encoding="utf-8"))
    listens = {str(name): str(service["listen"]) for name, service in raw["services"].items()}
    return SuitePlace(state_file.parent, listens, str(raw["http"]))


class Suite:
    """The five services, and the people in whose name they are called."""

    def __init__(self, place: SuitePlace) -> None:
        """Mints the tokens and opens a channel to each service."""
        self.place = place
        self._tokens = mint_tokens(place.signing_key)
        self._channels = {
            service: grpc.aio.insecure_channel(address, options=_CHANNEL_OPTIONS)
            for service, address in place.listens.items()
        }
        self._in_flight = asyncio.Semaphore(24)

    async def __aenter__(self) -> Self:
        """Gives the suite."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Closes the channels."""
        for channel in self._channels.values():
            await channel.close(None)

    def channel(self, service: str) -> grpc.aio.Channel:
        """Gives a service's channel, for a generated stub."""
        return self._channels[service]

    async def call(
        self, by: Person, method: UnaryMethod[Q_contra, A_co], request: Q_contra, *, seconds: float = REQUEST_SECONDS
    ) -> A_co:
        """Calls a method in a person's name, and again while the service is away."""
        metadata = (("authorization", f"Bearer {self._tokens[by]}"),)
        async with self._in_flight:
            return await persist(lambda: method(request, timeout=seconds, metadata=metadata))

    async def once(self, by: Person, method: UnaryMethod[Q_contra, A_co], request: Q_contra) -> A_co:
        """Calls a method that must not be called again without looking first."""
        metadata = (("authorization", f"Bearer {self._tokens[by]}"),)
        async with self._in_flight:
            return await method(request, timeout=REQUEST_SECONDS, metadata=metadata)

    async def download(self, by: Person, method: StreamMethod[Q_contra, Chunk], request: Q_contra) -> bytes:
        """Gets a file that comes in pieces, from its beginning again while the service is away."""
        metadata = (("authorization", f"Bearer {self._tokens[by]}"),)

        async def once() -> bytes:
            pieces = method(request, timeout=REQUEST_SECONDS, metadata=metadata)
            return b"".join([piece.chunk async for piece in pieces])

        async with self._in_flight:
            return await persist(once)
