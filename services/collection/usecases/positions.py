"""What the other services publish, kept; and what follows from it at once."""

from collections.abc import Sequence

from services.chassis.database import Transaction
from services.collection.domain.position import (
    Account,
    AccountPosition,
    ControlPosition,
    CustomerPosition,
    DebtPosition,
    GradePosition,
    SettledAmount,
    SubscriptionPosition,
)
from services.collection.domain.standing import nothing_overdue
from services.collection.store import cases as case_store
from services.collection.store import positions as store
from services.collection.usecases.casebook import CaseBook
from services.collection.usecases.restoration import settle_paid_up
from services.kernel.ids import shard_of

Key = tuple[int, str]


async def take_customers(tx: Transaction, positions: Sequence[CustomerPosition]) -> None:
    await store.save_customers(tx, positions)


async def take_accounts(tx: Transaction, positions: Sequence[AccountPosition]) -> None:
    await store.save_accounts(tx, positions)


async def take_subscriptions(tx: Transaction, positions: Sequence[SubscriptionPosition]) -> None:
    await store.save_subscriptions(tx, positions)


async def take_grades(tx: Transaction, positions: Sequence[GradePosition]) -> None:
    """Keeps grades; the sweep looks again at the customers' cases, whose scenario may be another now."""
    await store.save_grades(tx, positions)
    await case_store.look_again_at_customers(tx, [(shard_of(p.customer_id), p.customer_id) for p in positions])


async def take_controls(tx: Transaction, positions: Sequence[ControlPosition]) -> None:
    """Keeps credit's permissions; the sweep looks again, and what payment shows as paid up is restored (R-DUN-6)."""
    await store.save_controls(tx, positions)
    accounts = await store.lock_accounts(tx, [store.key_of(p.customer_id, p.account_id) for p in positions])
    await _follow(tx, accounts, set())


async def take_debts(tx: Transaction, positions: Sequence[DebtPosition]) -> None:
    """Keeps what accounts owe. Every version counts, not only the newest: an account that was paid up in between is
    restored in whatever pieces the versions arrive."""
    keys = {store.key_of(p.customer_id, p.account_id) for p in positions}
    before = await store.lock_accounts(tx, keys)
    newest: dict[Key, DebtPosition] = {}
    paid_up: set[Key] = set()
    for position in sorted(positions, key=lambda each: each.version):
        key = store.key_of(position.customer_id, position.account_id)
        known = before.get(key)
        if known is not None and position.version <= known.payment_version:
            continue
        newest[key] = position
        if nothing_overdue(position.debt.anchor, tx.date):
            paid_up.add(key)
    await store.save_debts(tx, [newest[key] for key in sorted(newest)])
    await _follow(tx, await store.lock_accounts(tx, newest), paid_up)


async def take_settled(tx: Transaction, amounts: Sequence[SettledAmount]) -> None:
    await store.add_settled(tx, amounts)


async def _follow(tx: Transaction, accounts: dict[Key, Account], paid_up: set[Key]) -> None:
    """Restores what is paid up; the sweep looks at the other open cases today."""
    with_case = {key: each for key, each in accounts.items() if each.open_case}
    clear = [each for key, each in sorted(with_case.items()) if key in paid_up or nothing_overdue(each.anchor, tx.date)]
    book = CaseBook(tx.date, tx.now)
    await settle_paid_up(tx, book, clear)
    await book.write(tx)
    others = {(a.shard, a.open_case) for a in with_case.values() if a.open_case} - set(book.cases)
    await case_store.look_today(tx, others, tx.date)
