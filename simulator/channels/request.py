"""What a simulated channel sends, and the payment that it tells of."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class PaidOrder:
    """An order that was paid at a channel.

    ``amount`` is in fen; ``reference`` is what the operator's portal put into the order.
    """

    number: str
    order: str
    reference: str
    amount: int
    paid_at: dt.datetime

    @staticmethod
    def of(number: str, account: str, amount: int, paid_at: dt.datetime) -> "PaidOrder":
        """An order of a portal that writes the account and the ordered amount into its reference."""
        return PaidOrder(number, f"o{number[-24:]}", f"account={account}&amount={amount}", amount, paid_at)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed request: its headers and its body, byte by byte."""

    headers: Mapping[str, str]
    body: bytes
