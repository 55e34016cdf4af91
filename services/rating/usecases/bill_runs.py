"""The bill run as its people see it (R-BIL-1, R-BIL-2): trial → approval → final. The chunks' work is in
bill_chunks.py.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.chassis.runs import RunView, start_run
from services.kernel.ids import SHARDS
from services.kernel.period import Cycle
from services.rating.domain.bill import BillRun
from services.rating.domain.events import CycleDone
from services.rating.domain.reason import Reason, not_found, precondition
from services.rating.domain.states import BILL_RUN, BillRunState, move
from services.rating.store.bill_inputs import count_accounts
from services.rating.store.bill_runs import (
    get_bill_run,
    insert_bill_run,
    list_bill_runs,
    runs_of_cycle,
    write_bill_run,
)
from services.rating.store.cycles import lock_gate, set_gate
from services.rating.store.parked import parked_without_bill, resolve_billed
from services.rating.store.sponsor_lines import has_sponsors
from services.rating.store.trials import drop_trial, trial_sums
from services.rating.usecases.asked import Asked, once
from services.rating.usecases.catalogue import check_approver

TRIAL_KIND, SPONSOR_KIND, FINAL_KIND = "bill-run", "bill-run-sponsors", "bill-run-final"
ACCOUNTS_PER_CHUNK = 4_000
CHUNKS_MIN = 4

_RUN: Replies[BillRun] = Replies(BillRun)
_OPEN = frozenset(
    {BillRunState.TRIAL_RUNNING, BillRunState.TRIAL_READY, BillRunState.APPROVED, BillRunState.FINAL_RUNNING}
)


def shard_chunks(accounts: int) -> list[Mapping[str, Any]]:
    """Ranges of shards, all of about ACCOUNTS_PER_CHUNK accounts: memory does not grow with the operator."""
    count = min(SHARDS, max(CHUNKS_MIN, accounts // ACCOUNTS_PER_CHUNK))
    bounds = [SHARDS * number // count for number in range(count + 1)]
    return [{"first": low, "last": high - 1} for low, high in pairwise(bounds)]


async def start_bill_run(db: Database, asked: Asked, cycle: Cycle, accounts: tuple[str, ...]) -> BillRun:
    """Freezes the cycle and starts its trial. What comes after goes to the next cycle."""

    async def decide(tx: Transaction) -> BillRun:
        gate = await lock_gate(tx)
        before = await runs_of_cycle(tx, str(cycle))
        _check_startable(cycle, gate, before, tx)
        run = _new_trial(str(cycle), before, accounts, asked, tx)
        await insert_bill_run(tx, run)
        await set_gate(tx, cycle.next)
        chunks = shard_chunks(await count_accounts(tx))
        await start_run(tx, key=run.trial_key, kind=TRIAL_KIND, params=_params(run), chunks=chunks)
        await tx.audit(AuditRecord(asked.actor, "billRun.start", f"billRuns/{run.run_id}"))
        return run

    return await once(db, _RUN, asked, decide)


def _new_trial(cycle: str, before: list[BillRun], accounts: Iterable[str], asked: Asked, tx: Transaction) -> BillRun:
    return BillRun(
        cycle=cycle,
        trial=len(before) + 1,
        state=BillRunState.TRIAL_RUNNING,
        accounts=tuple(sorted(set(accounts))),
        start_date=tx.date,
        issue_date=None,
        requester=asked.actor,
        approver="",
        bills=0,
        total=0,
        parked=0,
    )


async def retry_parked_accounts(db: Database, asked: Asked, cycle: str, trial: int) -> BillRun:
    """Starts a trial of the accounts that a completed run parked and that have no bill of the cycle yet (R-GEN-4).

    It is approved and issued as any other; who is parked again waits for the next retry. Raises NO_PARKED_ACCOUNTS.
    """

    async def decide(tx: Transaction) -> BillRun:
        await lock_gate(tx)
        parked_in = await _known(tx, cycle, trial, lock=True)
        move(BILL_RUN, parked_in.state, "retry")
        before = await runs_of_cycle(tx, cycle)
        _check_none_under_way(before)
        accounts = await parked_without_bill(tx, parked_in.trial_key, cycle)
        if not accounts:
            name = f"billRuns/{parked_in.run_id}"
            raise precondition(Reason.NO_PARKED_ACCOUNTS, "no parked account waits for a bill", bill_run=name)
        run = _new_trial(cycle, before, accounts, asked, tx)
        await insert_bill_run(tx, run)
        params = {**_params(run), "retry_date": tx.date.isoformat()}
        chunks = shard_chunks(await count_accounts(tx))
        await start_run(tx, key=run.trial_key, kind=TRIAL_KIND, params=params, chunks=chunks)
        facts = {"accounts": len(accounts), "new_run": f"billRuns/{run.run_id}"}
        await tx.audit(AuditRecord(asked.actor, "billRun.retry", f"billRuns/{parked_in.run_id}", "", facts))
        return run

    return await once(db, _RUN, asked, decide)


def _check_none_under_way(runs: Iterable[BillRun]) -> None:
    """Raises BILL_RUN_UNDER_WAY."""
    for run in runs:
        if run.state in _OPEN:
            name = f"billRuns/{run.run_id}"
            raise precondition(Reason.BILL_RUN_UNDER_WAY, f"{name} is {run.state}", bill_run=name)


def _params(run: BillRun) -> Mapping[str, Any]:
    return {"cycle": run.cycle, "trial": run.trial, "accounts": list(run.accounts)}


def _check_startable(cycle: Cycle, gate: str, before: list[BillRun], tx: Transaction) -> None:
    """Raises CYCLE_NOT_ENDED, BILL_RUN_UNDER_WAY, CYCLE_CLOSED or CYCLE_BEFORE_NOT_CLOSED."""
    if tx.date < cycle.end:
        raise precondition(
            Reason.CYCLE_NOT_ENDED,
            f"{cycle} has not ended",
            cycle=str(cycle),
            business_date=tx.date.isoformat(),
        )
    _check_none_under_way(before)
    closed = any(run.state is BillRunState.COMPLETED and not run.accounts for run in before)
    if closed or (gate and str(cycle.next) < gate):
        raise precondition(Reason.CYCLE_CLOSED, f"{cycle} is closed", cycle=str(cycle))
    again = bool(before) and gate == str(cycle.next)
    if gate and gate != str(cycle) and not again:
        raise precondition(
            Reason.CYCLE_BEFORE_NOT_CLOSED, f"the next cycle to close is {gate}", cycle=str(cycle), open_cycle=gate
        )


async def trial_charged(tx: Transaction, view: RunView) -> None:
    """All accounts are charged: the sponsors' lines come next, or the trial is ready."""
    run = await _known(tx, view.params["cycle"], view.params["trial"], lock=True)
    run = replace(run, parked=view.parked)
    await write_bill_run(tx, run)
    if await has_sponsors(tx, run.cycle, run.trial):
        chunks = shard_chunks(0)
        await start_run(tx, key=run.sponsor_key, kind=SPONSOR_KIND, params=view.params, chunks=chunks)
    else:
        await _trial_ready(tx, run)


