"""Taking in what provisioning platforms report: stored before it is acknowledged, applied by one table (R-GTW-2)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.chassis.database import Database, Transaction
from services.gateway.domain.callback import CallbackState, HeardCallback, Judged, Report, judge_callback
from services.gateway.domain.command import CommandRecord
from services.gateway.domain.events import CommandReported
from services.gateway.domain.notification import Claim
from services.gateway.domain.outcomes import Known
from services.gateway.store.callbacks import add_callbacks, lock_early, set_callback_state
from services.gateway.store.claims import take_claims
from services.gateway.store.commands import CommandMove, lock_commands, move_commands
from services.kernel.ids import uuid7


async def receive_callbacks(db: Database, callbacks: Sequence[HeardCallback]) -> list[CallbackState]:
    """Stores callbacks of any platforms in one transaction and moves their commands on; answers what became of each."""
    ids = [uuid7() for _ in callbacks]

    async def work(tx: Transaction) -> list[CallbackState]:
        wanted = [
            (_scope(heard), _claim(heard.report), id_)
            for id_, heard in zip(ids, callbacks, strict=True)
            if heard.report is not None
        ]
        held = dict(await take_claims(tx, wanted))
        desk = await open_desk(tx, [(heard.platform, heard.report) for heard in callbacks if heard.report is not None])
        rows: list[tuple[uuid.UUID, HeardCallback, CallbackState, str]] = []
        for id_, heard in zip(ids, callbacks, strict=True):
            judged = _judge(tx, desk, heard, held)
            rows.append((id_, heard, judged.state, judged.reason or heard.reason))
        await add_callbacks(tx, rows)
        await desk.close(tx)
        return [state for _, _, state, _ in rows]

    return await db.transact(work)


def _scope(heard: HeardCallback) -> str:
    return f"platforms/{heard.platform}"


def _claim(report: Report) -> Claim:
    return Claim(f"delivery:{report.delivery}", report.digest())


def _judge(tx: Transaction, desk: "Desk", heard: HeardCallback, held: dict[tuple[str, str], bytes]) -> Judged:
    if heard.report is None:
        return Judged(CallbackState.REFUSED, heard.reason)
    claim = _claim(heard.report)
    judged = desk.judge(tx, heard.platform, heard.report, held.get((_scope(heard), claim.key)))
    held.setdefault((_scope(heard), claim.key), claim.digest)
    return judged


@dataclass
class Desk:
    """The locked commands that a batch of reports is about, and what the reports so far made of them."""

    commands: dict[str, CommandRecord]
    by_reference: dict[tuple[str, str], str]
    known: dict[str, Known] = field(default_factory=dict[str, Known])
    moves: dict[str, CommandMove] = field(default_factory=dict[str, CommandMove])
    events: list[CommandReported] = field(default_factory=list[CommandReported])

    def judge(self, tx: Transaction, platform: str, report: Report, same_delivery: bytes | None) -> Judged:
        command_id = report.command_id or self.by_reference.get((platform, report.platform_ref), "")
        record = self.commands.get(command_id)
        judged = judge_callback(report, platform, record, self.known.get(command_id), same_delivery, tx.date)
        if judged.known is not None and record is not None:
            self.known[command_id] = judged.known
            outcome, on = judged.known.outcome, judged.known.outcome_date
            self.moves[command_id] = CommandMove(command_id, outcome, on, report.words, report.platform_ref)
            self.events.append(CommandReported(record.command, outcome, on, report.words))
        return judged

    async def close(self, tx: Transaction) -> None:
        """Writes what the reports made of the commands, and publishes it."""
        await move_commands(tx, [self.moves[command_id] for command_id in sorted(self.moves)])
        tx.publish(self.events)


async def open_desk(tx: Transaction, reports: Sequence[tuple[str, Report]]) -> Desk:
    """Locks the commands that reports name."""
    ids = [report.command_id for _, report in reports if report.command_id]
    references = [(platform, report.platform_ref) for platform, report in reports if not report.command_id]
    if not ids and not references:
        return Desk({}, {})
    locked = await lock_commands(tx, ids, references)
    return Desk(
        {record.command.id: record for record, _ in locked},
        {(record.command.platform, reference): record.command.id for record, reference in locked if reference},
    )


async def apply_early(tx: Transaction, ids: Sequence[str], references: Sequence[tuple[str, str]] = ()) -> None:
    """Judges again the reports that came before what they name was known: the command, or the platform's reference."""
    early = await lock_early(tx, ids, references) if ids or references else []
    reports = [(each.platform, each.report) for each in early if each.report is not None]
    desk = await open_desk(tx, reports)
    for each in early:
        if each.report is None:
            continue
        judged = desk.judge(tx, each.platform, each.report, None)
        if judged.reason != each.reason:
            detail = "came before its command"
            await set_callback_state(tx, uuid.UUID(each.id), judged.state, judged.reason, detail)
    await desk.close(tx)
