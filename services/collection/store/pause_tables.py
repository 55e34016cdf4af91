"""Tables of what pauses a case (R-DUN-4); they stand in the same metadata."""

from sqlalchemy import Column, Date, Index, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.collection.store.tables import metadata, number_column, shard_column, text_column

hold = Table(
    "hold",
    metadata,
    shard_column(),
    Column("hold_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("until_date", Date),
    text_column("comment"),
    text_column("actor"),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
)
Index("hold_case", hold.c.shard, hold.c.case_id)
Index("hold_id", hold.c.hold_id)

promise = Table(
    "promise",
    metadata,
    shard_column(),
    Column("promise_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    number_column("amount"),
    Column("promised_date", Date, nullable=False),
    number_column("overdue"),
    number_column("settled_before"),
    Column("state", Text, nullable=False),
    text_column("actor"),
    Column("make_date", Date, nullable=False),
    Column("end_date", Date),
)
Index("promise_case", promise.c.shard, promise.c.case_id)
Index("promise_open", promise.c.promised_date, postgresql_where=promise.c.state == "OPEN")
Index("promise_id", promise.c.promise_id)

instalment_plan = Table(
    "instalment_plan",
    metadata,
    shard_column(),
    Column("plan_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("parts", JSONB, nullable=False, comment="[[due date, minor units], …] by date"),
    number_column("settled_before"),
    Column("state", Text, nullable=False),
    text_column("requester"),
    text_column("approver"),
    Column("make_date", Date, nullable=False),
    Column("next_due", Date),
)
Index("instalment_plan_due", instalment_plan.c.next_due, postgresql_where=instalment_plan.c.state == "RUNNING")
Index("instalment_plan_id", instalment_plan.c.plan_id)

dispute = Table(
    "dispute",
    metadata,
    shard_column(),
    Column("dispute_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("bills", ARRAY(Text), nullable=False, server_default="{}"),
    text_column("statement"),
    Column("state", Text, nullable=False),
    text_column("finding"),
    text_column("actor"),
    Column("open_date", Date, nullable=False),
    Column("resolve_date", Date),
)
Index("dispute_id", dispute.c.dispute_id)
