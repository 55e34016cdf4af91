"""Tables of positions, the ladder, contacts and work orders. The shard of the customer leads every key."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

metadata = MetaData()


def shard_column() -> Column[int]:
    return Column("shard", SmallInteger, primary_key=True, autoincrement=False)


def time_column(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def text_column(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def number_column(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def flag_column(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default="false")


customer = Table(
    "customer",
    metadata,
    shard_column(),
    Column("customer_id", Text, primary_key=True),
    text_column("display_name"),
    text_column("kind"),
    text_column("customer_class"),
    text_column("sales_unit"),
    text_column("account_manager"),
    flag_column("telephone_managed"),
    text_column("language"),
    text_column("phone"),
    text_column("email"),
    flag_column("closed"),
    number_column("version"),
    text_column("grade"),
    number_column("grade_version"),
)

account = Table(
    "account",
    metadata,
    shard_column(),
    Column("account_id", Text, primary_key=True),
    Column("customer_id", Text, nullable=False),
    Column("currency", Text, nullable=False, server_default="CNY"),
    Column("payment_day", SmallInteger, nullable=False, server_default="0"),
    flag_column("closed"),
    number_column("account_version"),
    number_column("payment_version"),
    Column("anchor", Date, comment="the oldest due date among the payable lines"),
    number_column("principal"),
    number_column("late_fees"),
    flag_column("unclaimed"),
    Column("lines", JSONB, nullable=False, server_default="[]", comment="the open lines, see store.positions"),
    number_column("control_version"),
    Column("control_oldest_due", Date),
    Column("suspend_not_before", Date),
    Column("terminate_not_before", Date),
    Column("dunning_exempt_until", Date),
    Column("suspension_exempt_until", Date),
    number_column(
        "settled",
    ),
    Column("case_count", Integer, nullable=False, server_default="0"),
    Column("open_case", Text, comment="the id of the case on the ladder"),
)
Index("account_id", account.c.account_id)
Index("account_customer", account.c.shard, account.c.customer_id)
Index(
    "account_overdue",
    account.c.shard,
    account.c.anchor,
    postgresql_where=(account.c.open_case.is_(None) & account.c.anchor.is_not(None)),
)

subscription = Table(
    "subscription",
    metadata,
    shard_column(),
    Column("subscription_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    text_column("product"),
    text_column("line_of_business"),
    text_column("state"),
    Column("suspension_reasons", ARRAY(Text), nullable=False, server_default="{}"),
    text_column("service_number"),
    flag_column("equipment"),
    text_column("platform"),
    number_column("version"),
)
Index("subscription_account", subscription.c.shard, subscription.c.account_id)

ladder_case = Table(
    "ladder_case",
    metadata,
    shard_column(),
    Column("case_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("step_date", Date, nullable=False),
    Column("step_count", Integer, nullable=False),
    Column("open_date", Date, nullable=False),
    Column("anchor", Date),
    text_column("scenario_version"),
    Column("suspended_date", Date),
    Column("terminated_date", Date),
    Column("last_notice_date", Date, comment="when the last notice was really sent"),
    flag_column("notice_waiting"),
    Column("held_until", Date, comment="the last date of the hold that ends last"),
    Column("next_date", Date, comment="the first date on which the sweep has to look"),
    Column("paid_date", Date),
    time_column("paid_at"),
    Column("close_date", Date),
    text_column("sales_unit"),
    text_column("account_manager"),
    text_column("agency"),
)
Index("ladder_case_account", ladder_case.c.shard, ladder_case.c.account_id, ladder_case.c.number)
# No index on next_date: the sweep reads its shards whole, and putting a case off then changes no index.
Index("ladder_case_id", ladder_case.c.case_id)
Index("ladder_case_state", ladder_case.c.state, ladder_case.c.shard, ladder_case.c.case_id)

case_step = Table(
    "case_step",
    metadata,
    shard_column(),
    Column("case_id", Text, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("step_date", Date, nullable=False),
    Column("anchor", Date),
    number_column("overdue"),
    Column("reasons", ARRAY(Text), nullable=False, server_default="{}"),
    text_column("policy_version"),
    text_column("actor"),
    time_column("created_at", nullable=False),
)

contact = Table(
    "contact",
    metadata,
    shard_column(),
    Column("contact_id", Text, primary_key=True),
    text_column("case_id"),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    text_column("sales_unit"),
    Column("period", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("medium", Text, nullable=False),
    text_column("recipient"),
    text_column("language"),
    text_column("body"),
    number_column("overdue"),
    Column("state", Text, nullable=False),
    text_column("result"),
    text_column("comment"),
    Column("plan_date", Date, nullable=False),
    Column("task_due_date", Date, comment="by when the manager must have done it; null for automatic contacts"),
    Column("sent_date", Date),
    time_column("sent_at"),
    Column("attempts", Integer, nullable=False, server_default="0"),
)
Index(
    "contact_planned",
    contact.c.medium,
    contact.c.shard,
    contact.c.contact_id,
    postgresql_where=contact.c.state == "PLANNED",
)
Index(
    "contact_task",
    contact.c.recipient,
    contact.c.task_due_date,
    contact.c.contact_id,
    postgresql_where=(contact.c.medium == "MANAGER") & (contact.c.state == "PLANNED"),
)
Index("contact_case", contact.c.shard, contact.c.case_id)
Index("contact_list", contact.c.plan_date, contact.c.medium)
Index("contact_id", contact.c.contact_id)

contact_list_told = Table(
    "contact_list_told",
    metadata,
    Column("list_date", Date, primary_key=True),
    Column("medium", Text, primary_key=True),
    Column("sales_unit", Text, primary_key=True),
    Column("missing", Integer, nullable=False),
    text_column("comment"),
    text_column("actor"),
    Column("told_date", Date, nullable=False),
)

work_order = Table(
    "work_order",
    metadata,
    shard_column(),
    Column("order_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("subscription_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False, comment="its place among the case's orders"),
    Column("state", Text, nullable=False),
    text_column("reason"),
    text_column("line_of_business"),
    text_column("platform"),
    text_column("product"),
    text_column("service_number"),
    text_column("sales_unit"),
    Column("create_date", Date, nullable=False),
    time_column("created_at", nullable=False),
    Column("due_date", Date, nullable=False),
    Column("done_date", Date),
    time_column("done_at"),
    Column("submissions", Integer, nullable=False, server_default="0"),
    text_column("command_id"),
    time_column("expire_at"),
    time_column("checked_at"),
    Column("checked_overdue", BigInteger, comment="what payment's primary said was overdue at the last check"),
    Column("escalation_level", Integer, nullable=False, server_default="0"),
    text_column("escalated_to"),
    Column("paid_date", Date),
    time_column("paid_at"),
    text_column("detail"),
)
Index(
    "work_order_pending",
    work_order.c.shard,
    work_order.c.account_id,
    work_order.c.number,
    postgresql_where=work_order.c.state == "PENDING",
)
Index("work_order_id", work_order.c.order_id)
Index("work_order_open", work_order.c.due_date, postgresql_where=work_order.c.done_date.is_(None))
Index("work_order_case", work_order.c.shard, work_order.c.case_id, work_order.c.number)

stray_report = Table(
    "stray_report",
    metadata,
    Column("event_id", Text, primary_key=True),
    text_column("command"),
    text_column("work_order"),
    text_column("outcome"),
    text_column("subscription"),
    text_column("detail"),
    Column("receive_date", Date, nullable=False),
    time_column("created_at", nullable=False),
)

scenario = Table(
    "scenario",
    metadata,
    Column("scenario_id", Text, primary_key=True),
    Column("effective_date", Date, primary_key=True),
    text_column("grade"),
    text_column("customer_class"),
    text_column("line_of_business"),
    Column("layer", Text, nullable=False),
    Column("days", JSONB, nullable=False),
    Column("media", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    text_column("proposer"),
    text_column("approver"),
)

notice_template = Table(
    "notice_template",
    metadata,
    Column("template_id", Text, primary_key=True),
    Column("effective_date", Date, primary_key=True),
    Column("kind", Text, nullable=False),
    text_column("medium"),
    Column("language", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", Text, nullable=False),
    text_column("proposer"),
    text_column("approver"),
)

offset_done = Table(
    "offset_done",
    metadata,
    Column("cycle", Text, primary_key=True),
    Column("received_date", Date, nullable=False),
)

snapshot = Table(
    "snapshot",
    metadata,
    Column("month", Text, primary_key=True),
    Column("taken_date", Date, nullable=False),
    Column("currency", Text, nullable=False),
    time_column("completed_at"),
)

snapshot_shard = Table(
    "snapshot_shard",
    metadata,
    shard_column(),
    Column("month", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    number_column("rows"),
    number_column("arrears"),
    number_column("position_arrears"),
)

arrears_row = Table(
    "arrears_row",
    metadata,
    shard_column(),
    Column("month", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),
    Column("subscription_id", Text, primary_key=True),
    Column("line_of_business", Text, primary_key=True),
    Column("sales_unit", Text, primary_key=True),
    Column("cycle", Text, primary_key=True),
    Column("due_date", Date, primary_key=True),
    Column("customer_id", Text, nullable=False),
    Column("bucket", SmallInteger, nullable=False),
    flag_column("overdue"),
    number_column("principal"),
    number_column("late_fee"),
    text_column("grade"),
    text_column("account_manager"),
    text_column("customer_kind"),
    text_column("customer_class"),
)
Index("arrears_row_month", arrears_row.c.month, arrears_row.c.shard)
