"""Appraisal, inspections, the units told of incomplete lists; ids that people ask by are found by an index."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def text_column(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, server_default="")


def number_column(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.BigInteger, nullable=False, server_default="0")


def key_column(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def shard_column() -> sa.Column[int]:
    return sa.Column("shard", sa.SmallInteger, primary_key=True, autoincrement=False)


TABLES = {
    "contact_list_told": (
        sa.Column("list_date", sa.Date, primary_key=True),
        key_column("medium"),
        key_column("sales_unit"),
        sa.Column("missing", sa.Integer, nullable=False),
        text_column("comment"),
        text_column("actor"),
        sa.Column("told_date", sa.Date, nullable=False),
    ),
    "billed": (
        shard_column(),
        key_column("account_id"),
        key_column("cycle"),
        sa.Column("customer_id", sa.Text, nullable=False),
        text_column("sales_unit"),
        number_column("amount"),
    ),
    "appraisal_target": (
        key_column("subject"),
        key_column("measure"),
        key_column("first_month"),
        sa.Column("value", sa.BigInteger, nullable=False),
        sa.Column("at_least", sa.Boolean, nullable=False),
        text_column("actor"),
    ),
    "figure": (
        key_column("month"),
        key_column("subject"),
        key_column("measure"),
        number_column("numerator"),
        number_column("denominator"),
    ),
    "figure_case": (
        shard_column(),
        key_column("month"),
        key_column("measure"),
        key_column("account_id"),
        key_column("sales_unit"),
        text_column("account_manager"),
        text_column("customer_id"),
        text_column("case_id"),
        number_column("numerator"),
        number_column("denominator"),
    ),
    "inspection": (
        key_column("inspection_id"),
        sa.Column("sales_unit", sa.Text, nullable=False),
        text_column("plan"),
        sa.Column("plan_date", sa.Date, nullable=False),
        sa.Column("done_date", sa.Date),
        text_column("inspector"),
    ),
    "finding": (
        key_column("finding_id"),
        sa.Column("inspection_id", sa.Text, nullable=False),
        text_column("description"),
        text_column("demand"),
        sa.Column("due_date", sa.Date, nullable=False),
        text_column("follow_up"),
        sa.Column("close_date", sa.Date),
    ),
}

INDEXES = (
    ("figure_case_month", "figure_case", ["month", "measure", "shard", "account_id"]),
    ("finding_inspection", "finding", ["inspection_id", "finding_id"]),
    ("contact_id", "contact", ["contact_id"]),
    ("ladder_case_id", "ladder_case", ["case_id"]),
    ("account_id", "account", ["account_id"]),
    ("work_order_id", "work_order", ["order_id"]),
)


def upgrade() -> None:
    # A fresh database has them already: the first migration creates from the metadata.
    for name, columns in TABLES.items():
        op.create_table(name, *columns, if_not_exists=True)
    for name, table, columns in INDEXES:
        op.create_index(name, table, columns, if_not_exists=True)
    # Putting a case off changes no index now, and finds room beside the old row: a heap-only update.
    op.drop_index("ladder_case_next", "ladder_case", if_exists=True)
    op.execute("ALTER TABLE ladder_case SET (fillfactor = 60)")


def downgrade() -> None:
    op.execute("ALTER TABLE ladder_case RESET (fillfactor)")
    op.create_index(
        "ladder_case_next", "ladder_case", ["shard", "next_date"], postgresql_where=sa.text("close_date IS NULL")
    )
    for name, table, _ in INDEXES[2:]:
        op.drop_index(name, table)
    for name in reversed(TABLES):
        op.drop_table(name)
