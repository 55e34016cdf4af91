"""Recomputes controls from facts, and tells what changed (R-CTL-1)."""

from collections.abc import Iterable
from dataclasses import replace

from services.chassis.database import Transaction
from services.credit.domain.account_control import SentDecision, StoredControl
from services.credit.domain.control import Control, ControlDecision, decide_control, in_effect
from services.credit.domain.events import ControlChanged, SponsorshipControlChanged
from services.credit.domain.facts import AccountKey
from services.credit.store.controls import (
    add_decisions,
    control_facts,
    stored_controls,
    write_controls,
)
from services.credit.store.positions import lock_accounts
from services.credit.store.terms import load_terms


async def reevaluate(tx: Transaction, keys: Iterable[AccountKey]) -> int:
    """Recomputes the controls of accounts as of the open business date; tells how many changed.

    The account rows are locked first, so that the facts read afterwards are those of every writer that came before.
    """
    rows = await lock_accounts(tx, keys)
    if not rows:
        return 0
    facts = await control_facts(tx, rows, tx.date)
    stored = await stored_controls(tx, rows)
    terms = await load_terms(tx, rows)
    changed: list[tuple[StoredControl, StoredControl]] = []
    for key, row in sorted(rows.items()):
        before = stored.get(key) or StoredControl(key.account, row.customer)
        made = decide_control(facts[key], tx.date, terms.of(key.account))
        if in_effect(made) != in_effect(before.control):
            after = _successor(before, made)
            changed.append((before, replace(after, payment_version=row.payment_version, changed_on=tx.date)))
    await _tell(tx, changed)
    return len(changed)


def _successor(before: StoredControl, made: Control) -> StoredControl:
    turned = made.sponsorship_suspended != before.control.sponsorship_suspended
    return replace(
        before, version=before.version + 1, control=made, sponsorship_version=before.sponsorship_version + turned
    )


async def _tell(tx: Transaction, changed: list[tuple[StoredControl, StoredControl]]) -> None:
    """Writes and publishes changed controls, each with the decisions that it brings: sent once, when they change."""
    if not changed:
        return
    await write_controls(tx, [after for _, after in changed])
    decisions: list[SentDecision] = []
    for before, after in changed:
        tx.publish([ControlChanged(after.account, after.customer, after.version, after.control, after.payment_version)])
        if after.control.decision is not before.control.decision:
            decisions.append(_decision(after, after.control.decision))
        if after.control.sponsorship_suspended is not before.control.sponsorship_suspended:
            suspended = after.control.sponsorship_suspended
            tx.publish([SponsorshipControlChanged(after.account, after.customer, after.sponsorship_version, suspended)])
            decisions.append(_decision(after, _sponsorship_decision(suspended)))
    await add_decisions(tx, decisions)


def _sponsorship_decision(suspended: bool) -> ControlDecision:
    return ControlDecision.SUSPEND_SPONSORSHIP if suspended else ControlDecision.RESTORE_SPONSORSHIP


def _decision(after: StoredControl, decision: ControlDecision) -> SentDecision:
    assert after.changed_on is not None
    return SentDecision(
        account=after.account,
        customer=after.customer,
        decision=decision,
        decided_on=after.changed_on,
        reasons=tuple(after.control.reasons),
        control_version=after.version,
        payment_version=after.payment_version,
        policy_version=after.control.policy_version,
    )
