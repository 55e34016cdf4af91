"""Appraisal (R-KPI-1): what was billed, targets, and figures summed from one row for each account behind them."""

import dataclasses
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import and_, delete, func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.collection.domain.appraisal import ALL, AgentRemittance, Figure, FigureCase, Measure, Target
from services.collection.domain.position import BilledAmount
from services.collection.store.appraisal_tables import appraisal_target, billed, figure, figure_case
from services.collection.store.rows import fields_of
from services.collection.store.tables import account, snapshot
from services.kernel.ids import shard_of
from services.kernel.period import Cycle

_INTO = """
INSERT INTO figure_case (shard, month, measure, account_id, sales_unit, account_manager, customer_id, case_id,
                         numerator, denominator)
"""

# What was billed in a span of cycles, and what was owed in the snapshot, by account; a late fee follows its principal.
_BILLED = """
SELECT shard, account_id, max(customer_id) AS customer_id, sum(amount) AS amount, max(sales_unit) AS unit
FROM billed WHERE shard BETWEEN :first AND :last AND cycle BETWEEN :cycle_first AND :cycle_last
GROUP BY shard, account_id
"""
_WHO = """
LEFT JOIN customer k ON k.shard = x.shard AND k.customer_id = x.customer_id
LEFT JOIN account a ON a.shard = x.shard AND a.account_id = x.account_id
"""
_OWED = """
SELECT shard, account_id, sales_unit, max(account_manager) AS manager, max(customer_id) AS customer_id,
       sum(principal + late_fee) AS owed,
       COALESCE(sum(principal) FILTER (WHERE cycle = :newest), 0) AS newest,
       COALESCE(sum(principal + late_fee) FILTER (WHERE bucket = 4), 0) AS old,
       COALESCE(sum(principal + late_fee) FILTER (WHERE cycle = :became_old), 0) AS became_old
FROM arrears_row WHERE month = :snapshot AND shard BETWEEN :first AND :last GROUP BY shard, account_id, sales_unit
"""

_CURRENT_RECOVERY = f"""{_INTO}
SELECT x.shard, :month, 'CURRENT_RECOVERY', x.account_id, x.sales_unit, COALESCE(k.account_manager, ''), x.customer_id,
       COALESCE(a.open_case, ''), GREATEST(0, x.amount - COALESCE(o.open, 0)), x.amount
FROM billed x LEFT JOIN (
  SELECT shard, account_id, sum(newest) AS open FROM ({_OWED}) w GROUP BY shard, account_id) o
  ON o.shard = x.shard AND o.account_id = x.account_id {_WHO}
WHERE x.shard BETWEEN :first AND :last AND x.cycle = :newest AND x.amount > 0
"""

_SNAPSHOT_SHARES = f"""{_INTO}
SELECT x.shard, :month, m.measure, x.account_id, x.sales_unit, x.manager, x.customer_id, COALESCE(a.open_case, ''),
       CASE m.measure WHEN 'OVER_THREE_MONTHS_RATE' THEN x.old ELSE x.became_old END,
       CASE m.measure WHEN 'OVER_THREE_MONTHS_RATE' THEN x.owed ELSE 0 END
FROM ({_OWED}) x CROSS JOIN (VALUES ('OVER_THREE_MONTHS_RATE'), ('NEW_OVER_THREE_MONTHS')) AS m(measure)
LEFT JOIN account a ON a.shard = x.shard AND a.account_id = x.account_id
WHERE m.measure = 'OVER_THREE_MONTHS_RATE' OR x.became_old <> 0
"""

# Numerator and denominator may stand on different units of one account: each adds its own row.
_ARREARS_RATE = f"""{_INTO}
SELECT x.shard, :month, 'ARREARS_RATE', x.account_id, x.unit, max(COALESCE(k.account_manager, '')), max(x.customer_id),
       max(COALESCE(a.open_case, '')), sum(x.owed), sum(x.amount)
FROM (SELECT shard, account_id, sales_unit AS unit, customer_id, owed, 0 AS amount FROM ({_OWED}) w
      UNION ALL SELECT shard, account_id, unit, customer_id, 0, amount FROM ({_BILLED}) v) x {_WHO}
GROUP BY x.shard, x.account_id, x.unit
"""

