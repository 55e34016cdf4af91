"""Controls: the facts that they are computed from, and what was made of them."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, or_, select, tuple_, union

from services.chassis.arrays import among
from services.chassis.database import Transaction
from services.credit.domain.account_control import SentDecision, StoredControl
from services.credit.domain.control import (
    Control,
    ControlDecision,
    ControlFacts,
    ControlReason,
    ControlState,
    Debt,
)
from services.credit.domain.facts import AccountKey
from services.credit.store.rows import upsert
from services.credit.store.tables import (
    account,
    control,
    control_decision,
    customer,
    exemption,
    open_debt,
    subscription,
)
from services.kernel.business import LineOfBusiness
from services.kernel.ids import shard_of
from services.kernel.period import Cycle

_STOOD = ("APPROVED", "EXPIRED", "ENDED")
"""States of exemptions that stand, or stood, within their dates: an early end moves the end date."""


def _pairs(keys: Iterable[AccountKey]) -> list[tuple[int, str]]:
    return [(key.shard, key.account) for key in keys]


async def control_facts(
    tx: Transaction, rows: Mapping[AccountKey, Any], date: dt.date
) -> dict[AccountKey, ControlFacts]:
    """The facts of each account row (store.positions) as of a date."""
    debts = await debts_of(tx, rows)
    suspended = await _suspended_since(tx, rows)
    exempt = await _exemptions(tx, rows, date)
    return {
        key: ControlFacts(
            debts=tuple(debts.get(key, ())),
            suspended_since=suspended.get(key),
            unclaimed_receipts=row.unclaimed_receipts,
            dunning_exempt_until=exempt.get((key, "DUNNING")),
            suspension_exempt_until=exempt.get((key, "SUSPENSION")),
        )
        for key, row in rows.items()
    }


async def debts_of(tx: Transaction, keys: Iterable[AccountKey]) -> dict[AccountKey, list[Debt]]:
    """The open debts of accounts, oldest first."""
    query = select(open_debt).where(among(open_debt.c.shard, open_debt.c.account, _pairs(keys)))
    found: dict[AccountKey, list[Debt]] = {}
    for row in await tx.execute(query.order_by(open_debt.c.due_date, open_debt.c.cycle, open_debt.c.line_of_business)):
        debt = Debt(
            row.due_date,
            Cycle.parse(row.cycle),
            LineOfBusiness(row.line_of_business),
            row.payable,
            row.blocked,
            row.disputed,
        )
        found.setdefault(AccountKey(row.shard, row.account), []).append(debt)
    return found


async def _suspended_since(tx: Transaction, keys: Iterable[AccountKey]) -> dict[AccountKey, dt.date]:
    """The latest of the suspensions for arrears that stand: termination waits for the line suspended last."""
    query = (
        select(subscription.c.shard, subscription.c.account, func.max(subscription.c.arrears_since).label("since"))
        .where(
            among(subscription.c.shard, subscription.c.account, _pairs(keys)),
            subscription.c.arrears_since.is_not(None),
        )
        .group_by(subscription.c.shard, subscription.c.account)
    )
    return {AccountKey(row.shard, row.account): row.since for row in await tx.execute(query)}


async def suspended_lines(tx: Transaction, key: AccountKey) -> dict[str, dt.date]:
    """The account's lines that are suspended for arrears, each with the date since when."""
    query = select(subscription.c.subscription, subscription.c.arrears_since).where(
        subscription.c.shard == key.shard,
        subscription.c.account == key.account,
        subscription.c.arrears_since.is_not(None),
    )
    rows = await tx.execute(query.order_by(subscription.c.subscription))
    return {row.subscription: row.arrears_since for row in rows}


async def standing_exemptions(tx: Transaction, owner: str, account_id: str, date: dt.date) -> tuple[str, ...]:
    """The ids of the exemptions that stand for an account on a date."""
    query = select(exemption.c.exemption).where(
        exemption.c.shard == shard_of(owner),
        exemption.c.customer == owner,
        exemption.c.account.in_(("", account_id)),
        exemption.c.state.in_(_STOOD),
        exemption.c.start_date <= date,
        exemption.c.end_date >= date,
    )
    return tuple(row.exemption for row in await tx.execute(query.order_by(exemption.c.exemption)))


