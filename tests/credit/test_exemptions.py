"""R-CTL-5: exemptions are requested, approved by another person, scoped, warned of before their end, and kept whole."""

import datetime as dt

import pytest

from services.credit.domain.approvals import ApprovalState, Verb
from services.credit.domain.control import ControlReason, ControlState
from services.credit.domain.csv_file import read_rows
from services.credit.domain.exemptions import ExemptionScope
from services.credit.usecases import exemptions
from services.credit.usecases.exemption_file import import_exemptions
from services.kernel.errors import Refusal
from tests.credit.builders import day
from tests.credit.told import Told, account, customer, line, money


def asked(end: str = "2025-05-31", **more) -> exemptions.ExemptionRequest:
    facts = {
        "customer": "",
        "account": "A-1",
        "scope": ExemptionScope.BOTH,
        "start_date": None,
        "reason": "government office",
        "requester": "li.wei",
    }
    return exemptions.ExemptionRequest(end_date=day(end), **{**facts, **more})  # type: ignore[arg-type]


async def approved(told: Told, request: exemptions.ExemptionRequest) -> str:
    made = await exemptions.request_exemption(told.db, f"r-{request.end_date}", request)
    decision = exemptions.ExemptionDecision(made.exemption, Verb.APPROVE, "wang.fang", "agreed")
    await exemptions.decide_exemption(told.db, f"a-{request.end_date}", decision)
    return made.exemption


async def overdue(told: Told) -> None:
    await told.open("2025-04-10")
    await told.tell(customer(), account(), money(line("2025-02-28")))


async def test_r_ctl_5_an_exemption_holds_once_another_person_approved_it(told: Told) -> None:
    await overdue(told)
    made = await exemptions.request_exemption(told.db, "r-1", asked())
    assert (await told.control()).control.state is ControlState.SUSPENSION_PERMITTED
    with pytest.raises(Refusal) as own:
        decision = exemptions.ExemptionDecision(made.exemption, Verb.APPROVE, "li.wei", "me")
        await exemptions.decide_exemption(told.db, "a-0", decision)
    assert own.value.reason == "APPROVER_IS_REQUESTER"
    decision = exemptions.ExemptionDecision(made.exemption, Verb.APPROVE, "wang.fang", "agreed")
    await exemptions.decide_exemption(told.db, "a-1", decision)
    held = (await told.control()).control
    assert held.state is ControlState.OVERDUE
    assert held.suspension_exempt_until == held.dunning_exempt_until == day("2025-05-31")
    assert ControlReason.EXEMPT_FROM_SUSPENSION in held.reasons


async def test_r_ctl_5_a_customers_exemption_covers_all_its_accounts_and_its_scope_only(told: Told) -> None:
    await overdue(told)
    await told.tell(account("A-2"), money(line("2025-02-28"), name="A-2"))
    await approved(told, asked(customer="C-1", account="", scope=ExemptionScope.DUNNING))
    for name in ("A-1", "A-2"):
        made = (await told.control(name)).control
        assert (made.state, made.suspension_exempt_until) == (ControlState.SUSPENSION_PERMITTED, None)
        assert made.dunning_exempt_until == day("2025-05-31")


async def test_r_ctl_5_its_end_is_warned_of_and_then_suspension_is_permitted_again(told: Told) -> None:
    await overdue(told)
    name = await approved(told, asked("2025-04-20"))
    day_step = exemptions.ExemptionDay(told.db)
    for _ in range(12):
        await told.sweeping.close(told.date)
        await day_step.close(told.date)
        await told.open((told.date + dt.timedelta(days=1)).isoformat())
    kept = await exemptions.get_exemption(told.db, name)
    assert (kept.warned_on, kept.state) == (day("2025-04-13"), ApprovalState.EXPIRED)
    assert (await told.control()).control.state is ControlState.SUSPENSION_PERMITTED
    history = [event.state for _, event in await exemptions.list_history(told.db, name, 0, 10)]
    assert history == ["REQUESTED", "APPROVED", "APPROVED", "EXPIRED"]


async def test_r_ctl_5_one_that_is_ended_held_to_the_day_before(told: Told) -> None:
    await overdue(told)
    name = await approved(told, asked())
    await exemptions.decide_exemption(
        told.db, "e-1", exemptions.ExemptionDecision(name, Verb.END, "wang.fang", "moved out")
    )
    assert (await exemptions.get_exemption(told.db, name)).end_date == day("2025-04-09")
    assert (await told.control()).control.state is ControlState.SUSPENSION_PERMITTED


@pytest.mark.parametrize(
    ("request_", "reason"),
    [
        (asked("2025-04-09"), "EXEMPTION_DATES_INVALID"),
        (asked("2026-04-10"), "EXEMPTION_TOO_LONG"),
        (asked(account="none"), "ACCOUNT_NOT_FOUND"),
        (asked(account="", customer="none"), "CUSTOMER_NOT_FOUND"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_r_ctl_5_what_is_out_of_bounds_is_refused(told: Told, request_, reason: str) -> None:
    await overdue(told)
    with pytest.raises(Refusal) as refused:
        await exemptions.request_exemption(told.db, "r-1", request_)
    assert refused.value.reason == reason


FILE = """subject,scope,start_date,end_date,reason
accounts/A-1,BOTH,2025-04-10,2025-05-31,hospital
accounts/A-9,BOTH,2025-04-10,2025-05-31,unknown
accounts/A-1,ALL,2025-13-10,2025-05-31,
=cmd(),BOTH,2025-04-10,2025-05-31,formula
accounts/A-1,BOTH
"""


async def test_r_ctl_5_a_files_bad_rows_are_named_and_the_rest_is_requested_once(told: Told) -> None:
    await overdue(told)
    first = await import_exemptions(told.db, FILE.encode() + b"accounts/A-1,\xff,,,\n", "li.wei")
    assert (first.rows, first.accepted, first.duplicates) == (6, 1, 0)
    named = {row.line: [fault.field for fault in row.faults] for row in first.rejects}
    assert named == {3: ["row"], 4: ["scope", "start_date", "reason"], 5: ["subject"], 6: ["row"], 7: ["row"]}
    assert first.rejects[0].faults[0].rule == "ACCOUNT_NOT_FOUND"
    corrected = first.rejects_file.decode().splitlines()[0] + "\naccounts/A-1,DUNNING,2025-04-10,2025-05-31,right now\n"
    again = await import_exemptions(told.db, FILE.encode(), "li.wei")
    assert (again.accepted, again.duplicates) == (0, 1)
    assert (await import_exemptions(told.db, corrected.encode(), "li.wei")).accepted == 1


def test_a_file_with_another_header_is_rejected_whole() -> None:
    good, bad = read_rows(b"a;b\n1;2\n", ("a", "b"), lambda cells: (cells, []))
    assert (good, [row.line for row in bad]) == ([], [1])
