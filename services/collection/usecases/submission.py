"""Work orders on their way to the gateway: checked with payment, recorded, submitted (R-CTL-6, R-DUN-5).

Both peer calls stand outside the transactions. A crash between them loses nothing: the command's id and expiry are
recorded before it is submitted, and the gateway stores a command once.
"""

import asyncio
import dataclasses
import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from services.chassis.database import Database, Transaction
from services.collection.domain.case import Case, Why
from services.collection.domain.ladder import CaseState, Verb
from services.collection.domain.overdue_check import CommandAnswer, OverdueCheck
from services.collection.domain.work_order import (
    DANGEROUS,
    EXPIRY,
    OrderKind,
    OrderState,
    WorkOrder,
    command_id,
    is_effective,
)
from services.collection.store import cases as case_store
from services.collection.store import orders as order_store
from services.collection.store import positions as position_store
from services.collection.usecases.casebook import CaseBook

Key = tuple[int, str]
CheckOverdue = Callable[[Sequence[str], dt.date], Awaitable[Mapping[str, OverdueCheck]]]
SubmitCommands = Callable[[Sequence[WorkOrder]], Awaitable[Sequence[CommandAnswer]]]

_WAITS_FOR = {OrderKind.SUSPEND: CaseState.SUSPENDING, OrderKind.TERMINATE: CaseState.TERMINATING}

_BATCH = 400
_IDLE_SECONDS = 1.0
_PATIENCE_SECONDS = 60.0
_PAUSE_SECONDS = 0.5


@dataclass
class OrderDesk:
    """Gives pending orders to the gateway. Every replica may run one: what two submit is stored once."""

    db: Database
    check_overdue: CheckOverdue
    submit_commands: SubmitCommands
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    def __post_init__(self) -> None:
        # Whatever makes an order tells of it.
        self.wake = self.db.listen()

    async def serve(self) -> None:
        """Submits until cancelled, at once after an order was made by this process."""
        while True:
            self.wake.clear()
            if await self.submit_pending() == 0:
                try:
                    await asyncio.wait_for(self.wake.wait(), _IDLE_SECONDS)
                except TimeoutError:
                    continue

    async def drain(self) -> int:
        """Submits until nothing is pending; for the end of a day. Waits for a peer that is away for a while."""
        total, loop = 0, asyncio.get_running_loop()
        deadline = loop.time() + _PATIENCE_SECONDS
        while True:
            try:
                moved = await self.submit_pending()
            except Exception:
                if loop.time() > deadline:
                    raise
                await asyncio.sleep(_PAUSE_SECONDS)
                continue
            if moved == 0:
                return total
            total += moved

    async def submit_pending(self) -> int:
        """Takes one batch of pending orders through; answers how many left the state PENDING."""
        async with self._turn:
            async with self.db.ask() as tx:
                orders = await order_store.pending_orders(tx, _BATCH)
            if not orders:
                return 0
            accounts = sorted({order.account_id for order in orders if order.kind in DANGEROUS})
            checks: Mapping[str, OverdueCheck] = {}
            if accounts:
                async with self.db.read() as tx:
                    date = tx.date
                checks = await self.check_overdue(accounts, date)
            ready = await self.db.transact(lambda tx: _record(tx, orders, checks))
            answers: Sequence[CommandAnswer] = ()
            if ready:
                answers = await self.submit_commands(ready)
            settled = await self.db.transact(lambda tx: _note_answers(tx, ready, answers))
            return len(orders) - len(ready) + settled


async def _lock(tx: Transaction, orders: Iterable[WorkOrder]) -> dict[Key, WorkOrder]:
    """Locks the orders' accounts and reads the orders as they are now."""
    known = list(orders)
    await position_store.lock_accounts(tx, {(order.shard, order.account_id) for order in known})
    return await order_store.orders_by_id(tx, {(order.shard, order.order_id) for order in known})


