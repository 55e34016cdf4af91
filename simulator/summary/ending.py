"""The end of a simulation: asks the suite for everything, checks it, and sums it up."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from simulator.actors.onboarding import sponsored_accounts
from simulator.actors.orders import OrderActor
from simulator.checks.breach import Breach, breaches
from simulator.checks.calls import expected_calls
from simulator.checks.customers import (
    check_customers,
    check_expected_bills,
    check_expected_calls,
    check_expected_rents,
    check_usage,
)
from simulator.checks.expected import expected_first_rents, expected_totals
from simulator.checks.facts import SuiteFacts, VerifiedInvariant
from simulator.checks.money import check_money
from simulator.days import cycle_of, plus_months
from simulator.queries.bills import bill_facts, usage_counts
from simulator.queries.ladder import ageing, ladder_steps, restorations
from simulator.queries.money import money_facts
from simulator.suite.operations import Operations
from simulator.summary.contents import LadderFacts, Play, summarize
from simulator.world import World

# The name under which payment and collection each tell the arrears that they hold.
ARREARS_TOTAL = "arrears_minor_units"


@dataclass(frozen=True, slots=True)
class Ending:
    """What became of a simulation."""

    summary: dict[str, Any]
    breaches: tuple[Breach, ...]


async def look_at_everything(world: World, seed: int, orders: OrderActor, forged: int) -> Ending:
    """Queries, checks and sums up."""
    facts = await _facts(world)
    for line in facts.money.receivables:
        world.record.charge_late_fee(line.account_id, line.cycle, line.late_fee_paid + line.late_fee_open)
    ladder = LadderFacts(
        ageing=await ageing(world.suite),
        steps=await ladder_steps(world.suite),
        restorations=await restorations(world.suite),
    )
    last_day = plus_months(world.first_day, world.months) - timedelta(days=1)
    play = Play(seed, len(world.population.customers), world.months, world.first_day, last_day)
    found = [
        *_verified(facts.verified),
        *check_money(facts.money),
        *check_customers(facts, world.record, world.desk.taken, world.desk.suspended_lines(), last_day),
        *check_usage(world.usage_delivered, facts.usage),
        *_bills(world, facts, orders),
        *breaches("commands_are_signed", "R-GTW-2", [f"{forged} commands were not"] if forged else []),
    ]
    return Ending(summarize(play, facts, ladder, world.desk, world.stories), tuple(found))


async def _facts(world: World) -> SuiteFacts:
    last_day = plus_months(world.first_day, world.months) - timedelta(days=1)
    accounts = [account.account_id for account in world.population.accounts]
    verified, totals = await Operations(world.suite).verify()
    facts = SuiteFacts(
        bills=await bill_facts(world.suite, _billed_cycles(world)),
        money=await money_facts(world.suite, accounts, world.first_day, last_day),
        usage=await usage_counts(world.suite),
        verified=tuple(verified),
    )
    return replace(
        facts,
        arrears_of_payment=totals["payment"][ARREARS_TOTAL],
        arrears_of_collection=totals["collection"][ARREARS_TOTAL],
    )


def _billed_cycles(world: World) -> list[str]:
    """The last month's cycle is still open at the end."""
    return [cycle_of(plus_months(world.first_day, month)) for month in range(world.months - 1)]


def _bills(world: World, facts: SuiteFacts, orders: OrderActor) -> list[Breach]:
    cycles = _billed_cycles(world)
    if not cycles:
        return []
    totals = expected_totals(
        world.population, orders.orders, world.desk, sponsored_accounts(world), world.first_day, len(cycles)
    )
    rents = expected_first_rents(orders.orders, world.desk, cycles[-1])
    calls = expected_calls(world.calls_delivered, cycles[-1])
    return [
        *check_expected_bills(facts.bills, totals),
        *check_expected_rents(facts.bills, rents),
        *check_expected_calls(facts.bills, calls),
    ]


def _verified(checks: tuple[VerifiedInvariant, ...]) -> list[Breach]:
    """What the services found wrong with themselves."""
    return [
        Breach(
            f"{check.service}.{check.invariant}", check.rule, f"{check.breaches} breaches: {'; '.join(check.examples)}"
        )
        for check in checks
        if check.breaches
    ]
