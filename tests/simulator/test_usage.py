from collections import Counter
from datetime import date

from simulator.behaviour.usage import Fate, Source, files_of, source_of
from simulator.choice import Choice
from simulator.days import run_days
from tests.simulator.builders import FIRST_DAY

NUMBERS = [f"0311{number:06d}" for number in range(60)]


def delivered(months: int = 2):
    return [each for day in run_days(FIRST_DAY, months) for each in files_of(Choice(1), NUMBERS, day, FIRST_DAY)]


def test_a_row_is_good_once_and_a_duplicate_ever_after():
    seen: set[str] = set()
    for file in delivered():
        for row in file.calls:
            assert (row.usage_id in seen) == (row.fate is Fate.DUPLICATE)
            seen.add(row.usage_id)


def test_files_hold_good_rows_duplicates_and_broken_ones():
    fates = Counter(row.fate for file in delivered() for row in file.calls)
    assert fates[Fate.RATED] > 1000
    assert fates[Fate.DUPLICATE] > 10
    assert fates[Fate.REJECTED] > 3


def test_each_number_is_delivered_by_its_own_exchange():
    for file in delivered():
        served = {source_of(row.caller) for row in file.calls if row.fate is Fate.RATED}
        assert served <= {file.source}


def test_the_switch_delivers_daily_and_the_exchange_weekly_and_on_the_first():
    days = {source: set() for source in Source}
    for day in run_days(FIRST_DAY, 2):
        for file in files_of(Choice(1), NUMBERS, day, FIRST_DAY):
            days[file.source].add(day)
    assert len(days[Source.SWITCH]) == 58
    assert date(2025, 2, 1) in days[Source.ASTERISK]
    assert all(day.weekday() == 0 or day.day == 1 for day in days[Source.ASTERISK])


def test_some_records_come_a_week_late():
    late = [row for file in delivered() for row in file.calls if row.fate is Fate.RATED and _days_late(file, row) > 6]
    assert late


def _days_late(file, row) -> int:
    delivered_on = date.fromisoformat(file.name.removeprefix("again-").removesuffix(".csv")[-8:])
    return (delivered_on - date.fromisoformat(row.start[:10])).days