async def trial_sponsored(tx: Transaction, view: RunView) -> None:
    await _trial_ready(tx, await _known(tx, view.params["cycle"], view.params["trial"], lock=True))


async def _trial_ready(tx: Transaction, run: BillRun) -> None:
    bills, total = await trial_sums(tx, run.cycle, run.trial)
    ready = replace(run, state=move(BILL_RUN, run.state, "compute"), bills=bills, total=total)
    await write_bill_run(tx, ready)


async def approve_bill_run(db: Database, asked: Asked, cycle: str, trial: int, reason: str) -> BillRun:
    async def decide(tx: Transaction) -> BillRun:
        before = await _known(tx, cycle, trial, lock=True)
        after = replace(before, state=move(BILL_RUN, before.state, "approve"), approver=asked.actor)
        check_approver(before.requester, asked.actor)
        await write_bill_run(tx, after)
        facts = {"bills": before.bills, "total": before.total, "parked": before.parked}
        await tx.audit(AuditRecord(asked.actor, "billRun.approve", f"billRuns/{before.run_id}", reason, facts))
        return after

    return await once(db, _RUN, asked, decide)


async def reject_bill_run(db: Database, asked: Asked, cycle: str, trial: int, reason: str) -> BillRun:
    """Drops the trial's bills and opens the cycle again, unless chosen accounts of it were billed."""

    async def decide(tx: Transaction) -> BillRun:
        await lock_gate(tx)
        before = await _known(tx, cycle, trial, lock=True)
        after = replace(before, state=move(BILL_RUN, before.state, "reject"), approver=asked.actor)
        check_approver(before.requester, asked.actor)
        await drop_trial(tx, cycle, trial)
        await write_bill_run(tx, after)
        if not any(run.state is BillRunState.COMPLETED for run in await runs_of_cycle(tx, cycle)):
            await set_gate(tx, Cycle.parse(cycle))
        await tx.audit(AuditRecord(asked.actor, "billRun.reject", f"billRuns/{before.run_id}", reason))
        return after

    return await once(db, _RUN, asked, decide)


async def finalize_bill_run(db: Database, asked: Asked, cycle: str, trial: int) -> BillRun:
    """Starts issuing the approved trial's bills, dated with the business date."""

    async def decide(tx: Transaction) -> BillRun:
        before = await _known(tx, cycle, trial, lock=True)
        after = replace(before, state=move(BILL_RUN, before.state, "finalize"), issue_date=tx.date)
        await write_bill_run(tx, after)
        chunks = shard_chunks(after.bills)
        params = {**_params(after), "issue_date": tx.date.isoformat()}
        await start_run(tx, key=after.final_key, kind=FINAL_KIND, params=params, chunks=chunks)
        await tx.audit(AuditRecord(asked.actor, "billRun.finalize", f"billRuns/{after.run_id}"))
        return after

    return await once(db, _RUN, asked, decide)


async def bills_issued(tx: Transaction, view: RunView) -> BillRun:
    """All bills are issued; a run of all accounts closes the cycle (R-BIL-4)."""
    before = await _known(tx, view.params["cycle"], view.params["trial"], lock=True)
    after = replace(before, state=move(BILL_RUN, before.state, "complete"))
    await write_bill_run(tx, after)
    await resolve_billed(tx, after.cycle)
    if not after.accounts:
        tx.publish([CycleDone(after.cycle, after.final_key, after.bills, after.parked)])
    return after


async def _known(tx: Transaction, cycle: str, trial: int, *, lock: bool = False) -> BillRun:
    """Raises BILL_RUN_NOT_FOUND."""
    found = await get_bill_run(tx, cycle, trial, lock=lock)
    if found is None:
        name = f"billRuns/{cycle}-{trial}"
        raise not_found(Reason.BILL_RUN_NOT_FOUND, "bill_run", name)
    return found


async def read_bill_run(db: Database, cycle: str, trial: int) -> BillRun:
    async with db.read() as tx:
        return await _known(tx, cycle, trial)


async def page_of_bill_runs(db: Database, before: tuple[str, int] | None, limit: int) -> list[BillRun]:
    async with db.read() as tx:
        return await list_bill_runs(tx, before=before, limit=limit)