async def _record(tx: Transaction, orders: Sequence[WorkOrder], checks: Mapping[str, OverdueCheck]) -> list[WorkOrder]:
    """Withdraws what the check refuses; records the command of what may leave."""
    current = await _lock(tx, orders)
    cases = await case_store.cases_by_id(tx, {(order.shard, order.case_id) for order in orders})
    book = CaseBook(tx.date, tx.now)
    ready: list[WorkOrder] = []
    refused: dict[Key, str] = {}
    for order in (current[order.shard, order.order_id] for order in orders):
        if order.state is not OrderState.PENDING:
            continue
        check = checks.get(order.account_id)
        why_not = "NOT_CHECKED" if check is None else check.refusal
        if cases[order.shard, order.case_id].state is not _WAITS_FOR.get(order.kind):
            why_not = why_not or "CASE_MOVED_ON"
        if order.kind in DANGEROUS and why_not:
            book.withdraw([order], why_not)
            refused[order.shard, order.case_id] = why_not
        elif not order.platform:
            book.save_order(dataclasses.replace(order, state=OrderState.FAILED, detail="the line has no platform"))
        else:
            ready.append(book.save_order(_with_command(order, check, tx.now)))
    await _withdraw_cases(tx, book, refused)
    await book.write(tx)
    return ready


def _with_command(order: WorkOrder, check: OverdueCheck | None, now: dt.datetime) -> WorkOrder:
    """The order with its command; one recorded before a crash keeps its id as long as it has not expired."""
    alive = order.command_id and (order.expire_at is None or order.expire_at > now)
    if not alive:
        submission = order.submissions + 1
        order = dataclasses.replace(
            order,
            submissions=submission,
            command_id=command_id(order.order_id, submission),
            expire_at=now + EXPIRY if order.kind in DANGEROUS else None,
        )
    if order.kind in DANGEROUS and check is not None:
        order = dataclasses.replace(order, checked_at=check.read_at, checked_overdue=check.overdue)
    return order


async def _withdraw_cases(tx: Transaction, book: CaseBook, refused: Mapping[Key, str]) -> None:
    """Takes cases back whose every order was refused; the sweep looks at them again the next day."""
    cases = await case_store.cases_by_id(tx, refused)
    orders = await order_store.orders_of_cases(tx, refused)
    for key in sorted(cases):
        case = cases[key]
        now = [book.orders.get((order.shard, order.order_id), order) for order in orders[key]]
        if case.state is CaseState.SUSPENDING and not _any_left(now, OrderKind.SUSPEND):
            _take_back(book, case, Verb.WITHDRAW_SUSPENSION, refused[key])
        elif case.state is CaseState.TERMINATING and not _any_left(now, OrderKind.TERMINATE):
            _take_back(book, case, Verb.WITHDRAW_TERMINATION, refused[key])


def _any_left(orders: Sequence[WorkOrder], kind: OrderKind) -> bool:
    """Whether an order of the kind is on its way or has had its effect."""
    return any(
        order.kind is kind and (is_effective(order.state) or order.state in (OrderState.PENDING, OrderState.FAILED))
        for order in orders
    )


def _take_back(book: CaseBook, case: Case, verb: Verb, why_not: str) -> None:
    why = Why(case.anchor, 0, ("LAST_CHECK", *why_not.split(",")), case.scenario_version)
    book.step(case, verb, why, next_date=book.date + dt.timedelta(days=1))


async def _note_answers(tx: Transaction, ready: Sequence[WorkOrder], answers: Sequence[CommandAnswer]) -> int:
    """Notes what the gateway stored and what it refuses for good; answers how many left the state PENDING."""
    if not ready:
        return 0
    current = await _lock(tx, ready)
    by_command = {answer.command_id: answer for answer in answers}
    changed: list[WorkOrder] = []
    for order in current.values():
        answer = by_command.get(order.command_id)
        if answer is None or order.state is not OrderState.PENDING or answer.retry:
            continue
        if answer.refused:
            changed.append(dataclasses.replace(order, state=OrderState.FAILED, detail=answer.refused))
        else:
            changed.append(dataclasses.replace(order, state=OrderState.SUBMITTED))
    await order_store.save_orders(tx, changed)
    return len(changed) + sum(order.state is not OrderState.PENDING for order in current.values())
