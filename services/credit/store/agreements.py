"""Agreements of accounts."""

from typing import Any

from sqlalchemy import select, update

from services.chassis.database import Transaction
from services.credit.domain.agreements import CreditAgreement
from services.credit.domain.approvals import ApprovalState
from services.credit.domain.facts import AccountKey
from services.credit.store.tables import account, agreement
from services.credit.store.terms import standing_agreement_from_row
from services.kernel.ids import shard_of

_JOINED = agreement.join(account, (account.c.shard == agreement.c.shard) & (account.c.account == agreement.c.account))
_QUERY = select(agreement, account.c.currency).select_from(_JOINED)


async def find_agreement(tx: Transaction, agreement_id: str, *, lock: bool = False) -> CreditAgreement | None:
    query = _QUERY.where(agreement.c.agreement == agreement_id)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _from_row(row)


async def agreements_of(tx: Transaction, key: AccountKey) -> list[CreditAgreement]:
    query = _QUERY.where(agreement.c.shard == key.shard, agreement.c.account == key.account)
    return [_from_row(row) for row in await tx.execute(query.order_by(agreement.c.start_date))]


async def list_agreements(
    tx: Transaction, *, account_id: str, state: str, before: str, limit: int
) -> list[CreditAgreement]:
    """Newest first: ids are ordered by time."""
    query = _QUERY
    if account_id:
        query = query.where(agreement.c.account == account_id)
    if state:
        query = query.where(agreement.c.state == state)
    if before:
        query = query.where(agreement.c.agreement < before)
    return [_from_row(row) for row in await tx.execute(query.order_by(agreement.c.agreement.desc()).limit(limit))]


async def insert_agreement(tx: Transaction, each: CreditAgreement) -> None:
    holds = each.holds
    row = {
        "shard": shard_of(each.customer),
        "agreement": holds.agreement,
        "account": each.account,
        "customer": each.customer,
        "state": each.state,
        "start_date": holds.start_date,
        "end_date": holds.end_date,
        "payment_day": holds.payment_day,
        "suspension_days": holds.suspension_days,
        "prepayment_months": holds.prepayment_months,
        "credit_limit": holds.credit_limit,
        "requester": each.requester,
        "decider": each.decider,
        "reason": each.reason,
        "created_at": each.created_at,
    }
    await tx.insert_many(agreement, [row])


async def update_agreement(tx: Transaction, each: CreditAgreement) -> None:
    where = (agreement.c.shard == shard_of(each.customer)) & (agreement.c.agreement == each.holds.agreement)
    changed = {"state": each.state, "decider": each.decider}
    changed |= {"start_date": each.holds.start_date, "end_date": each.holds.end_date}
    await tx.execute(update(agreement).where(where).values(changed))


def _from_row(row: Any) -> CreditAgreement:
    return CreditAgreement(
        account=row.account,
        customer=row.customer,
        currency=row.currency,
        holds=standing_agreement_from_row(row),
        state=ApprovalState(row.state),
        requester=row.requester,
        decider=row.decider,
        reason=row.reason,
        created_at=row.created_at,
    )
