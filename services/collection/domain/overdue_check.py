"""Payment's answer to the last check before a suspension or a termination leaves (R-CTL-6)."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OverdueCheck:
    """What payment's primary said about an account. ``blockers`` are named: IN_TRANSIT, DISPUTED, UNCLAIMED."""

    account_id: str
    overdue: int
    blockers: tuple[str, ...]
    read_at: dt.datetime

    @property
    def refusal(self) -> str:
        """Why the order must not leave; empty when it may."""
        if self.overdue <= 0:
            return "NOTHING_OVERDUE"
        return ",".join(self.blockers)


@dataclass(frozen=True, slots=True)
class CommandAnswer:
    """The gateway's answer to one submitted command. ``refused`` is empty when it was stored, now or before."""

    command_id: str
    refused: str
    retry: bool = False


@dataclass(frozen=True, slots=True)
class CommandReport:
    """A fact from the gateway about a command."""

    event_id: str
    command_id: str
    order_id: str
    subscription_id: str
    account_id: str
    customer_id: str
    outcome: str
    outcome_date: dt.date
    detail: str
