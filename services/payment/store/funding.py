"""Draws on funding accounts: what was asked for on the one side, what was given on the other (R-BOK-3)."""

from collections.abc import Iterable, Sequence

from services.chassis.database import Transaction
from services.kernel.ids import shard_of
from services.payment.domain.funding import Draw
from services.payment.store.rows import fetch, modify

_DRAW = "shard, account_id, number, book, direction, funding_account, asked, whole, amount"


async def open_draws(tx: Transaction, accounts: Sequence[str] | None = None) -> list[Draw]:
    """The draws under way, of some accounts or of all, by account and number."""
    sql = f"SELECT {_DRAW} FROM funding_draw WHERE state = 'OPEN'"
    if accounts is not None:
        return [Draw(*row) for row in await fetch(tx, f"{sql} AND account_id = ANY(%s)", (list(accounts),))]
    return [Draw(*row) for row in await fetch(tx, f"{sql} ORDER BY account_id, number")]


async def next_number(tx: Transaction, shard: int, account: str) -> int:
    """The number of the next draw of an account that is locked."""
    sql = "SELECT coalesce(max(number), 0) + 1 FROM funding_draw WHERE shard = %s AND account_id = %s"
    return (await fetch(tx, sql, (shard, account)))[0][0]


async def insert_draw(tx: Transaction, draw: Draw) -> None:
    sql = f"INSERT INTO funding_draw ({_DRAW}, state, ask_date) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, 'OPEN', %s)"
    await modify(
        tx,
        sql,
        (
            draw.shard,
            draw.account,
            draw.number,
            draw.book,
            draw.direction,
            draw.funding_account,
            draw.asked,
            draw.whole,
            draw.amount,
            tx.date,
        ),
    )


async def close_draw(tx: Transaction, draw: Draw, amount: int) -> bool:
    """Ends a draw with what it moved; False when it has ended before."""
    state = "POSTED" if amount else "EMPTY"
    sql = """UPDATE funding_draw SET state = %s, amount = %s
        WHERE shard = %s AND account_id = %s AND number = %s AND state = 'OPEN'"""
    return await modify(tx, sql, (state, amount, draw.shard, draw.account, draw.number)) == 1


async def shares_of(tx: Transaction, customer: str, account: str, draws: Iterable[Draw]) -> dict[str, int]:
    """What a funding account has given for draws, by the draw's id; a draw that it has not heard of is left out."""
    sql = "SELECT draw, amount FROM funding_share WHERE shard = %s AND account_id = %s AND draw = ANY(%s)"
    ids = [draw.draw_id for draw in draws]
    return {row[0]: row[1] for row in await fetch(tx, sql, (shard_of(customer), account, ids))}


async def insert_share(tx: Transaction, shard: int, account: str, draw: str, amount: int) -> None:
    """Notes what a funding account gave; its key makes that happen once for each draw."""
    sql = "INSERT INTO funding_share (shard, account_id, draw, amount, posting_date) VALUES (%s, %s, %s, %s, %s)"
    await modify(tx, sql, (shard, account, draw, amount, tx.date))


async def accounts_that_may_draw(tx: Transaction) -> dict[str, str]:
    """Accounts with a funded book and something open, with their customers."""
    sql = """SELECT DISTINCT a.account_id, a.customer_id FROM book b
        JOIN account a ON a.shard = b.shard AND a.account_id = b.account_id
        WHERE b.funding IS NOT NULL AND EXISTS (SELECT 1 FROM bill_line l
          WHERE l.shard = a.shard AND l.account_id = a.account_id AND l.active AND (l.open > 0 OR l.fee_assessed > 0))
        ORDER BY a.account_id"""
    return {row[0]: row[1] for row in await fetch(tx, sql)}


async def accounts_bound_to_sets(tx: Transaction) -> dict[str, str]:
    """Accounts with a book that is restricted by charge-item sets, with their customers."""
    sql = """SELECT DISTINCT a.account_id, a.customer_id FROM book b
        JOIN account a ON a.shard = b.shard AND a.account_id = b.account_id WHERE b.sets <> '[]'::jsonb"""
    return {row[0]: row[1] for row in await fetch(tx, sql)}
