"""The agent that took money which names no known account: its takings count whoever's the money is."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.execute("ALTER TABLE receipt ADD COLUMN IF NOT EXISTS agent text NOT NULL DEFAULT ''")
    op.execute("CREATE INDEX IF NOT EXISTS receipt_by_agent ON receipt (agent, value_date) WHERE agent <> ''")


def downgrade() -> None:
    op.execute("ALTER TABLE receipt DROP COLUMN agent")
