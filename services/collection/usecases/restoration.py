"""Restoration: the event that shows nothing overdue orders it, in its own transaction (R-DUN-6, R-OPN-7)."""

from collections.abc import Iterable, Mapping

from services.chassis.database import Transaction
from services.collection.domain.case import Case, Why
from services.collection.domain.ladder import ORDERED_STATES, CaseState, Verb
from services.collection.domain.position import Account, SubscriptionPosition
from services.collection.domain.work_order import DANGEROUS, OrderKind, WorkOrder, to_undo
from services.collection.store import cases as case_store
from services.collection.store import contacts as contact_store
from services.collection.store import dossiers as dossier_store
from services.collection.store import orders as order_store
from services.collection.store import positions as position_store
from services.collection.usecases.casebook import CaseBook

Key = tuple[int, str]

REINSTALL = "REINSTALL"
"""The reason of a restoration after termination (R-DUN-1)."""

_PAID = ("NOTHING_OVERDUE",)


async def settle_paid_up(tx: Transaction, book: CaseBook, accounts: Iterable[Account]) -> None:
    """Ends or restores the cases of accounts without anything overdue. The accounts are locked."""
    keys = {(each.shard, each.open_case): each for each in accounts if each.open_case}
    cases = {key: book.cases.get(key, case) for key, case in (await case_store.cases_by_id(tx, keys)).items()}
    ordered = [key for key, case in cases.items() if case.state in ORDERED_STATES]
    orders = await order_store.orders_of_cases(tx, ordered)
    lines = await position_store.subscriptions_of(tx, {(cases[k].shard, cases[k].account_id) for k in ordered})
    for key in sorted(cases):
        case = cases[key]
        if case.state in (CaseState.RESTORING, CaseState.RECOVERING) or case.ended:
            continue
        why = Why(keys[key].anchor, 0, _PAID, case.scenario_version)
        paid = {"paid_date": book.date, "paid_at": book.now, "next_date": None}
        if case.state in ORDERED_STATES:
            _restore(book, case, why, orders[key], lines[case.shard, case.account_id], paid)
        else:
            book.step(case, Verb.CLOSE, why, **paid)
    await contact_store.withdraw_contacts(tx, cases)
    await dossier_store.withdraw_dossiers(tx, [k for k, case in cases.items() if case.state is CaseState.BAD_DEBT])


def _restore(
    book: CaseBook,
    case: Case,
    why: Why,
    orders: list[WorkOrder],
    lines: list[SubscriptionPosition],
    paid: Mapping[str, object],
) -> None:
    book.withdraw((o for o in orders if o.kind in DANGEROUS or o.kind is OrderKind.RECOVER_EQUIPMENT), "PAID")
    if order_restorations(book, case, orders, lines):
        book.step(case, Verb.ORDER_RESTORATION, why, **paid)
    else:
        book.step(case, Verb.CLOSE, why, **paid)


def order_restorations(
    book: CaseBook, case: Case, orders: list[WorkOrder], lines: list[SubscriptionPosition]
) -> list[WorkOrder]:
    """Makes an order for each line that the case's orders may have switched off.

    A line that another reason holds (fraud, authority, the customer's wish) stays as it is: payment does not lift it
    (R-DUN-6).
    """
    by_id = {line.subscription_id: line for line in lines}
    made: list[WorkOrder] = []
    number = max((order.number for order in orders), default=0)
    for subscription_id, reinstall in to_undo(tuple(order.facts for order in orders)):
        line = by_id.get(subscription_id)
        if line is None or line.suspended_otherwise:
            continue
        number += 1
        reason = REINSTALL if reinstall else "ARREARS"
        made.append(book.make_order(case, line, OrderKind.RESTORE, number, reason))
    return made
