"""Warnings and interventions, and the lines that they are made from."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table, and_, func, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.arrays import among
from services.chassis.database import Transaction
from services.credit.domain.facts import AccountKey
from services.credit.domain.policy import InterventionFigure
from services.credit.domain.watch_lists import (
    Intervention,
    InterventionState,
    PrepaymentWarning,
    WarningOutcome,
    WatchedLine,
)
from services.credit.store.rows import keep
from services.credit.store.tables import (
    account,
    customer,
    intervention,
    open_debt,
    subscription,
    warning,
    warning_threshold,
)
from services.kernel.business import LineOfBusiness
from services.kernel.ids import shard_of
from services.kernel.period import Cycle

_OF_ACCOUNT = (
    "shard", "account", "customer", "prepaid", "currency", "spendable", "unbilled", "principal", "late_fees"
)  # fmt: skip
_LIVE = ("ACTIVE", "SUSPENDED")


async def watched_lines(
    tx: Transaction, first: int, last: int, businesses: Sequence[LineOfBusiness]
) -> list[tuple[AccountKey, WatchedLine]]:
    """The lines of business that open accounts of shards first … last live in, of those that are watched."""
    lines = (
        select(
            subscription.c.shard,
            subscription.c.account,
            subscription.c.line_of_business,
            func.sum(subscription.c.monthly_rent).label("rent"),
        )
        .where(
            subscription.c.shard.between(first, last),
            subscription.c.state.in_(_LIVE),
            subscription.c.line_of_business.in_(businesses),
        )
        .group_by(subscription.c.shard, subscription.c.account, subscription.c.line_of_business)
        .subquery()
    )
    of_account = and_(account.c.shard == lines.c.shard, account.c.account == lines.c.account)
    of_customer = and_(customer.c.shard == account.c.shard, customer.c.customer == account.c.customer)
    listed = and_(
        warning_threshold.c.shard == lines.c.shard,
        warning_threshold.c.account == lines.c.account,
        warning_threshold.c.line_of_business == lines.c.line_of_business,
    )
    query = (
        select(
            *(account.c[name] for name in _OF_ACCOUNT),
            lines.c.line_of_business,
            lines.c.rent,
            warning_threshold.c.amount.label("listed"),
            customer.c.sales_unit,
            customer.c.account_manager,
        )
        .select_from(lines.join(account, of_account).join(customer, of_customer).outerjoin(warning_threshold, listed))
        .where(account.c.closed.is_(False))
        .order_by(account.c.shard, account.c.account, lines.c.line_of_business)
    )
    return [(AccountKey(row.shard, row.account), _watched(row)) for row in await tx.execute(query)]


def _watched(row: Any) -> WatchedLine:
    return WatchedLine(
        account=row.account,
        customer=row.customer,
        sales_unit=row.sales_unit,
        account_manager=row.account_manager,
        line_of_business=LineOfBusiness(row.line_of_business),
        prepaid=row.prepaid,
        currency=row.currency,
        monthly_rent=int(row.rent),
        listed_threshold=row.listed,
        balance=row.spendable,
        unbilled=row.unbilled,
        arrears=row.principal + row.late_fees,
    )


async def owed_by_line(tx: Transaction, first: int, last: int) -> dict[tuple[AccountKey, str], int]:
    """The open debts of shards first … last by account and line of business."""
    query = (
        select(
            open_debt.c.shard,
            open_debt.c.account,
            open_debt.c.line_of_business,
            func.sum(open_debt.c.payable + open_debt.c.blocked).label("owed"),
        )
        .where(open_debt.c.shard.between(first, last))
        .group_by(open_debt.c.shard, open_debt.c.account, open_debt.c.line_of_business)
    )
    return {
        (AccountKey(row.shard, row.account), row.line_of_business): int(row.owed) for row in await tx.execute(query)
    }


async def add_warnings(tx: Transaction, warnings: Sequence[PrepaymentWarning]) -> list[PrepaymentWarning]:
    """Adds those that the month has not listed yet; tells which."""
    added = await _add_new(tx, warning, "warning", [_warning_to_row(each) for each in warnings])
    return [each for each in warnings if each.warning in added]


async def add_interventions(tx: Transaction, interventions: Sequence[Intervention]) -> list[Intervention]:
    """Adds those that the month has not listed yet; tells which."""
    added = await _add_new(tx, intervention, "intervention", [_intervention_to_row(each) for each in interventions])
    return [each for each in interventions if each.intervention in added]


async def _add_new(tx: Transaction, table: Table, key: str, rows: Sequence[Mapping[str, Any]]) -> set[str]:
    return {row[0] for row in await keep(tx, table, rows, returning=key)}


async def listed_lines(tx: Transaction, first: int, last: int, cycle: Cycle) -> set[tuple[str, LineOfBusiness]]:
    """The accounts and lines of business that a month has listed."""
    query = select(warning.c.account, warning.c.line_of_business)
    query = query.where(warning.c.shard.between(first, last), warning.c.cycle == str(cycle))
    return {(row.account, LineOfBusiness(row.line_of_business)) for row in await tx.execute(query)}


async def warnings_of_shards(tx: Transaction, first: int, last: int, cycle: Cycle) -> list[PrepaymentWarning]:
    query = select(warning).where(warning.c.shard.between(first, last), warning.c.cycle == str(cycle))
    return [warning_from_row(row) for row in await tx.execute(query.order_by(warning.c.shard, warning.c.warning))]


async def mark_topped_up(tx: Transaction, warnings: Sequence[PrepaymentWarning]) -> None:
    keys = [(shard_of(each.customer), each.warning) for each in warnings]
    if keys:
        where = among(warning.c.shard, warning.c.warning, keys)
        await tx.execute(update(warning).where(where).values(topped_up=True))


async def miss_open(tx: Transaction, first: int, last: int, cycle: Cycle) -> int:
    """Turns what nobody acted on in a month that is over into MISSED; tells how many."""
    missed = await tx.execute(
        update(intervention)
        .where(
            intervention.c.shard.between(first, last),
            intervention.c.cycle <= str(cycle),
            intervention.c.state == InterventionState.OPEN,
        )
        .values(state=InterventionState.MISSED)
    )
    return missed.rowcount


async def find_warning(tx: Transaction, name: str, *, lock: bool = False) -> PrepaymentWarning | None:
    query = select(warning).where(warning.c.warning == name)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else warning_from_row(row)


async def update_warning(tx: Transaction, each: PrepaymentWarning) -> None:
    where = (warning.c.shard == shard_of(each.customer)) & (warning.c.warning == each.warning)
    await tx.execute(update(warning).where(where).values(_warning_to_row(each)))


async def find_intervention(tx: Transaction, name: str, *, lock: bool = False) -> Intervention | None:
    query = select(intervention).where(intervention.c.intervention == name)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else intervention_from_row(row)


async def update_intervention(tx: Transaction, each: Intervention) -> None:
    where = (intervention.c.shard == shard_of(each.customer)) & (intervention.c.intervention == each.intervention)
    await tx.execute(update(intervention).where(where).values(_intervention_to_row(each)))


Place = tuple[str, str, str]
"""Cycle, sales unit and name: the order of the lists."""


async def list_warnings(
    tx: Transaction, *, cycle: str, sales_unit: str, business: str, open_only: bool, after: Place | None, limit: int
) -> list[PrepaymentWarning]:
    query = _listed(warning, "warning", cycle, sales_unit, business, after)
    if open_only:
        query = query.where(warning.c.outcome == WarningOutcome.UNSPECIFIED)
    return [warning_from_row(row) for row in await tx.execute(query.limit(limit))]


async def list_interventions(
    tx: Transaction, *, cycle: str, sales_unit: str, business: str, state: str, after: Place | None, limit: int
) -> list[Intervention]:
    query = _listed(intervention, "intervention", cycle, sales_unit, business, after)
    if state:
        query = query.where(intervention.c.state == state)
    return [intervention_from_row(row) for row in await tx.execute(query.limit(limit))]


def _listed(table: Table, key: str, cycle: str, sales_unit: str, business: str, after: Place | None) -> Any:
    query = select(table)
    if cycle:
        query = query.where(table.c.cycle == cycle)
    if sales_unit:
        query = query.where(table.c.sales_unit == sales_unit)
    if business:
        query = query.where(table.c.line_of_business == business)
    place = (table.c.cycle, table.c.sales_unit, table.c[key])
    if after is not None:
        query = query.where(tuple_(*place) > after)
    return query.order_by(*place)


async def put_thresholds(tx: Transaction, rows: Sequence[tuple[AccountKey, LineOfBusiness, int]]) -> int:
    """Keeps listed thresholds; tells how many were new or other than before."""
    if not rows:
        return 0
    statement = insert(warning_threshold).values(
        [
            {"shard": key.shard, "account": key.account, "line_of_business": line, "amount": amount}
            for key, line, amount in rows
        ]
    )
    changed = await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[
                warning_threshold.c.shard,
                warning_threshold.c.account,
                warning_threshold.c.line_of_business,
            ],
            set_={"amount": statement.excluded.amount},
            where=warning_threshold.c.amount != statement.excluded.amount,
        ).returning(warning_threshold.c.account)
    )
    return len(changed.all())


def warning_from_row(row: Any) -> PrepaymentWarning:
    return PrepaymentWarning(
        warning=row.warning,
        account=row.account,
        customer=row.customer,
        sales_unit=row.sales_unit,
        account_manager=row.account_manager,
        line_of_business=LineOfBusiness(row.line_of_business),
        cycle=Cycle.parse(row.cycle),
        listed_on=row.listed_on,
        notify_by=row.notify_by,
        currency=row.currency,
        figure=row.figure,
        threshold=row.threshold,
        outcome=WarningOutcome(row.outcome),
        outcome_on=row.outcome_on,
        recorder=row.recorder,
        note=row.note,
        topped_up=row.topped_up,
    )


def _warning_to_row(each: PrepaymentWarning) -> dict[str, Any]:
    names = [column.name for column in warning.c if column.name not in ("shard", "cycle")]
    row = {name: getattr(each, name) for name in names}
    return {"shard": shard_of(each.customer), "cycle": str(each.cycle), **row}


def intervention_from_row(row: Any) -> Intervention:
    return Intervention(
        intervention=row.intervention,
        account=row.account,
        customer=row.customer,
        sales_unit=row.sales_unit,
        line_of_business=LineOfBusiness(row.line_of_business),
        figure=InterventionFigure(row.figure),
        cycle=Cycle.parse(row.cycle),
        listed_on=row.listed_on,
        currency=row.currency,
        amount=row.amount,
        limit=row.limit,
        state=InterventionState(row.state),
        action=row.action,
        actor=row.actor,
        acted_on=row.acted_on,
    )


def _intervention_to_row(each: Intervention) -> dict[str, Any]:
    names = [column.name for column in intervention.c if column.name not in ("shard", "cycle")]
    row = {name: getattr(each, name) for name in names}
    return {"shard": shard_of(each.customer), "cycle": str(each.cycle), **row}
