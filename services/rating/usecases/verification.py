"""What Verify checks of rating."""

from collections.abc import Awaitable, Callable, Mapping

from services.chassis.database import Transaction
from services.chassis.parts import Finding, Invariant
from services.rating.store import checks

_EXAMPLES_MAX = 10


def _invariant(name: str, rule: str, rows: str, find: Callable[[Transaction], Awaitable[list[str]]]) -> Invariant:
    async def check(tx: Transaction) -> Finding:
        breaches = await find(tx)
        return Finding(await checks.count_rows(tx, rows), len(breaches), tuple(breaches[:_EXAMPLES_MAX]))

    return Invariant(name, rule, check)


INVARIANTS = (
    _invariant("bill_total_is_the_sum_of_its_lines", "R-BIL-1", "bill", checks.bills_off_their_lines),
    _invariant("line_amount_is_gross_less_its_parts", "R-DIS-1", "bill_line", checks.lines_off_their_parts),
    _invariant("sponsors_pay_what_members_are_relieved_of", "R-SPO-2", "bill_line", checks.sponsorships_off),
    _invariant(
        "charged_exactly_when_active",
        "R-OPN-4",
        "subscription",
        checks.subscriptions_charged_unlike_their_state,
    ),
)


async def totals(tx: Transaction) -> Mapping[str, int]:
    return await checks.sums(tx)
