"""Payment's tables. ``shard`` leads every key of a business table: the customer's, or of the key itself for
identities.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

metadata = MetaData()


def of_account() -> list[Column[object]]:
    """The key that leads every table of an account's things."""
    return [Column("shard", SmallInteger, primary_key=True), Column("account_id", Text, primary_key=True)]  # pyright: ignore


customer = Table(
    "customer",
    metadata,
    Column("shard", SmallInteger, primary_key=True),
    Column("customer_id", Text, primary_key=True),
    Column("sales_unit", Text, nullable=False),
    Column("version", BigInteger, nullable=False, comment="rating's"),
)

account_directory = Table(
    "account_directory",
    metadata,
    Column("shard", SmallInteger, primary_key=True, comment="of the account id: known before its customer is"),
    Column("account_id", Text, primary_key=True),
    Column("customer_id", Text, nullable=False),
)

account = Table(
    "account",
    metadata,
    *of_account(),
    Column("customer_id", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("prepaid", Boolean, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("rating_version", BigInteger, nullable=False),
    Column("sequence", BigInteger, nullable=False, comment="the newest operation; the version of the position"),
    Column("plan", JSONB, comment="the settlement plan; null: the default"),
    Column("unclaimed", BigInteger, nullable=False, comment="receipts that may be this account's, in minor units"),
)
Index("account_by_customer", account.c.shard, account.c.customer_id)

book = Table(
    "book",
    metadata,
    *of_account(),
    Column("book_id", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("purpose", Text, nullable=False),
    Column("items", JSONB, nullable=False, comment="the charge items that it may pay; empty: all"),
    Column("priority", Integer, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("monthly_limit", BigInteger, nullable=False),
    Column("ratio_permille", Integer, nullable=False),
    Column("balance", BigInteger, nullable=False),
    Column("frozen", BigInteger, nullable=False),
    Column("cycle_use", JSONB, nullable=False),
    Column("sets", JSONB, nullable=False, server_default="[]", comment="the charge-item sets that it may pay"),
    Column("set_items", JSONB, nullable=False, server_default="[]", comment="their items, as the catalogue has them"),
    Column("funding", JSONB, comment="the account that may be drawn on, the limit, what was drawn"),
)
Index("book_funded", book.c.shard, book.c.account_id, postgresql_where=book.c.funding.is_not(None))
Index("book_bound_to_sets", book.c.shard, book.c.account_id, postgresql_where=book.c.sets != text("'[]'::jsonb"))
Index("book_ending", book.c.valid_until, postgresql_where=book.c.valid_until.is_not(None))

bill_line = Table(
    "bill_line",
    metadata,
    *of_account(),
    Column("bill", Text, primary_key=True),
    Column("line", Integer, primary_key=True),
    Column("cycle", Text, nullable=False),
    Column("due_date", Date, nullable=False),
    Column("subscription", Text, nullable=False),
    Column("charge_item", Text, nullable=False),
    Column("line_of_business", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("billed", BigInteger, nullable=False),
    Column("open", BigInteger, nullable=False),
    Column("weighted", BigInteger, nullable=False, comment="money-days of the parts no longer open"),
    Column("fee_assessed", BigInteger, nullable=False),
    Column("fee_paid", BigInteger, nullable=False),
    Column("fee_waived", BigInteger, nullable=False),
    Column("assessed_through", Date),
    Column("disputed", Boolean, nullable=False),
    Column("in_transit", Boolean, nullable=False),
    Column("excluded", JSONB, nullable=False, comment="days that bear no late fee"),
    Column("fee_stop", Date),
    Column("written_off", BigInteger, nullable=False),
    Column("fee_written_off", BigInteger, nullable=False),
    Column("write_off", Text, nullable=False),
    Column("paid_by", JSONB, nullable=False),
    Column("transit_payable", Boolean, nullable=False, server_default="false", comment="may be paid while in transit"),
    Column("active", Boolean, nullable=False, comment="something of it may still be paid"),
)
Index("bill_line_active", bill_line.c.shard, bill_line.c.account_id, postgresql_where=bill_line.c.active)
# No index names what a payment changes of a line that stays active: such a line is renewed within its page (HOT).
Index("bill_line_due", bill_line.c.due_date, bill_line.c.shard, postgresql_where=bill_line.c.active)
Index("bill_line_by_cycle", bill_line.c.cycle)

operation = Table(
    "operation",
    metadata,
    *of_account(),
    Column("sequence", BigInteger, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("value_date", Date, nullable=False),
    Column("posting_date", Date, nullable=False),
    Column("act", Text, nullable=False, comment="the act as JSON"),
    Column("voided", Boolean, nullable=False, comment="taken back"),
    Column("unsettled", Boolean, nullable=False, comment="its settlement was taken back"),
)

allocation = Table(
    "allocation",
    metadata,
    *of_account(),
    Column("sequence", BigInteger, primary_key=True, comment="the operation that settled"),
    Column("posted", BigInteger, primary_key=True, comment="the operation that posted it: itself or a reversal"),
    Column("number", Integer, primary_key=True),
    Column("book", Text, nullable=False),
    Column("bill", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("principal", BigInteger, nullable=False),
    Column("late_fee", BigInteger, nullable=False),
    Column("write_off", Text, nullable=False),
    Column("undone", BigInteger, comment="the reversal that took it back"),
)
Index("allocation_recovering", allocation.c.write_off, postgresql_where=allocation.c.write_off != "")

ledger_entry = Table(
    "ledger_entry",
    metadata,
    *of_account(),
    Column("sequence", BigInteger, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("posting_date", Date, nullable=False),
    Column("value_date", Date, nullable=False),
    Column("ledger_account", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="positive: debit; negative: credit"),
    Column("movement", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("line_of_business", Text, nullable=False),
    Column("bill", Text, nullable=False),
    Column("line", Integer, nullable=False),
    Column("book", Text, nullable=False),
)
Index(
    "ledger_entry_moving",
    ledger_entry.c.posting_date,
    postgresql_where=ledger_entry.c.movement != "",
)

channel_payment = Table(
    "channel_payment",
    metadata,
    Column("shard", SmallInteger, primary_key=True, comment="of the payment id, which is the channel's number"),
    Column("payment_id", Text, primary_key=True),
    Column("standing", Text, nullable=False, comment="PAYMENT or RECEIPT"),
    Column("account_id", Text, nullable=False, comment="as the channel named it"),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("value_date", Date, nullable=False),
    Column("posting_date", Date, nullable=False),
)

payment = Table(
    "payment",
    metadata,
    *of_account(),
    Column("payment_id", Text, primary_key=True),
    Column("sequence", BigInteger, nullable=False, comment="its operation"),
    Column("customer_id", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("channel_number", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("value_date", Date, nullable=False),
    Column("posting_date", Date, nullable=False),
    Column("book", Text, nullable=False),
    Column("state", Text, nullable=False, comment="POSTED or REVERSED"),
    Column("settled", BigInteger, nullable=False, comment="what its own settlement applied"),
    Column("refunded", BigInteger, nullable=False),
    Column("reverse_date", Date),
    Column("reverse_reason", Text, nullable=False),
    Column("receipt", Text, nullable=False),
    Column("payer", Text, nullable=False),
    Column("agent", Text, nullable=False),
)
Index("payment_by_agent", payment.c.agent, payment.c.value_date, postgresql_where=payment.c.agent != "")
Index("payment_by_id", payment.c.payment_id)
Index("payment_by_value_date", payment.c.channel, payment.c.value_date)

receipt = Table(
    "receipt",
    metadata,
    Column("shard", SmallInteger, primary_key=True, comment="of the receipt id"),
    Column("receipt_id", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("channel_number", Text, nullable=False),
    Column("account_named", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("value_date", Date, nullable=False),
    Column("posting_date", Date, nullable=False),
    Column("payer", Text, nullable=False),
    Column("possible_account", Text, nullable=False),
    Column("state", Text, nullable=False, comment="UNCLAIMED, CLAIMED or RETURNED"),
    Column("payment", Text, nullable=False),
    Column("agent", Text, nullable=False, server_default="", comment="the agent that took it"),
)
Index("receipt_by_agent", receipt.c.agent, receipt.c.value_date, postgresql_where=receipt.c.agent != "")
Index("receipt_waiting", receipt.c.posting_date, receipt.c.receipt_id, postgresql_where=receipt.c.state == "UNCLAIMED")

refund = Table(
    "refund",
    metadata,
    *of_account(),
    Column("sequence", BigInteger, primary_key=True),
    Column("book", Text, nullable=False),
    Column("payment", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("posting_date", Date, nullable=False),
    Column("reason", Text, nullable=False),
)

write_off = Table(
    "write_off",
    metadata,
    *of_account(),
    Column("write_off_id", Text, primary_key=True),
    Column("sequence", BigInteger, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("case_name", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("lines", JSONB, nullable=False, comment="[bill, line, principal, late fee] each"),
    Column("posting_date", Date, nullable=False),
    Column("approval", Text, nullable=False),
)

Index("write_off_by_account", write_off.c.account_id)

late_fee_policy = Table(
    "late_fee_policy",
    metadata,
    Column("effective_from", Date, primary_key=True),
    Column("parameters", JSONB, nullable=False),
)

late_fee_waiver = Table(
    "late_fee_waiver",
    metadata,
    *of_account(),
    Column("sequence", BigInteger, primary_key=True),
    Column("method", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("approval", Text, nullable=False),
    Column("posting_date", Date, nullable=False),
)

terminated_subscription = Table(
    "terminated_subscription",
    metadata,
    *of_account(),
    Column("subscription_id", Text, primary_key=True),
    Column("date", Date, nullable=False),
)

closed_cycle = Table(
    "closed_cycle",
    metadata,
    Column("cycle", Text, primary_key=True),
    Column("run", Text, nullable=False, comment="rating's run"),
    Column("offset_run", Text, nullable=False, comment="ours"),
)

arrears_day = Table(
    "arrears_day",
    metadata,
    Column("date", Date, primary_key=True),
    Column("sales_unit", Text, primary_key=True),
    Column("line_of_business", Text, primary_key=True),
    Column("currency", Text, primary_key=True),
    Column("closing", BigInteger, nullable=False, comment="by the movement's entries through the date"),
)
