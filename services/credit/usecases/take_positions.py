"""Takes what the others told, in the inbox's transaction, and recomputes the controls that it touches."""

from collections.abc import Mapping, Sequence

from services.chassis.database import Transaction
from services.credit.domain.events import GradeChanged
from services.credit.domain.facts import (
    AccountKey,
    AccountPosition,
    AdjustmentFact,
    BillFact,
    CustomerPosition,
    MoneyPosition,
    PromiseFact,
    SettlementFact,
    SubscriptionPosition,
    UnbilledPosition,
    account_key,
)
from services.credit.domain.grade_records import OwnGrade
from services.credit.domain.grades import GradeOrigin, initial_grade
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.terms import GradeHistory
from services.credit.store import facts, positions
from services.credit.store.grades import forget_initial_grades, next_grade_versions, put_grades
from services.credit.store.policies import approved_policies
from services.credit.store.terms import grade_histories
from services.credit.usecases.reevaluate import reevaluate
from services.kernel.business import CustomerKind
from services.kernel.period import Cycle


async def take_customers(tx: Transaction, newest: Sequence[CustomerPosition], told: Sequence[CustomerPosition]) -> None:
    """Keeps customers and gives each its initial grade (R-CRD-2).

    The grade follows the first position, and holds from its date on: one that comes late, after newer ones, decides
    anew, so that the order of delivery does not.
    """
    newer = await positions.put_customers(tx, newest)
    first = {each.customer: each for each in sorted(told, key=lambda each: each.version, reverse=True)}
    began = await positions.put_first_positions(tx, list(first.values()))
    policies = await approved_policies(tx)
    await forget_initial_grades(tx, sorted(began))
    await give_grades(tx, [row for each in sorted(began) for row in _initial(first[each], policies)])
    histories = await grade_histories(tx, newer)
    turned = [each for each in newest if each.customer in newer]
    await give_grades(tx, [row for each in turned for row in _turned(each, histories, policies)])


def _initial(first: CustomerPosition, policies: Sequence[CreditPolicy]) -> list[OwnGrade]:
    policy = policy_in_force(policies, first.as_of)
    grade = initial_grade(first.kind, first.customer_class, policy)
    cycle = Cycle.of(first.as_of)
    return [OwnGrade(first.customer, grade, cycle, GradeOrigin.INITIAL, policy.version, first.as_of)] if grade else []


def _turned(
    now: CustomerPosition, histories: Mapping[str, GradeHistory], policies: Sequence[CreditPolicy]
) -> list[OwnGrade]:
    """The grade of a person who became a group or cluster customer, or of a group that became a cluster: the lowest."""
    history = histories.get(now.customer)
    if history is None:
        return _initial(now, policies)
    policy, cycle = policy_in_force(policies, now.as_of), Cycle.of(now.as_of).next
    lowest = policy.lowest.grade
    if now.kind is not CustomerKind.CLUSTER or history.at(cycle) == lowest:
        return []
    return [OwnGrade(now.customer, lowest, cycle, GradeOrigin.INITIAL, policy.version, now.as_of)]


async def give_grades(tx: Transaction, graded: Sequence[OwnGrade]) -> None:
    """Keeps own grades and publishes them."""
    await put_grades(tx, graded)
    versions = await next_grade_versions(tx, [each.customer for each in graded])
    tx.publish(
        GradeChanged(each.customer, versions[each.customer], each.grade, each.effective_cycle, each.policy_version)
        for each in sorted(graded, key=lambda row: row.customer)
    )


async def _hold(
    tx: Transaction, told: Sequence[AccountPosition | UnbilledPosition | SubscriptionPosition | MoneyPosition]
) -> set[AccountKey]:
    """Makes room for the accounts and locks them, in the one order that every writer keeps to."""
    await positions.ensure_accounts(tx, [(each.account, each.customer) for each in told])
    keys = {account_key(each.customer, each.account) for each in told}
    await positions.lock_accounts(tx, keys)
    return keys


async def take_accounts(tx: Transaction, accounts: Sequence[AccountPosition]) -> None:
    await _hold(tx, accounts)
    await positions.put_accounts(tx, accounts)


async def take_unbilled(tx: Transaction, unbilled: Sequence[UnbilledPosition]) -> None:
    await _hold(tx, unbilled)
    await positions.put_unbilled(tx, unbilled)


async def take_subscriptions(
    tx: Transaction, newest: Sequence[SubscriptionPosition], told: Sequence[SubscriptionPosition]
) -> None:
    """Keeps the newest of each line; of all that was told, the suspensions, which a regrading asks for (R-CRD-3)."""
    keys = await _hold(tx, newest)
    await positions.put_subscriptions(tx, newest)
    await facts.keep_suspensions(tx, told)
    await reevaluate(tx, keys)


async def take_money(tx: Transaction, money: Sequence[MoneyPosition]) -> None:
    """Keeps what payment made of accounts and re-evaluates their controls (R-SET-5)."""
    await _hold(tx, money)
    await reevaluate(tx, await positions.put_money(tx, money))


async def take_bills(tx: Transaction, bills: Sequence[BillFact]) -> None:
    await facts.keep_bills(tx, bills)


async def take_adjustments(tx: Transaction, adjustments: Sequence[AdjustmentFact]) -> None:
    await facts.keep_adjustments(tx, adjustments)


async def take_settlements(tx: Transaction, settlements: Sequence[SettlementFact]) -> None:
    await facts.keep_settlements(tx, settlements)


async def take_broken_promises(tx: Transaction, promises: Sequence[PromiseFact]) -> None:
    await facts.keep_promises(tx, promises)
