"""What the gateway tells of a command."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """A command's outcome, as the gateway tells it. ``outcome_date`` is the platform's date."""

    command_id: str
    origin: str
    kind: str
    subscription_id: str
    outcome: str
    outcome_date: dt.date
    detail: str

    @property
    def final(self) -> bool:
        """Whether the command is done: a restoration or a change only when its order is archived (R-OPN-7)."""
        return self.outcome == ("ARCHIVED" if self.kind in ("RESTORE", "CHANGE") else "COMPLETED")
