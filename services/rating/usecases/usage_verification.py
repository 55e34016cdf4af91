"""What Verify checks of usage."""

from services.chassis.database import Transaction
from services.chassis.parts import Finding, Invariant
from services.rating.store import usage_checks

_EXAMPLES_MAX = 10


async def _each_record_once(tx: Transaction) -> Finding:
    """R-RAT-1: each record is in exactly one of rated, rejected, duplicate."""
    breaches = [
        *await usage_checks.loads_off_their_counts(tx),
        *await usage_checks.sources_off_their_identities(tx),
        *await usage_checks.records_off_their_identities(tx),
    ]
    return Finding(int(await usage_checks.loads_counted(tx)), len(breaches), tuple(breaches[:_EXAMPLES_MAX]))


USAGE_INVARIANTS = (Invariant("usage_record_in_exactly_one_fate", "R-RAT-1", _each_record_once),)
