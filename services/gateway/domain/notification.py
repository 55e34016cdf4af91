"""What a payment channel notifies, and the states of a notification (R-GTW-1)."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from enum import StrEnum

from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import Reason


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


@dataclass(frozen=True, slots=True)
class Heard:
    """A message with what its verifier said: genuine, with its claims and its payment; or refused, with a reason."""

    channel: str
    raw: RawRequest
    received_at: dt.datetime
    delivery: str = ""
    claims: tuple[Claim, ...] = ()
    payment: ChannelPayment | None = None
    reason: str = ""
    detail: str = ""

    @property
    def alarming(self) -> bool:
        """A channel's own probe is refused as a matter of course."""
        return bool(self.reason) and self.reason != Reason.SIGNATURE_PROBE


def judge_heard(heard: Heard, earlier: dict[str, bytes]) -> NotificationState:
    """Where a message goes; ``earlier`` holds the digests of the claims that earlier messages hold."""
    if heard.reason:
        return NotificationState.REFUSED
    state = judge_claims(heard.claims, earlier)
    # What pays nothing is kept and not posted; its repetitions are told from it all the same.
    return NotificationState.IGNORED if state is NotificationState.ACCEPTED and heard.payment is None else state


@dataclass(frozen=True, slots=True)
class NotificationRecord:
    """A stored notification, without its bytes."""

    id: str
    channel: str
    state: NotificationState
    reason: str
    detail: str
    delivery: str
    payment: ChannelPayment | None
    received_at: dt.datetime
    receive_date: dt.date
    attempts: int = 0
    posted_as: str = ""
    """The payment or the receipt that it became: "payments/…", "receipts/…"."""
    posted_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Posted:
    """What payment said to one notification. ``retry`` means that it said nothing that lasts."""

    id: str
    posted_as: str = ""
    reason: str = ""
    detail: str = ""
    retry: bool = False
