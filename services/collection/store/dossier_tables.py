"""Tables of bad debt (R-BAD); they stand in the same metadata."""

from sqlalchemy import BigInteger, Column, Date, DateTime, Index, Integer, LargeBinary, SmallInteger, Table, Text

from services.collection.store.tables import metadata

dossier = Table(
    "dossier",
    metadata,
    Column("shard", SmallInteger, primary_key=True, autoincrement=False),
    Column("dossier_id", Text, primary_key=True, comment="the case's id"),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("oldest_due_date", Date),
    Column("state", Text, nullable=False),
    Column("submitter", Text, nullable=False, server_default=""),
    Column("open_date", Date, nullable=False),
    Column("write_off_id", Text, nullable=False, server_default=""),
    Column("write_off_date", Date),
    Column("written_off", BigInteger, nullable=False, server_default="0"),
    Column("recovered", BigInteger, nullable=False, server_default="0"),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("policy_date", Date, comment="the date whose policy it was submitted under"),
)
Index("dossier_id", dossier.c.dossier_id)

evidence = Table(
    "evidence",
    metadata,
    Column("shard", SmallInteger, primary_key=True, autoincrement=False),
    Column("dossier_id", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("evidence_id", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("uploader", Text, nullable=False),
    Column("uploaded_at", DateTime(timezone=True), nullable=False),
)
Index("evidence_id", evidence.c.evidence_id)

evidence_content = Table(
    "evidence_content",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

confirmation = Table(
    "confirmation",
    metadata,
    Column("shard", SmallInteger, primary_key=True, autoincrement=False),
    Column("dossier_id", Text, primary_key=True),
    Column("role", Text, primary_key=True),
    Column("actor", Text, nullable=False),
    Column("statement", Text, nullable=False),
    Column("confirm_date", Date, nullable=False),
)

approval = Table(
    "approval",
    metadata,
    Column("shard", SmallInteger, primary_key=True, autoincrement=False),
    Column("dossier_id", Text, primary_key=True),
    Column("round", Integer, primary_key=True, autoincrement=False, comment="the submission that it belongs to"),
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("role", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("approved", SmallInteger, nullable=False),
    Column("comment", Text, nullable=False),
    Column("decide_date", Date, nullable=False),
)

loss_line = Table(
    "loss_line",
    metadata,
    Column("shard", SmallInteger, primary_key=True, autoincrement=False),
    Column("dossier_id", Text, primary_key=True),
    Column("bill", Text, primary_key=True),
    Column("line", Integer, primary_key=True, autoincrement=False),
    Column("cycle", Text, nullable=False),
    Column("principal", BigInteger, nullable=False),
    Column("late_fee", BigInteger, nullable=False),
)
