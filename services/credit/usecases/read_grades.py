"""Reads grades and their history."""

from dataclasses import replace

from services.chassis.database import Database, Transaction
from services.credit.domain.grade_records import GradeChange, GradeOverride, GradeView, OwnGrade, RegradeResult
from services.credit.domain.grades import GradeOrigin
from services.credit.domain.refusals import Reason, not_found, precondition
from services.credit.domain.terms import UNGRADED
from services.credit.store import grades, overrides
from services.credit.store.grades import find_result, list_own_grades
from services.credit.store.overrides import overrides_of
from services.credit.store.positions import KnownCustomer, graded_customers, known_customers
from services.credit.store.terms import grade_histories
from services.credit.usecases.regrade import explain_today
from services.kernel.business import CustomerKind
from services.kernel.errors import GeneralReason, Refusal, RefusalKind
from services.kernel.period import Cycle

_HISTORY_MAX = 1_000


async def get_grade(db: Database, customer: str, cycle: Cycle | None) -> GradeView:
    """The grade in a cycle, the open one's by default. Raises CUSTOMER_NOT_FOUND, CUSTOMER_NOT_GRADED."""
    async with db.read() as tx:
        known = await graded_customer(tx, customer)
        return await grade_view(tx, known, cycle or Cycle.of(tx.date))


async def graded_customer(tx: Transaction, customer: str) -> KnownCustomer:
    """Raises CUSTOMER_NOT_FOUND, CUSTOMER_NOT_GRADED."""
    known = (await known_customers(tx, [customer])).get(customer)
    if known is None:
        raise not_found(Reason.CUSTOMER_NOT_FOUND, f"customers/{customer}")
    if known.kind is CustomerKind.INDIVIDUAL:
        message = "a person is never graded (R-CRD-1)"
        raise precondition(Reason.CUSTOMER_NOT_GRADED, message, customer=f"customers/{customer}", kind=known.kind.value)
    return known


async def grade_view(tx: Transaction, known: KnownCustomer, cycle: Cycle) -> GradeView:
    held = await list_own_grades(tx, known.customer, "", _HISTORY_MAX)
    own = next((row for row in held if row.effective_cycle <= cycle), held[-1])
    override = next((o for o in await overrides_of(tx, [known.customer]) if o.holds_in(cycle)), None)
    history = (await grade_histories(tx, [known.customer])).get(known.customer, UNGRADED)
    return _view(known, history.at(cycle), own, override)


def _view(known: KnownCustomer, grade: str, own: OwnGrade, override: GradeOverride | None) -> GradeView:
    return GradeView(
        customer=known.customer,
        grade=grade,
        own_grade=own.grade,
        effective_cycle=override.first_cycle if override else own.effective_cycle,
        origin=GradeOrigin.OVERRIDE if override else own.origin,
        override=override.override if override else "",
        policy_version=own.policy_version,
        sales_unit=known.sales_unit,
    )


async def list_grades(db: Database, sales_unit: str, grade: str, after: str, limit: int) -> list[GradeView]:
    """The grades in force of the customers after an id, in the order of ids."""
    async with db.read() as tx:
        cycle = Cycle.of(tx.date)
        found: list[GradeView] = []
        while len(found) < limit:
            known = await graded_customers(tx, sales_unit, after, limit)
            views = [await grade_view(tx, each, cycle) for each in known]
            found += [view for view in views if grade in ("", view.grade)]
            if len(known) < limit:
                break
            after = known[-1].customer
    return found[:limit]


async def list_history(db: Database, customer: str, before: tuple[str, str] | None, limit: int) -> list[GradeChange]:
    """A customer's grades, newest first: own ones, explained when a regrading gave them, and overrides that held."""
    async with db.read() as tx:
        known = await graded_customer(tx, customer)
        entries = [GradeChange(own) for own in await list_own_grades(tx, known.customer, "", _HISTORY_MAX)]
        given = await overrides_of(tx, [known.customer])
        entries += [GradeChange(override) for override in given if override.held]
        entries.sort(key=lambda each: each.place, reverse=True)
        page = [each for each in entries if before is None or each.place < before][:limit]
        return [await _explained(tx, each) for each in page]


async def _explained(tx: Transaction, change: GradeChange) -> GradeChange:
    if isinstance(change.given, GradeOverride) or change.given.origin is not GradeOrigin.REGRADE:
        return change
    return replace(change, result=await find_result(tx, change.given.customer, change.given.effective_cycle.previous))


async def explain_grade(db: Database, customer: str, effective: Cycle | None) -> RegradeResult:
    """What a regrading made of the customer for a cycle, or would make of it today. Raises RUN_NOT_FOUND."""
    async with db.read() as tx:
        known = await graded_customer(tx, customer)
        if effective is None:
            return await explain_today(tx, known.customer, known.kind)
        result = await find_result(tx, customer, effective.previous)
    if result is None:
        message = f"no regrading decided the grade of customers/{customer} from {effective} on"
        raise Refusal(GeneralReason.RUN_NOT_FOUND, RefusalKind.NOT_FOUND, message)
    return result


async def list_results(
    db: Database, cycle: Cycle, *, changed_only: bool, after: str, limit: int
) -> list[RegradeResult]:
    async with db.read() as tx:
        return await grades.list_results(tx, cycle, changed_only=changed_only, after=after, limit=limit)


async def list_overrides(db: Database, customer: str, state: str, before: str, limit: int) -> list[GradeOverride]:
    async with db.read() as tx:
        return await overrides.list_overrides(tx, customer, state, before, limit)
