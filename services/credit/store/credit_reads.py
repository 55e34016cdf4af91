"""What a credit check needs of accounts, in one statement: a statement costs more than a row."""

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import SmallInteger, Text

from services.chassis.arrays import array_literal
from services.chassis.database import Transaction
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


class CreditRow(NamedTuple):
    """An account's money, state, grade today and agreed limit; amounts in minor units.

    A tuple, as the driver makes it: a thousand of them a call are made into nothing else.
    """

    account: str
    currency: str
    prepaid: bool
    spendable: int
    unbilled: int
    payment_version: int
    arrears: int
    state: str
    grade: str
    agreed_limit: int | None


async def credit_rows(tx: Transaction, places: Mapping[str, int], date: dt.date) -> dict[str, CreditRow]:
    """By account, of those with their shards; unknown ones are absent."""
    if not places:
        return {}
    cycle = str(Cycle.of(date))
    given = (array_literal(SmallInteger(), list(places.values())), array_literal(Text(), list(places)))
    found = await tx.conn.exec_driver_sql(_READ, (cycle, cycle, cycle, date, date, *given))
    return {row.account: row for row in map(CreditRow._make, found)}
