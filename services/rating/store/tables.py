"""The billing side's tables. `shard` is that of the customer, or of the key itself in `directory` and `service_number`.

Cycles are text YYYY-MM, which sorts by time. Columns `…_known` hold the first cycle whose bill run sees the fact:
what comes after a trial has frozen a cycle is known to the next one only, so that a trial run again finds the same
inputs (R-BIL-2).
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, LargeBinary, SmallInteger, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from services.rating.store.metadata import metadata


def _shard() -> Column[int]:
    return Column("shard", SmallInteger, primary_key=True)


def _key(name: str) -> Column[Any]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="")


def _sum(name: str) -> Column[Any]:
    """Minor units of the account's currency."""
    return Column(name, BigInteger, nullable=False, server_default="0")


def _flag(name: str) -> Column[Any]:
    return Column(name, Boolean, nullable=False, server_default="false")


def _version() -> Column[Any]:
    """Grows by one with each change; the position's version and the etag."""
    return Column("version", BigInteger, nullable=False, server_default="1")


directory = Table(
    "directory",
    metadata,
    _shard(),
    _key("collection"),
    _key("id"),
    Column("home_shard", SmallInteger, nullable=False),
    _text("customer_id"),
)

service_number = Table(
    "service_number",
    metadata,
    _shard(),
    _key("service_number"),
    Column("home_shard", SmallInteger, nullable=False),
    _text("subscription_id"),
    _text("account_id"),
    _text("customer_id"),
)

customer = Table(
    "customer",
    metadata,
    _shard(),
    _key("customer_id"),
    _text("display_name"),
    _text("kind"),
    _text("customer_class"),
    _text("sales_unit"),
    _text("account_manager"),
    _flag("telephone_managed"),
    _text("language"),
    _text("contact_phone"),
    _text("contact_email"),
    _text("member_of"),
    _flag("closed"),
    _version(),
)
Index("customer_by_group", customer.c.member_of, postgresql_where=customer.c.member_of != "")

ownership = Table(
    "ownership",
    metadata,
    _shard(),
    _key("customer_id"),
    Column("start_date", Date, primary_key=True),
    Column("listed", Boolean, primary_key=True),
    _text("sales_unit"),
    _text("account_manager"),
    _text("reason"),
    _flag("applied"),
)
Index("ownership_waiting", ownership.c.start_date, postgresql_where=~ownership.c.applied)

account = Table(
    "account",
    metadata,
    _shard(),
    _key("account_id"),
    _text("customer_id"),
    _text("display_name"),
    _flag("prepaid"),
    _text("currency"),
    Column("agreed_payment_day", SmallInteger, nullable=False, server_default="0"),
    _flag("closed"),
    _version(),
)
Index("account_by_customer", account.c.shard, account.c.customer_id)

subscription = Table(
    "subscription",
    metadata,
    _shard(),
    _key("subscription_id"),
    _text("account_id"),
    _text("customer_id"),
    _text("product_id"),
    _text("line_of_business"),
    _text("service_number"),
    _text("rent_item"),
    _sum("rent"),
    _text("effect_mode"),
    _text("state"),
    _text("platform"),
    _flag("equipment"),
    Column("charge_start", Date),
    Column("charged_from", Date),
    _text("start_known"),
    Column("terminate_date", Date),
    _text("terminate_known"),
    _version(),
)
Index("subscription_by_account", subscription.c.shard, subscription.c.account_id)

rent_change = Table(
    "rent_change",
    metadata,
    _shard(),
    _key("subscription_id"),
    _key("first_cycle"),
    _sum("rent"),
    _text("reason"),
)

suspension = Table(
    "suspension",
    metadata,
    _shard(),
    _key("subscription_id"),
    _key("command_id"),
    _text("reason"),
    Column("suspend_date", Date, nullable=False),
    _text("suspend_known"),
    Column("restore_date", Date),
    _text("restore_known"),
    _text("restore_command_id"),
)

catalogue_version = Table(
    "catalogue_version",
    metadata,
    _key("version_id"),
    _text("state"),
    Column("effective_date", Date, nullable=False),
    _text("requester"),
    _text("approver"),
    _text("sha256"),
    Column("content", LargeBinary, nullable=False),
    Column("load_date", Date, nullable=False),
)

policy = Table(
    "policy",
    metadata,
    Column("effective_date", Date, primary_key=True),
    Column("terms", JSONB, nullable=False),
    _text("state"),
    _text("requester"),
    _text("approver"),
)

customer_order = Table(
    "customer_order",
    metadata,
    _shard(),
    _key("order_id"),
    _text("subscription_id"),
    _text("account_id"),
    _text("customer_id"),
    _text("product_id"),
    _text("service_number"),
    _sum("rent"),
    _text("effect_mode"),
    Column("discounts", JSONB, nullable=False),
    _text("state"),
    Column("approvals", JSONB, nullable=False),
    _text("requester"),
    Column("order_date", Date, nullable=False),
    Column("sign_date", Date),
    Column("complete_date", Date),
    _sum("prepayment_required"),
    _text("work_order_id"),
)

