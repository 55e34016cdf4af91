"""The same pure function decides a payment, a batch, a bank's file and the month-start offset, and its preview
(R-SET-1, R-SET-4, R-SET-6): whatever the way, the account ends the same.
"""

from services.chassis.runs import RunKind, RunWorkers
from services.payment.domain.book import BookKind
from services.payment.domain.operation import BookOpened
from services.payment.store.accounts import read_accounts
from services.payment.usecases.book_opening import OpenBook, open_book
from services.payment.usecases.books import BookCommand, command_book
from services.payment.usecases.settlements import PreviewQuery, SetPlan, list_of_account, preview, set_plan
from services.payment.usecases.sweeps import OFFSET, complete_offset, offset_chunk, start_offset
from tests.payment.conftest import DAY, DUE, Shop, no_sets
from tests.payment.test_files import PAYMENTS, load
from tests.payment.test_recording_payments import breaches, record

ORDER = ("rent", "calls")


async def prepared(shop: Shop, account: str, *, manual: bool = False) -> None:
    """Three bills, one overdue, a gift of 60 and the plan's order of items."""
    await shop.account(account, f"C-{account}")
    await set_plan(shop.db, SetPlan(f"P-{account}", account, ORDER, (), manual, False, "", "as agreed", "clerk"))
    await shop.bill("2026-01", ("calls", 90), ("rent", 1000), account=account, due=DUE)
    await shop.bill("2026-02", ("rent", 500), ("calls", 70), account=account, due=DAY)
    await shop.bill("2026-03", ("mail", 40), account=account, due=DAY)
    await open_book(shop.db, no_sets, OpenBook(f"O-{account}", account, BookOpened(f"{account}.gift", BookKind.GIFT)))


async def gifted(shop: Shop, account: str) -> None:
    await command_book(shop.db, BookCommand(f"G-{account}", "TOP_UP", f"{account}.gift", "CNY", 60, "spring", "boss"))


async def offset(shop: Shop) -> None:
    workers = RunWorkers(shop.db)

    async def work(chunk) -> None:
        await offset_chunk(shop.db, chunk)

    workers.register([RunKind(OFFSET, work, complete_offset)])
    run = await shop.db.transact(lambda tx: start_offset(tx, "2026-03", "run"))
    await workers.finish(run.key)


async def standing(shop: Shop, account: str):
    """The account's lines and books without their names."""
    async with shop.db.read() as tx:
        state = (await read_accounts(tx, {account: f"C-{account}"}, settled=True))[account].state
    lines = [
        (x.cycle, x.charge_item, x.open, x.weighted, x.fee_assessed, x.fee_paid) for _, x in sorted(state.lines.items())
    ]
    return lines, sorted((b.kind, b.balance) for b in state.books.values())


async def test_a_payment_a_batch_a_file_and_the_offset_decide_alike(shop: Shop):
    """R-SET-1, R-SET-6."""
    for account in ("ONE", "MANY", "FILE"):
        await prepared(shop, account)
        await gifted(shop, account)
    await prepared(shop, "HAND", manual=True)
    await gifted(shop, "HAND")
    seen = await preview(shop.db, PreviewQuery("ONE", "CNY", 1500, "", DAY))
    await record(shop, shop.payment(1500, account="ONE"))
    await record(shop, *(shop.payment(part, account="MANY") for part in (1, 700, 33, 766)))
    parts = enumerate((900, 600), start=1)
    rows = [f"F{n},B{n},FILE,{amount},{DAY},Wang," for n, amount in parts]
    assert (await load(shop, (PAYMENTS + "\n".join(rows) + "\n").encode())).accepted == 2
    await record(shop, shop.payment(1500, account="HAND"))
    await offset(shop)
    one = await standing(shop, "ONE")
    assert [await standing(shop, account) for account in ("MANY", "FILE", "HAND")] == [one] * 3
    (real, *_) = await list_of_account(shop.db, "ONE", reversed_too=False, before=None, limit=5)
    assert real.allocations == seen.allocations
    assert sum(a.total for a in real.allocations) == 1500
    assert await breaches(shop) == {}
