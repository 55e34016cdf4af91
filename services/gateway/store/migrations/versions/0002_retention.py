"""What stays known of commands that were removed, and the index from which old callbacks are found."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # A fresh database has both from its first migration, which creates from the metadata.
    op.create_table(
        "past_command",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("digest", sa.LargeBinary, nullable=False, comment="SHA-256 of the content"),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("outcome_date", sa.Date, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("submit_date", sa.Date, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        if_not_exists=True,
    )
    op.create_index("callback_by_state", "callback", ["state", "id"], if_not_exists=True)


def downgrade() -> None:
    op.drop_index("callback_by_state", "callback")
    op.drop_table("past_command")
