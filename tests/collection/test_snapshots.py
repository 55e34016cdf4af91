"""The month-start snapshot (R-ARR-1, R-ARR-2, R-ARR-3) against its reference in domain.ageing."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.collection.domain.ageing import Buckets, age_lines
from services.collection.domain.arrears_view import ArrearsFilter
from services.collection.store import snapshots as store
from services.collection.usecases import snapshots, verify
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from tests.collection.builders import day, line


async def take(world, cycle: str) -> None:
    await world.db.transact(lambda tx: snapshots.take_offsets(tx, [cycle]))
    await world.close_day()


async def totals(world, month: str, dimensions=(), **wanted):
    async with world.db.read() as tx:
        return await store.group_ageing(tx, month, dimensions, ArrearsFilter(**wanted))


async def test_worked_example_7_as_a_snapshot(world):
    """R-ARR-2: 3000, 2000, 1500, 500 in the snapshot of May."""
    suite = await world("2025-05-01")
    await suite.customer()
    await suite.owes([line("2025-04", 3000), line("2025-03", 2000), line("2025-02", 1500), line("2025-01", 500)])
    await take(suite, "2025-04")
    (group,) = await totals(suite, "2025-05")
    assert group.buckets.amounts == (3000, 2000, 1500, 500)
    assert (group.customers, group.accounts) == (1, 1)


async def test_a_snapshot_waits_for_the_offset_of_the_cycle_before_and_is_taken_once(world):
    """R-ARR-1, R-SET-6."""
    suite = await world("2025-05-01")
    await suite.customer()
    await suite.owes([line("2025-04", 3000)])
    with pytest.raises(Refusal) as refused:
        await snapshots.start_snapshot(suite.db, "2025-05")
    assert refused.value.reason == "SNAPSHOT_NOT_READY"
    await suite.close_day()
    assert await totals(suite, "2025-05") == [type((await totals(suite, "2025-05"))[0])((), 0, 0, Buckets())]
    await take(suite, "2025-04")
    await suite.owes([])
    await take(suite, "2025-04")
    (group,) = await totals(suite, "2025-05")
    assert group.buckets.total == 3000


async def test_dimensions_freeze_what_was_true_on_the_snapshots_day(world):
    """R-ARR-3: by grade, unit, manager, line of business and who answers for it."""
    suite = await world("2025-05-01")
    await suite.customer(account_manager="M-1")
    await suite.customer("C-2", "A-2", kind="INDIVIDUAL")
    await suite.owes([line("2025-04", 300), line("2025-03", 50, number=2, line_of_business="CIRCUIT")])
    await suite.owes([line("2025-04", 7, sales_unit="U2")], "A-2")
    await take(suite, "2025-04")
    await suite.customer(account_manager="M-9")
    by_manager = await totals(suite, "2025-05", ["ACCOUNT_MANAGER"])
    assert [(group.keys, group.buckets.total) for group in by_manager] == [(("",), 7), (("M-1",), 350)]
    by_responsible = await totals(suite, "2025-05", ["RESPONSIBLE"])
    assert [(group.keys, group.buckets.total) for group in by_responsible] == [
        (("GROUP_DEPARTMENT",), 350),
        (("U2",), 7),
    ]
    by_both = await totals(suite, "2025-05", ["SALES_UNIT", "LINE_OF_BUSINESS"])
    assert [group.keys for group in by_both] == [("U1", "BROADBAND"), ("U1", "CIRCUIT"), ("U2", "BROADBAND")]
    async with suite.db.read() as tx:
        customers = await store.list_arrears(tx, "2025-05", "CUSTOMER", ArrearsFilter(), None, 10)
        lines = await store.list_arrears(tx, "2025-05", "SUBSCRIPTION", ArrearsFilter(), None, 1)
        rest = await store.list_arrears(
            tx, "2025-05", "SUBSCRIPTION", ArrearsFilter(), (lines[0].object_id, lines[0].account_id), 10
        )
    assert [(each.object_id, each.buckets.total, each.line_of_business) for each in customers] == [
        ("C-1", 350, ""),
        ("C-2", 7, "BROADBAND"),
    ]
    assert [each.account_id for each in (*lines, *rest)] == ["A-1", "A-2"]


async def test_a_past_snapshot_is_reproduced_from_its_kept_lines_and_a_changed_one_is_found(world):
    """R-ARR-2."""
    suite = await world("2025-05-01")
    await suite.customer()
    await suite.owes([line("2025-04", 3000)])
    await take(suite, "2025-04")
    await suite.owes([])
    async with suite.db.read() as tx:
        kept = store.digest_of(await store.kept_digests(tx, "2025-05"))
        assert kept == store.digest_of(await store.digest_shards(tx, "2025-05"))
        snapshot = await snapshots.find_snapshot(tx, "2025-05")
        assert kept == store.digest_of(await store.digest_again(tx, snapshot)), "told again from cycles and due dates"
        months = await store.history(tx, ArrearsFilter(customer_id="C-1"), "", "")
    assert [(month, buckets.total) for month, buckets in months] == [("2025-05", 3000)]

    from sqlalchemy import text

    async def tamper(tx):
        await tx.execute(text("UPDATE arrears_row SET principal = principal + 1"))

    await suite.db.transact(tamper)
    async with suite.db.read() as tx:
        assert kept != store.digest_of(await store.digest_shards(tx, "2025-05"))
        found = {each.name: await each.check(tx) for each in verify.INVARIANTS}
    assert found["snapshot_sums_to_arrears"].breaches == 1


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(1, 8), st.integers(0, 10**7), st.integers(0, 10**4), st.booleans(), st.booleans()),
        min_size=1,
        max_size=8,
    )
)
async def test_the_statement_in_sql_equals_the_reference_in_python(world, rows):
    suite = await world("2025-05-01")
    await suite.customer()
    month = Cycle.parse("2025-05")
    lines = [
        line(
            str(month.plus(-back)),
            principal,
            late_fee=fee,
            number=number,
            disputed=disputed,
            due="2025-04-30" if late else "2025-05-31",
        )
        for number, (back, principal, fee, disputed, late) in enumerate(rows, start=1)
    ]
    await suite.owes(lines)
    await take(suite, "2025-04")
    (group,) = await totals(suite, "2025-05")
    assert group.buckets == age_lines(month, day("2025-05-01"), lines)
    await suite.db.close()
