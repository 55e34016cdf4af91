"""An account's control as it was published, and as its readers want it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.credit.domain.available import CreditFigures
from services.credit.domain.control import CLEAR, Control, ControlDecision, ControlFacts


@dataclass(frozen=True, slots=True)
class StoredControl:
    """A control as kept. Version 0: none was ever published, and the account is CLEAR."""

    account: str
    customer: str
    version: int = 0
    control: Control = CLEAR
    payment_version: int = 0
    sponsorship_version: int = 0
    changed_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class SentDecision:
    """A decision that was sent; ``subject`` names the warning or intervention, if that is what was decided."""

    account: str
    customer: str
    decision: ControlDecision
    decided_on: dt.date
    reasons: tuple[str, ...]
    control_version: int
    payment_version: int
    policy_version: str
    subject: str = ""

    @property
    def place(self) -> tuple[int, str, str, str]:
        """Where it stands among the account's decisions, oldest first."""
        return self.control_version, self.decided_on.isoformat(), self.decision, self.subject


@dataclass(frozen=True, slots=True)
class ControlView:
    """A control with what its reader wants beside it."""

    stored: StoredControl
    currency: str
    sales_unit: str


@dataclass(frozen=True, slots=True)
class ControlExplanation:
    """A control, the same recomputed now, and every fact used; ``suspended`` is by subscription."""

    view: ControlView
    recomputed: Control
    facts: ControlFacts
    suspended: Mapping[str, dt.date]
    exemptions: tuple[str, ...]
    agreement: str
    figures: CreditFigures
