"""R-CTL-1: the sweep's columns decide what the integer reference decides, and find exactly what is stored otherwise."""

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from services.credit.domain.approvals import Verb
from services.credit.domain.control import Control, ControlFacts, Debt, decide_control, in_effect
from services.credit.domain.control_vectors import (
    GRADES,
    OVERDUE,
    STORED,
    SUSPENDED,
    differing,
    expected_controls,
)
from services.credit.domain.exemptions import ExemptionScope
from services.credit.domain.grades import HeldGrade
from services.credit.domain.policy import CreditPolicy, GradeTerms
from services.credit.domain.terms import AccountTerms, GradeHistory, StandingAgreement, TermsBook
from services.credit.store.policies import approved_policies
from services.credit.store.positions import accounts_of_shards
from services.credit.store.tables import control, control_decision
from services.credit.usecases import agreements, exemptions
from services.credit.usecases.reevaluate import reevaluate
from services.credit.usecases.sweep import differing_accounts
from services.kernel.business import LineOfBusiness
from services.kernel.ids import SHARDS
from services.kernel.period import Cycle
from tests.credit.builders import POLICY, day
from tests.credit.told import Told, account, customer, line, money, subscription
from tollbook.credit.v1 import events_pb2 as pb

DATE = day("2025-06-15")
LATER = CreditPolicy(
    "2025-03",
    day("2025-03-10"),
    POLICY.grade_rules,
    (GradeTerms("LOW", 1, 2, 6), GradeTerms("HIGH", 3, 1, 0)),
    POLICY.control_rules.__class__(suspend_sponsorship=False, termination_day_min=90),
)

dates = st.dates(dt.date(2025, 1, 1), dt.date(2025, 7, 15))
cycles = st.builds(Cycle.from_index, st.integers(2024 * 12 + 10, 2025 * 12 + 4))
debts = st.builds(Debt, dates, cycles, st.just(LineOfBusiness.FIXED_LINE), st.integers(0, 10**12))
facts = st.builds(
    ControlFacts,
    st.lists(debts, max_size=4).map(tuple),
    st.none() | st.dates(dt.date(2025, 2, 1), DATE),
    st.booleans(),
)
held = st.lists(
    st.tuples(st.sampled_from(["LOW", "MEDIUM", "HIGH"]), cycles), max_size=3, unique_by=lambda each: each[1]
)
worlds = st.lists(st.tuples(facts, held), max_size=6)


def columns(world: list[tuple[ControlFacts, list[tuple[str, Cycle]]]]) -> pl.DataFrame:
    """What the vectorised rule makes of a world; its account n belongs to customer n."""
    owed = [
        (f"A-{n}", f"C-{n}", debt.due_date, str(debt.cycle), debt.payable, known.unclaimed_receipts)
        for n, (known, _) in enumerate(world)
        for debt in known.debts
        if debt.due_date < DATE and debt.payable > 0
    ]
    suspended = [(f"A-{n}", known.suspended_since) for n, (known, _) in enumerate(world) if known.suspended_since]
    grades = [(f"C-{n}", str(cycle), grade) for n, (_, given) in enumerate(world) for grade, cycle in given]
    return expected_controls(
        pl.DataFrame(owed, schema=OVERDUE, orient="row"),
        pl.DataFrame(suspended, schema=SUSPENDED, orient="row"),
        pl.DataFrame(grades, schema=GRADES, orient="row"),
        DATE,
        TermsBook([POLICY, LATER]),
    )


def reference(world: list[tuple[ControlFacts, list[tuple[str, Cycle]]]]) -> dict[str, Control]:
    book = TermsBook(
        [POLICY, LATER],
        {
            f"A-{n}": AccountTerms(
                f"A-{n}", grades=GradeHistory(tuple(HeldGrade(*each) for each in sorted(given, key=lambda g: g[1])))
            )
            for n, (_, given) in enumerate(world)
        },
    )
    return {f"A-{n}": decide_control(known, DATE, book.of(f"A-{n}")) for n, (known, _) in enumerate(world)}


def row_of(name: str, made: Control) -> tuple[object, ...]:
    return (
        name,
        made.state.value,
        made.decision.value,
        made.oldest_due_date,
        made.suspend_not_before,
        made.terminate_not_before,
        made.overdue,
        made.sponsorship_suspended,
        " ".join(made.reasons),
        made.grade,
        made.policy_version,
    )


@settings(max_examples=40, deadline=None)
@given(worlds)
def test_r_ctl_1_the_columns_decide_what_the_reference_decides(world) -> None:
    made = {row[0]: row for row in columns(world).iter_rows()}
    for name, decided in reference(world).items():
        assert made.get(name, row_of(name, Control())) == row_of(name, decided)


