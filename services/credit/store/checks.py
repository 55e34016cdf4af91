"""What Verify asks the tables: breaches of the invariants, counted and named."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from services.chassis.database import Transaction
from services.credit.store.tables import (
    account,
    agreement,
    control,
    customer,
    exemption,
    grade,
    grade_override,
    open_debt,
    policy,
)

_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Breaches:
    """How many were looked at, how many are broken, the first ones by name."""

    checked: int
    count: int
    examples: tuple[str, ...]


async def _found(tx: Transaction, checked: Select[Any], names: Select[Any]) -> Breaches:
    total = (await tx.execute(checked)).scalar_one()
    broken = [str(row[0]) for row in await tx.execute(names)]
    return Breaches(total, len(broken), tuple(broken[:_EXAMPLES]))


async def permitted_without_debt(tx: Transaction) -> Breaches:
    """Controls that permit suspension although nothing is overdue (R-CTL-6)."""
    permitted = control.c.state.in_(("SUSPENSION_PERMITTED", "TERMINATION_PERMITTED"))
    overdue = (
        select(open_debt.c.account)
        .where(
            open_debt.c.shard == control.c.shard,
            open_debt.c.account == control.c.account,
            open_debt.c.payable > 0,
            open_debt.c.due_date < control.c.suspend_not_before,
        )
        .exists()
    )
    names = select(control.c.account).where(permitted, or_(control.c.overdue <= 0, ~overdue))
    return await _found(tx, select(func.count()).select_from(control).where(permitted), names)


async def suspended_too_early(tx: Transaction, days: int) -> Breaches:
    """Controls whose first date of suspension is nearer to the due date than the law permits (R-CRD-5)."""
    dated = control.c.oldest_due_date.is_not(None)
    early = or_(control.c.suspend_not_before.is_(None), control.c.suspend_not_before - control.c.oldest_due_date < days)
    return await _found(
        tx, select(func.count()).select_from(control).where(dated), select(control.c.account).where(dated, early)
    )


async def wrongly_graded(tx: Transaction, lowest: Sequence[str]) -> Breaches:
    """Group and cluster customers without a grade, clusters above the lowest, persons with one (R-CRD-1, R-CRD-2)."""
    of_customer = and_(grade.c.shard == customer.c.shard, grade.c.customer == customer.c.customer)
    latest = (
        select(grade.c.grade).where(of_customer).order_by(grade.c.effective_cycle.desc()).limit(1).scalar_subquery()
    )
    graded = customer.c.kind.in_(("GROUP", "CLUSTER"))
    wrong = or_(
        and_(graded, latest.is_(None)),
        and_(customer.c.kind == "CLUSTER", latest.not_in(lowest)),
        and_(customer.c.kind == "INDIVIDUAL", latest.is_not(None)),
    )
    return await _found(tx, select(func.count()).select_from(customer), select(customer.c.customer).where(wrong))


async def unequal_debts(tx: Transaction) -> Breaches:
    """Accounts whose debts by due date do not sum to payment's principal and late fees (R-CTL-2)."""
    sums = (
        select(
            open_debt.c.shard, open_debt.c.account, func.sum(open_debt.c.payable + open_debt.c.blocked).label("open")
        )
        .group_by(open_debt.c.shard, open_debt.c.account)
        .subquery()
    )
    joined = account.outerjoin(sums, and_(sums.c.shard == account.c.shard, sums.c.account == account.c.account))
    names = (
        select(account.c.account)
        .select_from(joined)
        .where(func.coalesce(sums.c.open, 0) != account.c.principal + account.c.late_fees)
    )
    return await _found(tx, select(func.count()).select_from(account), names)


async def approved_by_requester(tx: Transaction) -> Breaches:
    """What the person who requested it approved as well (R-GEN-5)."""
    checked, broken = 0, list[str]()
    tables = ((policy, "version"), (grade_override, "override"), (agreement, "agreement"), (exemption, "exemption"))
    for table, key in tables:
        approved = table.c.state.not_in(("REQUESTED", "REJECTED", "PROPOSED", "DRY_RUN"))
        found = await _found(
            tx,
            select(func.count()).select_from(table).where(approved),
            select(table.c[key]).where(approved, table.c.requester == table.c.decider),
        )
        checked += found.checked
        broken += [f"{table.name} {name}" for name in found.examples]
    return Breaches(checked, len(broken), tuple(broken[:_EXAMPLES]))


async def overdue_totals(tx: Transaction) -> dict[str, int]:
    """Totals that are compared across services."""
    arrears = select(func.coalesce(func.sum(account.c.principal + account.c.late_fees), 0))
    overdue = select(func.coalesce(func.sum(control.c.overdue), 0))
    spendable = select(func.coalesce(func.sum(account.c.spendable), 0))
    return {
        "arrears_minor_units": int((await tx.execute(arrears)).scalar_one()),
        "overdue_minor_units": int((await tx.execute(overdue)).scalar_one()),
        "spendable_minor_units": int((await tx.execute(spendable)).scalar_one()),
        "accounts": (await tx.execute(select(func.count()).select_from(account))).scalar_one(),
    }
