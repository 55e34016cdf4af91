"""The floor of single transactions: pgbench's TPC-B on the same server."""

import re
import subprocess
import tempfile
from pathlib import Path

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
    return _rate(place, seconds)


def insert_rate(place: Place, seconds: int, row_bytes: int) -> float:
    """Transactions a second that each insert and commit one row, prepared, 64 clients, over the same Unix socket."""
    embedded.ensure_database(place.servers, DATABASE, "postgres")
    with place.servers.connect(DATABASE) as connection:
        connection.execute("DROP TABLE IF EXISTS bench_row")
        connection.execute("CREATE TABLE bench_row (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text)")
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "insert.sql"
        script.write_text(f"INSERT INTO bench_row (body) VALUES ('{'x' * row_bytes}');\n", encoding="utf-8")
        return _rate(place, seconds, f"--file={script}")


def script_rate(place: Place, seconds: int, script: Path) -> float:
    """Transactions a second of a script, prepared, 64 clients, over the same Unix socket."""
    return _rate(place, seconds, f"--file={script}")


def _rate(place: Place, seconds: int, *arguments: str) -> float:
    timed = (f"--client={CLIENTS}", "--jobs=2", "--protocol=prepared", f"--time={seconds}", "--no-vacuum")
    said = _pgbench(place, *timed, *arguments)
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
