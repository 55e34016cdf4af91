"""The notice that service is restored (复机通知), given when a case's last restoration is archived (R-DUN-1, R-DUN-3).

Its amount and due date are those that the case stood for when its last step was taken for them: nothing is overdue now.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.database import Transaction
from services.collection.domain.calendar import WorkingCalendar, calendar_on
from services.collection.domain.case import Case
from services.collection.domain.collection_policy import CollectionPolicy
from services.collection.domain.contact import Contact
from services.collection.domain.ladder import Verb
from services.collection.domain.notice import Addressee, Medium, NoticeKind, way_of
from services.collection.domain.position import Account
from services.collection.domain.scenario import Scenario
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as rule_store
from services.collection.store import policies as policy_store
from services.collection.store import positions as position_store
from services.collection.usecases.case_outlook import scenario_of
from services.collection.usecases.casebook import CaseBook
from services.collection.usecases.notices import case_notice

_RESTORED = (Verb.CONFIRM_RESTORATION, Verb.AWAIT_EQUIPMENT)
_NOBODY = (Addressee(""), "", "")


async def tell_restored(tx: Transaction, book: CaseBook) -> None:
    """Plans the notice for each case whose restoration this transaction has confirmed."""
    keys = {(step.shard, step.case_id) for step in book.steps if step.verb in _RESTORED}
    if not keys:
        return
    cases = [book.cases[key] for key in sorted(keys)]
    owed = await case_store.last_owed(tx, keys)
    accounts = await position_store.read_accounts(tx, [(case.shard, case.account_id) for case in cases])
    customers = await position_store.addressees_of(tx, {(case.shard, case.customer_id) for case in cases})
    desk = await _open_desk(tx)
    for case in cases:
        addressee, _, grade = customers.get((case.shard, case.customer_id), _NOBODY)
        amount, due = owed.get((case.shard, case.case_id), (0, case.anchor))
        account = accounts[case.shard, case.account_id]
        book.contacts.append(desk.notice(case, account, addressee, grade, amount, due or book.date))


@dataclass(frozen=True, slots=True)
class _Desk:
    """What the notices of a day are written from."""

    date: dt.date
    scenarios: Sequence[Scenario]
    templates: Sequence[policy_store.StoredTemplate]
    policy: CollectionPolicy
    working_days: WorkingCalendar

    def notice(
        self, case: Case, account: Account, addressee: Addressee, grade: str, amount: int, due: dt.date
    ) -> Contact:
        media = scenario_of(self.scenarios, account, addressee, grade, self.date).media
        way = way_of(addressee, media, case.sales_unit)
        by = self.working_days.add_days(self.date, self.policy.task_days)
        words = self.templates, self.policy.how_to_pay
        return case_notice(
            case, NoticeKind.RESTORATION_NOTICE, way, addressee, words, amount=amount, due=due, date=self.date, by=by
        )


async def _open_desk(tx: Transaction) -> _Desk:
    return _Desk(
        tx.date,
        await policy_store.approved_scenarios(tx),
        await policy_store.all_templates(tx),
        await rule_store.policy_in_force(tx, tx.date),
        calendar_on(await rule_store.approved_calendars(tx), Medium.MANAGER, tx.date),
    )
