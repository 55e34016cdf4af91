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


def _shard() -> Column[int]:
    return Column("shard", SmallInteger, primary_key=True, autoincrement=False)


def _time(name: str, *, nullable: bool = True) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False, server_default="")


def _number(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False, server_default="0")


def _flag(name: str) -> Column[bool]:
    return Column(name, Boolean, nullable=False, server_default="false")


customer = Table(
    "customer",
    metadata,
    _shard(),
    Column("customer_id", Text, primary_key=True),
    _text("display_name"),
    _text("kind"),
    _text("customer_class"),
    _text("sales_unit"),
    _text("account_manager"),
    _flag("telephone_managed"),
    _text("language"),
    _text("phone"),
    _text("email"),
    _flag("closed"),
    _number("version"),
    _text("grade"),
    _number("grade_version"),
)

account = Table(
    "account",
    metadata,
    _shard(),
    Column("account_id", Text, primary_key=True),
    Column("customer_id", Text, nullable=False),
    Column("currency", Text, nullable=False, server_default="CNY"),
    Column("payment_day", SmallInteger, nullable=False, server_default="0"),
    _flag("closed"),
    _number("account_version"),
    _number("payment_version"),
    Column("anchor", Date, comment="the oldest due date among the payable lines"),
    _number("principal"),
    _number("late_fees"),
    _flag("unclaimed"),
    Column("lines", JSONB, nullable=False, server_default="[]", comment="the open lines, see store.positions"),
    _number("control_version"),
    Column("control_oldest_due", Date),
    Column("suspend_not_before", Date),
    Column("terminate_not_before", Date),
    Column("dunning_exempt_until", Date),
    Column("suspension_exempt_until", Date),
    _number(
        "settled",
    ),
    Column("case_count", Integer, nullable=False, server_default="0"),
    Column("open_case", Text, comment="the id of the case on the ladder"),
)
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
    _shard(),
    Column("subscription_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    _text("product"),
    _text("line_of_business"),
    _text("state"),
    Column("suspension_reasons", ARRAY(Text), nullable=False, server_default="{}"),
    _text("service_number"),
    _flag("equipment"),
    _text("platform"),
    _number("version"),
)
Index("subscription_account", subscription.c.shard, subscription.c.account_id)

