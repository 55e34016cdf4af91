"""Takes what the others told, in the inbox's transaction, and recomputes the controls that it touches."""

from collections.abc import Sequence

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
from services.credit.domain.policy import policy_in_force
from services.credit.store import facts, positions
from services.credit.store.grades import next_grade_versions, put_grades
from services.credit.store.policies import approved_policies
from services.credit.store.terms import grade_histories
from services.credit.usecases.reevaluate import reevaluate
from services.kernel.business import CustomerKind
from services.kernel.period import Cycle


async def take_customers(tx: Transaction, customers: Sequence[CustomerPosition]) -> None:
    """Keeps customers and gives the new ones their initial grade (R-CRD-2), as of the date on which they were told."""
    newer = await positions.put_customers(tx, customers)
    told = [customer for customer in customers if customer.customer in newer]
    histories = await grade_histories(tx, newer)
    policies = await approved_policies(tx)
    graded: list[OwnGrade] = []
    for customer in told:
        policy = policy_in_force(policies, customer.as_of)
        cycle = Cycle.of(customer.as_of)
        history = histories.get(customer.customer)
        grade = initial_grade(customer.kind, customer.customer_class, policy)
        if history is not None and customer.kind is CustomerKind.CLUSTER and history.at(cycle.next) != grade:
            cycle = cycle.next
        elif history is not None or not grade:
            continue
        graded.append(OwnGrade(customer.customer, grade, cycle, GradeOrigin.INITIAL, policy.version, customer.as_of))
    await give_grades(tx, graded)


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
