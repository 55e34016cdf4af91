"""The invariants of collection, for Verify."""

from collections.abc import Awaitable, Callable

from services.chassis.database import Transaction
from services.chassis.parts import Finding, Invariant
from services.collection.domain.ladder import IMPORTED_STATES, LADDER
from services.collection.store import checks

_MOVES = tuple(f"{row.source}>{row.verb}>{row.target}" for row in LADDER)


async def _steps(tx: Transaction) -> checks.Found:
    return await checks.steps_off_the_ladder(tx, _MOVES, IMPORTED_STATES)


def _finding(check: Callable[[Transaction], Awaitable[checks.Found]]) -> Callable[[Transaction], Awaitable[Finding]]:
    async def find(tx: Transaction) -> Finding:
        return Finding(*await check(tx))

    return find


INVARIANTS = [
    Invariant("suspensions_only_after_check", "R-CTL-6", _finding(checks.unchecked_suspensions)),
    Invariant("paid_up_are_restored", "R-DUN-6", _finding(checks.not_restored)),
    Invariant("steps_follow_the_ladder", "R-DUN-1", _finding(_steps)),
    Invariant("snapshot_sums_to_arrears", "R-ARR-1", _finding(checks.snapshot_differences)),
]

totals = checks.totals
