"""The dry run of a proposed policy: who would be affected, before anyone approves it."""

from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.runs import LeasedChunk, RunView, complete_chunk, start_run
from services.credit.domain.dry_run import DryRunCounts, PolicyEffect, Watched, effect_on
from services.credit.domain.grades import GradeFacts
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.proposals import check_open, shown
from services.credit.domain.refusals import Reason, precondition
from services.credit.domain.terms import TermsBook
from services.credit.domain.watch_lists import WatchedLine
from services.credit.store.exemptions import approved_exemptions
from services.credit.store.grades import group_customers
from services.credit.store.policies import update_proposal
from services.credit.store.policy_effects import count_effects, list_effects, replace_effects
from services.credit.store.positions import accounts_of_shards
from services.credit.store.terms import load_terms
from services.credit.store.watch_lists import owed_by_line, watched_lines
from services.credit.usecases.policies import found
from services.credit.usecases.regrade import grade_facts
from services.credit.usecases.sweep import shard_chunks
from services.kernel.period import Cycle

KIND = "policy-dry-run"


async def start_dry_run(db: Database, version: str, request_id: str) -> RunView:
    """Starts a dry run, once for a request id. Raises POLICY_NOT_FOUND, STATE_CONFLICT."""

    async def work(tx: Transaction) -> RunView:
        check_open(await found(tx, version, lock=True))
        key = f"{KIND}/{version}/{request_id}"
        return await start_run(tx, key=key, kind=KIND, params={"version": version}, chunks=await shard_chunks(tx))

    return await db.transact(work)


async def dry_run_counts(db: Database, version: str) -> DryRunCounts:
    """Raises POLICY_NOT_FOUND, DRY_RUN_MISSING."""
    async with db.read() as tx:
        counts = await count_effects(tx, await found(tx, version))
    if counts is None:
        raise precondition(Reason.DRY_RUN_MISSING, "no dry run of it is complete", policy=f"policies/{version}")
    return counts


async def effects(
    db: Database, version: str, effect: str, after: tuple[int, str] | None, limit: int
) -> Sequence[PolicyEffect]:
    """Raises POLICY_NOT_FOUND."""
    async with db.read() as tx:
        await found(tx, version)
        return await list_effects(tx, version, effect, after, limit)


@dataclass(frozen=True, slots=True)
class DryRun:
    """The run's work."""

    db: Database

    async def work(self, chunk: LeasedChunk) -> None:
        version = str(chunk.params["version"])
        first, last = int(chunk.payload["first"]), int(chunk.payload["last"])

        async def show_shards(tx: Transaction) -> None:
            proposal = await found(tx, version)
            rows = await accounts_of_shards(tx, first, last)
            present = await load_terms(tx, rows)
            affected = await _affected(tx, (first, last), proposal.policy, present)
            await replace_effects(tx, version, first, last, affected)
            await complete_chunk(tx, chunk, items=len(rows), counters={"affected": len(affected)})

        await self.db.transact(show_shards)

    async def completed(self, tx: Transaction, view: RunView) -> None:
        """The version can be approved from now on."""
        proposal = await found(tx, str(view.params["version"]), lock=True)
        await update_proposal(tx, shown(proposal, view.business_date or tx.date))


async def _affected(
    tx: Transaction, shards: tuple[int, int], policy: CreditPolicy, present: TermsBook
) -> list[PolicyEffect]:
    changed = TermsBook([*present.policies, policy], present.accounts)
    watched = await _watched(tx, shards, policy, present)
    found_effects = (effect_on(account, policy, present, changed, watched[account]) for account in present.accounts)
    return [each for each in found_effects if each is not None]


async def _watched(
    tx: Transaction, shards: tuple[int, int], policy: CreditPolicy, present: TermsBook
) -> dict[str, Watched]:
    """By account: its lines, what its customer would be regraded from, and its exemptions; all as of today."""
    before = policy_in_force(present.policies, policy.effective_date)
    rows = [*before.warning_thresholds, *before.intervention_limits]
    rows += [*policy.warning_thresholds, *policy.intervention_limits]
    owed = await owed_by_line(tx, *shards)
    lines: dict[str, list[tuple[WatchedLine, int]]] = {}
    for key, line in await watched_lines(tx, *shards, sorted({row.line_of_business for row in rows})):
        lines.setdefault(key.account, []).append((line, owed.get((key, line.line_of_business), 0)))
    customers = await group_customers(tx, *shards)
    grading: dict[str, GradeFacts] = {}
    if before.grade_rules != policy.grade_rules or before.grades != policy.grades:
        grading = await grade_facts(tx, customers, Cycle.of(tx.date), before)
    spared = await approved_exemptions(tx, *shards, tx.date)
    return {
        account: Watched(
            date=tx.date,
            lines=tuple(lines.get(account, ())),
            grading=grading.get(known.customer),
            exemptions=tuple(
                (each.start_date, each.end_date)
                for each in spared.get(known.customer, ())
                if each.account in ("", account)
            ),
        )
        for account, known in present.accounts.items()
    }
