"""Payment's tables. A first migration may create from the metadata; later ones write their operations out."""

from alembic import op

from services.payment.store.office_tables import metadata

revision = "0001"
down_revision = None


def upgrade() -> None:
    metadata.create_all(op.get_bind())


def downgrade() -> None:
    metadata.drop_all(op.get_bind())
