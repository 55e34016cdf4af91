"""What a verifier reads and what it answers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.x509 import Certificate

from services.gateway.domain.notification import ChannelPayment, Claim
from services.gateway.domain.reasons import MessageRefused, Reason


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer."""

    status: int
    body: bytes = b""
    media_type: str = ""
    headers: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Channel:
    """A configured channel with its keys. Which fields a scheme uses is said in its own file."""

    id: str
    scheme: str
    payment_channel: str
    currency: str = "CNY"
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    tolerance_seconds: int = 300
    amount_max: int = 10_000_000_00
    """The highest amount that is believed, in minor units."""
    merchant: str = ""
    apps: frozenset[str] = frozenset()
    agent: str = ""
    number_prefix: str = ""
    """Standard Webhooks: what its numbers bear in front in our books, so that two banks may count alike."""
    order_amount_required: bool = False
    """Whether the order's reference must carry the amount that was ordered."""
    rate_per_second: float = 0.0
    """How many notifications a second are taken; 0 is without a limit."""
    secrets: Mapping[str, bytes] = field(default_factory=dict[str, bytes])
    public_keys: Mapping[str, RSAPublicKey] = field(default_factory=dict[str, RSAPublicKey])
    content_key: bytes = b""
    trusted: tuple[Certificate, ...] = ()
    subjects: frozenset[str] = frozenset()
    sha1_certificates: bool = True
    """UnionPay: whether the signer's certificate may be one that was signed with SHA-1."""
    query_url: str = ""
    """Where the channel is asked about its payments; empty: it cannot be."""
    merchant_key: RSAPrivateKey | None = None
    """WeChat Pay: the merchant's own key, which signs questions."""
    merchant_serial: str = ""

    @property
    def key_ids(self) -> tuple[str, ...]:
        """The ids of the keys in force; never the keys."""
        certificates = tuple(f"{certificate.serial_number:X}" for certificate in self.trusted)
        return (*sorted(self.secrets), *sorted(self.public_keys), *certificates)


@dataclass(frozen=True, slots=True)
class Notice:
    """A genuine message. ``payment`` is None for one that posts no money, and ``words`` says what it is."""

    delivery: str
    claims: tuple[Claim, ...]
    payment: ChannelPayment | None
    words: str = ""


def check_time(seconds: float, now: dt.datetime, tolerance_seconds: int) -> None:
    """Raises MessageRefused(TIMESTAMP_STALE) when the signed time is too far from now, before or after."""
    distance = abs(now.timestamp() - seconds)
    if distance > tolerance_seconds:
        raise MessageRefused(Reason.TIMESTAMP_STALE, f"the signed time is {int(distance)} s away from now")


def check_merchant(channel: Channel, merchant: str, app: str | None = None) -> None:
    """Raises MessageRefused(MERCHANT_MISMATCH) for money that was paid to somebody else."""
    if channel.merchant and merchant != channel.merchant:
        raise MessageRefused(Reason.MERCHANT_MISMATCH, f"merchant {merchant!r} is not ours")
    if app is not None and channel.apps and app not in channel.apps:
        raise MessageRefused(Reason.MERCHANT_MISMATCH, f"application {app!r} is not ours")


def check_payment(channel: Channel, payment: ChannelPayment, ordered: int | None = None) -> ChannelPayment:
    """The payment, if its amount and currency can be true. ``ordered`` is the amount that the order's
    reference carries.

    Raises MessageRefused: CURRENCY_MISMATCH before AMOUNT_MISMATCH.
    """
    if payment.currency != channel.currency:
        raise MessageRefused(Reason.CURRENCY_MISMATCH, f"currency {payment.currency!r} is not the channel's")
    if not 0 < payment.amount <= channel.amount_max:
        raise MessageRefused(
            Reason.AMOUNT_MISMATCH, f"amount {payment.amount} is not between 1 and {channel.amount_max}"
        )
    if ordered is None and channel.order_amount_required:
        raise MessageRefused(Reason.AMOUNT_MISMATCH, "the order's reference carries no amount")
    if ordered is not None and ordered != payment.amount:
        raise MessageRefused(Reason.AMOUNT_MISMATCH, f"{payment.amount} was paid for an order of {ordered}")
    return payment
