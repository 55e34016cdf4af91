"""The gateway's tables.

`claim` is sharded by a hash of its own key, because it is taken before any customer is known. The inbox and
outbox tables are
queues, local to the gateway's database: no shard leads them.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Identity,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    Uuid,
)

metadata = MetaData()

claim = Table(
    "claim",
    metadata,
    Column("shard", SmallInteger, primary_key=True, comment="of scope and key"),
    Column("scope", Text, primary_key=True, comment="channels/{id} or platforms/{id}"),
    Column(
        "key", Text, primary_key=True, comment="delivery:…, payment:…: an identity that the first genuine message takes"
    ),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of what that message says"),
    Column("message_id", Uuid, nullable=False),
)

notification = Table(
    "notification",
    metadata,
    Column("id", Uuid, primary_key=True, comment="UUIDv7: the order of arrival"),
    Column("channel", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("channel_number", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("amount", BigInteger, nullable=False, comment="minor units; 0 when the message was unreadable"),
    Column("value_date", Date),
    Column("payer", Text, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("receive_date", Date, nullable=False),
    Column("method", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("headers", Text, nullable=False, comment="JSON: pairs of name and value, in order of arrival"),
    Column("body", LargeBinary, nullable=False, comment="byte by byte"),
    Column("remote", Text, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("next_attempt_at", DateTime(timezone=True), comment="null once it is posted or out of posting"),
    Column("payment", Text, nullable=False, server_default="", comment="payments/… or receipts/…"),
    Column("posted_at", DateTime(timezone=True)),
)
Index("notification_unposted", notification.c.next_attempt_at, postgresql_where=notification.c.state == "ACCEPTED")
Index("notification_by_number", notification.c.channel_number)
Index("notification_by_state", notification.c.state, notification.c.id)

callback = Table(
    "callback",
    metadata,
    Column("id", Uuid, primary_key=True, comment="UUIDv7: the order of arrival"),
    Column("platform", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("delivery", Text, nullable=False),
    Column("command_id", Text, nullable=False, comment="empty when the message named none"),
    Column("platform_ref", Text, nullable=False, comment="the platform's own id of the order, where it names that"),
    Column("outcome", Text, nullable=False),
    Column("outcome_date", Date, comment="null: the platform named none"),
    Column("words", Text, nullable=False),
    Column("service_state", Text, nullable=False, comment="the state that the service has reached"),
    Column("received_at", DateTime(timezone=True), nullable=False),
    Column("receive_date", Date, nullable=False),
    Column("method", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("headers", Text, nullable=False, comment="JSON: pairs of name and value, in order of arrival"),
    Column("body", LargeBinary, nullable=False, comment="byte by byte"),
    Column("remote", Text, nullable=False),
)
Index("callback_by_state", callback.c.state, callback.c.id)
Index("callback_by_command", callback.c.command_id, callback.c.id)
Index("callback_quarantined", callback.c.id, postgresql_where=callback.c.state == "QUARANTINED")

command = Table(
    "command",
    metadata,
    Column("id", Text, primary_key=True, comment="chosen by the submitter"),
    Column(
        "sequence",
        BigInteger,
        Identity(),
        nullable=False,
        unique=True,
        comment="the order of a subscription's commands",
    ),
    Column("origin", Text, nullable=False),
    Column("work_order", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("subscription", Text, nullable=False),
    Column("account", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("service_number", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("expires_at", DateTime(timezone=True)),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of the content"),
    Column("outcome", Text, nullable=False),
    Column("outcome_date", Date, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column(
        "attempts_before", Integer, nullable=False, comment="made before the last resend: the limit counts from there"
    ),
    Column("detail", Text, nullable=False),
    Column("submit_date", Date, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
    Column("next_attempt_at", DateTime(timezone=True), nullable=False),
    Column("lease_until", DateTime(timezone=True), comment="a process is sending it"),
    Column("unknown", Boolean, nullable=False, comment="the last try ended without an answer"),
    Column("platform_ref", Text, nullable=False, comment="the platform's own id of the order"),
)
Index(
    "command_unsent",
    command.c.platform,
    command.c.subscription,
    command.c.sequence,
    postgresql_where=command.c.outcome == "ACCEPTED",
)
Index("command_by_outcome", command.c.outcome, command.c.sequence)
Index("command_by_subscription", command.c.subscription, command.c.sequence)
Index(
    "command_by_platform_ref", command.c.platform, command.c.platform_ref, postgresql_where=command.c.platform_ref != ""
)

pace = Table(
    "pace",
    metadata,
    Column("platform", Text, primary_key=True),
    Column("due", DateTime(timezone=True), nullable=False, comment="when the next command would be on time"),
)

past_command = Table(
    "past_command",
    metadata,
    Column("id", Text, primary_key=True),
    Column("digest", LargeBinary, nullable=False, comment="SHA-256 of the content"),
    Column("outcome", Text, nullable=False),
    Column("outcome_date", Date, nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("detail", Text, nullable=False),
    Column("submit_date", Date, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False),
)

attempt = Table(
    "attempt",
    metadata,
    Column("command_id", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("started_at", DateTime(timezone=True), nullable=False),
    Column("duration_ms", Integer, nullable=False),
    Column("http_status", Integer, nullable=False),
    Column("detail", Text, nullable=False),
)
