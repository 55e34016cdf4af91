"""Alembic's environment of payment's tables."""

from services.chassis.migrations import run_env
from services.payment.store import office_tables, tables

assert office_tables.metadata is tables.metadata
run_env(tables.metadata, "payment_version")
