"""What Verify looks at: each check answers (checked, breaches, first breaches in words)."""

from collections.abc import Mapping, Sequence

from sqlalchemy import text

from services.chassis.database import Transaction
from services.collection.store.rows import fields_of

Found = tuple[int, int, tuple[str, ...]]
_EXAMPLES = 5

_UNCHECKED = text("""
SELECT order_id, kind FROM work_order
WHERE kind IN ('SUSPEND', 'TERMINATE') AND state NOT IN ('PENDING', 'WITHDRAWN') AND reason <> 'IMPORTED'
  AND (checked_at IS NULL OR checked_overdue IS NULL OR checked_overdue <= 0) ORDER BY order_id
""")
_DANGEROUS = text("SELECT count(*) FROM work_order WHERE kind IN ('SUSPEND', 'TERMINATE')")

_NOT_RESTORED = text("""
SELECT c.case_id, c.state FROM account a JOIN ladder_case c ON c.shard = a.shard AND c.case_id = a.open_case
WHERE (a.anchor IS NULL OR a.anchor >= :today)
  AND c.state NOT IN ('RESTORING', 'RECOVERING', 'CLOSED', 'WRITTEN_OFF') ORDER BY c.case_id
""")
_LOST_RESTORATIONS = text("""
SELECT c.case_id, c.state FROM ladder_case c
WHERE c.state = 'RESTORING' AND NOT EXISTS (
  SELECT 1 FROM work_order w WHERE w.shard = c.shard AND w.case_id = c.case_id AND w.kind = 'RESTORE'
    AND w.state NOT IN ('WITHDRAWN', 'ARCHIVED')) ORDER BY c.case_id
""")
_ACCOUNTS = text("SELECT count(*) FROM account")

_STEPS = text("""
SELECT case_id, sequence, source, verb, target, before, step_number FROM (
  SELECT case_id, sequence, source, verb, target, shard,
         lag(target) OVER (PARTITION BY shard, case_id ORDER BY sequence) AS before,
         row_number() OVER (PARTITION BY shard, case_id ORDER BY sequence) AS step_number
  FROM case_step) s
WHERE sequence <> step_number
   OR (before IS NULL AND NOT (verb = 'OPEN' OR verb = 'IMPORT' AND target = ANY(:imported)))
   OR (before IS NOT NULL AND (before <> source OR NOT (source || '>' || verb || '>' || target) = ANY(:moves)))
ORDER BY case_id, sequence
""")
_LAST_STEPS = text("""
SELECT c.case_id, c.state, s.target FROM ladder_case c
LEFT JOIN case_step s ON s.shard = c.shard AND s.case_id = c.case_id AND s.sequence = c.step_count
WHERE s.target IS DISTINCT FROM c.state ORDER BY c.case_id
""")
_STEP_COUNT = text("SELECT count(*) FROM case_step")

_SNAPSHOTS = text("""
SELECT s.month, s.shard, s.arrears, s.position_arrears, COALESCE(r.total, 0) AS total
FROM snapshot_shard s LEFT JOIN (
  SELECT month, shard, sum(principal + late_fee) AS total FROM arrears_row GROUP BY month, shard) r
  ON r.month = s.month AND r.shard = s.shard
WHERE s.arrears <> s.position_arrears OR s.arrears <> COALESCE(r.total, 0) ORDER BY s.month, s.shard
""")
_SNAPSHOT_COUNT = text("SELECT count(*) FROM snapshot_shard")

_TOTALS = text("""
SELECT (SELECT COALESCE(sum(principal + late_fees), 0) FROM account) AS arrears_minor_units,
       (SELECT count(*) FROM ladder_case) AS cases,
       (SELECT count(*) FROM ladder_case WHERE close_date IS NULL) AS cases_open,
       (SELECT count(*) FROM ladder_case WHERE state = 'WRITTEN_OFF') AS cases_written_off,
       (SELECT count(*) FROM work_order WHERE kind = 'SUSPEND' AND done_date IS NOT NULL) AS suspensions,
       (SELECT count(*) FROM work_order WHERE kind = 'RESTORE' AND done_date IS NOT NULL) AS restorations,
       (SELECT count(*) FROM work_order w JOIN ladder_case c ON c.shard = w.shard AND c.case_id = w.case_id
         WHERE w.kind = 'SUSPEND' AND w.checked_at IS NOT NULL AND c.paid_at >= w.checked_at
           AND (w.done_at IS NULL OR c.paid_at <= w.done_at)) AS suspensions_crossed_by_payment,
       (SELECT count(*) FROM contact WHERE state = 'SENT') AS contacts_sent
""")


async def unchecked_suspensions(tx: Transaction) -> Found:
    """Suspensions and terminations that left without a check that found something overdue (R-CTL-6)."""
    rows = [f"{row.order_id} left unchecked" for row in await tx.execute(_UNCHECKED)]
    checked = (await tx.execute(_DANGEROUS)).scalar_one()
    return checked, len(rows), tuple(rows[:_EXAMPLES])


async def not_restored(tx: Transaction) -> Found:
    """Paid-up accounts whose case still stands on a step, and restoring cases without an open order (R-DUN-6)."""
    rows = [
        f"case {row.case_id} stands on {row.state}, nothing is overdue"
        for row in await tx.execute(_NOT_RESTORED, {"today": tx.date})
    ]
    rows += [f"case {row.case_id} is {row.state} without an open order" for row in await tx.execute(_LOST_RESTORATIONS)]
    checked = (await tx.execute(_ACCOUNTS)).scalar_one()
    return checked, len(rows), tuple(rows[:_EXAMPLES])


async def steps_off_the_ladder(tx: Transaction, moves: Sequence[str], imported: Sequence[str]) -> Found:
    """Steps that the table lacks or that do not begin where the one before ended; ``moves`` as "FROM>VERB>TO",
    ``imported`` the states in which a case may be brought in."""
    rows = [
        f"case {row.case_id} step {row.sequence}: {row.source} {row.verb} {row.target}"
        for row in await tx.execute(_STEPS, {"moves": list(moves), "imported": list(imported)})
    ]
    rows += [f"case {row.case_id} stands on {row.state}, not {row.target}" for row in await tx.execute(_LAST_STEPS)]
    checked = (await tx.execute(_STEP_COUNT)).scalar_one()
    return checked, len(rows), tuple(rows[:_EXAMPLES])


async def snapshot_differences(tx: Transaction) -> Found:
    """Snapshots whose buckets do not sum to the arrears of the positions (R-ARR-1)."""
    rows = [
        f"{row.month} shard {row.shard}: rows {row.total}, kept {row.arrears}, positions {row.position_arrears}"
        for row in await tx.execute(_SNAPSHOTS)
    ]
    checked = (await tx.execute(_SNAPSHOT_COUNT)).scalar_one()
    return checked, len(rows), tuple(rows[:_EXAMPLES])


async def totals(tx: Transaction) -> Mapping[str, int]:
    """Sums for checks across services."""
    return {name: int(value) for name, value in fields_of((await tx.execute(_TOTALS)).one()).items()}
