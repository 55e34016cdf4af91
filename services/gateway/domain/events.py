"""What the gateway publishes."""

import datetime as dt
from dataclasses import dataclass

from services.gateway.domain.command import Command, Outcome


@dataclass(frozen=True, slots=True)
class CommandReported:
    """A command's outcome changed."""

    command: Command
    outcome: Outcome
    outcome_date: dt.date
    detail: str


@dataclass(frozen=True, slots=True)
class NotificationRefused:
    """The alarm that a channel's notification was not accepted."""

    notification_id: str
    channel: str
    reason: str
