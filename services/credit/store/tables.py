"""Credit's tables. ``shard`` leads every key of a business table; policy is a small reference table."""

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
    return Column("shard", SmallInteger, primary_key=True, comment="of the customer")


def _who_decided() -> tuple[Column[str], ...]:
    return (
        Column("requester", Text, nullable=False),
        Column("decider", Text, nullable=False, server_default=""),
        Column("reason", Text, nullable=False),
    )


policy = Table(
    "policy",
    metadata,
    Column("version", Text, primary_key=True),
    Column("effective_date", Date, nullable=False),
    Column("state", Text, nullable=False, comment="PROPOSED, DRY_RUN, APPROVED or REJECTED"),
    Column("content", Text, nullable=False, comment="the CreditPolicy as JSON"),
    Column("shown_on", Date, comment="the business date of the last complete dry run"),
    *_who_decided(),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

customer = Table(
    "customer",
    metadata,
    _shard(),
    Column("customer", Text, primary_key=True),
    Column("version", BigInteger, nullable=False, comment="rating's"),
    Column("kind", Text, nullable=False),
    Column("customer_class", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("account_manager", Text, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("grade_version", BigInteger, nullable=False, server_default="0", comment="of GradeChanged"),
)
Index("customer_by_id", customer.c.customer)

first_position = Table(
    "first_position",
    metadata,
    _shard(),
    Column("customer", Text, primary_key=True),
    Column("version", BigInteger, nullable=False, comment="the lowest of rating's that ever came"),
    comment="who gave a customer its initial grade: the first position, whatever the order in which they came",
)

account_directory = Table(
    "account_directory",
    metadata,
    Column("shard", SmallInteger, primary_key=True, comment="of the account's own id: a question names only that"),
    Column("account", Text, primary_key=True),
    Column("customer", Text, nullable=False),
)

account = Table(
    "account",
    metadata,
    _shard(),
    Column("account", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("currency", Text, nullable=False, server_default="CNY"),
    Column("version", BigInteger, nullable=False, server_default="0", comment="rating's"),
    Column("prepaid", Boolean, nullable=False, server_default="false"),
    Column("closed", Boolean, nullable=False, server_default="false"),
    Column("agreed_payment_day", SmallInteger, nullable=False, server_default="0"),
    Column("payment_version", BigInteger, nullable=False, server_default="0", comment="payment's"),
    Column("principal", BigInteger, nullable=False, server_default="0", comment="open, minor units"),
    Column("late_fees", BigInteger, nullable=False, server_default="0", comment="open, minor units"),
    Column("spendable", BigInteger, nullable=False, server_default="0", comment="of all books, minor units"),
    Column("general", BigInteger, nullable=False, server_default="0", comment="the general book's part"),
    Column("unclaimed_receipts", Boolean, nullable=False, server_default="false"),
    Column("unbilled_version", BigInteger, nullable=False, server_default="0", comment="rating's"),
    Column("unbilled_cycle", Text, nullable=False, server_default=""),
    Column("unbilled", BigInteger, nullable=False, server_default="0", comment="minor units"),
)
Index("account_by_customer", account.c.shard, account.c.customer)

open_debt = Table(
    "open_debt",
    metadata,
    _shard(),
    Column("account", Text, primary_key=True),
    Column("due_date", Date, primary_key=True),
    Column("cycle", Text, primary_key=True),
    Column("line_of_business", Text, primary_key=True),
    Column("payable", BigInteger, nullable=False, comment="principal and late fee, minor units"),
    Column("blocked", BigInteger, nullable=False, comment="disputed or in transit, minor units"),
    Column("disputed", BigInteger, nullable=False, comment="the disputed principal in blocked"),
)
Index("open_debt_by_due_date", open_debt.c.due_date, open_debt.c.shard, open_debt.c.account)

subscription = Table(
    "subscription",
    metadata,
    _shard(),
    Column("subscription", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("version", BigInteger, nullable=False, comment="rating's"),
    Column("line_of_business", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("arrears_since", Date, comment="the confirmed suspension for arrears that stands; null: none"),
    Column("monthly_rent", BigInteger, nullable=False, comment="minor units"),
)
Index("subscription_by_account", subscription.c.shard, subscription.c.account)
Index(
    "subscription_suspended",
    subscription.c.shard,
    subscription.c.account,
    postgresql_where=subscription.c.arrears_since.is_not(None),
)

grade = Table(
    "grade",
    metadata,
    _shard(),
    Column("customer", Text, primary_key=True),
    Column("effective_cycle", Text, primary_key=True),
    Column("grade", Text, nullable=False),
    Column("origin", Text, nullable=False, comment="INITIAL or REGRADE"),
    Column("policy_version", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
)

regrade_result = Table(
    "regrade_result",
    metadata,
    _shard(),
    Column("customer", Text, primary_key=True),
    Column("cycle", Text, primary_key=True, comment="at whose end the facts were taken"),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    Column("policy_version", Text, nullable=False),
    Column("explanation", JSONB, nullable=False, comment="the GradeDecision"),
)
Index("regrade_result_by_cycle", regrade_result.c.cycle, regrade_result.c.customer)

grade_override = Table(
    "grade_override",
    metadata,
    _shard(),
    Column("override", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("grade", Text, nullable=False),
    Column("first_cycle", Text, nullable=False),
    Column("last_cycle", Text, nullable=False),
    Column("state", Text, nullable=False, comment="REQUESTED, APPROVED, REJECTED or ENDED"),
    *_who_decided(),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
Index("grade_override_by_customer", grade_override.c.shard, grade_override.c.customer)

bill = Table(
    "bill",
    metadata,
    _shard(),
    Column("bill", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("cycle", Text, nullable=False),
    Column("due_date", Date, nullable=False),
    Column("total", BigInteger, nullable=False, comment="minor units"),
)
Index("bill_by_customer", bill.c.shard, bill.c.customer, bill.c.cycle)

bill_adjustment = Table(
    "bill_adjustment",
    metadata,
    _shard(),
    Column("adjustment", Text, primary_key=True),
    Column("bill", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="minor units, signed"),
)
Index("bill_adjustment_by_customer", bill_adjustment.c.shard, bill_adjustment.c.customer)

settlement = Table(
    "settlement",
    metadata,
    _shard(),
    Column("settlement", Text, primary_key=True),
    Column("bill", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("value_date", Date, comment="null while only the reversal has come"),
    Column("principal", BigInteger, nullable=False, comment="minor units"),
    Column("reversed", Boolean, nullable=False),
)
Index("settlement_by_customer", settlement.c.shard, settlement.c.customer, settlement.c.bill)

suspension = Table(
    "suspension",
    metadata,
    _shard(),
    Column("subscription", Text, primary_key=True),
    Column("suspend_date", Date, primary_key=True),
    Column("customer", Text, nullable=False),
    comment="every confirmed suspension for arrears, for regrading",
)
Index("suspension_by_customer", suspension.c.shard, suspension.c.customer)

broken_promise = Table(
    "broken_promise",
    metadata,
    _shard(),
    Column("promise", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("promised_date", Date, nullable=False),
)
Index("broken_promise_by_customer", broken_promise.c.shard, broken_promise.c.customer)

control = Table(
    "control",
    metadata,
    _shard(),
    Column("account", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("version", BigInteger, nullable=False, comment="of ControlChanged"),
    Column("state", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("oldest_due_date", Date),
    Column("suspend_not_before", Date),
    Column("terminate_not_before", Date),
    Column("dunning_exempt_until", Date),
    Column("suspension_exempt_until", Date),
    Column("overdue", BigInteger, nullable=False, comment="minor units"),
    Column("sponsorship_suspended", Boolean, nullable=False),
    Column("sponsorship_version", BigInteger, nullable=False, server_default="0"),
    Column("grade", Text, nullable=False),
    Column("policy_version", Text, nullable=False),
    Column("reasons", Text, nullable=False, comment="codes, with spaces between"),
    Column("payment_version", BigInteger, nullable=False),
    Column("changed_on", Date, nullable=False),
    comment="accounts without a row are CLEAR",
)
Index("control_not_clear", control.c.shard, control.c.account, postgresql_where=control.c.state != "CLEAR")

control_decision = Table(
    "control_decision",
    metadata,
    _shard(),
    Column("account", Text, primary_key=True),
    Column("control_version", BigInteger, primary_key=True),
    Column("decision", Text, primary_key=True),
    Column("subject", Text, primary_key=True, server_default="", comment="the warning or intervention that it lists"),
    Column("customer", Text, nullable=False),
    Column("decided_on", Date, nullable=False),
    Column("reasons", Text, nullable=False, comment="codes, with spaces between"),
    Column("payment_version", BigInteger, nullable=False),
    Column("policy_version", Text, nullable=False),
)

agreement = Table(
    "agreement",
    metadata,
    _shard(),
    Column("agreement", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("state", Text, nullable=False, comment="REQUESTED, APPROVED, REJECTED or ENDED"),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False, comment="the last date"),
    Column("payment_day", SmallInteger, nullable=False),
    Column("suspension_days", Integer, nullable=False),
    Column("prepayment_months", SmallInteger),
    Column("credit_limit", BigInteger, comment="minor units"),
    *_who_decided(),
    Column("created_at", DateTime(timezone=True), nullable=False),
)
Index("agreement_by_account", agreement.c.shard, agreement.c.account)

exemption = Table(
    "exemption",
    metadata,
    _shard(),
    Column("exemption", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("account", Text, nullable=False, comment="empty: all accounts of the customer"),
    Column("scope", Text, nullable=False, comment="DUNNING, SUSPENSION or BOTH"),
    Column("start_date", Date, nullable=False),
    Column("end_date", Date, nullable=False, comment="the last date"),
    Column("state", Text, nullable=False, comment="REQUESTED, APPROVED, REJECTED, ENDED or EXPIRED"),
    *_who_decided(),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("warned_on", Date),
)
Index("exemption_by_customer", exemption.c.shard, exemption.c.customer)
Index("exemption_standing", exemption.c.end_date, postgresql_where=exemption.c.state == "APPROVED")

exemption_event = Table(
    "exemption_event",
    metadata,
    _shard(),
    Column("exemption", Text, primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("state", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("business_date", Date, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

warning = Table(
    "warning",
    metadata,
    _shard(),
    Column("warning", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("account_manager", Text, nullable=False),
    Column("line_of_business", Text, nullable=False),
    Column("cycle", Text, nullable=False),
    Column("listed_on", Date, nullable=False),
    Column("notify_by", Date, nullable=False),
    Column("currency", Text, nullable=False),
    Column("figure", BigInteger, nullable=False, comment="minor units"),
    Column("threshold", BigInteger, nullable=False, comment="minor units"),
    Column("outcome", Text, nullable=False, server_default="UNSPECIFIED"),
    Column("outcome_on", Date),
    Column("recorder", Text, nullable=False, server_default=""),
    Column("note", Text, nullable=False, server_default=""),
    Column("topped_up", Boolean, nullable=False, server_default="false"),
)
Index("warning_by_cycle", warning.c.cycle, warning.c.sales_unit, warning.c.warning)

warning_threshold = Table(
    "warning_threshold",
    metadata,
    _shard(),
    Column("account", Text, primary_key=True),
    Column("line_of_business", Text, primary_key=True),
    Column("amount", BigInteger, nullable=False, comment="minor units"),
    comment="the departments' lists (R-CTL-3)",
)

intervention = Table(
    "intervention",
    metadata,
    _shard(),
    Column("intervention", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("line_of_business", Text, nullable=False),
    Column("figure", Text, nullable=False, comment="CHARGES or ARREARS"),
    Column("cycle", Text, nullable=False),
    Column("listed_on", Date, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="minor units"),
    Column("limit", BigInteger, nullable=False, comment="minor units"),
    Column("state", Text, nullable=False, comment="OPEN, DONE, MISSED or DONE_LATE"),
    Column("action", Text, nullable=False, server_default=""),
    Column("actor", Text, nullable=False, server_default=""),
    Column("acted_on", Date),
)
Index("intervention_by_cycle", intervention.c.cycle, intervention.c.sales_unit, intervention.c.intervention)

policy_effect = Table(
    "policy_effect",
    metadata,
    Column("version", Text, primary_key=True, comment="the proposed policy's"),
    Column("shard", SmallInteger, primary_key=True),
    Column("account", Text, primary_key=True),
    Column("customer", Text, nullable=False),
    Column("effects", ARRAY(Text), nullable=False),
    Column("suspend_old", Date),
    Column("suspend_new", Date),
    Column("limit_old", BigInteger, nullable=False),
    Column("limit_new", BigInteger, nullable=False),
)
