"""Sizes, names and what a finished file does not say."""

import re

from tests.house.sources import HAND_WRITTEN, functions, python_files, short, tracked_files

LINES_MAX = 400
FUNCTION_LINES_MAX = 60
FORBIDDEN_NAMES = {"util", "utils", "common", "helper", "helpers", "manager", "misc"}
LEFT_OPEN = re.compile(
    r"\bTO"
    + r"DO\b|\bFIX"
    + r"ME\b|NotImplemented"
    + r"Error|pytest\.sk"
    + r"ip|\bx"
    + r"fail\b|(?<![\w.])/(?:home|work|Users|root)/\w"
)


def test_no_file_is_longer_than_400_lines():
    lengths = {short(file): len(file.read_text(encoding="utf-8").splitlines()) for file in python_files(*HAND_WRITTEN)}
    assert {file: lines for file, lines in lengths.items() if lines > LINES_MAX} == {}


def test_no_function_is_longer_than_60_lines():
    found = {
        f"{short(file)}:{name}": lines
        for file in python_files(*HAND_WRITTEN)
        for name, lines in functions(file)
        if lines > FUNCTION_LINES_MAX
    }
    assert found == {}


def test_modules_are_named_by_a_noun_of_the_field():
    files = python_files(*HAND_WRITTEN, "tests")
    assert [short(file) for file in files if {file.stem, file.parent.name} & FORBIDDEN_NAMES] == []


def test_nothing_is_left_open_and_no_machine_is_named():
    found: list[str] = []
    for file in tracked_files():
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        found += [
            f"{short(file)}:{number} {line.strip()[:80]}"
            for number, line in enumerate(text.splitlines(), 1)
            if LEFT_OPEN.search(line)
        ]
    assert found == []
