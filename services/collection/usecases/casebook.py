"""What a transaction decided about cases, gathered and then written with as few statements as possible."""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.chassis.database import Transaction
from services.collection.domain.case import Case, CaseStep, Why, bring_in_case, open_case, take
from services.collection.domain.contact import Contact
from services.collection.domain.dossier import DossierState
from services.collection.domain.dossier_record import Dossier
from services.collection.domain.events import CaseChanged
from services.collection.domain.ladder import CaseState, Verb
from services.collection.domain.position import Account, SubscriptionPosition
from services.collection.domain.work_order import OrderKind, OrderState, WorkOrder, order_id
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as policy_store
from services.collection.store import contacts as contact_store
from services.collection.store import dossiers as dossier_store
from services.collection.store import orders as order_store
from services.collection.store import positions as position_store

Key = tuple[int, str]

IMPORTED = "IMPORTED"
"""The reason of an order that another system had carried out (R-ACC-4)."""


@dataclass
class CaseBook:
    """The changes of one transaction to cases, orders, contacts and dossiers."""

    date: dt.date
    now: dt.datetime
    cases: dict[Key, Case] = field(default_factory=dict[Key, Case])
    orders: dict[Key, WorkOrder] = field(default_factory=dict[Key, WorkOrder])
    contacts: list[Contact] = field(default_factory=list[Contact])
    dossiers: list[Dossier] = field(default_factory=list[Dossier])
    steps: list[CaseStep] = field(default_factory=list[CaseStep])
    _opened: set[Key] = field(default_factory=set[Key])
    _made: set[Key] = field(default_factory=set[Key])
    _left: set[Key] = field(default_factory=set[Key])

    def open(self, case: Case, why: Why) -> Case:
        """Opens a new case."""
        opened, step = open_case(case, why)
        self.steps.append(step)
        key = (case.shard, case.case_id)
        self._opened.add(key)
        self.cases[key] = opened
        return opened

    def bring_in(self, case: Case, why: Why) -> None:
        """Opens a case where it stood in another system."""
        self.steps.append(bring_in_case(case, why))
        key = (case.shard, case.case_id)
        self._opened.add(key)
        self.cases[key] = case

    def step(self, case: Case, verb: Verb, why: Why, **changes: Any) -> Case:
        """Moves a case by a row of the ladder. Raises LADDER_MOVE_REFUSED."""
        moved, step = take(case, verb, self.date, why, **changes)
        self.steps.append(step)
        key = (case.shard, case.case_id)
        self.cases[key] = moved
        if moved.ended:
            self._left.add(key)
        return moved

    def change(self, case: Case, **changes: Any) -> Case:
        """Changes a case without a step."""
        changed = dataclasses.replace(case, **changes)
        self.cases[case.shard, case.case_id] = changed
        return changed

    def make_order(
        self, case: Case, line: SubscriptionPosition, kind: OrderKind, number: int, reason: str = "ARREARS"
    ) -> WorkOrder:
        """Makes an order about a line, for the gateway. Its due date is known once it is written."""
        order = WorkOrder(
            shard=case.shard,
            order_id=order_id(case.case_id, kind, number),
            case_id=case.case_id,
            account_id=case.account_id,
            customer_id=case.customer_id,
            subscription_id=line.subscription_id,
            kind=kind,
            number=number,
            state=OrderState.PENDING,
            reason=reason,
            line_of_business=line.line_of_business,
            platform=line.platform,
            product=line.product,
            service_number=line.service_number,
            sales_unit=case.sales_unit,
            create_date=self.date,
            created_at=self.now,
            due_date=self.date,
            paid_date=self.date if kind is OrderKind.RESTORE else None,
            paid_at=self.now if kind is OrderKind.RESTORE else None,
        )
        key = (order.shard, order.order_id)
        self._made.add(key)
        self.orders[key] = order
        return order

    def bring_order(self, case: Case, line: SubscriptionPosition, kind: OrderKind, number: int, done: dt.date) -> None:
        """Makes an order that another system had carried out."""
        order = self.make_order(case, line, kind, number, IMPORTED)
        self.save_order(
            dataclasses.replace(order, state=OrderState.ARCHIVED, create_date=done, done_date=done, done_at=self.now)
        )

    def save_order(self, order: WorkOrder) -> WorkOrder:
        self.orders[order.shard, order.order_id] = order
        return order

    def withdraw(self, orders: Iterable[WorkOrder], detail: str) -> None:
        """Withdraws orders that are still pending."""
        for order in orders:
            if order.state is OrderState.PENDING:
                self.save_order(dataclasses.replace(order, state=OrderState.WITHDRAWN, detail=detail))

    async def write(self, tx: Transaction) -> None:
        """Writes everything and publishes the cases' new positions."""
        await case_store.add_cases(tx, [self.cases[key] for key in sorted(self._opened)])
        await case_store.save_cases(tx, [self.cases[key] for key in sorted(self.cases) if key not in self._opened])
        await case_store.add_steps(tx, self.steps)
        await self._write_made(tx)
        await order_store.save_orders(tx, [self.orders[key] for key in sorted(self.orders) if key not in self._made])
        await contact_store.add_contacts(tx, self.contacts)
        await dossier_store.open_dossiers(tx, self.dossiers)
        await self._leave(tx)
        tx.publish(self._events())

    async def _write_made(self, tx: Transaction) -> None:
        """Writes new orders, due by the policy in force."""
        if not self._made:
            return
        policy = (await policy_store.policy_in_force(tx, self.date)).orders
        for key in self._made:
            order = self.orders[key]
            due = policy.due(order.kind, order.line_of_business, order.create_date)
            self.orders[key] = dataclasses.replace(order, due_date=due)
        await order_store.add_orders(tx, [self.orders[key] for key in sorted(self._made)])

    async def _leave(self, tx: Transaction) -> None:
        """Notes which case is on the ladder for each account; withdraws what a case that ended had planned."""
        await contact_store.withdraw_contacts(tx, self._left)
        opened = {_account_key(self.cases[key]): key[1] for key in self._opened}
        await position_store.set_open_cases(tx, opened, counted=True)
        ended = [self.cases[key] for key in sorted(self._left)]
        await position_store.set_open_cases(tx, {_account_key(case): None for case in ended})
        closed = [(case.shard, case.case_id) for case in ended if case.state is CaseState.CLOSED]
        await dossier_store.withdraw_dossiers(tx, closed)

    def _events(self) -> Sequence[CaseChanged]:
        moved = {(step.shard, step.case_id) for step in self.steps}
        return [
            CaseChanged(
                case.case_id, case.account_id, case.customer_id, case.state.value, case.step_date, case.step_count
            )
            for case in (self.cases[key] for key in sorted(moved))
        ]


def _account_key(case: Case) -> Key:
    return case.shard, case.account_id


def new_dossier(case: Case, account: Account, date: dt.date) -> Dossier:
    """The dossier of a case that is proposed as bad debt (R-BAD-1)."""
    return Dossier(
        case.shard,
        case.case_id,
        case.account_id,
        case.customer_id,
        case.sales_unit,
        account.currency,
        account.debt.overdue(date),
        account.anchor,
        DossierState.OPEN,
        "",
        date,
    )