@settings(max_examples=30, deadline=None)
@given(worlds, worlds)
def test_r_ctl_1_what_differs_from_the_stored_control_is_found_and_nothing_else(world, earlier) -> None:
    now, before = reference(world), reference(earlier)
    kept = {name: made for name, made in before.items() if made.state != "CLEAR" or made.decision != "NONE"}
    stored = pl.DataFrame([row_of(name, made)[:-2] for name, made in kept.items()], schema=STORED, orient="row")
    names = sorted({*now, *before})
    expected = [name for name in names if in_effect(now.get(name, Control())) != in_effect(before.get(name, Control()))]
    assert differing(columns(world), stored) == expected


async def begin(told: Told) -> None:
    """Plain accounts in every state, and some with an agreement, an override or an exemption."""
    await told.open("2025-02-10")
    for number, grade in enumerate("CCBACBCC"):
        await told.tell(customer(f"C-{number}", customer_class=grade), account(f"A-{number}", f"C-{number}"))
    owing = {0: "2025-02-28", 1: "2025-01-31", 2: "2025-01-31", 3: "2025-01-31", 6: "2025-02-28", 7: "2025-01-31"}
    for number, due in owing.items():
        lines = (line(due, 1_000 + number), line("2025-03-31", 500, cycle="2025-02"))
        await told.tell(money(*lines, name=f"A-{number}", owner=f"C-{number}", unclaimed=number == 7))
    for number in (1, 4):
        await told.tell(subscription(f"S-{number}", f"A-{number}", f"C-{number}", suspended="2025-02-05"))
    agreed = agreements.AgreementRequest(
        "A-2", StandingAgreement("", day("2025-02-01"), day("2025-12-31"), 0, 50), "", "contract", "li.wei"
    )
    made = await agreements.request_agreement(told.db, "r-1", agreed)
    approval = agreements.AgreementDecision(made.holds.agreement, Verb.APPROVE, "wang.fang", "agreed")
    await agreements.decide_agreement(told.db, "a-1", approval)
    asked = exemptions.ExemptionRequest("C-6", "", ExemptionScope.BOTH, None, day("2025-03-20"), "hospital", "li.wei")
    spared = await exemptions.request_exemption(told.db, "r-2", asked)
    agreed_to = exemptions.ExemptionDecision(spared.exemption, Verb.APPROVE, "wang.fang", "agreed")
    await exemptions.decide_exemption(told.db, "a-2", agreed_to)


async def all_again(told: Told) -> None:
    """The reference's way: every account decided again by ``reevaluate``."""

    async def work(tx) -> None:
        await reevaluate(tx, await accounts_of_shards(tx, 0, SHARDS - 1))

    await told.db.transact(work)


async def kept(told: Told) -> list:
    async with told.db.read() as tx:
        found = []
        for table in (control, control_decision):
            rows = await tx.execute(select(table).order_by(*table.primary_key))
            found += [tuple(row) for row in rows]
    return found


async def test_r_ctl_1_a_sweep_writes_and_tells_what_the_reference_writes_and_tells(database) -> None:
    """Two operators with the same facts, day by day: one is swept as columns, the other account by account."""
    swept, again = Told(database("credit", date=None)), Told(database("credit", date=None))
    for told in (swept, again):
        await begin(told)
    for date in ("2025-02-28", "2025-03-01", "2025-03-03", "2025-03-21", "2025-03-31", "2025-04-07", "2025-06-01"):
        for told in (swept, again):
            await told.open(date)
        await swept.sweep()
        await all_again(again)
        assert await kept(swept) == await kept(again), date
    for kind in (pb.ControlChanged, pb.SponsorshipControlChanged):
        told_by = [sorted(map(str, await told.published(kind))) for told in (swept, again)]
        assert told_by[0] == told_by[1] and told_by[0]


async def test_r_ctl_1_a_sweep_locks_and_writes_only_what_differs(told: Told) -> None:
    await begin(told)
    async with told.db.read() as tx:
        book = TermsBook(await approved_policies(tx))
    await told.open("2025-03-01")
    async with told.db.read() as tx:
        found = await differing_accounts(tx, 0, SHARDS - 1, book)
    assert (found.plain, sorted(found.unusual["account"])) == (["A-0"], ["A-2", "A-6"])
    await told.sweep()
    async with told.db.read() as tx:
        assert (await differing_accounts(tx, 0, SHARDS - 1, book)).plain == []


async def test_names_with_commas_quotes_and_lines_survive_the_way_to_columns_and_back(told: Told) -> None:
    await told.open("2025-03-05")
    name = 'A "1",\nx'
    await told.tell(customer("C,1"), account(name, "C,1"))
    await told.tell(money(line("2025-03-04"), name=name, owner="C,1"))
    await told.open("2025-04-04")
    await told.sweep()
    assert (await told.control(name, "C,1")).control.state == "SUSPENSION_PERMITTED"
