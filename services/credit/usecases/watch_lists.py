"""Makes the lists that people work from, and keeps what they did (R-CTL-3, R-CTL-4)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.chassis.runs import LeasedChunk, RunView, RunWorkers, complete_chunk, start_run
from services.credit.domain.account_control import SentDecision
from services.credit.domain.control import ControlDecision
from services.credit.domain.events import CreditWarned
from services.credit.domain.facts import AccountKey, account_key
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.refusals import Reason, not_found
from services.credit.domain.watch_lists import (
    Intervention,
    PrepaymentWarning,
    WarningEffect,
    WarningOutcome,
    WatchedLine,
    acted,
    analyse,
    intervene,
    warn,
    warning_threshold,
)
from services.credit.store import watch_lists as store
from services.credit.store.controls import add_decisions, versions_of
from services.credit.store.policies import approved_policies
from services.credit.store.positions import account_rows
from services.credit.store.terms import load_terms
from services.credit.usecases.sweep import shard_chunks
from services.kernel.errors import Refusal
from services.kernel.period import Cycle

KIND = "watch-lists"
_WARNINGS: Replies[PrepaymentWarning] = Replies(PrepaymentWarning)
_INTERVENTIONS: Replies[Intervention] = Replies(Intervention)
_ANALYSED_AT_ONCE = 5_000

Lines = Sequence[tuple[AccountKey, WatchedLine]]


@dataclass(frozen=True, slots=True)
class WatchLists:
    """The day's step and the run's work."""

    db: Database
    runs: RunWorkers

    async def close(self, date: dt.date) -> Mapping[str, int]:
        """Lists what passed a threshold or a limit by the end of the day."""
        key = f"{KIND}/{date.isoformat()}"
        await self.db.transact(lambda tx: start_listing(tx, key))
        view = await self.runs.finish(key)
        return dict(view.counters)

    async def work(self, chunk: LeasedChunk) -> None:
        first, last = int(chunk.payload["first"]), int(chunk.payload["last"])

        async def list_shards(tx: Transaction) -> None:
            policy = policy_in_force(await approved_policies(tx), tx.date)
            rows = (*policy.warning_thresholds, *policy.intervention_limits)
            lines = await store.watched_lines(tx, first, last, sorted({row.line_of_business for row in rows}))
            counters = {
                "warned": await _warn(tx, first, last, lines, policy),
                "interventions": await _intervene(tx, first, last, lines, policy),
            }
            if tx.date == Cycle.of(tx.date).last_day:
                counters["topped_up"] = await _top_up(tx, first, last, lines)
                counters["missed"] = await store.miss_open(tx, first, last, Cycle.of(tx.date))
            await complete_chunk(tx, chunk, items=len(lines), counters=counters)

        await self.db.transact(list_shards)


async def start_listing(tx: Transaction, key: str) -> RunView:
    return await start_run(tx, key=key, kind=KIND, params={}, chunks=await shard_chunks(tx))


async def request_listing(db: Database, request_id: str) -> RunView:
    """A listing at a person's wish, once for a request id."""
    return await db.transact(lambda tx: start_listing(tx, f"{KIND}/{tx.date.isoformat()}/{request_id}"))


async def _limits(tx: Transaction, lines: Lines) -> dict[str, int]:
    """The credit limit of each line's account."""
    terms = await load_terms(tx, await account_rows(tx, {key for key, _ in lines}))
    return {line.account: terms.credit_limit(line.account, tx.date) for _, line in lines}


