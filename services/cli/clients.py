"""The operator's connections to the running services."""

import asyncio
import datetime as dt
import os
from collections.abc import AsyncGenerator, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

import grpc
import grpc.aio
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from google.type.date_pb2 import Date
from grpc_status import rpc_status

from services.chassis.access import TokenFile
from services.chassis.channels import open_channel
from services.chassis.config import SERVICES
from services.cli.home import Home, ServiceState, SuiteState, read_state
from services.cli.outcome import CommandFailed, ExitCode
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub

T = TypeVar("T")

_AWAY = frozenset({grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED})


def run(work: Coroutine[None, None, T]) -> T:
    """Runs a command's calls; a service's refusal becomes a sentence and an exit code."""
    try:
        return asyncio.run(work)
    except grpc.aio.AioRpcError as error:
        code = ExitCode.NOT_RUNNING if error.code() in _AWAY else ExitCode.REFUSED
        raise CommandFailed(code, _sentence(error)) from error


def running_suite(home: Home) -> SuiteState:
    """The suite that the environment names (TOLLBOOK_PEER_…), else that of this home.

    Raises CommandFailed when neither is there.
    """
    addresses = {service: os.environ.get(f"TOLLBOOK_PEER_{service.upper()}", "") for service in SERVICES}
    if all(addresses.values()):
        return SuiteState(services={service: ServiceState(address) for service, address in addresses.items()})
    state = read_state(home)
    if state is None or not state.is_running():
        raise CommandFailed(ExitCode.NOT_RUNNING, f"no suite runs from {home.directory}: start it with `tollbook up`")
    return state


@asynccontextmanager
async def channel(home: Home, service: str, *, person: str = "operator") -> AsyncGenerator[grpc.aio.Channel]:
    """A channel to a service with a person's token, from TOLLBOOK_TOKEN_DIR or from this home."""
    address = running_suite(home).services[service].listen
    tokens = Path(os.environ.get("TOLLBOOK_TOKEN_DIR", home.token_dir))
    tls = os.environ.get("TOLLBOOK_TLS_DIR")
    opened = open_channel(address, TokenFile(tokens / f"{person}.jwt").header, Path(tls) if tls else None)
    try:
        yield opened
    finally:
        await opened.close(None)


@asynccontextmanager
async def operations(home: Home, service: str) -> AsyncGenerator[OperationsServiceStub]:
    """The operations of a service."""
    async with channel(home, service) as opened:
        yield OperationsServiceStub(opened)


def date_to_pb(date: dt.date) -> Date:
    return Date(year=date.year, month=date.month, day=date.day)


def date_from_pb(date: Date) -> dt.date | None:
    """None for the unset date of a service whose clock was not initialized."""
    return dt.date(date.year, date.month, date.day) if date.year else None


def _sentence(error: grpc.aio.AioRpcError) -> str:
    said = f"{error.code().name}: {error.details()}"
    status = rpc_status.from_call(error)  # pyright: ignore[reportArgumentType]
    for detail in status.details if status else ():
        info, bad = ErrorInfo(), BadRequest()
        if detail.Unpack(info):
            said += f" [{info.domain} {info.reason}]"
        if detail.Unpack(bad):
            said += "".join(f"\n  {each.field}: {each.description}" for each in bad.field_violations)
    return said
