"""docs/rules.md tells which rule is held where and proven by what; this proves that it tells the truth."""

from tests.house.sources import ROOT
from tools.reference import errors, events, general_reasons, read_protos
from tools.rules import NUMBER, citations, read_rules, render


def test_the_table_of_rules_is_what_the_code_and_the_tests_say():
    assert (ROOT / "docs" / "rules.md").read_text(encoding="utf-8") == render(), "run `make rules` and commit"


def test_every_number_that_is_cited_is_a_rule():
    known = {number for rules in read_rules().values() for number in rules}
    cited = set(citations(ROOT, "services", "simulator", "tests", "bench"))
    for folder, pattern in (("protos", "*.proto"), ("docs", "*.md"), ("services", "*.md")):
        for file in (ROOT / folder).rglob(pattern):
            cited |= set(NUMBER.findall(file.read_text(encoding="utf-8")))
    assert cited - known == set()


def test_every_rule_has_a_line():
    rules = [line for section in read_rules().values() for line in section.values()]
    assert len(rules) == 84
    assert all(line.endswith(".") and len(line) > 30 for line in rules)


def test_the_references_of_errors_and_events_say_what_the_protos_say():
    protos = read_protos()
    assert (ROOT / "docs" / "errors.md").read_text(encoding="utf-8") == errors(protos), "run `make rules` and commit"
    assert (ROOT / "docs" / "events.md").read_text(encoding="utf-8") == events(protos), "run `make rules` and commit"
    assert all(line for _, line in general_reasons())
