"""Alembic's environment of the gateway's tables."""

from services.chassis.migrations import run_env
from services.gateway.store.tables import metadata

run_env(metadata, "gateway_version")
