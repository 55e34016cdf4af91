"""Whom the fixed lines call, and in which files the records come: daily from the switch, weekly from the Asterisk
exchange.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from simulator.choice import Choice
from simulator.days import ONE_DAY


class Source(StrEnum):
    """What delivers records: a switch in our own CSV, or an Asterisk exchange in Master.csv."""

    SWITCH = "switch-1"
    ASTERISK = "pbx-1"


class Fate(StrEnum):
    """What ought to become of a delivered row: exactly one of these."""

    RATED = "rated"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


# Local, long-distance, mobile and international numbers; the last two are rarer.
_DESTINATIONS = (
    ("0311", 500),
    ("010", 180),
    ("021", 120),
    ("138", 150),
    ("001", 30),
    ("0081", 20),
)

MOST_CALLS_A_DAY = 3
LATE_RECORD_PERMILLE = 10
BROKEN_RECORD_PERMILLE = 8
REPEATED_RECORD_PERMILLE = 15
REPEATED_FILE_PERMILLE = 40


@dataclass(frozen=True, slots=True)
class Call:
    """One record as it is written into a file; `start` and `seconds` are text because some are broken."""

    usage_id: str
    caller: str
    called: str
    start: str
    seconds: str
    fate: Fate


@dataclass(frozen=True, slots=True)
class UsageFile:
    """A file of records."""

    name: str
    source: Source
    calls: tuple[Call, ...]


def source_of(number: str) -> Source:
    """Says which exchange serves a number: every third one the Asterisk."""
    return Source.ASTERISK if int(number) % 3 == 0 else Source.SWITCH


def calls_of(choice: Choice, number: str, day: date) -> Iterator[Call]:
    """Makes the calls of a number on a day, as good records."""
    for index in range(choice.below(MOST_CALLS_A_DAY + 1, "calls", number, day)):
        key = ("call", number, day, index)
        start = datetime.combine(day, time()) + timedelta(seconds=choice.below(86400, *key, "start"))
        yield Call(
            usage_id=f"{source_of(number)}-{day:%Y%m%d}-{number}-{index}",
            caller=number,
            called=_destination(choice, key),
            start=start.strftime("%Y-%m-%d %H:%M:%S"),
            seconds=str(choice.between(5, 900, *key, "seconds")),
            fate=Fate.RATED,
        )


def _destination(choice: Choice, key: tuple[object, ...]) -> str:
    drawn = choice.below(sum(weight for _, weight in _DESTINATIONS), *key, "destination")
    for prefix, weight in _DESTINATIONS:
        if drawn < weight:
            return f"{prefix}{choice.between(10_000_000, 99_999_999, *key, 'called')}"
        drawn -= weight
    raise AssertionError("the weights do not cover the drawn number")


def files_of(choice: Choice, numbers: Sequence[str], day: date, first_day: date) -> list[UsageFile]:
    """Gives the files that are delivered on a day.

    The switch delivers the day before, every day. The exchange delivers on Mondays what came since the last delivery,
    and on the first of a month too, so that a cycle's bill run finds its calls.
    """
    files: list[UsageFile] = []
    for source in Source:
        covered = _covered(source, day, first_day)
        if covered:
            served = [number for number in numbers if source_of(number) is source]
            files += _files(choice, source, served, day, covered, first_day)
    return files


def _covered(source: Source, day: date, first_day: date) -> list[date]:
    if day <= first_day:
        return []
    if source is Source.SWITCH:
        return [day - ONE_DAY]
    if not _is_weekly(day):
        return []
    start = day - ONE_DAY
    while start > first_day and not _is_weekly(start):
        start -= ONE_DAY
    return [start + timedelta(days=offset) for offset in range((day - start).days)]


def _is_weekly(day: date) -> bool:
    return day.weekday() == 0 or day.day == 1


def _files(
    choice: Choice, source: Source, numbers: Sequence[str], day: date, covered: list[date], first_day: date
) -> list[UsageFile]:
    calls: list[Call] = []
    for called_on in covered:
        calls += [
            call for number in numbers for call in calls_of(choice, number, called_on) if not _is_late(choice, call)
        ]
    late_from = covered[0] - timedelta(days=7)
    if late_from >= first_day:
        late_days = [late_from + timedelta(days=offset) for offset in range(len(covered))]
        calls += [
            call
            for d in late_days
            for number in numbers
            for call in calls_of(choice, number, d)
            if _is_late(choice, call)
        ]
    if not calls:
        return []
    rows = tuple(row for call in calls for row in _rows(choice, call))
    name = f"{source}-{day:%Y%m%d}.csv"
    files = [UsageFile(name, source, rows)]
    if choice.chance(REPEATED_FILE_PERMILLE, "repeated file", name):
        # A row that was rejected and comes again as it was is a duplicate of the one in the reject store.
        again = tuple(replace(row, fate=Fate.DUPLICATE) for row in rows)
        files.append(UsageFile(f"again-{name}", source, again))
    return files


def _is_late(choice: Choice, call: Call) -> bool:
    return choice.chance(LATE_RECORD_PERMILLE, "late record", call.usage_id)


def _rows(choice: Choice, call: Call) -> list[Call]:
    rows = [call]
    if choice.chance(REPEATED_RECORD_PERMILLE, "repeated record", call.usage_id):
        rows.append(replace(call, fate=Fate.DUPLICATE))
    if choice.chance(BROKEN_RECORD_PERMILLE, "broken record", call.usage_id):
        rows.append(_broken(choice, call))
    return rows


def _broken(choice: Choice, call: Call) -> Call:
    broken = replace(call, usage_id=f"{call.usage_id}-x", fate=Fate.REJECTED)
    return choice.pick(
        (
            replace(broken, caller="03110000000"),
            replace(broken, start="2025-02-30 25:00:00"),
            replace(broken, seconds="-5"),
        ),
        "how broken",
        call.usage_id,
    )
