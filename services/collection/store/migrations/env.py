"""Alembic's environment of collection's tables."""

from services.chassis.migrations import run_env
from services.collection.store.schema import metadata

run_env(metadata, "collection_version")
