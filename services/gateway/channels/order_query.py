"""Asking a channel about one of its payments, for reconciliation: what is asked and what is answered (R-GTW-1).

Pure: the asking itself is the port in ``orders.py``.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from services.gateway.channels import fields
from services.gateway.channels.message import Channel
from services.gateway.domain.raw import RawRequest
from services.gateway.domain.reasons import MessageRefused


class Unaskable(Exception):
    """The channel cannot be asked this, or not as it is configured."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a channel is asked about: its own number of the payment, or the operator's number of the order, or both."""

    channel_number: str = ""
    order_number: str = ""
    ordered_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A request to the channel."""

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict[str, str])
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class OrderAnswer:
    """What the channel says: whether it knows the payment, and what it says of it.

    ``amount`` is in minor units. ``account`` and ``value_date`` are there where the channel's answer carries them.
    """

    found: bool
    paid: bool = False
    state: str = ""
    channel_number: str = ""
    currency: str = ""
    amount: int = 0
    account: str = ""
    value_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class OrderQuery:
    """How a kind of channel is asked. ``nonce`` makes a question unique.

    ``question`` raises Unaskable; ``read`` raises MessageRefused or ValueError for an answer that is not genuine, not
    readable, or about something else than what was asked.
    """

    question: Callable[[Channel, Asked, dt.datetime, str], Question]
    read: Callable[[Channel, Asked, int, RawRequest, dt.datetime], OrderAnswer]


def check_same(asked: Asked, channel_number: str, order_number: str) -> None:
    """Raises ValueError for an answer about another payment: a genuine one may have been kept and sent again."""
    for wanted, said in ((asked.channel_number, channel_number), (asked.order_number, order_number)):
        if wanted and wanted != said:
            raise ValueError(f"the answer is about {said[:64]!r}, not about {wanted!r}")


def account_named(reference: str) -> str:
    """The account in an order's reference; empty when it names none, which a reconciliation is to find out."""
    try:
        return fields.order_reference(reference)[0]
    except MessageRefused:
        return ""
