"""What sponsors pay on their own bills (R-SPO-2): written inside the database, however many members there are.

A share stands on the sponsor's bill of the member's cycle. When that bill goes without it (the sponsor was billed
before, was parked, or is not among the chosen accounts), the share waits and follows on the sponsor's next bill.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Numeric,
    and_,
    case,
    cast,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from services.chassis.database import Transaction
from services.chassis.tables import parked_item
from services.rating.store.bill_tables import bill, bill_line, sponsored_amount

_AMOUNT = sponsored_amount.c
_BILLED, _WAITING = "BILLED", "WAITING"


def _due(cycle: str, trial: int) -> ColumnElement[bool]:
    """The shares of a trial, and those that wait for a bill of this cycle or a later one."""
    own = and_(_AMOUNT.cycle == cycle, _AMOUNT.trial == trial, _AMOUNT.state == "")
    return or_(own, and_(_AMOUNT.state == _WAITING, _AMOUNT.cycle <= cycle))


async def has_sponsors(tx: Transaction, cycle: str, trial: int) -> bool:
    query = select(literal(1)).select_from(sponsored_amount).where(_due(cycle, trial)).limit(1)
    return (await tx.execute(query)).scalar() is not None


async def sponsors_in_shards(tx: Transaction, cycle: str, trial: int, run: str, first: int, last: int) -> list[str]:
    """The accounts that pay for others and get a bill in the trial, by id: not those that have one of the cycle or
    are parked by the trial's run.
    """
    account_id = _AMOUNT.sponsor_account
    billed = (
        select(literal(1))
        .select_from(bill)
        .where(bill.c.shard == _AMOUNT.shard, bill.c.account_id == account_id, bill.c.cycle == cycle)
    )
    parked = select(literal(1)).select_from(parked_item)
    parked = parked.where(parked_item.c.origin == f"runs/{run}", parked_item.c.subject == "accounts/" + account_id)
    query = (
        select(account_id)
        .where(_AMOUNT.shard.between(first, last), _due(cycle, trial), ~billed.exists(), ~parked.exists())
        .distinct()
        .order_by(account_id)
    )
    return list((await tx.execute(query)).scalars())


_COLUMNS = (
    "shard",
    "cycle",
    "trial",
    "account_id",
    "line",
    "kind",
    "charge_item",
    "line_of_business",
    "gross",
    "amount",
    "net",
    "tax",
    "tax_rate",
    "origin_cycle",
    "sponsored_account",
    "agreement_id",
)


async def add_sponsor_lines(
    tx: Transaction, cycle: str, trial: int, shard: int, account_id: str, rates: dict[str, int]
) -> tuple[int, int, int]:
    """Appends a sponsor's lines, one a member and item, inside the database; answers their count, sum and net sum.

    However many members there are, they do not pass through this process. ``rates`` are the items' tax rates.
    """
    lines = bill_line.c
    own = and_(lines.shard == shard, lines.cycle == cycle, lines.trial == trial, lines.account_id == account_id)
    before: int = (await tx.execute(select(func.coalesce(func.max(lines.line), 0)).where(own))).scalar_one()
    rate = case(*((_AMOUNT.charge_item == item, permyriad) for item, permyriad in sorted(rates.items())), else_=0)
    net = cast(func.round(cast(_AMOUNT.amount, Numeric) * 10_000 / (10_000 + rate)), BigInteger)
    order = ("cycle", "agreement_id", "member_account", "charge_item", "line_of_business", "trial")
    number = func.row_number().over(order_by=[_AMOUNT[name] for name in order])
    chosen = select(
        _AMOUNT.shard,
        literal(cycle),
        literal(trial),
        _AMOUNT.sponsor_account,
        before + number,
        literal("SPONSORSHIP"),
        _AMOUNT.charge_item,
        _AMOUNT.line_of_business,
        _AMOUNT.amount,
        _AMOUNT.amount,
        net,
        _AMOUNT.amount - net,
        rate,
        _origin(cycle),
        _AMOUNT.member_account,
        _AMOUNT.agreement_id,
    ).where(_AMOUNT.shard == shard, _AMOUNT.sponsor_account == account_id, _due(cycle, trial))
    await tx.execute(insert(bill_line).from_select(_COLUMNS, chosen))
    figures = (func.count(), func.coalesce(func.sum(lines.amount), 0), func.coalesce(func.sum(lines.net), 0))
    sums: Any = (await tx.execute(select(*figures).where(own, lines.line > before))).one()
    return int(sums[0]), int(sums[1]), int(sums[2])


def _origin(cycle: str) -> ColumnElement[str]:
    """The origin cycle of a share's line: empty on a bill of its own cycle."""
    return case((_AMOUNT.cycle == cycle, ""), else_=_AMOUNT.cycle)


async def settle_shares(tx: Transaction, cycle: str, trial: int, first: int, last: int) -> None:
    """After a trial's bills of a range of shards are in force: its shares are billed, or wait for the next bill; those
    that had waited and stand on one of the bills are billed.
    """
    within = _AMOUNT.shard.between(first, last)
    carried = and_(
        bill_line.c.shard == _AMOUNT.shard,
        bill_line.c.cycle == cycle,
        bill_line.c.trial == trial,
        bill_line.c.account_id == _AMOUNT.sponsor_account,
        bill_line.c.kind == "SPONSORSHIP",
        bill_line.c.agreement_id == _AMOUNT.agreement_id,
        bill_line.c.sponsored_account == _AMOUNT.member_account,
        bill_line.c.charge_item == _AMOUNT.charge_item,
        bill_line.c.line_of_business == _AMOUNT.line_of_business,
        bill_line.c.origin_cycle == _origin(cycle),
    )
    waited = and_(within, _AMOUNT.state == _WAITING, _AMOUNT.cycle <= cycle)
    await tx.execute(update(sponsored_amount).where(waited, carried).values(state=_BILLED))
    of_sponsor = and_(bill.c.shard == _AMOUNT.shard, bill.c.account_id == _AMOUNT.sponsor_account)
    billed = select(literal(1)).select_from(bill).where(of_sponsor, bill.c.cycle == cycle, bill.c.trial == trial)
    await tx.execute(
        update(sponsored_amount)
        .where(within, _AMOUNT.cycle == cycle, _AMOUNT.trial == trial, _AMOUNT.state == "")
        .values(state=case((billed.exists(), _BILLED), else_=_WAITING))
    )
