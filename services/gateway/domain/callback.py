"""A platform's callback as the inbox keeps it."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from services.gateway.domain.command import SERVICE_STATES, CommandRecord, Outcome
from services.gateway.domain.outcomes import Judgement, Known, judge_report
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import Reason

_ONE_DAY = dt.timedelta(days=1)
"""Business dates of services and platforms part by a day around midnight and while a day is being closed."""


class CallbackState(StrEnum):
    """Where a callback stands."""

    APPLIED = "APPLIED"
    DUPLICATE = "DUPLICATE"
    LATE = "LATE"
    QUARANTINED = "QUARANTINED"
    REFUSED = "REFUSED"
    DISMISSED = "DISMISSED"


@dataclass(frozen=True, slots=True)
class Report:
    """What a platform reports of a command. It names the command, or by its own reference the order that it made of it.

    ``outcome_date`` is None when it names no date: then it is the business date on which the report came.
    """

    delivery: str
    command_id: str
    platform_ref: str
    outcome: Outcome
    outcome_date: dt.date | None
    words: str
    service_state: str = ""
    """The state that the service has reached, where that is reported: it must be the one that was commanded."""

    def digest(self) -> bytes:
        """SHA-256 of what the report says, without its delivery."""
        on = self.outcome_date.isoformat() if self.outcome_date else ""
        content = (self.command_id, self.platform_ref, self.outcome.value, on, self.words, self.service_state)
        return hashlib.sha256("\x1f".join(content).encode()).digest()


@dataclass(frozen=True, slots=True)
class HeardCallback:
    """A callback with what its verifier said: a report, or a reason to refuse it."""

    platform: str
    raw: RawRequest
    received_at: dt.datetime
    report: Report | None = None
    reason: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class CallbackRecord:
    """A stored callback, without its bytes. ``outcome`` is empty for one that was unreadable."""

    id: str
    platform: str
    state: CallbackState
    reason: str
    detail: str
    report: Report | None
    received_at: dt.datetime
    receive_date: dt.date


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of a report, and what is known of its command afterwards when it was applied."""

    state: CallbackState
    reason: str = ""
    known: Known | None = None


def judge_callback(
    report: Report,
    platform: str,
    command: CommandRecord | None,
    known: Known | None,
    same_delivery: bytes | None,
    today: dt.date,
) -> Judged:
    """Judges a verified report (R-GTW-2).

    ``known`` is what earlier reports of the same batch left of the command; ``same_delivery`` the digest of an earlier
    message with the same delivery id. In this order: a repeated delivery, an unknown command, a date on which it cannot
    have happened, the outcome's own table.
    """
    if same_delivery is not None:
        if same_delivery == report.digest():
            return Judged(CallbackState.DUPLICATE)
        return Judged(CallbackState.QUARANTINED, Reason.DUPLICATE_CONTENT_DIFFERS)
    if command is None or command.command.platform != platform:
        return Judged(CallbackState.QUARANTINED, Reason.COMMAND_UNKNOWN)
    if report.service_state and SERVICE_STATES.get(command.command.kind) != report.service_state:
        return Judged(CallbackState.QUARANTINED, Reason.OUTCOME_CONTRADICTS)
    before = known or Known(command.outcome, command.outcome_date)
    on = report.outcome_date or today
    if not command.submit_date - _ONE_DAY <= on <= today + _ONE_DAY:
        return Judged(CallbackState.QUARANTINED, Reason.OUTCOME_DATE_IMPLAUSIBLE)
    judgement = judge_report(before, report.outcome, on)
    if judgement is Judgement.APPLIED:
        return Judged(CallbackState.APPLIED, known=Known(report.outcome, on))
    reason = Reason.OUTCOME_CONTRADICTS if judgement is Judgement.QUARANTINED else ""
    return Judged(CallbackState(judgement.value), reason)