ladder_case = Table(
    "ladder_case",
    metadata,
    _shard(),
    Column("case_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("step_date", Date, nullable=False),
    Column("step_count", Integer, nullable=False),
    Column("open_date", Date, nullable=False),
    Column("anchor", Date),
    _text("scenario_version"),
    Column("suspended_date", Date),
    Column("terminated_date", Date),
    Column("last_notice_date", Date, comment="when the last notice was really sent"),
    _flag("notice_waiting"),
    Column("held_until", Date, comment="the last date of the hold that ends last"),
    Column("next_date", Date, comment="the first date on which the sweep has to look"),
    Column("paid_date", Date),
    _time("paid_at"),
    Column("close_date", Date),
    _text("sales_unit"),
    _text("account_manager"),
    _text("agency"),
)
Index("ladder_case_account", ladder_case.c.shard, ladder_case.c.account_id, ladder_case.c.number)
Index(
    "ladder_case_next",
    ladder_case.c.shard,
    ladder_case.c.next_date,
    postgresql_where=ladder_case.c.close_date.is_(None),
)
Index("ladder_case_state", ladder_case.c.state, ladder_case.c.shard, ladder_case.c.case_id)

case_step = Table(
    "case_step",
    metadata,
    _shard(),
    Column("case_id", Text, primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("source", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("step_date", Date, nullable=False),
    Column("anchor", Date),
    _number("overdue"),
    Column("reasons", ARRAY(Text), nullable=False, server_default="{}"),
    _text("policy_version"),
    _text("actor"),
    _time("created_at", nullable=False),
)

hold = Table(
    "hold",
    metadata,
    _shard(),
    Column("hold_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("until_date", Date),
    _text("comment"),
    _text("actor"),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date),
)
Index("hold_case", hold.c.shard, hold.c.case_id)
Index("hold_id", hold.c.hold_id)

promise = Table(
    "promise",
    metadata,
    _shard(),
    Column("promise_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    _number("amount"),
    Column("promised_date", Date, nullable=False),
    _number("overdue"),
    _number("settled_before"),
    Column("state", Text, nullable=False),
    _text("actor"),
    Column("make_date", Date, nullable=False),
    Column("end_date", Date),
)
Index("promise_case", promise.c.shard, promise.c.case_id)
Index("promise_open", promise.c.promised_date, postgresql_where=promise.c.state == "OPEN")
Index("promise_id", promise.c.promise_id)

instalment_plan = Table(
    "instalment_plan",
    metadata,
    _shard(),
    Column("plan_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("parts", JSONB, nullable=False, comment="[[due date, minor units], …] by date"),
    _number("settled_before"),
    Column("state", Text, nullable=False),
    _text("requester"),
    _text("approver"),
    Column("make_date", Date, nullable=False),
    Column("next_due", Date),
)
Index("instalment_plan_due", instalment_plan.c.next_due, postgresql_where=instalment_plan.c.state == "RUNNING")
Index("instalment_plan_id", instalment_plan.c.plan_id)

dispute = Table(
    "dispute",
    metadata,
    _shard(),
    Column("dispute_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("bills", ARRAY(Text), nullable=False, server_default="{}"),
    _text("statement"),
    Column("state", Text, nullable=False),
    _text("finding"),
    _text("actor"),
    Column("open_date", Date, nullable=False),
    Column("resolve_date", Date),
)
Index("dispute_id", dispute.c.dispute_id)

contact = Table(
    "contact",
    metadata,
    _shard(),
    Column("contact_id", Text, primary_key=True),
    _text("case_id"),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    _text("sales_unit"),
    Column("period", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("medium", Text, nullable=False),
    _text("recipient"),
    _text("language"),
    _text("body"),
    _number("overdue"),
    Column("state", Text, nullable=False),
    _text("result"),
    _text("comment"),
    Column("plan_date", Date, nullable=False),
    Column("task_due_date", Date, comment="by when the manager must have done it; null for automatic contacts"),
    Column("sent_date", Date),
    _time("sent_at"),
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

work_order = Table(
    "work_order",
    metadata,
    _shard(),
    Column("order_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("subscription_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("number", Integer, nullable=False, comment="its place among the case's orders"),
    Column("state", Text, nullable=False),
    _text("reason"),
    _text("line_of_business"),
    _text("platform"),
    _text("product"),
    _text("service_number"),
    _text("sales_unit"),
    Column("create_date", Date, nullable=False),
    _time("created_at", nullable=False),
    Column("due_date", Date, nullable=False),
    Column("done_date", Date),
    _time("done_at"),
    Column("submissions", Integer, nullable=False, server_default="0"),
    _text("command_id"),
    _time("expire_at"),
    _time("checked_at"),
    Column("checked_overdue", BigInteger, comment="what payment's primary said was overdue at the last check"),
    Column("escalation_level", Integer, nullable=False, server_default="0"),
    _text("escalated_to"),
    Column("paid_date", Date),
    _time("paid_at"),
    _text("detail"),
)
Index(
    "work_order_pending",
    work_order.c.shard,
    work_order.c.account_id,
    work_order.c.number,
    postgresql_where=work_order.c.state == "PENDING",
)
Index("work_order_open", work_order.c.due_date, postgresql_where=work_order.c.done_date.is_(None))
Index("work_order_case", work_order.c.shard, work_order.c.case_id, work_order.c.number)

stray_report = Table(
    "stray_report",
    metadata,
    Column("event_id", Text, primary_key=True),
    _text("command"),
    _text("work_order"),
    _text("outcome"),
    _text("subscription"),
    _text("detail"),
    Column("receive_date", Date, nullable=False),
    _time("created_at", nullable=False),
)

scenario = Table(
    "scenario",
    metadata,
    Column("scenario_id", Text, primary_key=True),
    Column("effective_date", Date, primary_key=True),
    _text("grade"),
    _text("customer_class"),
    _text("line_of_business"),
    Column("layer", Text, nullable=False),
    Column("days", JSONB, nullable=False),
    Column("media", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    _text("proposer"),
    _text("approver"),
)

notice_template = Table(
    "notice_template",
    metadata,
    Column("template_id", Text, primary_key=True),
    Column("effective_date", Date, primary_key=True),
    Column("kind", Text, nullable=False),
    _text("medium"),
    Column("language", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("state", Text, nullable=False),
    _text("proposer"),
    _text("approver"),
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
    _time("completed_at"),
)

snapshot_shard = Table(
    "snapshot_shard",
    metadata,
    _shard(),
    Column("month", Text, primary_key=True),
    Column("digest", Text, nullable=False),
    _number("rows"),
    _number("arrears"),
    _number("position_arrears"),
)

arrears_row = Table(
    "arrears_row",
    metadata,
    _shard(),
    Column("month", Text, primary_key=True),
    Column("account_id", Text, primary_key=True),
    Column("subscription_id", Text, primary_key=True),
    Column("line_of_business", Text, primary_key=True),
    Column("sales_unit", Text, primary_key=True),
    Column("cycle", Text, primary_key=True),
    Column("due_date", Date, primary_key=True),
    Column("customer_id", Text, nullable=False),
    Column("bucket", SmallInteger, nullable=False),
    _flag("overdue"),
    _number("principal"),
    _number("late_fee"),
    _text("grade"),
    _text("account_manager"),
    _text("customer_kind"),
    _text("customer_class"),
)
Index("arrears_row_month", arrears_row.c.month, arrears_row.c.shard)
