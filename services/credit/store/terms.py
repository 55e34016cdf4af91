"""Loads what decides the terms of accounts."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select

from services.chassis.arrays import among
from services.chassis.database import Transaction
from services.credit.domain.facts import AccountKey
from services.credit.domain.grades import HeldGrade
from services.credit.domain.terms import UNGRADED, AccountTerms, GradeHistory, StandingAgreement, TermsBook
from services.credit.store.policies import approved_policies
from services.credit.store.tables import agreement, grade, grade_override
from services.kernel.ids import shard_of
from services.kernel.period import Cycle


async def load_terms(tx: Transaction, rows: Mapping[AccountKey, Any]) -> TermsBook:
    """The book for account rows (store.positions)."""
    policies = await approved_policies(tx)
    if not rows:
        return TermsBook(policies)
    grades = await grade_histories(tx, {row.customer for row in rows.values()})
    agreements = await _standing_agreements(tx, rows)
    return TermsBook(
        policies,
        {
            key.account: AccountTerms(
                account=key.account,
                customer=row.customer,
                prepaid=row.prepaid,
                agreed_payment_day=row.agreed_payment_day,
                grades=grades.get(row.customer, UNGRADED),
                agreements=agreements.get(key.account, ()),
            )
            for key, row in rows.items()
        },
    )


async def grade_histories(tx: Transaction, customers: Iterable[str]) -> dict[str, GradeHistory]:
    """The grades that customers held; ungraded customers are absent."""
    keys = sorted((shard_of(each), each) for each in set(customers))
    own: dict[str, list[HeldGrade]] = {}
    overridden: dict[str, list[HeldGrade]] = {}
    query = select(grade).where(among(grade.c.shard, grade.c.customer, keys))
    for row in await tx.execute(query.order_by(grade.c.effective_cycle)):
        own.setdefault(row.customer, []).append(HeldGrade(row.grade, Cycle.parse(row.effective_cycle)))
    query = select(grade_override).where(
        among(grade_override.c.shard, grade_override.c.customer, keys),
        grade_override.c.state.in_(("APPROVED", "ENDED")),
        grade_override.c.first_cycle <= grade_override.c.last_cycle,
    )
    for row in await tx.execute(query):
        held = HeldGrade(row.grade, Cycle.parse(row.first_cycle), Cycle.parse(row.last_cycle))
        overridden.setdefault(row.customer, []).append(held)
    return {each: GradeHistory(tuple(own[each]), tuple(overridden.get(each, ()))) for each in own}


async def _standing_agreements(tx: Transaction, keys: Iterable[AccountKey]) -> dict[str, tuple[StandingAgreement, ...]]:
    wanted = [(key.shard, key.account) for key in keys]
    query = select(agreement).where(
        among(agreement.c.shard, agreement.c.account, wanted), agreement.c.state.in_(("APPROVED", "ENDED"))
    )
    found: dict[str, tuple[StandingAgreement, ...]] = {}
    for row in await tx.execute(query.order_by(agreement.c.start_date)):
        found[row.account] = (*found.get(row.account, ()), standing_agreement_from_row(row))
    return found


def standing_agreement_from_row(row: Any) -> StandingAgreement:
    """An agreement ended early holds to the day before its end, which is what its end date became."""
    end: dt.date = row.end_date
    return StandingAgreement(
        agreement=row.agreement,
        start_date=row.start_date,
        end_date=end,
        payment_day=row.payment_day,
        suspension_days=row.suspension_days,
        prepayment_months=row.prepayment_months,
        credit_limit=row.credit_limit,
    )
