"""The customer is told that service is restored (复机通知), once and only then (R-DUN-1, R-DUN-3, R-DUN-6)."""

from services.collection.store import contacts as store
from services.collection.usecases import sending
from tests.collection.builders import line
from tests.collection.test_contact_results import imports, known

JANUARY = [line("2025-01", 10000, due="2025-02-28")]


async def notices(suite, kind: str):
    async with suite.db.read() as tx:
        every = await store.list_contacts(tx, store.ContactFilter(account_id="A-1"), None, 1_000)
    return [each for each in every if each.kind == kind]


async def test_the_customer_is_told_once_that_service_is_restored(world):
    """R-DUN-1, R-DUN-3: when it is archived, with what was owed; a repeated or late report tells nobody again."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.reach("SUSPENDED")
    await suite.owes([])
    await suite.desk.drain()
    (restore,) = await suite.orders(kind="RESTORE")
    await suite.report(restore, "COMPLETED")
    assert await notices(suite, "RESTORATION_NOTICE") == []
    await suite.report(restore, "ARCHIVED")
    await suite.report(restore, "ARCHIVED")
    (notice,) = await notices(suite, "RESTORATION_NOTICE")
    assert (notice.state, notice.medium, notice.overdue) == ("PLANNED", "SMS", 10000)
    assert "100.00" in notice.body and "2025-02-28" in notice.body and "已恢复" in notice.body
    await sending.send_restored(suite.db, suite._send)
    assert suite.sent[-1] == notice.contact_id, "not only at the day's close"
    await sending.send_restored(suite.db, suite._send)
    await suite.close_day()
    assert suite.sent.count(notice.contact_id) == 1


async def test_who_was_never_switched_off_is_not_told_that_service_is_restored(world):
    """R-DUN-6."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.reach("SUSPENSION_NOTICED")
    await suite.owes([])
    await suite.close_day()
    assert await suite.state() == "CLOSED"
    assert await notices(suite, "RESTORATION_NOTICE") == []


async def test_an_a_customers_manager_is_asked_to_tell_that_service_is_restored(world):
    """R-DUN-3: after a termination too, while the equipment is still out."""
    suite = await world()
    await suite.customer(customer_class="A", account_manager="M-1")
    await suite.line("A-1", equipment=True)
    await suite.owes(JANUARY)
    await suite.reach("TERMINATION_NOTICED")
    await suite.line("A-1", state="SUSPENDED", equipment=True)
    await suite.reach("TERMINATED")
    await suite.owes([])
    await suite.desk.drain()
    (restore,) = await suite.orders(kind="RESTORE", states=("SUBMITTED",))
    await suite.report(restore, "ARCHIVED")
    (task,) = await notices(suite, "RESTORATION_NOTICE")
    assert (task.medium, task.recipient, task.state) == ("MANAGER", "M-1", "PLANNED")
    assert task.task_due_date > await suite.date()


async def test_a_restoration_notice_that_did_not_arrive_goes_the_next_way_though_the_case_is_closed(world):
    """R-DUN-3."""
    suite = await world()
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.reach("SUSPENDED")
    await suite.owes([])
    await suite.desk.drain()
    await suite.platform()
    await suite.close_day()
    (notice,) = await notices(suite, "RESTORATION_NOTICE")
    await imports(suite, f"{notice.contact_id},FAILED,WRONG_ADDRESS,,no such number")
    again = await known(suite, f"{notice.contact_id}-voice")
    assert again is not None
    assert (again.state, again.medium, again.body) == ("PLANNED", "VOICE", notice.body)
    case = await suite.case()
    assert (case.state, case.notice_waiting) == ("CLOSED", False)
