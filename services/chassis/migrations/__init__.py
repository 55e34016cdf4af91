"""Migrations: the chassis' own tables first, then the service's, each with a version table of its own.

``migrate`` is called by ``tollbook migrate`` and by the tests; a server never migrates at its start.
"""

from pathlib import Path
from typing import Any

from alembic import command, context
from alembic.config import Config
from sqlalchemy import MetaData, create_engine, pool

_ROOT = Path(__file__).resolve().parents[2]


def migrate(service: str, url: str) -> None:
    """Brings a service's database to the newest version. Synchronous; safe to run again.

    The service "chassis" has the chassis' tables alone: what the chassis is tested with.
    """
    command.upgrade(_config(_ROOT / "chassis" / "migrations", url), "head")
    if service != "chassis":
        command.upgrade(_config(_ROOT / service / "store" / "migrations", url), "head")


def _config(scripts: Path, url: str) -> Config:
    config = Config()
    config.set_main_option("script_location", str(scripts))
    config.set_main_option("sqlalchemy.url", url.replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def run_env(metadata: MetaData, version_table: str) -> None:
    """What every env.py calls: ``run_env(tables.metadata, "rating_version")``."""
    url = context.config.get_main_option("sqlalchemy.url") or ""
    options: dict[str, Any] = {"target_metadata": metadata, "version_table": version_table, "compare_type": True}
    if context.is_offline_mode():
        context.configure(url=url, literal_binds=True, **options)
        with context.begin_transaction():
            context.run_migrations()
        return
    engine = create_engine(url, poolclass=pool.NullPool)
    with engine.connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True, **options)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()
