"""Tables of the policy and the calendars: small reference tables of dated rows; they stand in the same metadata."""

from sqlalchemy import Column, Date, Table, Text
from sqlalchemy.dialects.postgresql import JSONB

from services.collection.store.tables import metadata, text_column

collection_policy = Table(
    "collection_policy",
    metadata,
    Column("effective_date", Date, primary_key=True),
    Column("body", JSONB, nullable=False, comment="domain.collection_policy.CollectionPolicy"),
    Column("state", Text, nullable=False),
    text_column("proposer"),
    text_column("approver"),
)

working_calendar = Table(
    "working_calendar",
    metadata,
    Column("medium", Text, primary_key=True),
    Column("effective_date", Date, primary_key=True),
    Column("body", JSONB, nullable=False, comment="domain.calendar.WorkingCalendar"),
    Column("state", Text, nullable=False),
    text_column("proposer"),
    text_column("approver"),
)
