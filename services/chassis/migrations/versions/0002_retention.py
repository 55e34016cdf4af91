"""Who has read how far, and replies by age, so that what is old and read can go. A new database has both already."""

from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute(
        """
        CREATE TABLE IF NOT EXISTS outbox_reader (
            reader TEXT PRIMARY KEY,
            position BIGINT NOT NULL,
            told_at TIMESTAMP WITH TIME ZONE NOT NULL
        )
        """
    )
    # Every change of money writes a reply: the index is built beside them.
    with op.get_context().autocommit_block():
        op.execute("CREATE INDEX CONCURRENTLY IF NOT EXISTS request_reply_by_age ON request_reply (created_at)")


def downgrade() -> None:
    op.execute("DROP INDEX request_reply_by_age")
    op.execute("DROP TABLE outbox_reader")
