"""Alembic's environment of rating's tables."""

from services.chassis.migrations import run_env
from services.rating.store import bill_tables, tables, usage_tables
from services.rating.store.metadata import metadata

__all__ = ["bill_tables", "tables", "usage_tables"]

run_env(metadata, "rating_version")
