"""What calls ought to cost, worked out from the delivered records and a price list written here a second time."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from simulator.behaviour.usage import Call
from simulator.days import cycle_end, cycle_of

# Seconds of an increment, and its price by day and by night in millionths of a yuan, by the longest prefix that fits.
PRICES: dict[str, tuple[int, int, int]] = {
    "0311": (60, 100_000, 50_000),
    "0": (6, 20_000, 10_000),
    "13": (60, 150_000, 75_000),
    "00": (60, 1_200_000, 600_000),
}

# The night tariff holds before seven in the morning.
DAY_STARTS_AT_HOUR = 7

MICROS_IN_A_FEN = 10_000
TIME = "%Y-%m-%d %H:%M:%S"


@dataclass(frozen=True, slots=True)
class DeliveredCall:
    """A good record, the line that made it and the day on which its file came."""

    subscription_id: str
    call: Call
    delivered_on: date

    @property
    def began(self) -> datetime:
        """When it began, in the operator's zone."""
        return datetime.strptime(self.call.start, TIME)  # noqa: DTZ007 -- exchanges write their own local time


def expected_calls(calls: Iterable[DeliveredCall], last_cycle: str) -> dict[tuple[str, str], int]:
    """Gives the call charges by line and cycle, in fen, where they are simple.

    Simple is a line's cycle in which every call came before the bill run and none crosses from night to day or into the
    next day: those are split, which is not worked out here.
    """
    micros: Counter[tuple[str, str]] = Counter()
    intricate: set[tuple[str, str]] = set()
    for item in calls:
        origin = cycle_of(item.began.date())
        key = (item.subscription_id, origin)
        micros[key] += price(item)
        if item.delivered_on > cycle_end(origin):
            intricate |= {key, (item.subscription_id, cycle_of(item.delivered_on - timedelta(days=1)))}
        elif crosses(item):
            intricate.add(key)
    return {
        key: (2 * amount + MICROS_IN_A_FEN) // (2 * MICROS_IN_A_FEN)
        for key, amount in sorted(micros.items())
        if key not in intricate and key[1] <= last_cycle
    }


def price(item: DeliveredCall) -> int:
    """Gives a call's price: each increment that began is charged whole."""
    prefix = max((known for known in PRICES if item.call.called.startswith(known)), key=len)
    increment, by_day, by_night = PRICES[prefix]
    each = by_day if item.began.hour >= DAY_STARTS_AT_HOUR else by_night
    return -(-int(item.call.seconds) // increment) * each


def crosses(item: DeliveredCall) -> bool:
    """Says whether a call's price changes while it lasts."""
    last = item.began + timedelta(seconds=int(item.call.seconds) - 1)
    is_day, was_day = last.hour >= DAY_STARTS_AT_HOUR, item.began.hour >= DAY_STARTS_AT_HOUR
    return is_day != was_day or last.date() != item.began.date()
