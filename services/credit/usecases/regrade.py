"""Periodic regrading: a run over all group customers, with an explanation for each (R-CRD-3)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.runs import LeasedChunk, RunView, RunWorkers, complete_chunk, start_run
from services.credit.domain.events import GradeChanged
from services.credit.domain.grade_records import OwnGrade, RegradeResult
from services.credit.domain.grades import GradeFacts, GradeOrigin, regrade
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.refusals import Reason, precondition
from services.credit.domain.terms import UNGRADED
from services.credit.store.facts import broken_promise_dates, due_cycles, suspension_dates
from services.credit.store.grades import (
    group_customers,
    list_own_grades,
    next_grade_versions,
    put_results,
    regraded_already,
)
from services.credit.store.overrides import overrides_ending
from services.credit.store.policies import approved_policies
from services.credit.store.terms import grade_histories
from services.credit.usecases.sweep import shard_chunks
from services.credit.usecases.take_positions import give_grades
from services.kernel.business import CustomerKind
from services.kernel.period import Cycle

KIND = "regrade"
_CUSTOMERS_AT_ONCE = 500


async def start_regrade(db: Database, cycle: Cycle) -> RunView:
    """Starts the regrading at a cycle's end, once. Raises REGRADE_TOO_EARLY before the cycle's last day.

    Raises REGRADE_TOO_LATE once the next cycle is over as well: the grade would hold for bills already made (R-CRD-5).
    """

    async def work(tx: Transaction) -> RunView:
        if tx.date < cycle.last_day:
            raise precondition(Reason.REGRADE_TOO_EARLY, f"cycle {cycle} has not ended on {tx.date}", cycle=str(cycle))
        if cycle.next < Cycle.of(tx.date):
            message = f"the grades would hold from {cycle.next} on, whose bills are made"
            raise precondition(Reason.REGRADE_TOO_LATE, message, cycle=str(cycle))
        chunks = await shard_chunks(tx)
        return await start_run(tx, key=f"{KIND}/{cycle}", kind=KIND, params={"cycle": str(cycle)}, chunks=chunks)

    return await db.transact(work)


async def explain_today(tx: Transaction, customer: str, kind: CustomerKind) -> RegradeResult:
    """What a regrading would make of a graded customer on the open business date."""
    return (await _decide(tx, [customer], Cycle.of(tx.date), tx.date, kind))[0]


async def _decide(
    tx: Transaction, customers: Sequence[str], cycle: Cycle, at: dt.date, kind: CustomerKind = CustomerKind.GROUP
) -> list[RegradeResult]:
    policy = policy_in_force(await approved_policies(tx), at)
    facts = await grade_facts(tx, customers, cycle, policy, kind)
    return [RegradeResult(each, cycle, policy.version, regrade(facts[each], at, policy)) for each in customers]


async def grade_facts(
    tx: Transaction,
    customers: Sequence[str],
    cycle: Cycle,
    policy: CreditPolicy,
    kind: CustomerKind = CustomerKind.GROUP,
) -> dict[str, GradeFacts]:
    """What a regrading at the cycle's end looks at, by customer."""
    histories = await grade_histories(tx, customers)
    due = await due_cycles(tx, customers)
    suspended = await suspension_dates(tx, customers)
    broken = await broken_promise_dates(tx, customers)
    found: dict[str, GradeFacts] = {}
    for customer in customers:
        own = histories.get(customer, UNGRADED)
        held = [grade for grade in own.own if grade.first <= cycle] or list(own.own[:1])
        found[customer] = GradeFacts(
            kind=kind,
            grade=held[-1].grade if held else policy.lowest.grade,
            due_cycles=tuple(due.get(customer, ())),
            suspensions=tuple(suspended.get(customer, ())),
            broken_promises=tuple(broken.get(customer, ())),
        )
    return found


@dataclass(frozen=True, slots=True)
class Regrading:
    """The day's step and the run's work."""

    db: Database
    runs: RunWorkers

    async def close(self, date: dt.date) -> Mapping[str, int]:
        """On a cycle's last day: gives back what overrides held, and regrades when the interval is over."""
        cycle = Cycle.of(date)
        if date != cycle.last_day:
            return {}
        ended = await self.db.transact(lambda tx: _end_overrides(tx, cycle))
        async with self.db.read() as tx:
            policy = policy_in_force(await approved_policies(tx), date)
        if not is_regrade_cycle(cycle, policy):
            return {"overrides_ended": ended}
        view = await start_regrade(self.db, cycle)
        view = await self.runs.finish(view.key)
        return {"overrides_ended": ended, "customers": view.items, **view.counters}

    async def work(self, chunk: LeasedChunk) -> None:
        cycle = Cycle.parse(str(chunk.params["cycle"]))
        first, last = int(chunk.payload["first"]), int(chunk.payload["last"])

        async def regrade_shards(tx: Transaction) -> None:
            customers = await group_customers(tx, first, last)
            changed = 0
            for start in range(0, len(customers), _CUSTOMERS_AT_ONCE):
                changed += await _regrade(tx, customers[start : start + _CUSTOMERS_AT_ONCE], cycle)
            await complete_chunk(tx, chunk, items=len(customers), counters={"changed": changed})

        await self.db.transact(regrade_shards)


def is_regrade_cycle(cycle: Cycle, policy: CreditPolicy) -> bool:
    """Whether a regrading follows a cycle: the interval counts from January."""
    return cycle.month % policy.grade_rules.regrade_interval_months == 0


async def _regrade(tx: Transaction, customers: Sequence[str], cycle: Cycle) -> int:
    """Regrades customers, once a cycle; tells how many changed. The grade holds from the next cycle."""
    done = await regraded_already(tx, cycle, customers)
    results = await _decide(tx, [each for each in customers if each not in done], cycle, cycle.last_day)
    await put_results(tx, results)
    changed = [each for each in results if each.decision.after != each.decision.before]
    await give_grades(
        tx,
        [
            OwnGrade(each.customer, each.decision.after, cycle.next, GradeOrigin.REGRADE, each.policy_version, tx.date)
            for each in changed
        ],
    )
    return len(changed)


async def _end_overrides(tx: Transaction, cycle: Cycle) -> int:
    """Tells that from the next cycle on the own grade holds again. Doing it again tells the same again."""
    ending = await overrides_ending(tx, cycle)
    customers = sorted({each.customer for each in ending})
    versions = await next_grade_versions(tx, customers)
    for customer in customers:
        own = await list_own_grades(tx, customer, "", 1)
        history = (await grade_histories(tx, [customer]))[customer]
        tx.publish(
            [GradeChanged(customer, versions[customer], history.at(cycle.next), cycle.next, own[0].policy_version)]
        )
    return len(customers)
