"""How many identities of usage went with the months that were removed (R-RAT-4)."""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE IF NOT EXISTS usage_forgotten (
            source smallint NOT NULL, month integer NOT NULL, identities bigint NOT NULL,
            PRIMARY KEY (source, month))"""
    )


def downgrade() -> None:
    op.execute("DROP TABLE usage_forgotten")
