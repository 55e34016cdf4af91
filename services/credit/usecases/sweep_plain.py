"""Decides plain accounts again under their locks, writes and tells them, all as columns (R-CTL-1)."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import polars as pl

from services.chassis.database import Transaction
from services.credit.domain.control import Control, ControlDecision, ControlReason, ControlState
from services.credit.domain.control_vectors import expected_controls, successors
from services.credit.domain.events import ControlChanged, SponsorshipControlChanged
from services.credit.domain.terms import TermsBook
from services.credit.store.sweep_columns import (
    columns_of,
    hold_accounts,
    write_control_columns,
    write_decision_columns,
)

_DECIDED = ("shard", "account", "control_version", "decision", "customer", "decided_on", "reasons", "payment_version")


async def decide_plain(
    tx: Transaction, first: int, last: int, accounts: Sequence[str], grades: pl.DataFrame, book: TermsBook
) -> int:
    """What ``reevaluate`` does, for plain accounts of shards first … last; tells how many changed."""
    if not accounts:
        return 0
    held = await hold_accounts(tx, first, last, accounts)
    now = await columns_of(tx, first, last, tx.date, accounts, grades)
    expected = expected_controls(now.overdue, now.suspended, now.grades, tx.date, book)
    changed = successors(held, expected, now.stored, tx.date)
    if changed.is_empty():
        return 0
    await write_control_columns(tx, changed)
    await write_decision_columns(tx, _decisions(changed))
    tx.publish(event for row in changed.iter_rows(named=True) for event in _events(row))
    return changed.height


def _decisions(changed: pl.DataFrame) -> pl.DataFrame:
    """What is asked of the others, and what of a sponsor's agreements; each where it turned."""
    columns = [*_DECIDED, "policy_version"]
    rows = changed.rename({"version": "control_version", "changed_on": "decided_on"})
    asked = rows.filter(pl.col("decision") != pl.col("decision_stored")).select(columns)
    turned = rows.filter(pl.col("sponsorship_suspended") != pl.col("sponsorship_suspended_stored"))
    suspended, restored = ControlDecision.SUSPEND_SPONSORSHIP.value, ControlDecision.RESTORE_SPONSORSHIP.value
    sponsor = pl.when("sponsorship_suspended").then(pl.lit(suspended)).otherwise(pl.lit(restored))
    return pl.concat([asked, turned.with_columns(decision=sponsor).select(columns)])


def _events(row: dict[str, Any]) -> list[object]:
    """The position of the control, and that of the sponsor's standing when it turned."""
    account, customer = row["account"], row["customer"]
    told: list[object] = [ControlChanged(account, customer, row["version"], _control(row), row["payment_version"])]
    if row["sponsorship_suspended"] != row["sponsorship_suspended_stored"]:
        version, suspended = row["sponsorship_version"], row["sponsorship_suspended"]
        told.append(SponsorshipControlChanged(account, customer, version, suspended))
    return told


def _control(row: dict[str, Any]) -> Control:
    oldest: dt.date | None = row["oldest_due_date"]
    return Control(
        state=ControlState(row["state"]),
        decision=ControlDecision(row["decision"]),
        oldest_due_date=oldest,
        suspend_not_before=row["suspend_not_before"],
        terminate_not_before=row["terminate_not_before"],
        overdue=row["overdue"],
        sponsorship_suspended=row["sponsorship_suspended"],
        grade=row["grade"],
        policy_version=row["policy_version"],
        reasons=tuple(ControlReason(reason) for reason in row["reasons"].split()),
    )
