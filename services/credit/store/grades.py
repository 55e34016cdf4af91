"""Customers' own grades, and what regradings made of them."""

from collections.abc import Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import delete, select, update

from services.chassis.arrays import among
from services.chassis.database import Transaction
from services.credit.domain.grade_records import OwnGrade, RegradeResult
from services.credit.domain.grades import GradeDecision, GradeOrigin
from services.credit.store.rows import keep, upsert
from services.credit.store.tables import customer, grade, regrade_result
from services.kernel.business import CustomerKind
from services.kernel.ids import shard_of
from services.kernel.period import Cycle

_DECISION: TypeAdapter[GradeDecision] = TypeAdapter(GradeDecision)


async def put_grades(tx: Transaction, grades: Sequence[OwnGrade]) -> None:
    """Keeps own grades; one for a customer and cycle, the later decision replacing the earlier."""
    rows = [
        {
            "shard": shard_of(each.customer),
            "customer": each.customer,
            "effective_cycle": str(each.effective_cycle),
            "grade": each.grade,
            "origin": each.origin,
            "policy_version": each.policy_version,
            "decided_on": each.decided_on,
        }
        for each in grades
    ]
    await upsert(tx, grade, rows)


async def forget_initial_grades(tx: Transaction, customers: Sequence[str]) -> None:
    """Makes room for initial grades from a position that is older than the one that gave them."""
    keys = sorted((shard_of(each), each) for each in customers)
    of_customers = among(grade.c.shard, grade.c.customer, keys)
    await tx.execute(delete(grade).where(of_customers, grade.c.origin == GradeOrigin.INITIAL))


async def next_grade_versions(tx: Transaction, customers: Sequence[str]) -> dict[str, int]:
    """Raises the version of each customer's grade position and gives it."""
    keys = sorted((shard_of(each), each) for each in customers)
    if not keys:
        return {}
    raised = await tx.execute(
        update(customer)
        .where(among(customer.c.shard, customer.c.customer, keys))
        .values(grade_version=customer.c.grade_version + 1)
        .returning(customer.c.customer, customer.c.grade_version)
    )
    return {row.customer: row.grade_version for row in raised}


async def list_own_grades(tx: Transaction, owner: str, before: str, limit: int) -> list[OwnGrade]:
    """A customer's own grades, newest first, from before a cycle."""
    query = select(grade).where(grade.c.shard == shard_of(owner), grade.c.customer == owner)
    if before:
        query = query.where(grade.c.effective_cycle < before)
    rows = await tx.execute(query.order_by(grade.c.effective_cycle.desc()).limit(limit))
    return [grade_from_row(row) for row in rows]


def grade_from_row(row: Any) -> OwnGrade:
    return OwnGrade(
        row.customer,
        row.grade,
        Cycle.parse(row.effective_cycle),
        GradeOrigin(row.origin),
        row.policy_version,
        row.decided_on,
    )


async def group_customers(tx: Transaction, first: int, last: int) -> list[str]:
    """The group customers of shards first … last that are not closed."""
    query = select(customer.c.customer).where(
        customer.c.shard.between(first, last), customer.c.kind == CustomerKind.GROUP, customer.c.closed.is_(False)
    )
    return [row.customer for row in await tx.execute(query.order_by(customer.c.shard, customer.c.customer))]


async def put_results(tx: Transaction, results: Sequence[RegradeResult]) -> None:
    rows = [
        {
            "shard": shard_of(each.customer),
            "customer": each.customer,
            "cycle": str(each.cycle),
            "before": each.decision.before,
            "after": each.decision.after,
            "policy_version": each.policy_version,
            "explanation": _DECISION.dump_json(each.decision).decode(),
        }
        for each in results
    ]
    await keep(tx, regrade_result, rows)


async def regraded_already(tx: Transaction, cycle: Cycle, customers: Sequence[str]) -> set[str]:
    keys = [(shard_of(each), each) for each in customers]
    query = select(regrade_result.c.customer).where(
        among(regrade_result.c.shard, regrade_result.c.customer, keys), regrade_result.c.cycle == str(cycle)
    )
    return {row.customer for row in await tx.execute(query)}


async def find_result(tx: Transaction, owner: str, cycle: Cycle) -> RegradeResult | None:
    query = select(regrade_result).where(
        regrade_result.c.shard == shard_of(owner),
        regrade_result.c.customer == owner,
        regrade_result.c.cycle == str(cycle),
    )
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else _result_from_row(row)


async def list_results(
    tx: Transaction, cycle: Cycle, *, changed_only: bool, after: str, limit: int
) -> list[RegradeResult]:
    """What a regrading made of each customer, in the order of customers."""
    query = select(regrade_result).where(regrade_result.c.cycle == str(cycle))
    if changed_only:
        query = query.where(regrade_result.c.before != regrade_result.c.after)
    if after:
        query = query.where(regrade_result.c.customer > after)
    rows = await tx.execute(query.order_by(regrade_result.c.customer).limit(limit))
    return [_result_from_row(row) for row in rows]


def _result_from_row(row: Any) -> RegradeResult:
    decision = _DECISION.validate_python(row.explanation)
    return RegradeResult(row.customer, Cycle.parse(row.cycle), row.policy_version, decision)
