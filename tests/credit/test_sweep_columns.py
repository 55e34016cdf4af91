"""R-CTL-1: the sweep's columns decide what the integer reference decides, and find exactly what is stored otherwise."""

import datetime as dt

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from services.credit.domain.control import Control, ControlFacts, Debt, decide_control, in_effect
from services.credit.domain.control_vectors import (
    GRADES,
    OVERDUE,
    STORED,
    SUSPENDED,
    differing,
    expected_controls,
)
from services.credit.domain.grades import HeldGrade
from services.credit.domain.policy import CreditPolicy, GradeTerms
from services.credit.domain.terms import AccountTerms, GradeHistory, TermsBook
from services.credit.usecases.sweep import differing_accounts
from services.kernel.business import LineOfBusiness
from services.kernel.period import Cycle
from tests.credit.builders import POLICY, day
from tests.credit.told import Told, account, customer, line, money, subscription

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
    )


@settings(max_examples=150, deadline=None)
@given(worlds)
def test_r_ctl_1_the_columns_decide_what_the_reference_decides(world) -> None:
    made = {row[0]: row for row in columns(world).iter_rows()}
    for name, control in reference(world).items():
        expected = row_of(name, control)
        assert made.get(name, row_of(name, Control())) == expected


@settings(max_examples=100, deadline=None)
@given(worlds, worlds)
def test_r_ctl_1_what_differs_from_the_stored_control_is_found_and_nothing_else(world, earlier) -> None:
    now, before = reference(world), reference(earlier)
    kept = {name: made for name, made in before.items() if made.state != "CLEAR" or made.decision != "NONE"}
    stored = pl.DataFrame([row_of(name, made) for name, made in kept.items()], schema=STORED, orient="row")
    names = sorted({*now, *before})
    expected = [name for name in names if in_effect(now.get(name, Control())) != in_effect(before.get(name, Control()))]
    assert differing(columns(world), stored) == expected


async def test_r_ctl_1_a_sweep_looks_again_at_what_differs_and_at_every_account_that_is_not_plain(told: Told) -> None:
    await told.open("2025-02-10")
    for name in ("A-1", "A-2", "A-3", "A-4"):
        await told.tell(customer(f"C{name}"), account(name, f"C{name}"))
    await told.tell(money(line("2025-02-28"), name="A-1", owner="CA-1"))
    await told.tell(subscription("S-2", "A-2", "CA-2", suspended="2025-02-05"))
    await told.tell(money(line("2025-01-31"), name="A-3", owner="CA-3"))
    async with told.db.read() as tx:
        quiet = await differing_accounts(tx, 0, 255)
    assert (quiet.keys, quiet.accounts, quiet.decided) == ([], 4, 2)
    await told.open("2025-03-03")
    async with told.db.read() as tx:
        found = await differing_accounts(tx, 0, 255)
    assert sorted(key.account for key in found.keys) == ["A-1", "A-3"]
    await told.sweep()
    async with told.db.read() as tx:
        assert (await differing_accounts(tx, 0, 255)).keys == []
