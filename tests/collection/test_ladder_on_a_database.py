"""The ladder on a real database: sweep, work orders, callbacks, restoration (R-DUN-1, R-DUN-5, R-DUN-6, R-CTL-6)."""

from services.collection.domain.standing import Debt
from services.collection.store.orders import list_strays
from services.collection.usecases import sweep, verify
from tests.collection.builders import day, line

JANUARY = [line("2025-01", 10000, due="2025-02-28")]


async def breaches(world) -> list[str]:
    async with world.db.read() as tx:
        found = [await each.check(tx) for each in verify.INVARIANTS]
    return [example for each in found for example in each.examples]


async def test_a_low_account_that_never_pays_goes_to_bad_debt_in_june(world):
    """R-DUN-1, R-CRD-5, R-BAD-1: no step before its day, every notice really sent, the dossier open at the end."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-07-01"))
    assert await suite.steps() == [
        ("OPEN", "2025-03-01"),
        ("NOTIFY_ARREARS", "2025-03-03"),
        ("NOTIFY_SUSPENSION", "2025-03-20"),
        ("ORDER_SUSPENSION", "2025-03-31"),
        ("CONFIRM_SUSPENSION", "2025-04-01"),
        ("DUN", "2025-04-16"),
        ("NOTIFY_TERMINATION", "2025-05-21"),
        ("ORDER_TERMINATION", "2025-06-01"),
        ("CONFIRM_TERMINATION", "2025-06-02"),
        ("PROPOSE_BAD_DEBT", "2025-06-12"),
    ]
    assert [contact.rpartition("-")[0] for contact in suite.sent] == [
        "A-1-1-arrears-notice",
        "A-1-1-suspension-notice",
        "A-1-1-dunning",
        "A-1-1-termination-notice",
    ]
    assert await breaches(suite) == []


async def test_paying_before_the_suspension_ends_the_case_and_nothing_is_ordered(world):
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-03-25"))
    await suite.owes([])
    assert await suite.state() == "CLOSED"
    await suite.close_until(day("2025-05-01"))
    assert suite.commands == []
    assert await breaches(suite) == []


async def test_paying_while_suspended_orders_restoration_at_once_and_the_archive_closes_the_case(world):
    """R-DUN-6, R-OPN-7: done when archived, not when completed."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-04-10"))
    assert await suite.state() == "SUSPENDED"
    await suite.owes([line("2025-03", 10000, due="2025-04-30")], settled=10000)
    assert await suite.state() == "RESTORING"
    await suite.desk.drain()
    restore = (await suite.orders(kind="RESTORE"))[0]
    assert (restore.order_id, restore.state, restore.paid_date) == ("A-1-1-restore-2", "SUBMITTED", day("2025-04-10"))
    await suite.report(restore, "COMPLETED")
    assert await suite.state() == "RESTORING"
    await suite.report(restore, "ARCHIVED")
    assert await suite.state() == "CLOSED"
    assert await breaches(suite) == []


async def test_the_last_check_withdraws_the_order_of_an_account_that_has_paid_before_the_event_came(world):
    """R-CTL-6: payment is asked, not a replica."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-03-31"))
    suite.debts["A-1"] = Debt()
    await suite.close_day(controls=False)
    assert suite.commands == []
    assert await suite.state() == "SUSPENSION_NOTICED"
    assert [order.state for order in await suite.orders()] == ["WITHDRAWN"]
    assert await breaches(suite) == []


async def test_a_blocking_fact_withdraws_the_order_and_the_ladder_tries_again_the_next_day(world):
    """R-CTL-6: in-transit collections, unclaimed receipts and disputes block."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    suite.blockers["A-1"] = ("UNCLAIMED",)
    await suite.close_until(day("2025-04-02"))
    assert suite.commands == []
    assert [order.state for order in await suite.orders()] == ["WITHDRAWN", "WITHDRAWN"]
    suite.blockers.clear()
    await suite.close_until(day("2025-04-03"))
    assert [order.order_id for order in suite.commands] == ["A-1-1-suspend-3"]
    assert await suite.state() == "SUSPENDED"
    assert await breaches(suite) == []


