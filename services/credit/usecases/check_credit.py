"""Answers networks and internal systems: available credit and state, from this service's own database (R-CTL-2)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.chassis.database import Database, Transaction
from services.credit.domain.available import CreditAnswer, CreditCheck, is_sufficient
from services.credit.domain.control import ControlState
from services.credit.domain.facts import account_key
from services.credit.domain.refusals import Reason, not_found
from services.credit.store.controls import stored_controls
from services.credit.store.positions import account_rows, find_customers_of
from services.credit.store.terms import load_terms
from services.credit.usecases.read_controls import figures_of
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
            check.account: account_key(self._owners[check.account], check.account)
            for check in checks
            if check.account in self._owners
        }
        rows = await account_rows(tx, keys.values())
        stored = await stored_controls(tx, keys.values()) if keys else {}
        terms = await load_terms(tx, rows)
        answers: list[CreditAnswer | Refusal] = []
        for check in checks:
            row = rows.get(keys[check.account]) if check.account in keys else None
            if row is None:
                answers.append(not_found(Reason.ACCOUNT_NOT_FOUND, f"accounts/{check.account}"))
                continue
            control = stored.get(keys[check.account])
            state = control.control.state if control else ControlState.CLEAR
            figures = figures_of(row, terms, tx)
            sufficient = is_sufficient(figures, state, check.amount)
            answers.append(CreditAnswer(check.account, sufficient, figures, state, row.payment_version))
        return answers
