"""What a platform is sent and what it reports."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from services.gateway.channels.standard_webhooks import verify_signature
from services.gateway.domain.command import AttemptResult
from services.gateway.domain.pacing import BackOff, BreakerPolicy
from services.gateway.domain.raw import RawRequest


@dataclass(frozen=True, slots=True)
class Platform:
    """A configured platform with its keys. ``url`` has no slash at its end."""

    id: str
    scheme: str
    url: str
    send_key: tuple[str, bytes]
    """The id and the secret that our requests are signed with."""
    secrets: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    """The secrets that its callbacks may be signed with."""
    bearer: str = ""
    """A token for the platform's own gate, sent as Authorization; empty: none."""
    timeout_seconds: float = 5.0
    concurrency: int = 16
    rate_per_second: float = 0.0
    burst: int = 50
    back_off: BackOff = field(default_factory=BackOff)
    breaker: BreakerPolicy = field(default_factory=BreakerPolicy)
    query: bool = True
    """Whether the platform can be asked about a command after a try that ended unknown."""
    tolerance_seconds: int = 300
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    """The operator's zone: a time that the platform names is a business date there."""
    callback_rate_per_second: float = 0.0

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The ids of the keys in force; never the keys."""
        return tuple(sorted({self.send_key[0], *self.secrets}))


@dataclass(frozen=True, slots=True)
class Request:
    """An HTTP request to a platform, not signed yet."""

    method: str
    url: str
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


_CALLBACK_PATHS = {
    "cloud-events": "callbacks",
    "tmf640": "tmf-api/ServiceActivationAndConfiguration/v4/listener",
    "tmf641": "tmf-api/serviceOrdering/v4/listener",
}


def callback_path(platform: Platform) -> str:
    """The path that a platform reports to; with TM Forum's schemes the event's type follows it."""
    return f"/platforms/{platform.id}/{_CALLBACK_PATHS[platform.scheme]}"


_UNKNOWN = frozenset({408, 500, 502, 504})
"""Time-outs by whatever stands between, and errors within the platform: it may have taken the command."""
_TRY_AGAIN = frozenset({401, 403, 404, 405, 425, 429})
"""Besides 5xx: a wrong address or key is ours to mend, not the command's fault, so it is tried again and dies
in the list."""


def judge_status(status: int) -> AttemptResult:
    """What an answer to a command says. 409 says that the idempotency key is known: the platform has the command."""
    if 200 <= status < 300 or status == 409:
        return AttemptResult.TAKEN
    if status in _UNKNOWN:
        return AttemptResult.UNKNOWN
    if status in _TRY_AGAIN or status >= 500 or 300 <= status < 400:
        return AttemptResult.RETRY
    return AttemptResult.REFUSED


def verify_callback(platform: Platform, raw: RawRequest, now: dt.datetime) -> str:
    """The delivery's id, if the platform signed these bytes. Raises MessageRefused."""
    return verify_signature(platform.secrets, raw, now, platform.tolerance_seconds)
