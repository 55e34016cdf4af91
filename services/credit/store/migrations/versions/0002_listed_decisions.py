"""A decision may say what it lists: an account has several warnings and interventions at one version of its control."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # A database made by this release's first revision has the column already.
    op.execute("ALTER TABLE control_decision ADD COLUMN IF NOT EXISTS subject text NOT NULL DEFAULT ''")
    _key("shard, account, control_version, decision, subject")


def downgrade() -> None:
    op.execute("DELETE FROM control_decision WHERE subject <> ''")
    _key("shard, account, control_version, decision")
    op.execute("ALTER TABLE control_decision DROP COLUMN subject")


def _key(columns: str) -> None:
    op.execute(f"ALTER TABLE control_decision DROP CONSTRAINT control_decision_pkey, ADD PRIMARY KEY ({columns})")