_BAD_DEBT_RATE = f"""{_INTO}
SELECT x.shard, :month, 'BAD_DEBT_RATE', x.account_id, x.unit, max(COALESCE(k.account_manager, '')), max(x.customer_id),
       max(x.case_id), sum(x.lost), sum(x.amount)
FROM (SELECT shard, account_id, sales_unit AS unit, customer_id, dossier_id AS case_id, written_off AS lost, 0 AS amount
      FROM dossier WHERE shard BETWEEN :first AND :last AND state = 'WRITTEN_OFF'
        AND write_off_date BETWEEN :year_first AND :last_day
      UNION ALL SELECT shard, account_id, unit, customer_id, '', 0, amount FROM ({_BILLED}) v) x {_WHO}
GROUP BY x.shard, x.account_id, x.unit
"""

_STANDING = f"""{_INTO}
SELECT a.shard, :month, m.measure, a.account_id, COALESCE(NULLIF(c.sales_unit, ''), k.sales_unit, ''),
       COALESCE(k.account_manager, ''), a.customer_id, COALESCE(a.open_case, ''),
       CASE WHEN m.measure = 'EXEMPT_SHARE' THEN m.exempt ELSE (c.suspended_date IS NULL)::int END, 1
FROM account a
LEFT JOIN ladder_case c ON c.shard = a.shard AND c.case_id = a.open_case
LEFT JOIN customer k ON k.shard = a.shard AND k.customer_id = a.customer_id
CROSS JOIN LATERAL (VALUES
  ('EXEMPT_SHARE', COALESCE((GREATEST(a.suspension_exempt_until, a.dunning_exempt_until) >= :last_day)::int, 0), true),
  ('NOT_SUSPENDED', 0, a.suspend_not_before <= :last_day AND a.control_oldest_due = a.anchor
     AND (a.suspension_exempt_until IS NULL OR a.suspension_exempt_until < :last_day)
     AND (c.held_until IS NULL OR c.held_until < :last_day))) AS m(measure, exempt, counts)
WHERE a.shard BETWEEN :first AND :last AND a.anchor <= :last_day AND m.counts
"""

_MEASURES = tuple(
    text(each) for each in (_CURRENT_RECOVERY, _SNAPSHOT_SHARES, _ARREARS_RATE, _BAD_DEBT_RATE, _STANDING)
)

_SUMS = text("""
INSERT INTO figure (month, subject, measure, numerator, denominator)
SELECT month, subject, measure, sum(numerator), sum(denominator) FROM (
  SELECT month, measure, numerator, denominator,
         unnest(ARRAY[:all, NULLIF('unit.' || sales_unit, 'unit.'),
                      NULLIF('manager.' || account_manager, 'manager.')]) AS subject
  FROM figure_case WHERE month = :month) s
WHERE subject IS NOT NULL GROUP BY month, subject, measure
""")


async def add_billed(tx: Transaction, amounts: Sequence[BilledAmount]) -> None:
    """Keeps what bills asked for; a bill is issued once."""
    rows = [{"shard": shard_of(each.customer_id), **dataclasses.asdict(each)} for each in amounts]
    for start in range(0, len(rows), 5_000):
        await tx.execute(insert(billed).values(rows[start : start + 5_000]).on_conflict_do_nothing())


async def adjust_billed(tx: Transaction, changes: Iterable[BilledAmount]) -> None:
    """Adds adjustments to what was billed."""
    for each in changes:
        where = and_(
            billed.c.shard == shard_of(each.customer_id),
            billed.c.account_id == each.account_id,
            billed.c.cycle == each.cycle,
        )
        await tx.execute(update(billed).where(where).values(amount=billed.c.amount + each.amount))


async def measure_shards(tx: Transaction, month: str, first: int, last: int) -> int:
    """Writes the rows of a shard range behind the figures of a month; answers how many."""
    cycle = Cycle.parse(month)
    parameters = {
        "month": month,
        "snapshot": str(cycle.next),
        "first": first,
        "last": last,
        "newest": str(cycle.previous),
        "became_old": str(cycle.plus(-3)),
        "cycle_first": str(cycle.plus(-11)),
        "cycle_last": month,
        "year_first": cycle.plus(-11).first_day,
        "last_day": cycle.last_day,
    }
    where = and_(figure_case.c.month == month, figure_case.c.shard.between(first, last))
    await tx.execute(delete(figure_case).where(where, figure_case.c.measure != Measure.REMITTANCE.value))
    return sum([(await tx.execute(statement, parameters)).rowcount for statement in _MEASURES])


