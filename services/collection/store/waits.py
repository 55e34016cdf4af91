"""The sweep's cases that only wait (R-DUN-1), told apart in SQL: each gets the first date worth looking again.

Made from the ladder's table; domain.sweep.decide_step is the reference of its rule, and a test holds the two together.
What may step today, and what SQL cannot tell, is left for it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from sqlalchemy import TextClause, text

from services.chassis.database import Transaction
from services.collection.domain.ladder import LADDER, Anchor, Move, Permission
from services.collection.domain.scenario import Layer, Scenario, select_scenario
from services.collection.domain.sweep import BAD_DEBT_MONTHS

_BASES = {
    Anchor.DUE_DATE: "a.anchor",
    Anchor.SUSPENSION: "c.suspended_date",
    Anchor.TERMINATION: "c.terminated_date",
}
_EVER = "date '0001-01-01'"
_NEVER = "date '9999-12-31'"
_DAYS = sorted({row.days for row in LADDER if row.days} | {"minimum_after_notice"})
_LINE_STATES = {Permission.SUSPENSION: "'ACTIVE'", Permission.TERMINATION: "'ACTIVE', 'SUSPENDED'"}
_PERMITTED = {Permission.SUSPENSION: "a.suspend_not_before", Permission.TERMINATION: "a.terminate_not_before"}

_LOCK = text("""
SELECT count(*) FROM (
  SELECT 1 FROM account a JOIN ladder_case c ON c.shard = a.shard AND c.case_id = a.open_case
  WHERE a.shard BETWEEN :first AND :last AND c.close_date IS NULL AND c.next_date <= :date
  ORDER BY a.shard, a.account_id FOR UPDATE OF a) locked
""")


def _after(date: str) -> str:
    """The day after a date that may be missing, or the last that there is."""
    return f"COALESCE(CASE WHEN {date} >= {_NEVER} THEN {_NEVER} ELSE {date} + 1 END, {_EVER})"


def _first_date(row: Move) -> Iterator[str]:
    """Every condition of a row of the ladder as the first date on which it no longer stands in the way."""
    assert row.anchor is not None
    yield f"COALESCE({_BASES[row.anchor]} + s.{row.days}, :date + 1)"
    yield "c.step_date + 1"
    yield _after("c.held_until")
    if row.after_notice:
        yield (
            "CASE WHEN c.notice_waiting OR c.last_notice_date IS NULL THEN :date + 1"
            " ELSE c.last_notice_date + s.minimum_after_notice END"
        )
    if row.permission is not None and row.permission in _PERMITTED:
        permitted = f"CASE WHEN a.control_oldest_due = a.anchor THEN {_PERMITTED[row.permission]} END"
        # A step that acts on no line needs no permission; by subscription, SQL does not tell which lines owe.
        acts = (
            "s.layer = 'ACCOUNT' AND EXISTS (SELECT 1 FROM subscription x WHERE x.shard = a.shard"
            f" AND x.account_id = a.account_id AND x.state IN ({_LINE_STATES[row.permission]}))"
        )
        yield f"CASE WHEN {acts} THEN COALESCE({permitted}, :date + 1) ELSE {_EVER} END"
        yield _after("a.suspension_exempt_until")
    else:
        yield _after("a.dunning_exempt_until")
    if row.permission is Permission.OVER_THREE_MONTHS:
        yield f"(a.anchor + interval '{BAD_DEBT_MONTHS} months')::date + 1"


_FIRST = "CASE c.state {} END".format(
    " ".join(f"WHEN '{row.source}' THEN GREATEST({', '.join(_first_date(row))})" for row in LADDER if row.anchor)
)


def _keys(scenarios: Iterable[Scenario], name: str) -> list[str]:
    """The values that some scenario names, and "" for all others."""
    return sorted({getattr(each, name) for each in scenarios} | {""})


def _known(column: str, values: Sequence[str], parameters: dict[str, object], name: str) -> str:
    """A column's value where a scenario names it, else ""; so that every account finds its scenario."""
    parameters[name] = list(values)
    return f"CASE WHEN {column} = ANY(:{name}) THEN {column} ELSE '' END"


_LINE_OF_BUSINESS = """COALESCE((SELECT l ->> 'l' FROM jsonb_array_elements(a.lines) WITH ORDINALITY AS t(l, n)
  WHERE NOT (l ->> 'x')::boolean AND NOT (l ->> 't')::boolean AND (l ->> 'p')::bigint + (l ->> 'f')::bigint > 0
  ORDER BY n LIMIT 1), '')"""


def wait_statement(scenarios: Sequence[Scenario], date: dt.date) -> tuple[TextClause, dict[str, object]]:
    """The statement with its parameters but for the shards ``first`` and ``last``."""
    grades, classes = _keys(scenarios, "grade"), _keys(scenarios, "customer_class")
    businesses = _keys(scenarios, "line_of_business")
    parameters: dict[str, object] = {"date": date}
    rows: list[str] = []
    for n, (grade, klass, business) in enumerate(product(grades, classes, businesses)):
        chosen = select_scenario(scenarios, date, grade=grade, customer_class=klass, line_of_business=business)
        parameters |= {f"g{n}": grade, f"k{n}": klass, f"b{n}": business}
        days = ", ".join(str(int(getattr(chosen.days, name))) for name in _DAYS)
        rows.append(f"(:g{n}, :k{n}, :b{n}, '{Layer(chosen.layer).value}', {days})")
    grade = _known("COALESCE(k.grade, '')", grades, parameters, "grades")
    klass = _known("COALESCE(k.customer_class, '')", classes, parameters, "classes")
    business = _known(_LINE_OF_BUSINESS, businesses, parameters, "businesses") if businesses != [""] else "''"
    statement = f"""
UPDATE ladder_case c SET next_date = {_FIRST}
FROM account a LEFT JOIN customer k ON k.shard = a.shard AND k.customer_id = a.customer_id
JOIN (VALUES {", ".join(rows)}) AS s(grade, klass, business, layer, {", ".join(_DAYS)})
  ON s.grade = {grade} AND s.klass = {klass} AND s.business = {business}
WHERE a.shard BETWEEN :first AND :last AND c.shard BETWEEN :first AND :last
  AND c.shard = a.shard AND c.case_id = a.open_case
  AND c.close_date IS NULL AND c.next_date <= :date AND a.anchor < :date AND {_FIRST} > :date"""
    return text(statement), parameters


async def put_off(
    tx: Transaction, scenarios: Sequence[Scenario], date: dt.date, first_shard: int, last_shard: int
) -> int:
    """Locks the accounts of the cases due in a shard range, and gives those that only wait their next date; answers
    how many."""
    shards = {"first": first_shard, "last": last_shard}
    await tx.execute(_LOCK, {**shards, "date": date})
    statement, parameters = wait_statement(scenarios, date)
    return (await tx.execute(statement, {**parameters, **shards})).rowcount
