"""The open cases of an operator that moves to Tollbook (R-ACC-4)."""

import pytest

from services.collection.usecases import case_import, verify
from services.kernel.errors import Refusal
from tests.collection.builders import day, line

HEADER = "account,state,step_date,open_date,last_notice_date,suspended_date,terminated_date"
DECEMBER = [line("2024-12", 10000, due="2025-01-31")]


async def imports(suite, *rows: str, control: int | None = None, request_id: str = ""):
    content = "\n".join([HEADER, *rows, ""]).encode()
    number = len(rows) if control is None else control
    return await case_import.import_open_cases(suite.db, request_id or "/".join(rows), content, number, "wang")


async def moving(world, *accounts: str):
    suite = await world("2025-03-05")
    for n, account in enumerate(accounts or ("A-1",), start=1):
        await suite.customer(f"C-{n}", account)
        await suite.owes(DECEMBER, account)
    return suite


async def holds(suite) -> list[str]:
    async with suite.db.read() as tx:
        return [example for each in verify.INVARIANTS for example in (await each.check(tx)).examples]


async def test_a_case_goes_on_from_where_it_stood(world):
    """R-ACC-4, R-DUN-1: noticed on 3 March by the former system, so suspended not before 6 March."""
    suite = await moving(world)
    result = await imports(suite, "A-1,SUSPENSION_NOTICED,2025-03-03,2025-02-01,2025-03-03,,")
    assert (result.accepted, result.rejected) == (1, ())
    await suite.close_until(day("2025-03-08"))
    assert await suite.steps() == [
        ("IMPORT", "2025-03-03"),
        ("ORDER_SUSPENSION", "2025-03-06"),
        ("CONFIRM_SUSPENSION", "2025-03-07"),
    ]
    assert await holds(suite) == []
    again = await imports(suite, "A-1,DUNNED,2025-03-07,2025-02-01,2025-03-03,2025-03-07,", request_id="again")
    assert (again.accepted, again.duplicates, len(again.rejected)) == (0, 0, 1)


async def test_a_line_that_the_former_system_suspended_is_restored_by_a_payment(world):
    """R-ACC-4, R-DUN-6."""
    suite = await moving(world)
    await suite.line(state="SUSPENDED", reasons=("ARREARS",))
    await imports(suite, "A-1,SUSPENDED,2025-03-04,2025-02-01,2025-02-20,2025-03-04,")
    assert await holds(suite) == []
    await suite.owes([], settled=10000)
    assert await suite.state() == "RESTORING"
    (order,) = [each for each in await suite.orders() if each.kind == "RESTORE"]
    assert order.subscription_id == "S-A-1"
    await suite.desk.drain()
    await suite.platform()
    assert await suite.state() == "CLOSED"
    assert await holds(suite) == []


async def test_the_same_row_again_is_a_duplicate_and_another_control_total_imports_nothing(world):
    suite = await moving(world)
    row = "A-1,ARREARS_NOTICED,2025-03-04,2025-02-01,2025-03-04,,"
    with pytest.raises(Refusal) as differs:
        await imports(suite, row, control=2)
    assert differs.value.reason == "CONTROL_TOTAL_DIFFERS"
    assert await suite.state() == "NONE"
    for request_id, accepted, duplicates in (("r1", 1, 0), ("r1", 0, 1), ("r2", 0, 1)):
        result = await imports(suite, row, request_id=request_id)
        assert (result.accepted, result.duplicates) == (accepted, duplicates)
    assert len(await suite.steps()) == 1
    with pytest.raises(Refusal) as reused:
        await imports(suite, row.replace("03-04", "03-03"), request_id="r1")
    assert reused.value.reason == "REQUEST_ID_REUSED"


async def test_each_bad_row_is_told_with_all_its_faults_and_the_rest_is_imported(world):
    suite = await moving(world, "A-1", "A-2", "A-3")
    await suite.owes([], "A-2")
    result = await imports(
        suite,
        "A-1,OPEN,2025-03-04,2025-02-01,,,",
        "A-1,OPEN,2025-03-04,2025-02-01,,,",
        "A-2,OPEN,2025-03-04,2025-02-01,,,",
        "A-3,OPEN,2025-03-09,2025-02-01,,,",
        "A-9,OPEN,2025-03-04,2025-02-01,,,",
        "A-4,DUNNED,2025-03-04,2025-04-01,x,,2025-01-01",
        "A-5,SUSPENDING,2025-03-04,,,,",
        "A-6,TERMINATED,2025-03-04,2025-02-01,2025-03-04,,",
    )
    assert (result.rows, result.accepted) == (8, 1)
    told = {each.line: [fault.field for fault in each.faults] for each in result.rejected}
    assert told == {
        3: ["account"],
        4: ["account"],
        5: ["step_date"],
        6: ["account"],
        7: ["last_notice_date"],
        8: ["state", "open_date"],
        9: ["suspended_date", "terminated_date"],
    }
    assert "owes nothing past due" in next(each for each in result.rejected if each.line == 4).faults[0].message
