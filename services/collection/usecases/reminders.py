"""Reminders in the payment window: everyone is told the due date and the amount some days before (R-DUN-2)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from services.chassis.database import Database, Transaction
from services.collection.domain.contact import Contact, ContactState
from services.collection.domain.notice import Addressee, Medium, NoticeKind, reachable_way, write_notice
from services.collection.domain.position import Account
from services.collection.domain.scenario import Scenario
from services.collection.store import collection_policies as rule_store
from services.collection.store import contacts as contact_store
from services.collection.store import policies as policy_store
from services.collection.store import positions as position_store
from services.collection.usecases.case_outlook import scenario_of
from services.collection.usecases.policies import text_of
from services.kernel.period import Cycle

_NOBODY = (Addressee(""), "", "")


async def plan_reminders(db: Database, date: dt.date) -> Mapping[str, int]:
    """Plans a reminder for each account with something due in as many days as its scenario says.

    The id names account and due date, so that a day closed twice reminds once.
    """

    async def work(tx: Transaction) -> Mapping[str, int]:
        scenarios = await policy_store.approved_scenarios(tx)
        templates = await policy_store.all_templates(tx)
        how_to_pay = (await rule_store.policy_in_force(tx, date)).how_to_pay
        planned = 0
        for days in sorted({each.days.reminder_before_due for each in scenarios} - {0}):
            due = date + dt.timedelta(days=days)
            accounts = await position_store.accounts_due_on(tx, due)
            customers = await position_store.addressees_of(tx, {(each.shard, each.customer_id) for each in accounts})
            contacts: list[Contact] = []
            for account in accounts:
                addressee, unit, grade = customers.get((account.shard, account.customer_id), _NOBODY)
                scenario = scenario_of(scenarios, account, addressee, grade, date)
                if scenario.days.reminder_before_due == days:
                    contacts.append(_reminder(account, addressee, unit, scenario, templates, how_to_pay, due, date))
            planned += await contact_store.add_new_contacts(tx, contacts)
        return {"reminders": planned}

    return await db.transact(work)


def _reminder(
    account: Account,
    addressee: Addressee,
    unit: str,
    scenario: Scenario,
    templates: Sequence[policy_store.StoredTemplate],
    how_to_pay: Mapping[str, str],
    due: dt.date,
    date: dt.date,
) -> Contact:
    way = reachable_way(addressee, scenario.media, unit)
    amount = sum(line.open for line in account.debt.lines if line.payable and line.due_date == due)
    text = text_of(templates, NoticeKind.PAYMENT_REMINDER, way.medium, addressee.language, date)
    return Contact(
        account.shard,
        f"{account.account_id}-payment-reminder-{due.isoformat()}",
        "",
        account.account_id,
        account.customer_id,
        unit,
        str(Cycle.of(date)),
        NoticeKind.PAYMENT_REMINDER,
        way.medium,
        way.recipient,
        addressee.language,
        write_notice(text, addressee, account.account_id, amount, due, date, how_to_pay),
        amount,
        ContactState.PLANNED,
        date,
        due if way.medium is Medium.MANAGER else None,
    )