async def test_a_payment_that_crosses_the_command_is_restored_at_once(world):
    """R-CTL-6: counted apart and restored."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    while not suite.commands:
        await suite.close_day()
    await suite.owes([])
    assert await suite.state() == "RESTORING"
    await suite.desk.drain()
    suspend, restore = await suite.orders()
    await suite.report(restore, "ARCHIVED")
    assert await suite.state() == "CLOSED"
    await suite.report(suspend, "COMPLETED")
    await suite.report(suspend, "ARCHIVED")
    assert await suite.state() == "CLOSED", "a stale suspended after a restoration changes nothing"
    assert len(suite.commands) == 2
    assert await breaches(suite) == []


async def test_an_expired_suspension_is_checked_again_under_a_new_command(world):
    """R-CTL-6: unsent after 60 s → checked again."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    while not suite.commands:
        await suite.close_day()
    first = (await suite.orders())[0]
    assert (first.expire_at - first.created_at).total_seconds() < 70
    await suite.report(first, "EXPIRED")
    assert (await suite.orders())[0].state == "PENDING"
    await suite.desk.drain()
    assert [each.command_id for each in suite.commands] == ["A-1-1-suspend-1", "A-1-1-suspend-1-r2"]
    await suite.report(first, "EXPIRED")
    assert (await suite.orders())[0].state == "SUBMITTED", "a report of an older command changes nothing"
    suite.debts["A-1"] = Debt()
    await suite.report((await suite.orders())[0], "EXPIRED")
    await suite.desk.drain()
    assert [order.state for order in await suite.orders()] == ["WITHDRAWN"]
    assert await suite.state() == "SUSPENSION_NOTICED"


async def test_every_active_line_of_the_account_is_suspended_and_restored(world):
    suite = await world()
    await suite.customer()
    await suite.line("A-1", "S-2")
    await suite.line("A-1", "S-3", "TERMINATED")
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-04-05"))
    assert sorted(order.subscription_id for order in suite.commands) == ["S-2", "S-A-1"]
    await suite.owes([])
    await suite.desk.drain()
    assert sorted(order.subscription_id for order in await suite.orders(kind="RESTORE")) == ["S-2", "S-A-1"]
    await suite.platform()
    assert await suite.state() == "CLOSED"
    assert await breaches(suite) == []


async def test_a_line_that_an_authority_suspended_too_is_not_lifted_by_payment(world):
    """R-DUN-6."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-04-05"))
    await suite.line("A-1", state="SUSPENDED", reasons=("ARREARS", "AUTHORITY"))
    await suite.owes([])
    assert await suite.orders(kind="RESTORE") == []
    assert await suite.state() == "CLOSED"


async def test_termination_with_equipment_orders_its_recovery(world):
    """R-DUN-5."""
    suite = await world()
    await suite.customer()
    await suite.line("A-1", equipment=True)
    await suite.owes(JANUARY)
    await suite.reach("TERMINATION_NOTICED")
    await suite.line("A-1", state="SUSPENDED", equipment=True)
    await suite.reach("TERMINATED")
    await suite.desk.drain()
    assert await suite.state() == "TERMINATED"
    recovery = (await suite.orders(kind="RECOVER_EQUIPMENT"))[0]
    assert recovery.state == "SUBMITTED"
    await suite.owes([])
    await suite.desk.drain()
    restore = (await suite.orders(kind="RESTORE"))[0]
    assert restore.reason == "REINSTALL"
    await suite.report(restore, "ARCHIVED")
    assert await suite.state() == "RECOVERING", "the case closes with the equipment"
    await suite.report(recovery, "COMPLETED")
    assert await suite.state() == "CLOSED"
    assert await breaches(suite) == []


async def test_after_an_outage_of_days_no_step_is_skipped_doubled_or_rushed(world):
    """R-DUN-1: collection slept from March to May."""
    suite = await world("2025-05-10")
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-05-25"))
    assert await suite.steps() == [
        ("OPEN", "2025-05-10"),
        ("NOTIFY_ARREARS", "2025-05-11"),
        ("NOTIFY_SUSPENSION", "2025-05-14"),
        ("ORDER_SUSPENSION", "2025-05-17"),
        ("CONFIRM_SUSPENSION", "2025-05-18"),
    ]


async def test_a_notice_that_the_sender_did_not_take_holds_the_ladder(world):
    """R-DUN-1: minimum days since it was really sent."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    suite.sender_works = False
    await suite.close_until(day("2025-05-01"))
    assert await suite.state() == "ARREARS_NOTICED"
    suite.sender_works = True
    await suite.close_until(day("2025-05-06"))
    assert ("NOTIFY_SUSPENSION", "2025-05-04") in await suite.steps()


