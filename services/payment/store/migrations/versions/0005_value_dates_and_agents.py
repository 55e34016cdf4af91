"""How far back value dates may lie; who acts for an agent, and the terms that finance reviewed last.

Every step holds also where the tables were created with it already.
"""

from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.execute(
        """CREATE TABLE IF NOT EXISTS value_date_policy (
            effective_from date PRIMARY KEY, days_before_max integer NOT NULL)"""
    )
    op.execute("ALTER TABLE agent ADD COLUMN IF NOT EXISTS callers jsonb NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE agent ADD COLUMN IF NOT EXISTS reviewed jsonb")
    # What finance had reviewed stays in force.
    op.execute(
        """UPDATE agent SET reviewed = jsonb_build_object('fee_permille', fee_permille, 'bonus_permille',
            bonus_permille, 'bonus_target', bonus_target, 'valid_from', valid_from, 'valid_until', valid_until)
            WHERE approved AND reviewed IS NULL"""
    )
    op.execute("ALTER TABLE payment_file ADD COLUMN IF NOT EXISTS agent text NOT NULL DEFAULT ''")


def downgrade() -> None:
    op.execute("ALTER TABLE payment_file DROP COLUMN agent")
    op.execute("ALTER TABLE agent DROP COLUMN reviewed, DROP COLUMN callers")
    op.execute("DROP TABLE value_date_policy")
