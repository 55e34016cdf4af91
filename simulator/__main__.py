"""`python -m simulator`: the simulation on a suite that `tollbook up` started."""

import argparse
import sys
from pathlib import Path

from simulator.main import simulate


def main() -> int:
    """Reads the options and simulates."""
    parser = argparse.ArgumentParser(prog="python -m simulator", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same business result")
    parser.add_argument("--customers", type=int, default=300, help="how many customers (default 300)")
    parser.add_argument("--months", type=int, default=8, help="how many months (default 8)")
    parser.add_argument("--state", type=Path, default=Path(".tollbook/state.json"), help="the suite's state file")
    parser.add_argument("--summary", type=Path, default=None, metavar="FILE", help="write the summary as JSON")
    given = parser.parse_args()
    return simulate(given.seed, given.customers, given.months, given.state, summary_file=given.summary)


if __name__ == "__main__":
    sys.exit(main())