async def _warn(tx: Transaction, first: int, last: int, lines: Lines, policy: CreditPolicy) -> int:
    thresholds = policy.warning_thresholds
    # Limits are never negative: what is not below its threshold without one needs no terms to be looked up, nor does
    # what the month has listed already.
    listed_before = await store.listed_lines(tx, first, last, Cycle.of(tx.date))
    near = [
        (key, line)
        for key, line in lines
        if (line.account, line.line_of_business) not in listed_before
        and _below(line, warning_threshold(line, thresholds))
    ]
    if not near:
        return 0
    limits = await _limits(tx, near)
    made = [warn(line, limits[line.account], thresholds, tx.date, policy.control_rules) for _, line in near]
    added = await store.add_warnings(tx, [each for each in made if each is not None])
    tx.publish(
        CreditWarned(each.account, each.customer, "PREPAYMENT_WARNING", each.figure, each.threshold) for each in added
    )
    below = ("BELOW_WARNING_THRESHOLD",)
    listed = [
        Listed(each.account, each.customer, ControlDecision.WARN, below, f"warnings/{each.warning}") for each in added
    ]
    await _note(tx, listed, policy)
    return len(added)


def _below(line: WatchedLine, threshold: int | None) -> bool:
    return threshold is not None and line.balance - line.unbilled - line.arrears < threshold


async def _intervene(tx: Transaction, first: int, last: int, lines: Lines, policy: CreditPolicy) -> int:
    owed = await store.owed_by_line(tx, first, last)
    made = [
        each
        for key, line in lines
        for each in intervene(line, owed.get((key, line.line_of_business), 0), policy.intervention_limits, tx.date)
    ]
    added = await store.add_interventions(tx, made)
    tx.publish(CreditWarned(each.account, each.customer, "INTERVENTION", each.amount, each.limit) for each in added)
    listed = [
        Listed(
            each.account,
            each.customer,
            ControlDecision.INTERVENE,
            (f"{each.figure}_ABOVE_LIMIT",),
            f"interventions/{each.intervention}",
        )
        for each in added
    ]
    await _note(tx, listed, policy)
    return len(added)


@dataclass(frozen=True, slots=True)
class Listed:
    """What a listing decided about an account."""

    account: str
    customer: str
    decision: ControlDecision
    reasons: tuple[str, ...]
    subject: str


async def _note(tx: Transaction, listed: Sequence[Listed], policy: CreditPolicy) -> None:
    """Keeps what was sent among the account's decisions, with the versions of the facts that it was made of."""
    if not listed:
        return
    versions = await versions_of(tx, {account_key(each.customer, each.account) for each in listed})
    decisions: list[SentDecision] = []
    for each in listed:
        control, payment = versions[account_key(each.customer, each.account)]
        decisions.append(
            SentDecision(
                account=each.account,
                customer=each.customer,
                decision=each.decision,
                decided_on=tx.date,
                reasons=each.reasons,
                control_version=control,
                payment_version=payment,
                policy_version=policy.version,
                subject=each.subject,
            )
        )
    await add_decisions(tx, decisions)


async def _top_up(tx: Transaction, first: int, last: int, lines: Lines) -> int:
    """Marks the warnings whose account is above its threshold again on the month's last day."""
    listed = await store.warnings_of_shards(tx, first, last, Cycle.of(tx.date))
    warned = {each.account for each in listed}
    concerned = [(key, line) for key, line in lines if line.account in warned]
    limits = await _limits(tx, concerned)
    figures = {
        line.account: line.balance + limits[line.account] - line.unbilled - line.arrears for _, line in concerned
    }
    above = [each for each in listed if figures.get(each.account, each.threshold - 1) >= each.threshold]
    await store.mark_topped_up(tx, above)
    return len(above)


@dataclass(frozen=True, slots=True)
class OutcomeRecord:
    """What became of a warning, by the person who records it."""

    warning: str
    outcome: WarningOutcome
    note: str
    recorder: str


@dataclass(frozen=True, slots=True)
class ActionRecord:
    """What a person did about an intervention."""

    intervention: str
    action: str
    actor: str


