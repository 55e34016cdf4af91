"""Reading the ledger: the chart with its totals, entries, an account's statement."""

import datetime as dt

from services.chassis.database import Database
from services.payment.domain.ledger import LedgerAccount
from services.payment.domain.views import LedgerLine, LedgerTotal, LineDifference, Statement
from services.payment.store.ledger import LedgerKey, balances_before, ledger_lines, ledger_totals
from services.payment.store.movements import line_differences
from services.payment.usecases.requests import loaded

_STATEMENT_ENTRIES_MAX = 100_000


async def chart(db: Database, since: dt.date | None, until: dt.date | None) -> list[LedgerTotal]:
    """Every account of the chart, those without entries too."""
    async with db.read() as tx:
        found = await ledger_totals(tx, since, until)
    moved = {total.account for total in found}
    idle = [LedgerTotal(account.value, "CNY", 0, 0) for account in LedgerAccount if account.value not in moved]
    return sorted([*found, *idle], key=lambda total: (total.account, total.currency))


async def entries(
    db: Database,
    *,
    account: str,
    ledger_account: str,
    sales_unit: str,
    movement: str,
    since: dt.date | None,
    until: dt.date | None,
    after: LedgerKey | None,
    limit: int,
) -> list[LedgerLine]:
    async with db.read() as tx:
        return await ledger_lines(
            tx,
            account=account,
            ledger_account=ledger_account,
            sales_unit=sales_unit,
            movement=movement,
            since=since,
            until=until,
            after=after,
            limit=limit,
        )


async def statement(db: Database, account: str, since: dt.date | None, until: dt.date | None) -> Statement:
    """What the account owed and held, and what moved it, from one snapshot."""
    async with db.read() as tx:
        record = await loaded(tx, account)
        start = since or dt.date.min
        end = until or dt.date.max
        opening = await balances_before(tx, record.shard, account, start)
        closing = await balances_before(tx, record.shard, account, end)
        found = await ledger_lines(tx, account=account, since=since, until=until, limit=_STATEMENT_ENTRIES_MAX)
    shown = tuple(line for line in found if line.movement or line.book)
    return Statement(record.currency, *opening, shown, *closing)


async def differences(db: Database, after: tuple[str, str, int], limit: int) -> list[LineDifference]:
    """The lines whose entries do not sum to what they have open: what breaks the movement, if anything does."""
    async with db.read() as tx:
        return await line_differences(tx, after, limit)