work_order = Table(
    "work_order",
    metadata,
    _shard(),
    _key("work_order_id"),
    _text("subscription_id"),
    _text("account_id"),
    _text("customer_id"),
    _text("order_id"),
    _text("product_id"),
    _text("kind"),
    _text("platform"),
    _text("service_number"),
    _text("reason"),
    _text("state"),
    Column("create_date", Date, nullable=False),
    Column("outcome_date", Date),
    _text("detail"),
)
Index("work_order_pending", work_order.c.work_order_id, postgresql_where=work_order.c.state == "PENDING")
Index("work_order_by_subscription", work_order.c.shard, work_order.c.subscription_id)

discount_assignment = Table(
    "discount_assignment",
    metadata,
    _shard(),
    _key("assignment_id"),
    _text("subject_kind"),
    _text("subject_id"),
    _text("customer_id"),
    _text("discount_id"),
    _text("first_cycle"),
    _text("last_cycle"),
    _text("state"),
    _text("requester"),
    _text("approver"),
    _text("order_id"),
)

sponsorship_agreement = Table(
    "sponsorship_agreement",
    metadata,
    _shard(),
    _key("agreement_id"),
    _text("sponsor_account_id"),
    _text("sponsor_customer_id"),
    _text("display_name"),
    _text("kind"),
    Column("charge_items", JSONB, nullable=False),
    Column("charge_item_sets", JSONB, nullable=False),
    Column("permille", Integer, nullable=False),
    _sum("cap"),
    Column("priority", Integer, nullable=False),
    _text("first_cycle"),
    _text("last_cycle"),
    Column("pauses", JSONB, nullable=False),
    _text("state"),
    _version(),
)

sponsored_member = Table(
    "sponsored_member",
    metadata,
    _shard(),
    _key("account_id"),
    _key("agreement_id"),
    _text("first_cycle"),
    _text("last_cycle"),
)
Index("sponsored_member_by_agreement", sponsored_member.c.agreement_id, sponsored_member.c.account_id)

billing_gate = Table(
    "billing_gate",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    _text("open_cycle"),
)

bill_run = Table(
    "bill_run",
    metadata,
    _key("cycle"),
    Column("trial", Integer, primary_key=True),
    _text("state"),
    Column("accounts", JSONB, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("issue_date", Date),
    _text("requester"),
    _text("approver"),
    _sum("bills"),
    _sum("total"),
    _sum("parked"),
)


def _bill_columns() -> list[Column[Any]]:
    return [
        _text("customer_id"),
        _text("currency"),
        _sum("total"),
        _sum("net"),
        _sum("tax"),
        Column("lines_count", Integer, nullable=False),
        Column("due_date", Date, nullable=False),
    ]


trial_bill = Table(
    "trial_bill",
    metadata,
    _shard(),
    _key("cycle"),
    Column("trial", Integer, primary_key=True),
    _key("account_id"),
    *_bill_columns(),
)

bill = Table(
    "bill",
    metadata,
    _shard(),
    _key("account_id"),
    _key("cycle"),
    Column("trial", Integer, nullable=False),
    *_bill_columns(),
    Column("issue_date", Date, nullable=False),
    _text("sales_unit"),
)
Index("bill_by_cycle", bill.c.shard, bill.c.cycle, bill.c.account_id)

bill_line = Table(
    "bill_line",
    metadata,
    _shard(),
    _key("cycle"),
    Column("trial", Integer, primary_key=True),
    _key("account_id"),
    Column("line", Integer, primary_key=True),
    _text("kind"),
    _text("subscription_id"),
    _text("charge_item"),
    _text("line_of_business"),
    _sum("gross"),
    _sum("discount"),
    _sum("sponsored"),
    _sum("amount"),
    _sum("net"),
    _sum("tax"),
    Column("tax_rate", Integer, nullable=False, server_default="0"),
    _text("origin_cycle"),
    _text("sponsored_account"),
    _text("agreement_id"),
    _text("reason"),
    Column("steps", JSONB),
)

sponsored_amount = Table(
    "sponsored_amount",
    metadata,
    _shard(),
    _key("cycle"),
    Column("trial", Integer, primary_key=True),
    _key("sponsor_account"),
    _key("agreement_id"),
    _key("member_account"),
    _key("charge_item"),
    _text("line_of_business"),
    _sum("amount"),
)

next_charge = Table(
    "next_charge",
    metadata,
    _shard(),
    _key("charge_id"),
    _text("account_id"),
    _text("customer_id"),
    _text("subscription_id"),
    _text("charge_item"),
    _text("line_of_business"),
    _sum("amount"),
    _text("origin_cycle"),
    _text("due_cycle"),
    _text("reason"),
    _flag("approved"),
    _text("requester"),
    _text("billed_cycle"),
)
Index("next_charge_by_account", next_charge.c.shard, next_charge.c.account_id)

adjustment = Table(
    "adjustment",
    metadata,
    _shard(),
    _key("adjustment_id"),
    _text("account_id"),
    _text("customer_id"),
    _text("cycle"),
    Column("line", Integer, nullable=False),
    _sum("amount"),
    _text("reason"),
    _text("state"),
    _text("requester"),
    _text("approver"),
    Column("value_date", Date),
)

late_fee_note = Table(
    "late_fee_note",
    metadata,
    _shard(),
    _key("account_id"),
    _key("bill"),
    Column("line", Integer, primary_key=True),
    _key("due_cycle"),
    _sum("amount"),
    Column("assessed_through", Date, nullable=False),
)

unbilled_position = Table(
    "unbilled_position",
    metadata,
    _shard(),
    _key("account_id"),
    _text("cycle"),
    _sum("amount"),
    _version(),
)
