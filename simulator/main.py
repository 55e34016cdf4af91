"""Runs a sample operator through its months, and tells what became of it."""

import asyncio
from collections.abc import Callable
from datetime import date
from pathlib import Path

import httpx
from rich.console import Console

from simulator.actors.bad_debt import BadDebtActor
from simulator.actors.bill_run import FINAL_DAY, BillRunActor
from simulator.actors.gift import give_gift
from simulator.actors.managers import ManagerActor
from simulator.actors.money import MoneyActor
from simulator.actors.onboarding import Onboarding
from simulator.actors.orders import OrderActor
from simulator.actors.usage import UsageActor
from simulator.actors.webhooks import WebhookSender
from simulator.choice import Choice
from simulator.days import FIRST_DAY, cycle_of, run_days
from simulator.operator.population import FEWEST_CUSTOMERS, populate
from simulator.platform.callbacks import CallbackSender
from simulator.platform.desk import Desk
from simulator.platform.server import Intake, serving
from simulator.progress import DayProgress
from simulator.suite.connection import Suite, read_place
from simulator.suite.day import DayDriver, in_turn, on_days, run_day, together
from simulator.suite.gateway_access import GatewayAccess, gateway_access
from simulator.suite.operations import Operations
from simulator.summary.contents import canonical
from simulator.summary.ending import Ending, look_at_everything
from simulator.summary.table import show
from simulator.world import World

EXIT_SOUND, EXIT_BROKEN = 0, 1
HTTP_SECONDS = 10.0

EachDay = Callable[[date], None]


def simulate(
    seed: int,
    customers: int,
    months: int,
    state: Path,
    *,
    summary_file: Path | None = None,
    console: Console | None = None,
) -> int:
    """Simulates on a running, empty suite; `state` is the file that `tollbook up` writes.

    Answers 0 when every invariant holds at the end and 1 when one is broken; each breach is printed by name.
    """
    shown = console or Console()
    ending = asyncio.run(play(seed, customers, months, state, shown))
    show(shown, ending.summary, ending.breaches)
    if summary_file is not None:
        summary_file.write_bytes(canonical(ending.summary))
    return EXIT_BROKEN if ending.breaches else EXIT_SOUND


async def play(
    seed: int, customers: int, months: int, state: Path, console: Console, *, each_day: EachDay | None = None
) -> Ending:
    """Plays every day and looks at everything afterwards.

    `each_day` is told each date before it is played, for those who want to disturb the suite meanwhile.
    """
    choice = Choice(seed)
    population = populate(choice, max(customers, FEWEST_CUSTOMERS), FIRST_DAY)
    async with Suite(read_place(state)) as suite, httpx.AsyncClient(timeout=HTTP_SECONDS) as client:
        access = await gateway_access(suite)
        world = World(choice, population, FIRST_DAY, months, suite, Desk(choice))
        intake = Intake(world.desk, access.command_key, access.platform_path)
        async with serving(intake, access.platform_host, access.platform_port):
            orders = await _play_days(world, access, client, console, each_day)
            return await look_at_everything(world, seed, orders, intake.forged)


async def _play_days(
    world: World, access: GatewayAccess, client: httpx.AsyncClient, console: Console, each_day: EachDay | None
) -> OrderActor:
    operations = Operations(world.suite)
    await operations.initialize(world.first_day)
    await operations.quiesce()
    await _open(world, access.platform, operations)
    orders = OrderActor(world)
    driver = _driver(world, access, client, operations, orders)
    days = list(run_days(world.first_day, world.months))
    with DayProgress(console, len(days)) as progress:
        for day in days:
            if each_day is not None:
                each_day(day)
            await run_day(driver, day)
            progress.done(day, f"cycle {cycle_of(day)}, {len(world.desk.taken)} commands")
    return orders


async def _open(world: World, platform: str, operations: Operations) -> None:
    onboarding = Onboarding(world, platform)
    await onboarding.publish_catalogue()
    await onboarding.import_customers()
    await onboarding.import_subscriptions()
    await onboarding.agree(cycle_of(world.first_day))
    await operations.quiesce()
    await give_gift(world)
    await operations.quiesce()


def _bills(day: date) -> bool:
    return day.day <= FINAL_DAY


def _bills_not(day: date) -> bool:
    return not _bills(day)


def _driver(
    world: World, access: GatewayAccess, client: httpx.AsyncClient, operations: Operations, orders: OrderActor
) -> DayDriver:
    sender = WebhookSender(client, access.channel_url, access.channel_key)
    callbacks = CallbackSender(client, access.callback_url, access.callback_key, world.desk)
    usage, managers = UsageActor(world), ManagerActor(world)
    bill_run, money, bad_debt = BillRunActor(world), MoneyActor(world, sender), BadDebtActor(world)
    return DayDriver(
        deliver_callbacks=callbacks.deliver,
        # The exchanges deliver before the bill run starts, which takes what has come; customers pay what it billed. On
        # other days usage and money meet nowhere before the close, and go side by side.
        actors=[
            in_turn(together(on_days(_bills, usage.act), orders.act, managers.act), bill_run.act),
            together(on_days(_bills_not, usage.act), in_turn(money.act, bad_debt.act)),
        ],
        take_up_commands=world.desk.take_up,
        close=operations.close,
        quiesce=operations.quiesce,
    )