async def record_outcome(db: Database, request_id: str, asked: OutcomeRecord) -> PrepaymentWarning:
    """Raises WARNING_NOT_FOUND. A later record replaces the earlier one; the audit trail keeps both."""

    async def work(tx: Transaction) -> PrepaymentWarning:
        earlier = await _WARNINGS.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        before = await store.find_warning(tx, asked.warning, lock=True)
        if before is None:
            raise not_found(Reason.WARNING_NOT_FOUND, f"warnings/{asked.warning}")
        after = replace(before, outcome=asked.outcome, outcome_on=tx.date, recorder=asked.recorder, note=asked.note)
        await store.update_warning(tx, after)
        facts = {"outcome": asked.outcome.value}
        name = f"warnings/{asked.warning}"
        await tx.audit(AuditRecord(asked.recorder, "warning.record", name, asked.note, facts))
        await _WARNINGS.keep(tx, {request_id: (asked, after)})
        return after

    return await db.transact(work)


async def record_outcomes(
    db: Database, asked: Sequence[tuple[str, OutcomeRecord]]
) -> list[PrepaymentWarning | Refusal]:
    """One answer for each (request id, outcome), in the order given."""
    answers: list[PrepaymentWarning | Refusal] = []
    for request_id, record in asked:
        try:
            answers.append(await record_outcome(db, request_id, record))
        except Refusal as refusal:
            answers.append(refusal)
    return answers


async def record_action(db: Database, request_id: str, asked: ActionRecord) -> Intervention:
    """Raises INTERVENTION_NOT_FOUND, STATE_CONFLICT."""

    async def work(tx: Transaction) -> Intervention:
        earlier = await _INTERVENTIONS.find(tx, {request_id: asked})
        if request_id in earlier:
            return reply_or_raise(earlier[request_id])
        before = await store.find_intervention(tx, asked.intervention, lock=True)
        if before is None:
            raise not_found(Reason.INTERVENTION_NOT_FOUND, f"interventions/{asked.intervention}")
        after = acted(before, asked.action, asked.actor, tx.date)
        await store.update_intervention(tx, after)
        facts = {"state": after.state.value, "amount": after.amount, "limit": after.limit}
        name = f"interventions/{asked.intervention}"
        await tx.audit(AuditRecord(asked.actor, "intervention.record", name, asked.action, facts))
        await _INTERVENTIONS.keep(tx, {request_id: (asked, after)})
        return after

    return await db.transact(work)


async def get_warning(db: Database, name: str) -> PrepaymentWarning:
    """Raises WARNING_NOT_FOUND."""
    async with db.read() as tx:
        found = await store.find_warning(tx, name)
    if found is None:
        raise not_found(Reason.WARNING_NOT_FOUND, f"warnings/{name}")
    return found


async def get_intervention(db: Database, name: str) -> Intervention:
    """Raises INTERVENTION_NOT_FOUND."""
    async with db.read() as tx:
        found = await store.find_intervention(tx, name)
    if found is None:
        raise not_found(Reason.INTERVENTION_NOT_FOUND, f"interventions/{name}")
    return found


async def list_warnings(
    db: Database,
    *,
    cycle: str,
    sales_unit: str,
    business: str,
    open_only: bool,
    after: store.Place | None,
    limit: int,
) -> list[PrepaymentWarning]:
    async with db.read() as tx:
        return await store.list_warnings(
            tx, cycle=cycle, sales_unit=sales_unit, business=business, open_only=open_only, after=after, limit=limit
        )


async def list_interventions(
    db: Database, *, cycle: str, sales_unit: str, business: str, state: str, after: store.Place | None, limit: int
) -> list[Intervention]:
    async with db.read() as tx:
        return await store.list_interventions(
            tx, cycle=cycle, sales_unit=sales_unit, business=business, state=state, after=after, limit=limit
        )


async def warning_effects(db: Database, cycle: Cycle) -> list[WarningEffect]:
    """The monthly analysis, for marketing."""
    found: list[PrepaymentWarning] = []
    async with db.read() as tx:
        after: store.Place | None = None
        while True:
            page = await store.list_warnings(
                tx,
                cycle=str(cycle),
                sales_unit="",
                business="",
                open_only=False,
                after=after,
                limit=_ANALYSED_AT_ONCE,
            )
            found += page
            if len(page) < _ANALYSED_AT_ONCE:
                return analyse(cycle, found)
            after = (str(page[-1].cycle), page[-1].sales_unit, page[-1].warning)
