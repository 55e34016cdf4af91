"""The floor of single transactions: pgbench's TPC-B on the same server."""

import re
import subprocess

from bench.workload import Place
from services.chassis import embedded

SCALE = 64
CLIENTS = 64
DATABASE = "pgbench"


def prepare_pgbench(place: Place) -> None:
    """Fills pgbench's tables: scale 64 is 6.4 million accounts."""
    embedded.ensure_database(place.servers, DATABASE, "postgres")
    _pgbench(place, "--initialize", f"--scale={SCALE}", "--quiet")


def tpc_b(place: Place, seconds: int) -> float:
    """TPC-B transactions a second, prepared, 64 clients, over the same Unix socket."""
    said = _pgbench(place, f"--client={CLIENTS}", "--jobs=2", "--protocol=prepared", f"--time={seconds}", "--no-vacuum")
    found = re.search(r"tps = ([0-9.]+)", said)
    if found is None:
        raise RuntimeError(f"pgbench said no rate:\n{said}")
    return float(found[1])


def _pgbench(place: Place, *arguments: str) -> str:
    command = [
        str(embedded.postgres_program("pgbench")),
        f"--host={place.servers.postgres_sockets}",
        "--username=postgres",
        *arguments,
        DATABASE,
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"pgbench failed:\n{done.stderr}")
    return done.stdout
