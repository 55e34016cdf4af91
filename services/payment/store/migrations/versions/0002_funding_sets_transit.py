"""Funding accounts, charge-item sets of books, and bills that may be paid while in transit.

Every step holds also where the tables were created with it already.
"""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE book ADD COLUMN IF NOT EXISTS sets jsonb NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE book ADD COLUMN IF NOT EXISTS set_items jsonb NOT NULL DEFAULT '[]'")
    op.execute("ALTER TABLE book ADD COLUMN IF NOT EXISTS funding jsonb")
    op.execute("CREATE INDEX IF NOT EXISTS book_funded ON book (shard, account_id) WHERE funding IS NOT NULL")
    op.execute("CREATE INDEX IF NOT EXISTS book_bound_to_sets ON book (shard, account_id) WHERE sets <> '[]'::jsonb")
    op.execute("ALTER TABLE bill_line ADD COLUMN IF NOT EXISTS transit_payable boolean NOT NULL DEFAULT false")
    op.execute(
        """CREATE TABLE IF NOT EXISTS transit_policy (
            effective_from date PRIMARY KEY, payable_elsewhere boolean NOT NULL)"""
    )
    op.execute(
        """CREATE TABLE IF NOT EXISTS funding_draw (
            shard smallint, account_id text, number bigint, book text NOT NULL, direction text NOT NULL,
            funding_account text NOT NULL, asked bigint NOT NULL, whole boolean NOT NULL, amount bigint NOT NULL,
            state text NOT NULL, ask_date date NOT NULL, PRIMARY KEY (shard, account_id, number))"""
    )
    op.execute("CREATE INDEX IF NOT EXISTS funding_draw_open ON funding_draw (account_id) WHERE state = 'OPEN'")
    op.execute(
        """CREATE TABLE IF NOT EXISTS funding_share (
            shard smallint, account_id text, draw text, amount bigint NOT NULL, posting_date date NOT NULL,
            PRIMARY KEY (shard, account_id, draw))"""
    )


def downgrade() -> None:
    for table in ("funding_share", "funding_draw", "transit_policy"):
        op.execute(f"DROP TABLE {table}")
    op.execute("ALTER TABLE bill_line DROP COLUMN transit_payable")
    op.execute("ALTER TABLE book DROP COLUMN funding, DROP COLUMN set_items, DROP COLUMN sets")