async def _exemptions(
    tx: Transaction, rows: Mapping[AccountKey, Any], date: dt.date
) -> dict[tuple[AccountKey, str], dt.date]:
    """The latest end of the exemptions that stand, by account and "DUNNING" or "SUSPENSION" (R-CTL-5)."""
    owners = {(shard_of(row.customer), row.customer) for row in rows.values()}
    query = select(exemption).where(
        among(exemption.c.shard, exemption.c.customer, sorted(owners)),
        exemption.c.state.in_(_STOOD),
        exemption.c.start_date <= date,
        exemption.c.end_date >= date,
    )
    standing: dict[str, list[Any]] = {}
    for each in await tx.execute(query):
        standing.setdefault(each.customer, []).append(each)
    found: dict[tuple[AccountKey, str], dt.date] = {}
    for key, row in rows.items():
        for each in standing.get(row.customer, ()):
            if each.account not in ("", key.account):
                continue
            for scope in ("DUNNING", "SUSPENSION") if each.scope == "BOTH" else (each.scope,):
                found[(key, scope)] = max(each.end_date, found.get((key, scope), each.end_date))
    return found


async def stored_controls(tx: Transaction, keys: Iterable[AccountKey]) -> dict[AccountKey, StoredControl]:
    """What was made of accounts; those never changed are absent."""
    query = select(control).where(among(control.c.shard, control.c.account, _pairs(keys)))
    return {AccountKey(row.shard, row.account): stored_from_row(row) for row in await tx.execute(query)}


async def list_controls(
    tx: Transaction, *, owner: str, sales_unit: str, state: str, after: tuple[int, str] | None, limit: int
) -> list[tuple[StoredControl, str]]:
    """Controls with their customer's sales unit, in the order of their keys."""
    joined = control.outerjoin(
        customer, (customer.c.shard == control.c.shard) & (customer.c.customer == control.c.customer)
    )
    query = select(control, func.coalesce(customer.c.sales_unit, "").label("sales_unit")).select_from(joined)
    if owner:
        query = query.where(control.c.shard == shard_of(owner), control.c.customer == owner)
    if sales_unit:
        query = query.where(customer.c.sales_unit == sales_unit)
    if state:
        query = query.where(control.c.state == state)
    if after is not None:
        query = query.where(tuple_(control.c.shard, control.c.account) > after)
    rows = await tx.execute(query.order_by(control.c.shard, control.c.account).limit(limit))
    return [(stored_from_row(row), row.sales_unit) for row in rows]


async def write_controls(tx: Transaction, controls: Sequence[StoredControl]) -> None:
    await upsert(tx, control, [_control_to_row(each) for each in controls])


async def add_decisions(tx: Transaction, decisions: Sequence[SentDecision]) -> None:
    await tx.insert_many(
        control_decision,
        [
            {
                "shard": shard_of(each.customer),
                "account": each.account,
                "control_version": each.control_version,
                "decision": each.decision,
                "subject": each.subject,
                "customer": each.customer,
                "decided_on": each.decided_on,
                "reasons": " ".join(each.reasons),
                "payment_version": each.payment_version,
                "policy_version": each.policy_version,
            }
            for each in decisions
        ],
    )


async def versions_of(tx: Transaction, keys: Iterable[AccountKey]) -> dict[AccountKey, tuple[int, int]]:
    """The versions of the control and of payment's position that accounts have; 0 before the first."""
    joined = account.outerjoin(control, (control.c.shard == account.c.shard) & (control.c.account == account.c.account))
    version = func.coalesce(control.c.version, 0).label("version")
    query = select(account.c.shard, account.c.account, version, account.c.payment_version).select_from(joined)
    rows = await tx.execute(query.where(among(account.c.shard, account.c.account, _pairs(keys))))
    return {AccountKey(row.shard, row.account): (row.version, row.payment_version) for row in rows}


