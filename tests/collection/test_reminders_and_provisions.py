"""Reminders in the payment window (R-DUN-2) and the provision by age (R-BAD-4)."""

from services.collection.domain.provision import DEFAULT_RATES, AgedArrears, ProvisionRate, provide
from services.collection.store import snapshots as store
from services.collection.store.contacts import ContactFilter, list_contacts
from services.collection.usecases import reminders, sending, snapshots
from tests.collection.builders import day, line

RATES = (ProvisionRate(0, 100), ProvisionRate(3, 5000), ProvisionRate(6, 10000))


async def test_everyone_is_told_the_due_date_and_the_amount_once_five_days_before(world):
    """R-DUN-2."""
    suite = await world("2025-03-26")
    await suite.customer()
    await suite.owes(
        [
            line("2025-02", 12345, due="2025-03-31"),
            line("2025-02", 55, due="2025-03-31", number=2, disputed=True),
            line("2025-03", 999, due="2025-04-30", number=3),
        ]
    )
    for _ in range(2):
        await reminders.plan_reminders(suite.db, day("2025-03-26"))
    await sending.send_planned(suite.db, suite._send, day("2025-03-26"))
    assert suite.sent == ["A-1-payment-reminder-2025-03-31"]
    async with suite.db.read() as tx:
        (told,) = await list_contacts(tx, ContactFilter(), None, 10)
    assert "123.45" in told.body
    assert "2025-03-31" in told.body
    assert (told.state, told.case_id) == ("SENT", "")
    assert (await reminders.plan_reminders(suite.db, day("2025-03-27")))["reminders"] == 0


def test_the_provision_is_rounded_per_account_and_age_and_summed_by_unit():
    """R-BAD-4: half a fen a hundred times is not fifty fen lost."""
    rows = [AgedArrears("U1", "BROADBAND", f"A-{n}", day("2025-02-28"), 1) for n in range(100)]
    (group,) = provide(rows, RATES, day("2025-06-15"))
    assert (group.rate.months_from, group.arrears, group.provision) == (3, 100, 100)
    young = provide([AgedArrears("U1", "ICT", "A-1", day("2025-06-30"), 10_000)], RATES, day("2025-06-15"))
    assert [each.provision for each in young] == [100]


async def test_the_provision_of_a_snapshot_by_default_is_all_over_three_months_past_due(world):
    """R-BAD-4."""
    suite = await world("2025-06-01")
    await suite.customer()
    await suite.owes([line("2025-01", 700, due="2025-02-28"), line("2025-02", 300, due="2025-03-31", number=2)])
    await suite.db.transact(lambda tx: snapshots.take_offsets(tx, ["2025-05"]))
    for month in await snapshots.due_snapshots(suite.db, day("2025-06-01")):
        await suite.runs.finish((await snapshots.start_snapshot(suite.db, month)).key)
    async with suite.db.read() as tx:
        rows = await store.aged_arrears(tx, "2025-06", "U1")
    groups = provide(rows, DEFAULT_RATES, day("2025-06-01"))
    assert [(each.rate.months_from, each.arrears, each.provision) for each in groups] == [(0, 300, 0), (3, 700, 700)]
