"""Runs rating: ``python -m services.rating``."""

from services.chassis.server import run
from services.rating.composition import SPEC

if __name__ == "__main__":
    run(SPEC)
