"""Starting and stopping a suite on this machine."""

import asyncio
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
from grpc_health.v1.health_pb2 import HealthCheckRequest, HealthCheckResponse
from grpc_health.v1.health_pb2_grpc import HealthStub

from services.chassis import embedded
from services.chassis.migrations import migrate
from services.cli.environment import plan_suite
from services.cli.gateway_config import development_config
from services.cli.home import Home, SuiteState, read_state, write_state
from services.cli.identity import mint_identity
from services.cli.outcome import CommandFailed, ExitCode

START_SECONDS_MAX = 300.0  # five Python processes start at once, on a machine that may be busy
STOP_SECONDS_MAX = 60.0
RESTARTS_WHILE_STARTING_MAX = 3


def start_suite(home: Home) -> SuiteState:
    """Brings up servers, databases, keys and the five services; answers when all serve. Twice is once."""
    state = read_state(home)
    if state is not None and state.is_running():
        return state
    home.logs.mkdir(parents=True, exist_ok=True)
    (home.directory / ".gitignore").write_text("*\n", encoding="utf-8")
    try:
        planned = plan_suite(home, state)
    except embedded.EmbeddedServerError as error:
        raise CommandFailed(ExitCode.NOT_STARTED, str(error)) from error
    migrate_all(planned)
    mint_identity(home)
    write_gateway_config(home, planned.http)
    write_state(home, planned)
    _spawn_supervisor(home)
    return asyncio.run(_until_serving(home))


def migrate_all(state: SuiteState) -> None:
    """Brings every database to the newest version."""
    with ThreadPoolExecutor(max_workers=1) as one_by_one:  # Alembic keeps its context in the thread
        for service, url in state.database_urls.items():
            one_by_one.submit(migrate, service, url).result()


def stop_suite(home: Home) -> bool:
    """Drains the services and stops the embedded servers; tells whether a suite was running. The data stays."""
    state = read_state(home)
    was_running = state is not None and state.is_running()
    if state is not None:
        if was_running:
            os.kill(state.supervisor_pid, signal.SIGTERM)
            _wait_for_end(state.supervisor_pid)
        _end_orphans(home)
    embedded.stop(home.servers)
    return was_running


def erase(home: Home) -> None:
    """Stops a suite and removes its databases, keys and logs. Refuses a folder that holds no suite."""
    if not home.directory.exists() or not any(home.directory.iterdir()):
        return
    if not any(each.exists() for each in (home.state_file, home.servers, home.logs)):
        raise CommandFailed(ExitCode.USAGE, f"{home.directory} is no suite's home: it is left as it is")
    stop_suite(home)
    embedded.destroy(home.servers)
    shutil.rmtree(home.directory, ignore_errors=True)


def signal_service(home: Home, service: str, which: signal.Signals) -> int:
    """Sends a signal to a service's process; its supervisor starts it again. Answers the pid that got it."""
    state = read_state(home)
    pid = state.services[service].pid if state is not None and service in state.services else 0
    if not pid:
        raise CommandFailed(ExitCode.NOT_RUNNING, f"{service} has no process now")
    os.kill(pid, which)
    return pid


async def is_serving(address: str, *, seconds: float = 2.0) -> bool:
    """Whether a service answers its health check with SERVING."""
    async with grpc.aio.insecure_channel(address) as channel:
        try:
            stub: Any = HealthStub(channel)  # published without types
            answer: HealthCheckResponse = await stub.Check(HealthCheckRequest(), timeout=seconds)
            return answer.status == HealthCheckResponse.SERVING
        except grpc.aio.AioRpcError:
            return False


async def _until_serving(home: Home) -> SuiteState:
    deadline = time.monotonic() + START_SECONDS_MAX
    while True:
        state = read_state(home)
        if state is not None:
            serving = await asyncio.gather(*(is_serving(each.listen) for each in state.services.values()))
            if all(serving):
                return state
            for service, process in state.services.items():
                if process.restarts >= RESTARTS_WHILE_STARTING_MAX:
                    _give_up(home, service, "keeps dying")
        if time.monotonic() > deadline:
            _give_up(home, "supervisor", f"is not serving after {START_SECONDS_MAX:.0f} s")
        await asyncio.sleep(0.1)


def _give_up(home: Home, service: str, why: str) -> None:
    log = home.log(service)
    end = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:]) if log.exists() else ""
    stop_suite(home)
    raise CommandFailed(ExitCode.NOT_STARTED, f"{service} {why}; the end of {log}:\n{end}")


def write_gateway_config(home: Home, http: str) -> None:
    """Writes the gateway's channels and platforms unless they are there."""
    if home.gateway_config.exists():
        return
    home.gateway_config.write_text(development_config(http), encoding="utf-8")
    home.gateway_config.chmod(0o600)


def _spawn_supervisor(home: Home) -> None:
    with home.log("supervisor").open("ab") as log:
        subprocess.Popen(
            [sys.executable, "-m", "services.cli.supervisor", str(home.directory)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,  # it outlives the command and its terminal
        )
    deadline = time.monotonic() + START_SECONDS_MAX
    while (state := read_state(home)) is None or not state.is_running():
        if time.monotonic() > deadline:
            _give_up(home, "supervisor", "did not start")
        time.sleep(0.05)


def _wait_for_end(pid: int) -> None:
    """Waits for a process to end; also for a child of ours, which stays a zombie until it is waited for."""
    deadline = time.monotonic() + STOP_SECONDS_MAX
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)
        time.sleep(0.05)


def _end_orphans(home: Home) -> None:
    """Ends service processes whose supervisor was killed."""
    state = read_state(home)
    for service, process in state.services.items() if state else ():
        command = Path(f"/proc/{process.pid}/cmdline")
        if process.pid and command.exists() and f"services.{service}".encode() in command.read_bytes():
            os.kill(process.pid, signal.SIGTERM)
            _wait_for_end(process.pid)
