"""The policy and the working calendars as dated data; the policy that a dossier was submitted under."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # A fresh database has them already: the first migration creates from the metadata.
    for name, keys in (("collection_policy", ()), ("working_calendar", (sa.Column("medium", sa.Text),))):
        op.create_table(
            name,
            *keys,
            sa.Column("effective_date", sa.Date),
            sa.Column("body", JSONB, nullable=False),
            sa.Column("state", sa.Text, nullable=False),
            sa.Column("proposer", sa.Text, nullable=False, server_default=""),
            sa.Column("approver", sa.Text, nullable=False, server_default=""),
            sa.PrimaryKeyConstraint(*(column.name for column in keys), "effective_date"),
            if_not_exists=True,
        )
    op.add_column("dossier", sa.Column("policy_date", sa.Date), if_not_exists=True)


def downgrade() -> None:
    op.drop_column("dossier", "policy_date")
    op.drop_table("working_calendar")
    op.drop_table("collection_policy")
