"""What platforms report of notices, the senders, the calendars' days, and lists supervised (R-DUN-3, R-DUN-1)."""

import base64
import hashlib
import hmac
import json

import httpx
import pytest

from services.collection.domain.calendar import WorkingCalendar
from services.collection.domain.contact import Contact, ContactState, Outgoing
from services.collection.domain.notice import Medium, NoticeKind
from services.collection.senders.file import FileSender
from services.collection.senders.http import HttpSender, key_of
from services.collection.store import collection_policies as policy_store
from services.collection.store import contacts as store
from services.collection.usecases import contact_lists, contact_results, contacts
from services.kernel.clock import SystemClock
from services.kernel.errors import Refusal
from tests.collection.builders import day, line

JANUARY = [line("2025-01", 10000, due="2025-02-28")]
NOTICE = "A-1-1-arrears-notice-2"


async def noticed(world, **who):
    """A case whose arrears notice was handed over on 3 March; 4 March is open."""
    suite = await world()
    await suite.customer(**who)
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-03-04"))
    return suite


async def imports(suite, *rows: str, request_id: str = ""):
    content = "\n".join(["contact,state,result,sent_date,comment", *rows, ""]).encode()
    return await contact_results.import_results(suite.db, request_id or "/".join(rows), content, "qian")


async def known(suite, contact_id: str):
    async with suite.db.read() as tx:
        return await store.contacts_by_id(tx, contact_id)


async def test_the_ladder_counts_from_the_day_on_which_a_notice_was_really_sent(world):
    """R-DUN-1, R-DUN-3: the platform says that it went out two days later."""
    suite = await noticed(world)
    await suite.move_date(day("2025-03-06"))
    result = await imports(suite, f"contacts/{NOTICE},SENT,REACHED,2025-03-05,")
    assert (result.accepted, result.rejected) == (1, ())
    case = await suite.case()
    assert case is not None
    assert case.last_notice_date == day("2025-03-05")
    again = await imports(suite, f"{NOTICE},SENT,REACHED,2025-03-05,", request_id="again")
    assert (again.accepted, again.duplicates) == (0, 1)


async def test_a_notice_that_did_not_arrive_holds_the_ladder_and_goes_the_next_way(world):
    """R-DUN-1, R-DUN-3: by voice, then by mail, at last by a person; and the steps wait for it."""
    suite = await noticed(world, email="a@b.cn")
    await imports(suite, f"{NOTICE},FAILED,WRONG_ADDRESS,,no such number")
    case = await suite.case()
    assert case is not None
    assert case.notice_waiting
    await suite.close_day()
    assert suite.sent[-1] == f"{NOTICE}-voice"
    case = await suite.case()
    assert case is not None
    assert (case.notice_waiting, case.last_notice_date) == (False, day("2025-03-04"))
    await imports(suite, f"{NOTICE}-voice,FAILED,,,")
    await suite.close_day()
    await imports(suite, f"{NOTICE}-email,FAILED,,,")
    task = await known(suite, f"{NOTICE}-manager")
    assert task is not None
    assert (task.recipient, task.state) == ("U1", "PLANNED")
    done = contacts.CompleteTask(task.contact_id, "REACHED", "visited", "wang")
    await contacts.complete_task(suite.db, "t1", done)
    case = await suite.case()
    assert case is not None
    assert not case.notice_waiting


async def test_each_bad_row_of_a_result_file_is_reported_and_the_rest_goes_on(world):
    suite = await noticed(world)
    result = await imports(
        suite,
        "nobody,SENT,,2025-03-03,",
        f"{NOTICE},PLANNED,SHOUTED,soon,",
        f"{NOTICE},SENT,,2025-03-09,",
        f"{NOTICE},SENT",
        f"{NOTICE},SENT,REACHED,2025-03-03,",
    )
    assert (result.rows, result.accepted) == (5, 1)
    assert [(each.line, [fault.field for fault in each.faults]) for each in result.rejected] == [
        (2, ["contact"]),
        (3, ["state", "result", "sent_date"]),
        (4, ["sent_date"]),
        (5, ["row"]),
    ]
    assert result.rejects_file.decode().splitlines()[0] == "contact,state,result,sent_date,comment"
    await imports(suite, f"{NOTICE},SENT,,2025-03-03,", request_id="r1")
    with pytest.raises(Refusal) as reused:
        await imports(suite, f"{NOTICE},FAILED,,,", request_id="r1")
    assert reused.value.reason == "REQUEST_ID_REUSED"


async def test_a_customer_without_any_address_is_a_task_that_never_goes_out_by_itself(world):
    """R-DUN-3: nobody is sent a message to nowhere."""
    suite = await noticed(world, phone="")
    await suite.close_until(day("2025-03-20"))
    assert suite.sent == []
    task = await known(suite, NOTICE)
    assert task is not None
    assert (task.medium, task.recipient) == ("MANAGER", "U1")
    assert await suite.state() == "ARREARS_NOTICED"


