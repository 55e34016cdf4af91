"""What the sweep reads of whole shards, as columns: a COPY for each kind of fact."""

import datetime as dt
from dataclasses import dataclass

import polars as pl

from services.chassis.database import Transaction
from services.chassis.frames import read_frame
from services.credit.domain.control_vectors import GRADES, OVERDUE, STORED, SUSPENDED
from services.credit.domain.facts import AccountKey

_OVERDUE = """
SELECT d.account, a.customer, d.due_date, d.cycle, d.payable, a.unclaimed_receipts::text
FROM open_debt d JOIN account a ON a.shard = d.shard AND a.account = d.account
WHERE d.shard BETWEEN %s AND %s AND d.due_date < %s AND d.payable > 0
"""
_SUSPENDED = """
SELECT account, max(arrears_since) FROM subscription
WHERE shard BETWEEN %s AND %s AND arrears_since IS NOT NULL GROUP BY account
"""
_GRADES = "SELECT customer, effective_cycle, grade FROM grade WHERE shard BETWEEN %s AND %s"
_STORED = """
SELECT account, state, decision, oldest_due_date, suspend_not_before, terminate_not_before, overdue,
  sponsorship_suspended::text, reasons
FROM control
WHERE shard BETWEEN %s AND %s AND (state <> 'CLEAR' OR decision <> 'NONE')
"""
_PLACES = "SELECT account, shard FROM account WHERE shard BETWEEN %s AND %s"
_UNUSUAL = """
SELECT account FROM agreement WHERE shard BETWEEN %s AND %s AND state IN ('APPROVED', 'ENDED')
UNION
SELECT a.account FROM account a JOIN grade_override o ON o.shard = a.shard AND o.customer = a.customer
WHERE a.shard BETWEEN %s AND %s AND o.state IN ('APPROVED', 'ENDED')
UNION
SELECT a.account FROM account a JOIN exemption e ON e.shard = a.shard AND e.customer = a.customer
WHERE a.shard BETWEEN %s AND %s AND e.account IN ('', a.account) AND e.state IN ('APPROVED', 'EXPIRED', 'ENDED')
  AND e.start_date <= %s AND e.end_date >= %s
UNION
SELECT account FROM control WHERE shard BETWEEN %s AND %s
  AND (dunning_exempt_until IS NOT NULL OR suspension_exempt_until IS NOT NULL)
"""
_ACCOUNT = pl.Schema({"account": pl.String})
_PLACE = pl.Schema({"account": pl.String, "shard": pl.Int16})


@dataclass(frozen=True, slots=True)
class SweepColumns:
    """Facts and controls of some shards. ``unusual`` accounts have an exemption, an agreement or an override."""

    places: pl.DataFrame
    overdue: pl.DataFrame
    suspended: pl.DataFrame
    grades: pl.DataFrame
    stored: pl.DataFrame
    unusual: pl.DataFrame

    def keys(self, accounts: pl.DataFrame) -> list[AccountKey]:
        """The places of accounts, in the order of their keys."""
        placed = self.places.join(accounts, on="account", how="semi").sort("shard", "account")
        return [AccountKey(shard, account) for account, shard in placed.iter_rows()]


async def sweep_columns(tx: Transaction, first: int, last: int, date: dt.date) -> SweepColumns:
    """Of shards first … last as of a date; plain accounts only, but for ``places`` and ``unusual``."""
    shards = (first, last)
    unusual = await read_frame(tx, _UNUSUAL, (*shards, *shards, *shards, date, date, *shards), _ACCOUNT)
    overdue = await read_frame(tx, _OVERDUE, (*shards, date), OVERDUE)
    suspended = await read_frame(tx, _SUSPENDED, shards, SUSPENDED)
    stored = await read_frame(tx, _STORED, shards, STORED)
    return SweepColumns(
        places=await read_frame(tx, _PLACES, shards, _PLACE),
        overdue=overdue.join(unusual, on="account", how="anti"),
        suspended=suspended.join(unusual, on="account", how="anti"),
        grades=await read_frame(tx, _GRADES, shards, GRADES),
        stored=stored.join(unusual, on="account", how="anti"),
        unusual=unusual,
    )
