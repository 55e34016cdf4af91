"""The chassis tables and the rows that must exist: the clock and the outbox head.

A first migration may create from the metadata; later ones write their operations out.
"""

from alembic import op

from services.chassis import tables

revision = "0001"
down_revision = None


def upgrade() -> None:
    tables.metadata.create_all(op.get_bind())
    op.bulk_insert(tables.business_clock, [{"id": 1, "date": None}])
    op.bulk_insert(tables.outbox_head, [{"id": 1, "position": 0}])


def downgrade() -> None:
    tables.metadata.drop_all(op.get_bind())
