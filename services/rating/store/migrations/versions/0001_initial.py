"""All tables of rating and the row of the billing gate.

A first migration may create from the metadata; later ones write their operations out.
"""

from alembic import op

from services.rating.store import bill_tables, tables, usage_tables
from services.rating.store.metadata import metadata

revision = "0001"
down_revision = None

__all__ = ["tables", "usage_tables"]


def upgrade() -> None:
    metadata.create_all(op.get_bind())
    op.bulk_insert(bill_tables.billing_gate, [{"id": 1, "open_cycle": ""}])


def downgrade() -> None:
    metadata.drop_all(op.get_bind())
