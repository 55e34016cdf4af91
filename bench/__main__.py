"""`python -m bench [name]`: measures every workload, or one, and prints a JSON line for each.

A run measures the floor and then the workload, three times; the line tells the medians and every run.
"""

import asyncio
import importlib
import json
import os
import pkgutil
import statistics
import sys
from pathlib import Path

import bench
from bench.workload import Measured, Workload
from services.cli.home import Home

RUNS = 3
HOME = Path(".tollbook") / "bench"


def workloads() -> dict[str, Workload]:
    """The workloads by name: every module of this package that has a WORKLOAD."""
    modules = [importlib.import_module(f"bench.{each.name}") for each in pkgutil.iter_modules(bench.__path__)]
    found = [module.WORKLOAD for module in modules if hasattr(module, "WORKLOAD")]
    return {workload.name: workload for workload in sorted(found, key=lambda each: each.name)}


def measure(workload: Workload) -> dict[str, object]:
    """A fresh suite of its own for each workload, so that none inherits another's tables."""
    os.environ.update(workload.environment)
    with workload.start(Home(HOME.resolve())) as place:
        asyncio.run(workload.prepare(place))
        runs: list[Measured] = []
        for number in range(RUNS):
            runs.append(asyncio.run(workload.run(place, number)))
            print(f"  {workload.name} run {number + 1}: {runs[-1]}", file=sys.stderr)
    return report(workload, runs)


def report(workload: Workload, runs: list[Measured]) -> dict[str, object]:
    """One line: the medians, and every run as [value, floor]."""
    value = statistics.median(each.value for each in runs)
    floor = statistics.median(each.floor for each in runs)
    return {
        "workload": workload.name,
        "value": round(value, 1),
        "unit": workload.unit,
        "floor": workload.floor,
        "floor_value": round(floor, 1),
        "ratio": round(value / floor, 3),
        "runs": [[round(each.value, 1), round(each.floor, 1)] for each in runs],
        **{name: round(max(each.more[name] for each in runs), 1) for name in runs[0].more},
    }


def main() -> None:
    known = workloads()
    chosen = sys.argv[1:] or list(known)
    if unknown := [name for name in chosen if name not in known]:
        raise SystemExit(f"no workload {', '.join(unknown)}; there are {', '.join(known)}")
    for name in chosen:
        print(json.dumps(measure(known[name])), flush=True)


if __name__ == "__main__":
    main()
