"""How a pause begins and ends: the hold is kept, the case knows the last date of the hold that ends last (R-DUN-4)."""

import datetime as dt

from services.chassis.database import Transaction
from services.collection.domain.case import Case
from services.collection.domain.pause import Hold, held_until
from services.collection.domain.promise import HoldReason
from services.collection.domain.reason import Reason, not_found, precondition
from services.collection.store import cases as case_store
from services.collection.store import holds as store
from services.collection.store import positions as position_store
from services.collection.usecases.casebook import CaseBook


async def lock_open_case(tx: Transaction, case_id: str) -> Case:
    """The case, its account locked. Raises CASE_NOT_FOUND, then CASE_CLOSED."""
    found = await case_store.find_case(tx, case_id)
    if found is None:
        raise not_found(Reason.CASE_NOT_FOUND, f"cases/{case_id}")
    await position_store.lock_accounts(tx, [(found.shard, found.account_id)])
    case = (await case_store.cases_by_id(tx, [(found.shard, case_id)]))[found.shard, case_id]
    if case.ended:
        raise precondition(Reason.CASE_CLOSED, f"case {case_id} is {case.state}", case=f"cases/{case_id}")
    return case


async def begin_hold(
    tx: Transaction, case: Case, hold_id: str, reason: HoldReason, until: dt.date | None, comment: str, actor: str
) -> Hold:
    """Puts a hold on a locked case."""
    hold = Hold(case.shard, hold_id, case.case_id, case.account_id, reason, until, comment, actor, tx.date)
    await store.add_hold(tx, hold)
    await _note(tx, case, None)
    return hold


async def end_hold(tx: Transaction, case: Case, hold_id: str) -> None:
    """Ends a hold of a locked case: it goes on the next day. A hold that has ended stays as it is."""
    hold = await store.find_hold(tx, hold_id)
    if hold is not None and hold.end_date is None:
        await store.end_hold(tx, hold, tx.date)
        await _note(tx, case, tx.date)


async def release(tx: Transaction, shard: int, case_id: str, hold_id: str) -> None:
    """Ends a hold of a case whose account is locked, also of one that is over."""
    case = (await case_store.cases_by_id(tx, [(shard, case_id)]))[shard, case_id]
    await end_hold(tx, case, hold_id)


async def _note(tx: Transaction, case: Case, at_least: dt.date | None) -> None:
    holds = (await store.standing_holds(tx, [(case.shard, case.case_id)], tx.date))[case.shard, case.case_id]
    last = held_until(holds)
    if at_least is not None and (last is None or last < at_least):
        last = at_least
    book = CaseBook(tx.date, tx.now)
    now = (await case_store.cases_by_id(tx, [(case.shard, case.case_id)]))[case.shard, case.case_id]
    looked_at = None if now.next_date is None or now.ended else tx.date
    book.change(now, held_until=last, next_date=looked_at)
    await book.write(tx)
