"""R-SPO-2: one group account pays for 100,000 members, correctly and in bounded memory (`SOAK_MEMBERS`: for fewer)."""

import datetime as dt
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from services.chassis.database import Database
from services.rating.usecases import bills, imports, sponsorships
from services.rating.usecases.verification import INVARIANTS
from tests.rating.operator import Peers, asked, bill, load_operator, move_to
from tests.rating.test_bill_run import agreement

MEMBERS = int(os.environ.get("SOAK_MEMBERS", "100000"))
MEBIBYTES_MAX = 512
FEE = 500
_ROWS_A_FILE = 10_000


def peak_forgotten() -> None:
    """Lets the process's peak of resident memory begin anew."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_mebibytes() -> int:
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


def files(columns: Sequence[str], rows: Iterable[str]) -> list[bytes]:
    every = list(rows)
    parts = [every[start : start + _ROWS_A_FILE] for start in range(0, len(every), _ROWS_A_FILE)]
    return ["\n".join([",".join(columns), *part, ""]).encode() for part in parts]


async def load_members(db: Database) -> None:
    """Members of their own, each with a mailbox that the group pays."""
    numbers = range(MEMBERS)
    people = files(imports.CUSTOMER_COLUMNS, (f"M-{n},会员{n},INDIVIDUAL,,chengqu,,true,zh-CN,,,C-1" for n in numbers))
    accounts = files(imports.ACCOUNT_COLUMNS, (f"MA-{n},M-{n},会员{n},false,CNY," for n in numbers))
    boxes = files(imports.SUBSCRIPTION_COLUMNS, (f"MS-{n},MA-{n},mailbox,MM{n},,2025-03-01,," for n in numbers))
    members = files(sponsorships.MEMBER_COLUMNS, (f"G-1,MA-{n},," for n in numbers))
    for load, several in (
        (imports.import_customers, people),
        (imports.import_accounts, accounts),
        (imports.import_subscriptions, boxes),
        (sponsorships.import_members, members),
    ):
        for number, content in enumerate(several):
            outcome = await load(db, asked(f"{load.__name__}{number}", content=number), content)
            assert outcome.rejects == (), outcome.rejects[:3]


async def test_r_spo_2_a_group_pays_for_its_members_in_bounded_memory(database):
    db = database("rating", date=dt.date(2026, 1, 1))
    await load_operator(db)
    await sponsorships.create_agreement(db, asked("group"), agreement(), [])
    await load_members(db)
    await move_to(db, dt.date(2026, 2, 1))
    peak_forgotten()
    run = await bill(db, Peers(), "2026-01")
    assert peak_mebibytes() < MEBIBYTES_MAX
    assert (run.state, run.parked) == ("COMPLETED", 0)
    group = await bills.get_bill(db, "A-1", "2026-01")
    assert group.total == 300_000 + MEMBERS * FEE
    last = await sponsorships.page_of_amounts(db, "A-1", "2026-01", MEMBERS - 1, 10)
    assert [amount for *_, amount in last] == [FEE]
    member = await bills.get_bill(db, "MA-0", "2026-01")
    assert member.total == 0
    async with db.read() as tx:
        assert {each.name: (await each.check(tx)).breaches for each in INVARIANTS} == {
            each.name: 0 for each in INVARIANTS
        }
