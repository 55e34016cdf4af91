"""What the gateway reports of commands: orders and cases move forward, whatever the order of arrival (R-DUN-5)."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from services.chassis.database import Transaction
from services.collection.domain.case import Case, Why
from services.collection.domain.ladder import ORDERED_STATES, CaseState, Verb
from services.collection.domain.overdue_check import CommandReport
from services.collection.domain.position import SubscriptionPosition
from services.collection.domain.work_order import (
    OrderKind,
    OrderState,
    WorkOrder,
    confirmed,
    is_done,
    is_open,
    report,
    to_undo,
)
from services.collection.store import cases as case_store
from services.collection.store import orders as order_store
from services.collection.store import positions as position_store
from services.collection.usecases.casebook import CaseBook
from services.collection.usecases.restoration import order_restorations
from services.collection.usecases.restored import tell_restored
from services.kernel.ids import shard_of

Key = tuple[int, str]


async def take_reports(tx: Transaction, reports: Sequence[CommandReport]) -> None:
    """Applies reports in the order in which the gateway published them; what fits no order is kept as a stray."""
    keys = {(shard_of(each.customer_id), each.order_id) for each in reports}
    found = await order_store.orders_by_id(tx, keys)
    await position_store.lock_accounts(tx, {(order.shard, order.account_id) for order in found.values()})
    orders = await order_store.orders_by_id(tx, keys)
    book = CaseBook(tx.date, tx.now)
    strays: list[CommandReport] = []
    for each in reports:
        key = (shard_of(each.customer_id), each.order_id)
        order = book.orders.get(key) or orders.get(key)
        if order is None or not _belongs(order, each):
            strays.append(each)
        else:
            _apply(book, order, each)
    await follow_orders(tx, book, {(order.shard, order.case_id) for order in book.orders.values()})
    await book.write(tx)
    await order_store.add_strays(tx, [_stray(each) for each in strays])


def _belongs(order: WorkOrder, each: CommandReport) -> bool:
    """A command is the order's own or that of a further submission of it, about the order's line."""
    named = each.command_id == order.order_id or each.command_id.startswith(f"{order.order_id}-r")
    return named and each.subscription_id in ("", order.subscription_id)


def _apply(book: CaseBook, order: WorkOrder, each: CommandReport) -> None:
    current = each.command_id == order.command_id
    progress = report(order.kind, order.state, each.outcome, current=current)
    expired = each.outcome == "EXPIRED" and current and progress.state is OrderState.PENDING
    if not progress.changed and not expired:
        return
    changed = dataclasses.replace(order, state=progress.state, detail=each.detail or order.detail)
    if expired:
        changed = dataclasses.replace(changed, command_id="", expire_at=None)
    if progress.done_now:
        changed = dataclasses.replace(changed, done_date=each.outcome_date, done_at=book.now)
    book.save_order(changed)


def _stray(each: CommandReport) -> dict[str, object]:
    return {
        "event_id": each.event_id,
        "command": each.command_id,
        "work_order": each.order_id,
        "outcome": each.outcome,
        "subscription": each.subscription_id,
        "detail": each.detail,
    }


async def follow_orders(tx: Transaction, book: CaseBook, case_keys: set[Key]) -> None:
    """Moves cases as their orders allow: confirmed, restored, recovered; a contrary effect is undone."""
    cases = await case_store.cases_by_id(tx, case_keys)
    orders = await order_store.orders_of_cases(tx, case_keys)
    lines = await position_store.subscriptions_of(tx, {(case.shard, case.account_id) for case in cases.values()})
    for key in sorted(cases):
        case = book.cases.get(key, cases[key])
        now = [book.orders.get((order.shard, order.order_id), order) for order in orders[key]]
        _follow(book, case, now, lines[case.shard, case.account_id])
    await tell_restored(tx, book)


def _follow(book: CaseBook, case: Case, orders: list[WorkOrder], lines: list[SubscriptionPosition]) -> None:
    facts = tuple(order.facts for order in orders)
    if case.state is CaseState.SUSPENDING:
        _confirm(book, case, Verb.CONFIRM_SUSPENSION, confirmed(facts, OrderKind.SUSPEND))
    elif case.state is CaseState.TERMINATING:
        _recover_equipment(book, case, orders, lines)
        _confirm(book, case, Verb.CONFIRM_TERMINATION, confirmed(facts, OrderKind.TERMINATE))
    elif case.state is CaseState.RESTORING:
        if not order_restorations(book, case, orders, lines):
            _end_restoration(book, case, orders)
    elif case.state is CaseState.RECOVERING:
        if not equipment_out(orders):
            book.step(case, Verb.CLOSE, Why(case.anchor, 0, ("EQUIPMENT_RECOVERED",), case.scenario_version))
    elif case.state is CaseState.WRITTEN_OFF:
        if case.close_date is None and not equipment_out(orders):
            book.change(case, close_date=book.date)
    elif case.state not in ORDERED_STATES and to_undo(facts):
        # An order that was withdrawn has reached the platform after all.
        order_restorations(book, case, orders, lines)


def _confirm(book: CaseBook, case: Case, verb: Verb, date: dt.date | None) -> None:
    if date is None:
        return
    why = Why(case.anchor, 0, ("CONFIRMED_BY_PLATFORM",), case.scenario_version)
    tomorrow = book.date + dt.timedelta(days=1)
    if verb is Verb.CONFIRM_SUSPENSION:
        book.step(case, verb, why, suspended_date=date, next_date=tomorrow)
    else:
        book.step(case, verb, why, terminated_date=date, next_date=tomorrow)


def _end_restoration(book: CaseBook, case: Case, orders: list[WorkOrder]) -> None:
    """Closes a case whose every restoration is archived; equipment under way keeps it a little longer."""
    if any(is_open(order.kind, order.state) for order in orders if order.kind is OrderKind.RESTORE):
        return
    why = Why(case.anchor, 0, ("ARCHIVED",), case.scenario_version)
    if equipment_out(orders):
        book.step(case, Verb.AWAIT_EQUIPMENT, why)
    else:
        book.step(case, Verb.CONFIRM_RESTORATION, why)


def equipment_out(orders: Sequence[WorkOrder]) -> bool:
    """Whether equipment is still to be fetched: a case closes with it (R-DUN-5)."""
    return any(order.kind is OrderKind.RECOVER_EQUIPMENT and is_open(order.kind, order.state) for order in orders)


def _recover_equipment(book: CaseBook, case: Case, orders: list[WorkOrder], lines: list[SubscriptionPosition]) -> None:
    """Each terminated line with our equipment at the customer has it fetched (R-DUN-5)."""
    asked = {order.subscription_id for order in orders if order.kind is OrderKind.RECOVER_EQUIPMENT}
    ended = {
        order.subscription_id
        for order in orders
        if order.kind is OrderKind.TERMINATE and is_done(order.kind, order.state)
    }
    number = max((order.number for order in orders), default=0)
    for line in lines:
        if line.equipment and line.subscription_id in ended - asked:
            number += 1
            orders.append(book.make_order(case, line, OrderKind.RECOVER_EQUIPMENT, number, "TERMINATED"))
