"""Subscriptions that move to another account, shares of sponsors that wait for their next bill, who loaded the opening.

Written so that it changes nothing on a database that 0001 has just made from today's metadata.
"""

from alembic import op

revision = "0003"
down_revision = "0002"

_KEY = "shard, cycle, trial, sponsor_account, agreement_id, member_account, charge_item, line_of_business"
_MOVES = """
CREATE TABLE IF NOT EXISTS account_move (
    shard smallint NOT NULL,
    subscription_id text NOT NULL,
    first_cycle text NOT NULL,
    account_before text NOT NULL DEFAULT '',
    account_id text NOT NULL DEFAULT '',
    reason text NOT NULL DEFAULT '',
    PRIMARY KEY (shard, subscription_id, first_cycle)
)
"""
_LOADERS = """
CREATE TABLE IF NOT EXISTS opening_loader (requester text NOT NULL PRIMARY KEY, load_date date NOT NULL)
"""
_BILLED = """
UPDATE sponsored_amount SET state = 'BILLED'
FROM bill_run run
WHERE run.cycle = sponsored_amount.cycle AND run.trial = sponsored_amount.trial AND run.state = 'COMPLETED'
"""
_WAITING = """
CREATE INDEX IF NOT EXISTS sponsored_amount_waiting ON sponsored_amount (shard, sponsor_account)
WHERE state = 'WAITING'
"""


def upgrade() -> None:
    op.execute(_MOVES)
    op.execute(_LOADERS)
    op.execute("ALTER TABLE sponsored_amount ADD COLUMN IF NOT EXISTS state text NOT NULL DEFAULT ''")
    op.execute(_BILLED)
    op.execute(f"ALTER TABLE sponsored_amount DROP CONSTRAINT sponsored_amount_pkey, ADD PRIMARY KEY ({_KEY})")
    op.execute(_WAITING)


def downgrade() -> None:
    op.execute("DROP INDEX sponsored_amount_waiting")
    op.execute("ALTER TABLE sponsored_amount DROP COLUMN state")
    op.execute("DROP TABLE opening_loader")
    op.execute("DROP TABLE account_move")
