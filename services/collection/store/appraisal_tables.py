"""Tables of appraisal and inspections (R-KPI); they stand in the same metadata."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Table, Text

from services.collection.store.tables import metadata, number_column, shard_column, text_column

billed = Table(
    "billed",
    metadata,
    shard_column(),
    Column("account_id", Text, primary_key=True),
    Column("cycle", Text, primary_key=True),
    Column("customer_id", Text, nullable=False),
    text_column("sales_unit"),
    number_column("amount"),
)

appraisal_target = Table(
    "appraisal_target",
    metadata,
    Column("subject", Text, primary_key=True, comment='"" for all, else unit.{id} or manager.{id}'),
    Column("measure", Text, primary_key=True),
    Column("first_month", Text, primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("at_least", Boolean, nullable=False),
    text_column("actor"),
)

figure = Table(
    "figure",
    metadata,
    Column("month", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("measure", Text, primary_key=True),
    number_column("numerator"),
    number_column("denominator"),
)

figure_case = Table(
    "figure_case",
    metadata,
    shard_column(),
    Column("month", Text, primary_key=True),
    Column("measure", Text, primary_key=True),
    Column("account_id", Text, primary_key=True, comment="an agent's id for remittances"),
    Column("sales_unit", Text, primary_key=True),
    text_column("account_manager"),
    text_column("customer_id"),
    text_column("case_id"),
    number_column("numerator"),
    number_column("denominator"),
)
Index("figure_case_month", figure_case.c.month, figure_case.c.measure, figure_case.c.shard, figure_case.c.account_id)

inspection = Table(
    "inspection",
    metadata,
    Column("inspection_id", Text, primary_key=True),
    Column("sales_unit", Text, nullable=False),
    text_column("plan"),
    Column("plan_date", Date, nullable=False),
    Column("done_date", Date),
    text_column("inspector"),
)

finding = Table(
    "finding",
    metadata,
    Column("finding_id", Text, primary_key=True),
    Column("inspection_id", Text, nullable=False),
    text_column("description"),
    text_column("demand"),
    Column("due_date", Date, nullable=False),
    text_column("follow_up"),
    Column("close_date", Date),
)
Index("finding_inspection", finding.c.inspection_id, finding.c.finding_id)
