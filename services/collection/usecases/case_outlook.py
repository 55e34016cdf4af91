"""A case as a person sees it: what is overdue now, what comes next, when, and what it waits for."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.database import Transaction
from services.collection.domain.case import Case
from services.collection.domain.ladder import Verb, swept_move
from services.collection.domain.notice import Addressee
from services.collection.domain.pause import Hold
from services.collection.domain.position import Account
from services.collection.domain.scenario import Scenario, select_scenario
from services.collection.domain.sweep import Step, decide_step
from services.collection.store import holds as hold_store
from services.collection.store import policies as policy_store
from services.collection.store import positions as position_store

_NOBODY = (Addressee(""), "", "")


@dataclass(frozen=True, slots=True)
class Outlook:
    """A case beside its account's debt and the sweep's next decision, as far as is known today."""

    case: Case
    overdue: int
    currency: str
    grade: str
    holds: tuple[Hold, ...]
    next_verb: Verb | None
    next_date: dt.date | None
    conditions: tuple[str, ...]


async def outlooks_of(tx: Transaction, cases: Sequence[Case]) -> list[Outlook]:
    """The outlooks of cases, in their order."""
    accounts = await position_store.read_accounts(tx, [(case.shard, case.account_id) for case in cases])
    customers = await position_store.addressees_of(tx, {(case.shard, case.customer_id) for case in cases})
    holds = await hold_store.standing_holds(tx, [(case.shard, case.case_id) for case in cases], tx.date)
    scenarios = await policy_store.approved_scenarios(tx)
    shown: list[Outlook] = []
    for case in cases:
        account = accounts[case.shard, case.account_id]
        addressee, _, grade = customers.get((case.shard, case.customer_id), _NOBODY)
        scenario = scenario_of(scenarios, account, addressee, grade, tx.date)
        verb, date, conditions = (None, None, ()) if case.ended else _next(case, account, scenario, tx.date)
        standing = tuple(holds[case.shard, case.case_id])
        overdue = account.debt.overdue(tx.date)
        shown.append(Outlook(case, overdue, account.currency, grade, standing, verb, date, conditions))
    return shown


def scenario_of(
    scenarios: Sequence[Scenario], account: Account, addressee: Addressee, grade: str, date: dt.date
) -> Scenario:
    """The scenario of an account: by grade, class and the line of business of its oldest payable debt."""
    oldest = next((line for line in account.debt.lines if line.payable), None)
    return select_scenario(
        scenarios,
        date,
        grade=grade,
        customer_class=addressee.customer_class,
        line_of_business=oldest.line_of_business if oldest else "",
    )


def _next(
    case: Case, account: Account, scenario: Scenario, date: dt.date
) -> tuple[Verb | None, dt.date | None, tuple[str, ...]]:
    row = swept_move(case.state)
    decision = decide_step(case.facts, account.anchor, account.control, scenario, date)
    if isinstance(decision, Step):
        return decision.move.verb, date, ()
    return (row.verb if row else None), decision.until, decision.reasons
