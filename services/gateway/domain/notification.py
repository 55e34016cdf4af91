"""What a payment channel notifies, and the states of a notification (R-GTW-1)."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum


class NotificationState(StrEnum):
    """Where a notification stands."""

    ACCEPTED = "ACCEPTED"
    POSTED = "POSTED"
    REFUSED = "REFUSED"
    REJECTED = "REJECTED"
    QUARANTINED = "QUARANTINED"
    DUPLICATE = "DUPLICATE"
    CONFLICT = "CONFLICT"
    IGNORED = "IGNORED"


class NotificationVerb(StrEnum):
    """What moves a notification on."""

    POST = "post"
    REJECT = "reject"
    QUARANTINE = "quarantine"
    RELEASE = "release"
    REPLAY = "replay"


NOTIFICATION_TRANSITIONS: dict[tuple[NotificationState, NotificationVerb], NotificationState] = {
    (NotificationState.ACCEPTED, NotificationVerb.POST): NotificationState.POSTED,
    (NotificationState.ACCEPTED, NotificationVerb.REJECT): NotificationState.REJECTED,
    (NotificationState.ACCEPTED, NotificationVerb.QUARANTINE): NotificationState.QUARANTINED,
    (NotificationState.REJECTED, NotificationVerb.QUARANTINE): NotificationState.QUARANTINED,
    (NotificationState.QUARANTINED, NotificationVerb.RELEASE): NotificationState.ACCEPTED,
    (NotificationState.REJECTED, NotificationVerb.REPLAY): NotificationState.ACCEPTED,
    (NotificationState.REFUSED, NotificationVerb.REPLAY): NotificationState.ACCEPTED,
    (NotificationState.IGNORED, NotificationVerb.REPLAY): NotificationState.ACCEPTED,
}


@dataclass(frozen=True, slots=True)
class ChannelPayment:
    """A payment as a channel reports it.

    ``channel_number`` is the channel's own unique number, the identity under which payment records it. ``amount`` is in
    minor units, positive. ``value_date`` is the channel's date in the operator's zone (R-SET-7). ``paid_at`` is the
    channel's time, when it gives one.
    """

    channel_number: str
    account: str
    currency: str
    amount: int
    value_date: dt.date
    paid_at: dt.datetime | None = None
    payer: str = ""
    remark: str = ""

    def digest(self) -> bytes:
        """SHA-256 of what is posted: an earlier notification of the same number must have the same."""
        content = (self.channel_number, self.account, self.currency, str(self.amount), self.value_date.isoformat())
        return hashlib.sha256("\x1f".join(content).encode()).digest()


@dataclass(frozen=True, slots=True)
class Claim:
    """An identity that a genuine message takes: the channel's delivery id, its payment number. The first one has it."""

    key: str
    digest: bytes


def judge_claims(claims: tuple[Claim, ...], earlier: dict[str, bytes]) -> NotificationState:
    """Tells a new message from a repeated one: ACCEPTED, DUPLICATE (same content) or CONFLICT (another content)."""
    known = [(claim, earlier[claim.key]) for claim in claims if claim.key in earlier]
    if any(claim.digest != digest for claim, digest in known):
        return NotificationState.CONFLICT
    return NotificationState.DUPLICATE if known else NotificationState.ACCEPTED
