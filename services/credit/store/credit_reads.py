"""What a credit check needs of accounts, in one statement: a statement costs more than a row."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.chassis.database import Transaction
from services.credit.domain.control import ControlState
from services.credit.domain.facts import AccountKey
from services.kernel.period import Cycle

_READ = """
SELECT a.account, a.currency, a.prepaid, a.spendable, a.unbilled, a.payment_version,
  a.principal + a.late_fees AS arrears,
  coalesce(c.state, 'CLEAR') AS state,
  coalesce(
    (SELECT o.grade FROM grade_override o
      WHERE o.shard = a.shard AND o.customer = a.customer AND o.state IN ('APPROVED', 'ENDED')
        AND o.first_cycle <= %s AND o.last_cycle >= %s
      ORDER BY o.first_cycle LIMIT 1),
    (SELECT g.grade FROM grade g
      WHERE g.shard = a.shard AND g.customer = a.customer AND g.effective_cycle <= %s
      ORDER BY g.effective_cycle DESC LIMIT 1),
    (SELECT g.grade FROM grade g
      WHERE g.shard = a.shard AND g.customer = a.customer
      ORDER BY g.effective_cycle LIMIT 1),
    '') AS grade,
  (SELECT m.credit_limit FROM agreement m
    WHERE m.shard = a.shard AND m.account = a.account AND m.state IN ('APPROVED', 'ENDED')
      AND m.start_date <= %s AND m.end_date >= %s
    ORDER BY m.start_date LIMIT 1) AS agreed_limit
FROM unnest(%s::smallint[], %s::text[]) AS wanted (shard, account)
JOIN account a ON a.shard = wanted.shard AND a.account = wanted.account
LEFT JOIN control c ON c.shard = a.shard AND c.account = a.account
"""


@dataclass(frozen=True, slots=True)
class CreditRow:
    """An account's money, state, grade today and agreed limit; amounts in minor units."""

    account: str
    currency: str
    prepaid: bool
    spendable: int
    unbilled: int
    arrears: int
    payment_version: int
    state: ControlState
    grade: str
    agreed_limit: int | None


_STATES = {state.value: state for state in ControlState}


async def credit_rows(tx: Transaction, keys: Sequence[AccountKey], date: dt.date) -> dict[str, CreditRow]:
    """By account; unknown ones are absent."""
    if not keys:
        return {}
    cycle = str(Cycle.of(date))
    places = ([key.shard for key in keys], [key.account for key in keys])
    found = await tx.conn.exec_driver_sql(_READ, (cycle, cycle, cycle, date, date, *places))
    return {row.account: _from_row(row) for row in found}


def _from_row(row: Any) -> CreditRow:
    return CreditRow(
        account=row.account,
        currency=row.currency,
        prepaid=row.prepaid,
        spendable=row.spendable,
        unbilled=row.unbilled,
        arrears=row.arrears,
        payment_version=row.payment_version,
        state=_STATES[row.state],
        grade=row.grade,
        agreed_limit=row.agreed_limit,
    )
