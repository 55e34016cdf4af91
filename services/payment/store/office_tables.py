"""Tables of the back office: files, banks, agents, channels' statements, finance's figures, invoices."""

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, Integer, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from services.payment.store.tables import metadata, of_account

payment_file = Table(
    "payment_file",
    metadata,
    Column("run", Text, primary_key=True),
    Column("number", Integer, primary_key=True, comment="of the chunk"),
    Column("channel", Text, nullable=False),
    Column("agent", Text, nullable=False, server_default=""),
    Column("first_line", Integer, nullable=False),
    Column("content", LargeBinary, nullable=False, comment="the chunk's rows under the header"),
    Column("rejects", JSONB, comment="[line, text, faults] each; null until the chunk is done"),
)

mandate = Table(
    "mandate",
    metadata,
    *of_account(),
    Column("bank", Text, nullable=False),
    Column("bank_account", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("cash_only", Boolean, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
)

file_layout = Table(
    "file_layout",
    metadata,
    Column("layout_id", Text, primary_key=True),
    Column("encoding", Text, nullable=False),
    Column("records", JSONB, nullable=False, comment="header, row and trailer, each a list of fields"),
    Column("version", BigInteger, nullable=False),
)

bank_batch = Table(
    "bank_batch",
    metadata,
    Column("batch_id", Text, primary_key=True),
    Column("bank", Text, nullable=False),
    Column("layout", Text, nullable=False, comment="empty: pain.008"),
    Column("state", Text, nullable=False),
    Column("collection_date", Date, nullable=False),
    Column("currency", Text, nullable=False),
)

bank_row = Table(
    "bank_row",
    metadata,
    Column("batch_id", Text, primary_key=True),
    Column("row_number", Integer, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("customer_id", Text, nullable=False),
    Column("bank_account", Text, nullable=False),
    Column("holder", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("lines", JSONB, nullable=False, comment="[bill, line] each: in transit"),
    Column("state", Text, nullable=False, comment="SENT, PAID, RETURNED or CASH_ONLY"),
)

finance_figure = Table(
    "finance_figure",
    metadata,
    Column("month", Text, primary_key=True),
    Column("sales_unit", Text, primary_key=True),
    Column("line_of_business", Text, primary_key=True),
    Column("figure", Text, primary_key=True, comment="a column of the movement table"),
    Column("ours", BigInteger, nullable=False, comment="when finance's was imported"),
    Column("finances", BigInteger, nullable=False),
    Column("state", Text, nullable=False, comment="AGREED, OPEN or RESOLVED"),
    Column("resolution", Text, nullable=False),
)

invoice = Table(
    "invoice",
    metadata,
    *of_account(),
    Column("invoice_id", Text, primary_key=True),
    Column("kind", Text, nullable=False, comment="BILL, PREPAYMENT or RED"),
    Column("state", Text, nullable=False, comment="REQUESTED, ISSUED or REVERSED"),
    Column("bill", Text, nullable=False),
    Column("payment", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="negative on a red one"),
    Column("buyer_name", Text, nullable=False),
    Column("buyer_tax_number", Text, nullable=False),
    Column("issuer_number", Text, nullable=False),
    Column("reverses", Text, nullable=False),
    Column("issue_date", Date, nullable=False),
    Column("deliveries", JSONB, nullable=False),
)
Index("invoice_by_id", invoice.c.invoice_id)

agent = Table(
    "agent",
    metadata,
    Column("agent_id", Text, primary_key=True),
    Column("display_name", Text, nullable=False),
    Column("sales_unit", Text, nullable=False),
    Column("fee_permille", Integer, nullable=False),
    Column("bonus_permille", Integer, nullable=False),
    Column("bonus_target", BigInteger, nullable=False),
    Column("valid_from", Date),
    Column("valid_until", Date),
    Column("voucher", Text, nullable=False),
    Column("approved", Boolean, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("callers", JSONB, nullable=False, server_default="[]", comment="subjects that act for it"),
    Column("reviewed", JSONB, comment="the terms that finance reviewed last"),
)

agent_report = Table(
    "agent_report",
    metadata,
    Column("agent_id", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("payments", BigInteger, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("recorded_payments", BigInteger, nullable=False),
    Column("recorded_amount", BigInteger, nullable=False),
    Column("state", Text, nullable=False, comment="SUBMITTED, AUDITED or DISPUTED"),
    Column("finding", Text, nullable=False),
)

remittance = Table(
    "remittance",
    metadata,
    Column("remittance_id", Text, primary_key=True),
    Column("agent_id", Text, nullable=False),
    Column("amount", BigInteger, nullable=False),
    Column("remit_date", Date, nullable=False),
    Column("voucher", Text, nullable=False),
)

agent_inspection = Table(
    "agent_inspection",
    metadata,
    Column("inspection_id", Text, primary_key=True),
    Column("agent_id", Text, nullable=False),
    Column("date", Date, nullable=False),
    Column("finding", Text, nullable=False),
    Column("follow_up", Text, nullable=False),
)

reconciliation = Table(
    "reconciliation",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("currency", Text, nullable=False),
    Column("statement_rows", BigInteger, nullable=False),
    Column("statement_amount", BigInteger, nullable=False),
    Column("matched_rows", BigInteger, nullable=False),
    Column("matched_amount", BigInteger, nullable=False),
)

reconciliation_difference = Table(
    "reconciliation_difference",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("date", Date, primary_key=True),
    Column("channel_number", Text, primary_key=True),
    Column("kind", Text, nullable=False, comment="MISSING, EXTRA, AMOUNT or DATE"),
    Column("statement_amount", BigInteger),
    Column("recorded_amount", BigInteger),
    Column("state", Text, nullable=False, comment="OPEN or RESOLVED"),
    Column("resolution", Text, nullable=False),
)

transit_policy = Table(
    "transit_policy",
    metadata,
    Column("effective_from", Date, primary_key=True),
    Column("payable_elsewhere", Boolean, nullable=False),
)

value_date_policy = Table(
    "value_date_policy",
    metadata,
    Column("effective_from", Date, primary_key=True),
    Column("days_before_max", Integer, nullable=False),
)

funding_draw = Table(
    "funding_draw",
    metadata,
    *of_account(),
    Column("number", BigInteger, primary_key=True, comment="of the account's draws"),
    Column("book", Text, nullable=False),
    Column("direction", Text, nullable=False, comment="DRAW into the book, or RETURN from it"),
    Column("funding_account", Text, nullable=False),
    Column("asked", BigInteger, nullable=False, comment="at most, in minor units"),
    Column("whole", Boolean, nullable=False, comment="all or nothing, as the plan settles whole bills"),
    Column("amount", BigInteger, nullable=False, comment="what moved"),
    Column("state", Text, nullable=False, comment="OPEN, POSTED or EMPTY"),
    Column("ask_date", Date, nullable=False),
)
Index("funding_draw_open", funding_draw.c.account_id, postgresql_where=funding_draw.c.state == "OPEN")

funding_share = Table(
    "funding_share",
    metadata,
    *of_account(),
    Column("draw", Text, primary_key=True, comment="the other account's id, a dot, the draw's number"),
    Column("amount", BigInteger, nullable=False, comment="what this account gave; negative when it came back"),
    Column("posting_date", Date, nullable=False),
)
