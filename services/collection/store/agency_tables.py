"""Tables of agencies, recovery lists and commission (R-AGY); they stand in the same metadata."""

from sqlalchemy import BigInteger, Column, Date, Index, Integer, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from services.collection.store.tables import flag_column, metadata, number_column, shard_column, text_column

agency = Table(
    "agency",
    metadata,
    Column("agency_id", Text, primary_key=True),
    text_column("display_name"),
    flag_column("closed"),
)

agency_agreement = Table(
    "agency_agreement",
    metadata,
    Column("agreement_id", Text, primary_key=True),
    Column("agency_id", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("steps", JSONB, nullable=False, comment="[[months from, basis points], …]"),
    Column("state", Text, nullable=False),
    text_column("proposer"),
    text_column("approver"),
)

assignment = Table(
    "assignment",
    metadata,
    shard_column(),
    Column("assignment_id", Text, primary_key=True),
    Column("case_id", Text, nullable=False),
    Column("account_id", Text, nullable=False),
    Column("agency_id", Text, nullable=False),
    Column("agreement_id", Text, nullable=False),
    Column("age_months", Integer, nullable=False),
    Column("basis_points", Integer, nullable=False),
    number_column("overdue"),
    Column("assign_date", Date, nullable=False),
    Column("recall_date", Date),
)
Index("assignment_case", assignment.c.shard, assignment.c.case_id)
Index("assignment_agency", assignment.c.agency_id, assignment.c.assignment_id)

recovered_money = Table(
    "recovered_money",
    metadata,
    shard_column(),
    Column("settlement_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("case_id", Text, nullable=False),
    Column("payment_id", Text, nullable=False),
    text_column("account_manager"),
    text_column("agency"),
    Column("amount", BigInteger, nullable=False, comment="settled on lines past due on the value date"),
    Column("oldest_cycle", Text, nullable=False),
    Column("value_date", Date, nullable=False),
    Column("posting_date", Date, nullable=False),
    Column("reversed_date", Date),
)
Index("recovered_money_payment", recovered_money.c.shard, recovered_money.c.account_id, recovered_money.c.payment_id)
Index("recovered_money_posting", recovered_money.c.posting_date)
Index("recovered_money_reversed", recovered_money.c.reversed_date)

recovery_list = Table(
    "recovery_list",
    metadata,
    Column("list_id", Text, primary_key=True),
    Column("agency_id", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("month", Text, nullable=False),
    Column("state", Text, nullable=False),
    text_column("importer"),
    text_column("support_signer"),
    text_column("marketing_signer"),
)
Index("recovery_list_agency", recovery_list.c.agency_id, recovery_list.c.sales_unit)

recovery_row = Table(
    "recovery_row",
    metadata,
    Column("list_id", Text, primary_key=True),
    Column("row", Integer, primary_key=True, autoincrement=False),
    Column("account_id", Text, nullable=False),
    Column("payment_id", Text, nullable=False),
    number_column("claimed"),
    number_column("claimed_commission"),
    number_column("matched"),
    Column("age_months", Integer, nullable=False),
    Column("basis_points", Integer, nullable=False),
    number_column("computed"),
    Column("differences", ARRAY(Text), nullable=False),
)

collector_commission = Table(
    "collector_commission",
    metadata,
    Column("collector", Text, primary_key=True),
    Column("month", Text, primary_key=True),
    number_column("recovered"),
    number_column("commission"),
    number_column("taken_back"),
)
