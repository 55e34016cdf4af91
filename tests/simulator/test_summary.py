import io
import json
from dataclasses import replace
from datetime import date

from rich.console import Console

from simulator.checks.breach import Breach
from simulator.checks.facts import BillFact, MoneyFacts, PaymentFact, SuiteFacts, UsageCounts
from simulator.choice import Choice
from simulator.platform.desk import Desk
from simulator.queries.ladder import AgeingFact, LadderStep, RestorationFact
from simulator.summary.contents import LadderFacts, Play, canonical, summarize
from simulator.summary.table import show, yuan
from tests.simulator.builders import FIRST_DAY, allocation, receivable

DAY = date(2025, 3, 10)
PLAY = Play(7, 40, 4, FIRST_DAY, date(2025, 4, 30))
FACTS = SuiteFacts(
    bills=(BillFact("A1", "2025-01", 100, DAY, DAY), BillFact("A2", "2025-01", 200, DAY, DAY)),
    money=MoneyFacts(
        payments=(PaymentFact("P1", "COUNTER", "A1", 100, DAY, DAY, is_reversed=False, refunded=0),),
        receivables=(receivable("2025-01", 100, 0),),
        allocations=(allocation(0, "2025-01", 100),),
    ),
    usage=UsageCounts(10, 8, 1, 1),
)
LADDER = LadderFacts(
    ageing=(AgeingFact("2025-03", 1, 200, 0, 0, 0, 200),),
    steps=(LadderStep("A1-1", 1, "OPEN", DAY), LadderStep("A1-1", 2, "NOTIFY_ARREARS", DAY)),
    restorations=(RestorationFact("A1", "S1", DAY, DAY, date(2025, 3, 15)),),
)


def summary(facts=FACTS, ladder=LADDER):
    return summarize(PLAY, facts, ladder, Desk(Choice(1)), ["2025-03-10 a story"])


def test_the_order_in_which_facts_were_asked_for_changes_no_byte():
    turned = replace(FACTS, bills=FACTS.bills[::-1])
    steps = replace(LADDER, steps=LADDER.steps[::-1])
    assert canonical(summary(turned, steps)) == canonical(summary())


def test_a_single_other_fen_changes_the_digests():
    other = replace(FACTS, bills=(replace(FACTS.bills[0], total=101), FACTS.bills[1]))
    assert summary(other)["digests"]["bills"] != summary()["digests"]["bills"]


def test_the_file_is_json_with_what_a_person_looks_for():
    read = json.loads(canonical(summary()))
    assert read["bills"]["2025-01"] == {"bills": 2, "lines": 0, "total": 300}
    assert read["suspensions"][0]["days_off"] == 5
    assert read["ageing"]["2025-03"]["total"] == 200
    assert read["ladder"]["2025-03"] == {"NOTIFY_ARREARS": 1, "OPEN": 1}


def test_the_tables_name_every_breach():
    written = io.StringIO()
    show(Console(file=written, width=140), summary(), [Breach("no_bill_overpaid", "R-SET-6", "bill A1-2025-01")])
    text = written.getvalue()
    assert "BROKEN no_bill_overpaid (R-SET-6): bill A1-2025-01" in text
    assert "Ageing by snapshot" in text


def test_amounts_are_shown_in_yuan():
    assert [yuan(123456), yuan(-5), yuan(0)] == ["1,234.56", "-0.05", "0.00"]
