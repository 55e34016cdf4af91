"""Answers networks and internal systems: available credit and state, from this service's own database (R-CTL-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.chassis.database import Database, Transaction
from services.credit.domain.available import (
    CreditAnswer,
    CreditCheck,
    CreditFigures,
    credit_limit,
    is_sufficient,
)
from services.credit.domain.control import ControlState
from services.credit.domain.policy import policy_in_force
from services.credit.domain.refusals import Reason, not_found
from services.credit.store.credit_reads import CreditRow, credit_rows
from services.credit.store.policies import approved_policies
from services.credit.store.positions import find_customers_of
from services.kernel.errors import Refusal
from services.kernel.ids import shard_of

_SHARDS_MAX = 1_000_000
_STATES = {state.value: state for state in ControlState}


@dataclass
class CreditDesk:
    """Answers checks in batches. An account's customer, and so its shard, never changes and is remembered; the rest is
    read each time, from one snapshot.
    """

    db: Database
    _shards: dict[str, int] = field(default_factory=dict[str, int])

    async def check(self, checks: Sequence[CreditCheck]) -> list[CreditAnswer | Refusal]:
        """One answer for each check, in the order asked; ACCOUNT_NOT_FOUND as a value."""
        async with self.db.read() as tx:
            places = await self._places(tx, checks)
            rows = await credit_rows(tx, places, tx.date)
            policy = policy_in_force(await approved_policies(tx), tx.date)
        limits = {terms.grade: terms.credit_limit for terms in policy.terms}
        lowest = policy.lowest.credit_limit
        return [_answer(check, rows.get(check.account), limits, lowest) for check in checks]

    async def _places(self, tx: Transaction, checks: Sequence[CreditCheck]) -> dict[str, int]:
        """The shards of the accounts that credit knows."""
        known = self._shards
        unknown = {check.account for check in checks if check.account not in known}
        if unknown:
            if len(known) > _SHARDS_MAX:
                known.clear()
                unknown = {check.account for check in checks}
            owners = await find_customers_of(tx, unknown)
            known.update((account, shard_of(owner)) for account, owner in owners.items())
        return {check.account: known[check.account] for check in checks if check.account in known}


def _answer(
    check: CreditCheck, row: CreditRow | None, limits: Mapping[str, int], lowest: int
) -> CreditAnswer | Refusal:
    if row is None:
        return not_found(Reason.ACCOUNT_NOT_FOUND, f"accounts/{check.account}")
    limit = credit_limit(prepaid=row.prepaid, by_grade=limits.get(row.grade, lowest), agreed=row.agreed_limit)
    figures = CreditFigures(row.currency, row.spendable, limit, row.unbilled, row.arrears)
    state = _STATES[row.state]
    return CreditAnswer(check.account, is_sufficient(figures, state, check.amount), figures, state, row.payment_version)