async def test_a_notice_waits_for_a_day_that_its_calendar_works(world):
    """R-DUN-3: 8 and 9 March 2025 are a weekend."""
    suite = await world("2025-03-08")
    week = WorkingCalendar("SMS", day("2025-03-01"), weekdays=(1, 2, 3, 4, 5))
    await suite.db.transact(lambda tx: policy_store.add_calendar(tx, week, "zhao"))
    await suite.db.transact(lambda tx: policy_store.decide_calendar(tx, "SMS", week.effective_date, "APPROVED", "li"))
    await suite.customer()
    await suite.owes(JANUARY)
    await suite.close_until(day("2025-03-10"))
    assert (await suite.state(), suite.sent) == ("ARREARS_NOTICED", [])
    await suite.close_day()
    assert suite.sent == [NOTICE]
    case = await suite.case()
    assert case is not None
    assert case.last_notice_date == day("2025-03-10")


async def test_units_are_told_of_voice_calls_without_a_result(world):
    """R-DUN-3: automatic lists are supervised for completeness, and units told of problems, once."""
    suite = await noticed(world, phone="0311-1")
    failed = await imports(suite, f"{NOTICE},FAILED,,,")
    assert failed.accepted == 1
    await suite.close_day()
    async with suite.db.read() as tx:
        lists = await contact_lists.list_lists(tx, None)
    assert [(each.medium, each.missing, each.complete) for each in lists] == [("SMS", 0, False), ("VOICE", 0, True)]
    await suite.move_date(day("2025-03-11"))
    told = await contact_lists.supervise(suite.db, day("2025-03-11"))
    assert told == {"lists_incomplete": 2, "lists_told": 2}
    again = await contact_lists.supervise(suite.db, day("2025-03-11"))
    assert again["lists_told"] == 0
    async with suite.db.read() as tx:
        (voice,) = [each for each in await contact_lists.list_lists(tx, None) if each.medium == "VOICE"]
    assert (voice.missing, voice.units_told) == (1, ("U1",))
    await imports(suite, f"{NOTICE}-voice,SENT,REACHED,2025-03-04,")
    ask = contact_lists.TellUnits("2025-03-04-VOICE", "again", "qian")
    with pytest.raises(Refusal) as complete:
        await contact_lists.tell_units(suite.db, "u1", ask)
    assert complete.value.reason == "CONTACT_LIST_NOT_FOUND"


def outgoing(contact_id: str = "A-1-1-arrears-notice-2") -> Outgoing:
    contact = Contact(
        1,
        contact_id,
        "A-1-1",
        "A-1",
        "C-1",
        "U1",
        "2025-03",
        NoticeKind.ARREARS_NOTICE,
        Medium.SMS,
        "0311-1",
        "zh-CN",
        "请缴费",
        100,
        ContactState.PLANNED,
        day("2025-03-03"),
    )
    return Outgoing(contact, day("2025-03-03"), "08:00", "21:00")


async def test_a_file_for_each_batch_carries_the_quiet_hours(tmp_path):
    """R-DUN-3."""
    sender = FileSender(tmp_path)
    for _ in range(2):
        assert await sender.send([outgoing()]) == {"A-1-1-arrears-notice-2"}
    (file,) = tmp_path.iterdir()
    told = json.loads(file.read_text())
    assert (told["text"], told["send_from"], told["send_until"]) == ("请缴费", "08:00", "21:00")


@pytest.mark.parametrize(
    ("status", "answer", "taken"),
    [
        (202, "", {"a", "b"}),
        (200, '{"refused": ["contacts/a"]}', {"b"}),
        (200, "<html>", set()),
        (503, "", set()),
    ],
)
async def test_a_signed_post_for_each_batch_and_only_what_was_taken_counts(status, answer, taken):
    """R-DUN-3: what the platform did not take is not sent."""
    secret = "whsec_" + base64.b64encode(b"k" * 24).decode()
    seen: list[httpx.Request] = []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(status, text=answer)

    async with httpx.AsyncClient(transport=httpx.MockTransport(handle)) as client:
        sender = HttpSender(client, "http://platform/messages", key_of(secret), SystemClock().now)
        assert await sender.send([outgoing("a"), outgoing("b")]) == taken
    (request,) = seen
    content = b".".join(
        [request.headers["webhook-id"].encode(), request.headers["webhook-timestamp"].encode(), request.content]
    )
    expected = base64.b64encode(hmac.new(b"k" * 24, content, hashlib.sha256).digest()).decode()
    assert request.headers["webhook-signature"] == f"v1,{expected}"
    assert len(json.loads(request.content)["messages"]) == 2