async def test_a_partial_payment_moves_the_anchor_and_with_it_the_suspension(world):
    """R-DUN-1."""
    suite = await world()
    await suite.customer()
    february = line("2025-02", 10000, due="2025-03-31")
    await suite.owes([*JANUARY, february])
    await suite.close_until(day("2025-03-25"))
    await suite.owes([february], settled=10000)
    assert await suite.state() == "CLOSED", "nothing is overdue on 25 March"
    await suite.close_until(day("2025-05-02"))
    assert await suite.steps("A-1-2") == [
        ("OPEN", "2025-04-01"),
        ("NOTIFY_ARREARS", "2025-04-03"),
        ("NOTIFY_SUSPENSION", "2025-04-20"),
        ("ORDER_SUSPENSION", "2025-05-01"),
        ("CONFIRM_SUSPENSION", "2025-05-02"),
    ]


async def test_an_a_customer_gets_a_managers_task_which_goes_out_automatically_when_it_is_late(world):
    """R-DUN-3."""
    suite = await world()
    await suite.customer(customer_class="A", account_manager="M-1")
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-03-06"))
    assert suite.sent == []
    await suite.close_until(day("2025-03-08"))
    assert suite.sent == ["A-1-1-arrears-notice-2"]


async def test_an_exempt_account_is_not_suspended(world):
    """R-CTL-5."""
    suite = await world()
    await suite.customer()
    suite.exempt_until = day("2025-04-30")
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-05-01"))
    assert suite.commands == []
    suite.exempt_until = None
    await suite.close_until(day("2025-05-03"))
    assert [order.kind for order in suite.commands] == ["SUSPEND"]


async def test_callbacks_that_fit_no_order_are_kept_as_strays(world):
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    while not suite.commands:
        await suite.close_day()
    order = (await suite.orders())[0]
    await suite.report(order, "COMPLETED", order_id="A-1-1-suspend-9")
    await suite.report(order, "COMPLETED", command_id="somebody-elses")
    await suite.report(order, "COMPLETED", subscription_id="S-other")
    assert await suite.state() == "SUSPENDING"
    async with suite.db.read() as tx:
        assert len(await list_strays(tx, None, 10)) == 3


async def test_late_orders_escalate_and_a_failed_restoration_is_sent_again(world):
    """R-DUN-5, R-OPN-7."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-04-05"))
    await suite.owes([])
    await suite.desk.drain()
    await suite.report((await suite.orders(kind="RESTORE"))[0], "FAILED")
    await suite.close_day()
    restore = (await suite.orders(kind="RESTORE"))[0]
    assert (restore.state, restore.submissions) == ("SUBMITTED", 2)
    for _ in range(5):
        await suite.close_day()
    restore = (await suite.orders(kind="RESTORE"))[0]
    assert (restore.escalation_level, restore.escalated_to) == (3, "operations-head")
    await suite.platform()
    assert await suite.state() == "CLOSED"


async def test_the_sweep_is_idempotent_on_its_day(world):
    """A CloseDay that died is called again."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    for _ in range(2):
        run = await sweep.start_sweep(suite.db, day("2025-03-01"))
        if run:
            await suite.runs.finish(run.key)
    assert await suite.steps() == [("OPEN", "2025-03-01")]
