"""Payment alone on its PostgreSQL and Redis: what reads its events would stand on other machines."""

import asyncio
import datetime as dt
import os
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager

from bench.workload import Place
from services.chassis.migrations import migrate
from services.cli.clients import channel, date_to_pb
from services.cli.environment import plan_suite, service_environment
from services.cli.home import Home, ServiceState, write_state
from services.cli.identity import mint_identity
from services.cli.lifecycle import erase, is_serving
from tollbook.kernel.v1.operations_service_pb2 import InitializeClockRequest
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub

BUSINESS_DATE = dt.date(2026, 2, 1)
START_SECONDS_MAX = 120.0


@contextmanager
def payment_alone(home: Home, processes: int = 1, run_workers: int = 2) -> Generator[Place]:
    """Payment's processes on one port over a fresh database with an open business date, until the block ends."""
    erase(home)
    home.logs.mkdir(parents=True, exist_ok=True)
    planned = plan_suite(home, None)
    migrate("payment", planned.database_urls["payment"])
    mint_identity(home)
    environment = service_environment(home, planned, "payment") | {
        "TOLLBOOK_PAYMENT_SHARE_PORT": str(processes > 1),  # one alone must fail on a port that another suite has
        "TOLLBOOK_PAYMENT_RUN_WORKERS": str(run_workers),
    }
    running: list[subprocess.Popen[bytes]] = []
    try:
        with home.log("payment").open("ab") as log:
            for _ in range(processes):
                command = [sys.executable, "-m", "services.payment"]
                running.append(subprocess.Popen(command, stdout=log, stderr=log, env=environment))
        planned.services = {"payment": ServiceState(planned.services["payment"].listen, running[0].pid)}
        planned.supervisor_pid = os.getpid()
        write_state(home, planned)
        asyncio.run(_open(home, planned.services["payment"].listen))
        yield Place(home, planned)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait()
        planned.supervisor_pid = 0
        write_state(home, planned)
        erase(home)


async def _open(home: Home, address: str) -> None:
    deadline = time.monotonic() + START_SECONDS_MAX
    while not await is_serving(address):
        if time.monotonic() > deadline:
            raise RuntimeError(f"payment does not serve: see {home.log('payment')}")
        await asyncio.sleep(0.1)
    async with channel(home, "payment") as opened:
        await OperationsServiceStub(opened).InitializeClock(InitializeClockRequest(date=date_to_pb(BUSINESS_DATE)))
