"""Answers networks and internal systems: available credit and state, from this service's own database (R-CTL-2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.chassis.database import Database, Transaction
from services.credit.domain.available import (
    CreditAnswer,
    CreditCheck,
    CreditFigures,
    credit_limit,
    is_sufficient,
)
from services.credit.domain.facts import account_key
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.credit.domain.refusals import Reason, not_found
from services.credit.store.credit_reads import CreditRow, credit_rows
from services.credit.store.policies import approved_policies
from services.credit.store.positions import find_customers_of
from services.kernel.errors import Refusal

_OWNERS_MAX = 1_000_000


@dataclass
class CreditDesk:
    """Answers checks in batches. An account's customer never changes, so it is remembered; the rest is read."""

    db: Database
    _owners: dict[str, str] = field(default_factory=dict[str, str])

    async def check(self, checks: Sequence[CreditCheck]) -> list[CreditAnswer | Refusal]:
        """One answer for each check, in the order asked; ACCOUNT_NOT_FOUND as a value."""
        async with self.db.read() as tx:
            await self._learn_owners(tx, checks)
            return await self._answers(tx, checks)

    async def _learn_owners(self, tx: Transaction, checks: Sequence[CreditCheck]) -> None:
        unknown = {check.account for check in checks} - self._owners.keys()
        if unknown:
            if len(self._owners) > _OWNERS_MAX:
                self._owners.clear()
            self._owners.update(await find_customers_of(tx, unknown))

    async def _answers(self, tx: Transaction, checks: Sequence[CreditCheck]) -> list[CreditAnswer | Refusal]:
        keys = {
            account_key(self._owners[check.account], check.account) for check in checks if check.account in self._owners
        }
        rows = await credit_rows(tx, sorted(keys), tx.date)
        policy = policy_in_force(await approved_policies(tx), tx.date)
        return [_answer(check, rows.get(check.account), policy) for check in checks]


def _answer(check: CreditCheck, row: CreditRow | None, policy: CreditPolicy) -> CreditAnswer | Refusal:
    if row is None:
        return not_found(Reason.ACCOUNT_NOT_FOUND, f"accounts/{check.account}")
    limit = credit_limit(prepaid=row.prepaid, by_grade=policy.terms_of(row.grade).credit_limit, agreed=row.agreed_limit)
    figures = CreditFigures(row.currency, row.spendable, limit, row.unbilled, row.arrears)
    sufficient = is_sufficient(figures, row.state, check.amount)
    return CreditAnswer(check.account, sufficient, figures, row.state, row.payment_version)
