"""What must hold over payment's own data, checked by Verify."""

from functools import partial

from services.chassis.database import Transaction
from services.chassis.parts import Finding, Invariant
from services.payment.store.checks import CHECKS, Check, run_check

_EXAMPLES_MAX = 10


async def _find(check: Check, tx: Transaction) -> Finding:
    checked, breaches = await run_check(tx, check)
    return Finding(checked, len(breaches), tuple(breaches[:_EXAMPLES_MAX]))


INVARIANTS = tuple(Invariant(check.name, check.rule, partial(_find, check)) for check in CHECKS)
