"""Alembic's environment of payment's tables."""

from services.chassis.migrations import run_env
from services.payment.store.tables import metadata

run_env(metadata, "payment_version")
