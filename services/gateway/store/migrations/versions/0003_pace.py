"""Where the processes of the gateway share a platform's rate."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    # A fresh database has it from its first migration, which creates from the metadata.
    op.create_table(
        "pace",
        sa.Column("platform", sa.Text, primary_key=True),
        sa.Column(
            "due",
            sa.DateTime(timezone=True),
            nullable=False,
            comment="when the next command would be on time",
        ),
        if_not_exists=True,
    )


def downgrade() -> None:
    op.drop_table("pace")
