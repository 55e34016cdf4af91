"""What each load of a re-rating covered (R-RAT-3); who added prefixes to a draft. A new database has both already."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE IF NOT EXISTS usage_re_rating (
            load BIGINT PRIMARY KEY,
            run_key TEXT COLLATE "C" NOT NULL,
            month INTEGER NOT NULL,
            first_shard SMALLINT NOT NULL,
            last_shard SMALLINT NOT NULL,
            code TEXT COLLATE "C" NOT NULL,
            accounts JSONB NOT NULL,
            approval INTEGER NOT NULL
        )
        """
    )
    op.execute("CREATE INDEX IF NOT EXISTS usage_re_rating_by_month ON usage_re_rating (month, load)")
    op.execute(
        """
        ALTER TABLE tariff_version
            ADD COLUMN IF NOT EXISTS prefix_requester TEXT COLLATE "C" NOT NULL DEFAULT ''
        """
    )


def downgrade() -> None:
    op.execute("ALTER TABLE tariff_version DROP COLUMN prefix_requester")
    op.execute("DROP TABLE usage_re_rating")
