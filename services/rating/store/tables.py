"""The billing side's tables. `shard` is that of the customer, or of the key itself in `directory` and `service_number`.

Cycles are text YYYY-MM, which sorts by time. Columns `…_known` hold the first cycle whose bill run sees the fact:
what comes after a trial has frozen a cycle is known to the next one only, so that a trial run again finds the same
inputs (R-BIL-2).
"""

from sqlalchemy import Boolean, Column, Date, Index, Integer, LargeBinary, SmallInteger, Table
from sqlalchemy.dialects.postgresql import JSONB

from services.rating.store.columns import flag_column, key_column, shard_column, sum_column, text_column, version_column
from services.rating.store.metadata import metadata

directory = Table(
    "directory",
    metadata,
    shard_column(),
    key_column("collection"),
    key_column("id"),
    Column("home_shard", SmallInteger, nullable=False),
    text_column("customer_id"),
)

service_number = Table(
    "service_number",
    metadata,
    shard_column(),
    key_column("service_number"),
    Column("home_shard", SmallInteger, nullable=False),
    text_column("subscription_id"),
    text_column("account_id"),
    text_column("customer_id"),
)

customer = Table(
    "customer",
    metadata,
    shard_column(),
    key_column("customer_id"),
    text_column("display_name"),
    text_column("kind"),
    text_column("customer_class"),
    text_column("sales_unit"),
    text_column("account_manager"),
    flag_column("telephone_managed"),
    text_column("language"),
    text_column("contact_phone"),
    text_column("contact_email"),
    text_column("member_of"),
    flag_column("closed"),
    version_column(),
)
Index("customer_by_group", customer.c.member_of, postgresql_where=customer.c.member_of != "")

ownership = Table(
    "ownership",
    metadata,
    shard_column(),
    key_column("customer_id"),
    Column("start_date", Date, primary_key=True),
    Column("listed", Boolean, primary_key=True),
    text_column("sales_unit"),
    text_column("account_manager"),
    text_column("reason"),
    flag_column("applied"),
)
Index("ownership_waiting", ownership.c.start_date, postgresql_where=~ownership.c.applied)

account = Table(
    "account",
    metadata,
    shard_column(),
    key_column("account_id"),
    text_column("customer_id"),
    text_column("display_name"),
    flag_column("prepaid"),
    text_column("currency"),
    Column("agreed_payment_day", SmallInteger, nullable=False, server_default="0"),
    flag_column("closed"),
    version_column(),
)
Index("account_by_customer", account.c.shard, account.c.customer_id)

subscription = Table(
    "subscription",
    metadata,
    shard_column(),
    key_column("subscription_id"),
    text_column("account_id"),
    text_column("customer_id"),
    text_column("product_id"),
    text_column("line_of_business"),
    text_column("service_number"),
    text_column("rent_item"),
    sum_column("rent"),
    text_column("effect_mode"),
    text_column("state"),
    text_column("platform"),
    flag_column("equipment"),
    Column("charge_start", Date),
    Column("charged_from", Date),
    text_column("start_known"),
    Column("terminate_date", Date),
    text_column("terminate_known"),
    version_column(),
)
Index("subscription_by_account", subscription.c.shard, subscription.c.account_id)

rent_change = Table(
    "rent_change",
    metadata,
    shard_column(),
    key_column("subscription_id"),
    key_column("first_cycle"),
    sum_column("rent"),
    text_column("reason"),
)

account_move = Table(
    "account_move",
    metadata,
    shard_column(),
    key_column("subscription_id"),
    key_column("first_cycle"),
    text_column("account_before"),
    text_column("account_id"),
    text_column("reason"),
)

suspension = Table(
    "suspension",
    metadata,
    shard_column(),
    key_column("subscription_id"),
    key_column("command_id"),
    text_column("reason"),
    Column("suspend_date", Date, nullable=False),
    text_column("suspend_known"),
    Column("restore_date", Date),
    text_column("restore_known"),
    text_column("restore_command_id"),
)

catalogue_version = Table(
    "catalogue_version",
    metadata,
    key_column("version_id"),
    text_column("state"),
    Column("effective_date", Date, nullable=False),
    text_column("requester"),
    text_column("approver"),
    text_column("sha256"),
    Column("content", LargeBinary, nullable=False),
    Column("load_date", Date, nullable=False),
)

policy = Table(
    "policy",
    metadata,
    Column("effective_date", Date, primary_key=True),
    Column("terms", JSONB, nullable=False),
    text_column("state"),
    text_column("requester"),
    text_column("approver"),
)

customer_order = Table(
    "customer_order",
    metadata,
    shard_column(),
    key_column("order_id"),
    text_column("subscription_id"),
    text_column("account_id"),
    text_column("customer_id"),
    text_column("product_id"),
    text_column("service_number"),
    sum_column("rent"),
    text_column("effect_mode"),
    Column("discounts", JSONB, nullable=False),
    text_column("state"),
    Column("approvals", JSONB, nullable=False),
    text_column("requester"),
    Column("order_date", Date, nullable=False),
    Column("sign_date", Date),
    Column("complete_date", Date),
    sum_column("prepayment_required"),
    text_column("work_order_id"),
)

work_order = Table(
    "work_order",
    metadata,
    shard_column(),
    key_column("work_order_id"),
    text_column("subscription_id"),
    text_column("account_id"),
    text_column("customer_id"),
    text_column("order_id"),
    text_column("product_id"),
    text_column("kind"),
    text_column("platform"),
    text_column("service_number"),
    text_column("reason"),
    text_column("state"),
    Column("create_date", Date, nullable=False),
    Column("outcome_date", Date),
    text_column("detail"),
)
Index("work_order_pending", work_order.c.work_order_id, postgresql_where=work_order.c.state == "PENDING")
Index("work_order_by_subscription", work_order.c.shard, work_order.c.subscription_id)

discount_assignment = Table(
    "discount_assignment",
    metadata,
    shard_column(),
    key_column("assignment_id"),
    text_column("subject_kind"),
    text_column("subject_id"),
    text_column("customer_id"),
    text_column("discount_id"),
    text_column("first_cycle"),
    text_column("last_cycle"),
    text_column("state"),
    text_column("requester"),
    text_column("approver"),
    text_column("order_id"),
)

sponsorship_agreement = Table(
    "sponsorship_agreement",
    metadata,
    shard_column(),
    key_column("agreement_id"),
    text_column("sponsor_account_id"),
    text_column("sponsor_customer_id"),
    text_column("display_name"),
    text_column("kind"),
    Column("charge_items", JSONB, nullable=False),
    Column("charge_item_sets", JSONB, nullable=False),
    Column("permille", Integer, nullable=False),
    sum_column("cap"),
    Column("priority", Integer, nullable=False),
    text_column("first_cycle"),
    text_column("last_cycle"),
    Column("pauses", JSONB, nullable=False),
    text_column("state"),
    version_column(),
)

sponsored_member = Table(
    "sponsored_member",
    metadata,
    shard_column(),
    key_column("account_id"),
    key_column("agreement_id"),
    text_column("first_cycle"),
    text_column("last_cycle"),
)
Index("sponsored_member_by_agreement", sponsored_member.c.agreement_id, sponsored_member.c.account_id)
