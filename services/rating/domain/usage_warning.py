"""When a customer's charges are out of the ordinary (R-RAT-5)."""

from dataclasses import dataclass

from services.kernel.money import round_half_away

MONTHS_COMPARED = 3
FIVE_TIMES_MEAN = "FIVE_TIMES_MEAN"
INTERVENTION_LIMIT = "INTERVENTION_LIMIT"


@dataclass(frozen=True, slots=True)
class CustomerCharges:
    """A customer's charges of the open cycle, in minor units, and what its last three cycles' bills came to.

    ``account_id`` is the account that has most of them.
    """

    shard: int
    customer_id: str
    account_id: str
    currency: str
    charges: int
    billed: int
    cycles_billed: int


def passes_mean(customer: CustomerCharges, permille: int) -> int | None:
    """The bound that the charges have passed: five times the mean of three months; None when they have not.

    A customer without bills in each of the three months has no mean to be measured by; 0 permille warns of nobody.
    """
    if permille == 0 or customer.cycles_billed < MONTHS_COMPARED or customer.billed <= 0:
        return None
    bound = round_half_away(customer.billed * permille, MONTHS_COMPARED * 1_000)
    return bound if customer.charges > bound else None


def passes_limit(customer: CustomerCharges, limit: int) -> int | None:
    """The intervention limit (当月人工干预限额) when the charges have passed it; a limit of 0 is none."""
    return limit if limit and customer.charges > limit else None