async def list_decisions(
    tx: Transaction, key: AccountKey, before: tuple[int, str, str, str] | None, limit: int
) -> list[SentDecision]:
    """The decisions about an account, newest first, from below a place on."""
    columns = control_decision.c
    query = select(control_decision).where(columns.shard == key.shard, columns.account == key.account)
    place = (columns.control_version, columns.decided_on, columns.decision, columns.subject)
    if before is not None:
        version, date, decision, subject = before
        query = query.where(tuple_(*place) < (version, dt.date.fromisoformat(date), decision, subject))
    rows = await tx.execute(query.order_by(*(column.desc() for column in place)).limit(limit))
    return [
        SentDecision(
            r.account,
            r.customer,
            ControlDecision(r.decision),
            r.decided_on,
            tuple(r.reasons.split()),
            r.control_version,
            r.payment_version,
            r.policy_version,
            r.subject,
        )
        for r in rows
    ]


async def keys_that_may_change(tx: Transaction, first: int, last: int, date: dt.date) -> list[AccountKey]:
    """The accounts of shards first … last whose control is not plainly CLEAR: all others have nothing to recompute.

    Overdue debt, a suspension for arrears that stands, an exemption, or a stored control that is not the plain one.
    """
    overdue = select(open_debt.c.shard, open_debt.c.account).where(
        open_debt.c.shard.between(first, last), open_debt.c.due_date < date, open_debt.c.payable > 0
    )
    suspended = select(subscription.c.shard, subscription.c.account).where(
        subscription.c.shard.between(first, last), subscription.c.arrears_since.is_not(None)
    )
    touched = select(control.c.shard, control.c.account).where(
        control.c.shard.between(first, last), or_(control.c.state != "CLEAR", *_not_plain())
    )
    own = exemption.c.account.in_(("", account.c.account))
    exempt = (
        select(account.c.shard, account.c.account)
        .join(exemption, (exemption.c.shard == account.c.shard) & (exemption.c.customer == account.c.customer) & own)
        .where(
            account.c.shard.between(first, last),
            exemption.c.state.in_(_STOOD),
            exemption.c.start_date <= date,
            exemption.c.end_date >= date,
        )
    )
    rows = await tx.execute(union(overdue, suspended, touched, exempt))
    return sorted(AccountKey(row.shard, row.account) for row in rows)


def _not_plain() -> tuple[Any, ...]:
    return (
        control.c.decision != "NONE",
        control.c.dunning_exempt_until.is_not(None),
        control.c.suspension_exempt_until.is_not(None),
    )


def stored_from_row(row: Any) -> StoredControl:
    return StoredControl(
        account=row.account,
        customer=row.customer,
        version=row.version,
        control=Control(
            state=ControlState(row.state),
            decision=ControlDecision(row.decision),
            oldest_due_date=row.oldest_due_date,
            suspend_not_before=row.suspend_not_before,
            terminate_not_before=row.terminate_not_before,
            dunning_exempt_until=row.dunning_exempt_until,
            suspension_exempt_until=row.suspension_exempt_until,
            overdue=row.overdue,
            sponsorship_suspended=row.sponsorship_suspended,
            grade=row.grade,
            policy_version=row.policy_version,
            reasons=tuple(ControlReason(reason) for reason in row.reasons.split()),
        ),
        payment_version=row.payment_version,
        sponsorship_version=row.sponsorship_version,
        changed_on=row.changed_on,
    )


def _control_to_row(each: StoredControl) -> dict[str, Any]:
    made = each.control
    return {
        "shard": shard_of(each.customer),
        "account": each.account,
        "customer": each.customer,
        "version": each.version,
        "state": made.state,
        "decision": made.decision,
        "oldest_due_date": made.oldest_due_date,
        "suspend_not_before": made.suspend_not_before,
        "terminate_not_before": made.terminate_not_before,
        "dunning_exempt_until": made.dunning_exempt_until,
        "suspension_exempt_until": made.suspension_exempt_until,
        "overdue": made.overdue,
        "sponsorship_suspended": made.sponsorship_suspended,
        "sponsorship_version": each.sponsorship_version,
        "grade": made.grade,
        "policy_version": made.policy_version,
        "reasons": " ".join(made.reasons),
        "payment_version": each.payment_version,
        "changed_on": each.changed_on,
    }
