import csv
import io

from simulator.behaviour.usage import Call, Fate, Source, UsageFile
from simulator.behaviour.usage_files import CSV_HEADER, file_content
from simulator.choice import Choice
from simulator.operator.files import (
    CUSTOMER_HEADER,
    MISTAKES,
    SUBSCRIPTION_HEADER,
    corrected,
    csv_file,
    customer_rows,
    subscription_rows,
    with_mistakes,
)
from simulator.operator.population import FEWEST_CUSTOMERS, populate
from tests.simulator.builders import FIRST_DAY

PEOPLE = populate(Choice(1), FEWEST_CUSTOMERS, FIRST_DAY)
CALL = Call("pbx-1-20250101-0311100042-0", "0311100042", "01012345678", "2025-01-01 08:00:00", "65", Fate.RATED)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode())))


def test_every_customer_is_one_row_under_the_header():
    rows = rows_of(csv_file(CUSTOMER_HEADER, customer_rows(PEOPLE)))
    assert rows[0] == list(CUSTOMER_HEADER)
    assert [row[0] for row in rows[1:]] == [each.customer_id for each in PEOPLE.customers]


def test_a_rejects_file_is_corrected_by_id():
    right = subscription_rows(PEOPLE, "provisioning")
    typed = with_mistakes(right)
    wrong = [row for row, good in zip(typed, right, strict=True) if row != good]
    assert len(wrong) == len(MISTAKES)
    rejects = csv_file(SUBSCRIPTION_HEADER, wrong)
    again = rows_of(corrected(rejects, {row[0]: row for row in right}))
    assert again[0] == list(SUBSCRIPTION_HEADER)
    assert [tuple(row) for row in again[1:]] == [right[place] for place in MISTAKES]


def test_a_switchs_file_is_our_csv():
    rows = rows_of(file_content(UsageFile("f", Source.SWITCH, (CALL,))))
    assert rows[0] == list(CSV_HEADER)
    assert rows[1] == [CALL.usage_id, "VOICE", CALL.caller, CALL.called, CALL.start, "65"]


def test_an_exchanges_file_is_master_csv_with_18_columns_and_the_unique_id_last_but_one():
    (row,) = rows_of(file_content(UsageFile("f", Source.ASTERISK, (CALL,))))
    assert len(row) == 18
    assert row[1:3] == [CALL.caller, CALL.called]
    assert row[9:14] == ["2025-01-01 07:59:53", "2025-01-01 08:00:00", "2025-01-01 08:01:05", "72", "65"]
    assert row[16] == CALL.usage_id
