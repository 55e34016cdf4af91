"""Alembic's environment of credit's tables."""

from services.chassis.migrations import run_env
from services.credit.store.tables import metadata

run_env(metadata, "credit_version")
