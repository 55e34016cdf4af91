"""What a credit check needs of accounts, in one statement: a statement costs more than a row. The business date and the
policy that holds on it are in it too, so that all of an answer is from one moment.
"""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import SmallInteger, Text

from services.chassis.arrays import array_literal
from services.chassis.database import Database

_READ = """
WITH clock AS MATERIALIZED (SELECT date, to_char(date, 'YYYY-MM') AS cycle FROM business_clock WHERE id = 1),
held AS MATERIALIZED (
  SELECT p.version FROM policy p, clock WHERE p.state = 'APPROVED' AND p.effective_date <= clock.date
  ORDER BY p.effective_date DESC LIMIT 1
)
SELECT a.account, a.currency, a.prepaid, a.spendable, a.unbilled, a.payment_version,
  a.principal + a.late_fees AS arrears,
  coalesce(c.state, 'CLEAR') AS state,
  coalesce(
    (SELECT o.grade FROM grade_override o
      WHERE o.shard = a.shard AND o.customer = a.customer AND o.state IN ('APPROVED', 'ENDED')
        AND o.first_cycle <= clock.cycle AND o.last_cycle >= clock.cycle
      ORDER BY o.first_cycle LIMIT 1),
    (SELECT g.grade FROM grade g
      WHERE g.shard = a.shard AND g.customer = a.customer AND g.effective_cycle <= clock.cycle
      ORDER BY g.effective_cycle DESC LIMIT 1),
    (SELECT g.grade FROM grade g
      WHERE g.shard = a.shard AND g.customer = a.customer
      ORDER BY g.effective_cycle LIMIT 1),
    '') AS grade,
  (SELECT m.credit_limit FROM agreement m
    WHERE m.shard = a.shard AND m.account = a.account AND m.state IN ('APPROVED', 'ENDED')
      AND m.start_date <= clock.date AND m.end_date >= clock.date
    ORDER BY m.start_date LIMIT 1) AS agreed_limit,
  held.version AS policy
FROM clock CROSS JOIN held CROSS JOIN unnest(%s::smallint[], %s::text[]) AS wanted (shard, account)
JOIN account a ON a.shard = wanted.shard AND a.account = wanted.account
LEFT JOIN control c ON c.shard = a.shard AND c.account = a.account
"""


class CreditRow(NamedTuple):
    """An account's money, state, grade today and agreed limit, and the policy's version; amounts in minor units.

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
    policy: str


async def credit_rows(db: Database, places: Mapping[str, int]) -> dict[str, CreditRow]:
    """By account, of those with their shards; unknown ones are absent, and all are without a business date or a policy
    in force.
    """
    given = (array_literal(SmallInteger(), list(places.values())), array_literal(Text(), list(places)))
    return {row.account: row for row in map(CreditRow._make, await db.rows(_READ, given))}
