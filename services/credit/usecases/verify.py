"""Credit's invariants, for Verify."""

import datetime as dt

from services.chassis.database import Transaction
from services.chassis.parts import Finding, Invariant
from services.credit.domain.control import Control, decide_control, in_effect
from services.credit.store import checks
from services.credit.store.checks import Breaches
from services.credit.store.controls import control_facts, keys_that_may_change, stored_controls
from services.credit.store.policies import approved_policies
from services.credit.store.positions import account_rows
from services.credit.store.terms import load_terms
from services.kernel.ids import SHARDS

_AT_ONCE = 2_000
_EXAMPLES = 5


async def _control_equals_facts(tx: Transaction) -> Finding:
    """Recomputes every control that is not plainly CLEAR.

    The stored one was made on the open date or, by the sweep, on the day closed last: it must be what the facts make on
    one of the two. An account that only the new date turns overdue is told by the next sweep.
    """
    today, yesterday = tx.date, tx.date - dt.timedelta(days=1)
    keys = await keys_that_may_change(tx, 0, SHARDS - 1, today)
    breaches: list[str] = []
    for start in range(0, len(keys), _AT_ONCE):
        rows = await account_rows(tx, keys[start : start + _AT_ONCE])
        stored = await stored_controls(tx, rows)
        terms = await load_terms(tx, rows)
        fit: dict[str, list[tuple[object, ...]]] = {}
        for date in (today, yesterday):
            for key, known in (await control_facts(tx, rows, date)).items():
                made = decide_control(known, date, terms.of(key.account))
                fit.setdefault(key.account, []).append(in_effect(made))
        breaches += [
            key.account
            for key in rows
            if in_effect(stored[key].control if key in stored else Control()) not in fit[key.account]
        ]
    return Finding(len(keys), len(breaches), tuple(f"accounts/{each}" for each in breaches[:_EXAMPLES]))


async def _permitted(tx: Transaction) -> Finding:
    return _finding(await checks.permitted_without_debt(tx), "accounts")


async def _too_early(tx: Transaction) -> Finding:
    days = min(policy.control_rules.suspension_day_min for policy in await approved_policies(tx))
    return _finding(await checks.suspended_too_early(tx, days), "accounts")


async def _graded(tx: Transaction) -> Finding:
    lowest = sorted({policy.lowest.grade for policy in await approved_policies(tx)})
    return _finding(await checks.wrongly_graded(tx, lowest), "customers")


async def _position_sums(tx: Transaction) -> Finding:
    return _finding(await checks.unequal_debts(tx), "accounts")


async def _approved_by_another(tx: Transaction) -> Finding:
    return _finding(await checks.approved_by_requester(tx), "")


def _finding(found: Breaches, collection: str) -> Finding:
    prefix = f"{collection}/" if collection else ""
    return Finding(found.checked, found.count, tuple(f"{prefix}{name}" for name in found.examples))


INVARIANTS = (
    Invariant("control_equals_facts", "R-CTL-1", _control_equals_facts),
    Invariant("no_paid_up_account_permitted", "R-CTL-6", _permitted),
    Invariant("suspension_not_before_31st_day", "R-CRD-5", _too_early),
    Invariant("graded_customers", "R-CRD-2", _graded),
    Invariant("position_sums", "R-CTL-2", _position_sums),
    Invariant("approved_by_another", "R-GEN-5", _approved_by_another),
)
"""What must hold over credit's own data."""

totals = checks.overdue_totals
