"""Alembic's environment of the chassis tables."""

from services.chassis.migrations import run_env
from services.chassis.tables import metadata

run_env(metadata, "chassis_version")
