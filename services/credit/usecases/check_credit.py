"""Answers networks and internal systems: available credit and state, from this service's own database (R-CTL-2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.chassis.database import Database
from services.credit.domain.available import (
    CreditAnswer,
    CreditCheck,
    CreditFigures,
    credit_limit,
    is_sufficient,
)
from services.credit.domain.control import ControlState
from services.credit.domain.policy import CreditPolicy, policy_in_force
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
    _limits: dict[str, "_Limits"] = field(default_factory=dict[str, "_Limits"])

    async def check(self, checks: Sequence[CreditCheck]) -> list[CreditAnswer | Refusal]:
        """One answer for each check, in the order asked; ACCOUNT_NOT_FOUND as a value.

        Raises CLOCK_NOT_INITIALIZED and POLICY_NOT_EFFECTIVE.
        """
        places = await self._places(checks)
        rows = await credit_rows(self.db, places) if places else {}
        limits = await self._limits_of(next(iter(rows.values())).policy if rows else "")
        return [_answer(check, rows.get(check.account), limits) for check in checks]

    async def _places(self, checks: Sequence[CreditCheck]) -> dict[str, int]:
        """The shards of the accounts that credit knows."""
        known = self._shards
        unknown = {check.account for check in checks if check.account not in known}
        if unknown:
            if len(known) > _SHARDS_MAX:
                known.clear()
                unknown = {check.account for check in checks}
            async with self.db.ask() as tx:
                owners = await find_customers_of(tx, unknown)
            known.update((account, shard_of(owner)) for account, owner in owners.items())
        return {check.account: known[check.account] for check in checks if check.account in known}

    async def _limits_of(self, version: str) -> "_Limits":
        """The limits of a policy's version, which never change once it is approved; "" for the one in force."""
        known = self._limits.get(version)
        if known is None:
            async with self.db.read() as tx:
                approved = await approved_policies(tx)
                version = version or policy_in_force(approved, tx.date).version
            self._limits = {policy.version: _Limits.of(policy) for policy in approved}
            known = self._limits[version]
        return known


@dataclass(frozen=True, slots=True)
class _Limits:
    """A policy's credit limits by grade; the lowest grade's is that of the ungraded."""

    by_grade: Mapping[str, int]
    lowest: int

    @staticmethod
    def of(policy: CreditPolicy) -> "_Limits":
        return _Limits({terms.grade: terms.credit_limit for terms in policy.terms}, policy.lowest.credit_limit)

    def limit(self, grade: str) -> int:
        return self.by_grade.get(grade, self.lowest)


def _answer(check: CreditCheck, row: CreditRow | None, limits: _Limits) -> CreditAnswer | Refusal:
    if row is None:
        return not_found(Reason.ACCOUNT_NOT_FOUND, f"accounts/{check.account}")
    limit = credit_limit(prepaid=row.prepaid, by_grade=limits.limit(row.grade), agreed=row.agreed_limit)
    figures = CreditFigures(row.currency, row.spendable, limit, row.unbilled, row.arrears)
    state = _STATES[row.state]
    return CreditAnswer(check.account, is_sufficient(figures, state, check.amount), figures, state, row.payment_version)
