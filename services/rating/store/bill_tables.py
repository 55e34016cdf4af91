"""The tables of bill runs and bills. A trial writes bill_line and trial_bill; bill puts approved ones into force.

`sponsored_amount.state` is empty while its trial is one, BILLED when it stands on the sponsor's bill, and WAITING when
that bill went without it: then it follows on the sponsor's next one (R-SPO-2). Trial 0 of a cycle is what the opening
brought (R-ACC-4).
"""

from typing import Any

from sqlalchemy import Column, Date, Index, Integer, SmallInteger, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from services.rating.store.columns import flag_column, key_column, shard_column, sum_column, text_column, version_column
from services.rating.store.metadata import metadata

billing_gate = Table(
    "billing_gate",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    text_column("open_cycle"),
)

bill_run = Table(
    "bill_run",
    metadata,
    key_column("cycle"),
    Column("trial", Integer, primary_key=True),
    text_column("state"),
    Column("accounts", JSONB, nullable=False),
    Column("start_date", Date, nullable=False),
    Column("issue_date", Date),
    text_column("requester"),
    text_column("approver"),
    sum_column("bills"),
    sum_column("total"),
    sum_column("parked"),
)


def _bill_columns() -> list[Column[Any]]:
    return [
        text_column("customer_id"),
        text_column("currency"),
        sum_column("total"),
        sum_column("net"),
        sum_column("tax"),
        Column("lines_count", Integer, nullable=False),
        Column("due_date", Date, nullable=False),
    ]


trial_bill = Table(
    "trial_bill",
    metadata,
    shard_column(),
    key_column("cycle"),
    Column("trial", Integer, primary_key=True),
    key_column("account_id"),
    *_bill_columns(),
)

bill = Table(
    "bill",
    metadata,
    shard_column(),
    key_column("account_id"),
    key_column("cycle"),
    Column("trial", Integer, nullable=False),
    *_bill_columns(),
    Column("issue_date", Date, nullable=False),
    text_column("sales_unit"),
)
Index("bill_by_cycle", bill.c.shard, bill.c.cycle, bill.c.account_id)

bill_line = Table(
    "bill_line",
    metadata,
    shard_column(),
    key_column("cycle"),
    Column("trial", Integer, primary_key=True),
    key_column("account_id"),
    Column("line", Integer, primary_key=True),
    text_column("kind"),
    text_column("subscription_id"),
    text_column("charge_item"),
    text_column("line_of_business"),
    sum_column("gross"),
    sum_column("discount"),
    sum_column("sponsored"),
    sum_column("amount"),
    sum_column("net"),
    sum_column("tax"),
    Column("tax_rate", Integer, nullable=False, server_default="0"),
    text_column("origin_cycle"),
    text_column("sponsored_account"),
    text_column("agreement_id"),
    text_column("reason"),
    Column("steps", JSONB),
)

sponsored_amount = Table(
    "sponsored_amount",
    metadata,
    shard_column(),
    key_column("cycle"),
    Column("trial", Integer, primary_key=True),
    key_column("sponsor_account"),
    key_column("agreement_id"),
    key_column("member_account"),
    key_column("charge_item"),
    Column("line_of_business", Text, primary_key=True, server_default=""),
    sum_column("amount"),
    text_column("state"),
)
Index(
    "sponsored_amount_waiting",
    sponsored_amount.c.shard,
    sponsored_amount.c.sponsor_account,
    postgresql_where=sponsored_amount.c.state == "WAITING",
)

next_charge = Table(
    "next_charge",
    metadata,
    shard_column(),
    key_column("charge_id"),
    text_column("account_id"),
    text_column("customer_id"),
    text_column("subscription_id"),
    text_column("charge_item"),
    text_column("line_of_business"),
    sum_column("amount"),
    text_column("origin_cycle"),
    text_column("due_cycle"),
    text_column("reason"),
    flag_column("approved"),
    text_column("requester"),
    text_column("billed_cycle"),
)
Index("next_charge_by_account", next_charge.c.shard, next_charge.c.account_id)

adjustment = Table(
    "adjustment",
    metadata,
    shard_column(),
    key_column("adjustment_id"),
    text_column("account_id"),
    text_column("customer_id"),
    text_column("cycle"),
    Column("line", Integer, nullable=False),
    sum_column("amount"),
    text_column("reason"),
    text_column("state"),
    text_column("requester"),
    text_column("approver"),
    Column("value_date", Date),
)

late_fee_note = Table(
    "late_fee_note",
    metadata,
    shard_column(),
    key_column("account_id"),
    key_column("bill"),
    Column("line", Integer, primary_key=True),
    key_column("due_cycle"),
    sum_column("amount"),
    Column("assessed_through", Date, nullable=False),
)

unbilled_position = Table(
    "unbilled_position",
    metadata,
    shard_column(),
    key_column("account_id"),
    text_column("cycle"),
    sum_column("amount"),
    version_column(),
)

opening_loader = Table(
    "opening_loader",
    metadata,
    key_column("requester"),
    Column("load_date", Date, nullable=False),
)
