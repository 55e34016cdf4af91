"""The gateway's process."""

from services.chassis.server import run
from services.gateway.composition import SPEC

if __name__ == "__main__":
    run(SPEC)