async def keep_remittances(tx: Transaction, month: str, standings: Sequence[AgentRemittance]) -> None:
    """Keeps what agents handed in of a month, in place of what was kept."""
    mine = and_(figure_case.c.month == month, figure_case.c.measure == Measure.REMITTANCE.value)
    await tx.execute(delete(figure_case).where(mine))
    rows = [
        {
            "shard": 0,
            "month": month,
            "measure": Measure.REMITTANCE.value,
            "account_id": each.agent_id,
            "sales_unit": each.sales_unit,
            "numerator": each.remitted,
            "denominator": each.remitted + each.outstanding,
        }
        for each in standings
    ]
    await tx.insert_many(figure_case, rows)


async def sum_figures(tx: Transaction, month: str) -> None:
    """Sums the figures of a month from their rows."""
    await tx.execute(delete(figure).where(figure.c.month == month))
    await tx.execute(_SUMS, {"month": month, "all": ALL})


async def list_figures(
    tx: Transaction, month: str, subject: str, after: Sequence[Any] | None, limit: int
) -> list[Figure]:
    """Figures in the order of (subject, measure), after a key."""
    query = select(figure).where(figure.c.month == month)
    if subject:
        query = query.where(figure.c.subject == subject)
    key = (figure.c.subject, figure.c.measure)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after))
    rows = await tx.execute(query.order_by(*key).limit(limit))
    return [Figure(**fields_of(row, measure=Measure(row.measure))) for row in rows]


async def find_figure(tx: Transaction, month: str, subject: str, measure: Measure) -> Figure | None:
    where = and_(figure.c.month == month, figure.c.subject == subject, figure.c.measure == measure.value)
    row = (await tx.execute(select(figure).where(where))).one_or_none()
    return None if row is None else Figure(**fields_of(row, measure=measure))


async def list_figure_cases(tx: Transaction, each: Figure, after: Sequence[Any] | None, limit: int) -> list[FigureCase]:
    """What is behind a figure, in the order of (shard, account, unit), after a key."""
    names = [field.name for field in dataclasses.fields(FigureCase)]
    query = select(*(figure_case.c[name] for name in names)).where(
        figure_case.c.month == each.month, figure_case.c.measure == each.measure.value
    )
    kind, _, identity = each.subject.partition(".")
    if each.subject != ALL:
        column = figure_case.c.sales_unit if kind == "unit" else figure_case.c.account_manager
        query = query.where(column == identity)
    key = (figure_case.c.shard, figure_case.c.account_id, figure_case.c.sales_unit)
    if after is not None:
        query = query.where(tuple_(*key) > tuple_(*after))
    return [FigureCase(**fields_of(row)) for row in await tx.execute(query.order_by(*key).limit(limit))]


async def save_target(tx: Transaction, each: Target) -> None:
    row = {**dataclasses.asdict(each), "measure": each.measure.value}
    statement = insert(appraisal_target).values(row)
    again = {name: row[name] for name in ("value", "at_least", "actor")}
    keys = ["subject", "measure", "first_month"]
    await tx.execute(statement.on_conflict_do_update(index_elements=keys, set_=again))


async def list_targets(tx: Transaction, subject: str | None = None) -> list[Target]:
    """Targets in the order of (subject, measure, month); of one subject, or of all when None."""
    query = select(appraisal_target)
    if subject is not None:
        query = query.where(appraisal_target.c.subject == subject)
    keys = (appraisal_target.c.subject, appraisal_target.c.measure, appraisal_target.c.first_month)
    rows = await tx.execute(query.order_by(*keys))
    return [Target(**fields_of(row, measure=Measure(row.measure))) for row in rows]


async def count_accounts(tx: Transaction) -> dict[int, int]:
    """How many accounts there are, by shard."""
    query = select(account.c.shard, func.count().label("accounts")).group_by(account.c.shard)
    return {row.shard: row.accounts for row in await tx.execute(query)}


async def months_to_appraise(tx: Transaction) -> list[str]:
    """The months before a complete snapshot that have no figures."""
    done = set((await tx.execute(select(figure.c.month).distinct())).scalars())
    taken = (await tx.execute(select(snapshot.c.month).where(snapshot.c.completed_at.is_not(None)))).scalars()
    months = sorted(str(Cycle.parse(month).previous) for month in taken)
    return [month for month in months if month not in done]
