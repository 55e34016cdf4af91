"""A small stage for stories: a few hand-made customers on a whole suite, in days played by the simulator's own loop."""

import contextlib
from collections.abc import AsyncGenerator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date

import httpx

from services.cli.home import Home
from simulator.actors.bill_run import BillRunActor
from simulator.actors.managers import ManagerActor
from simulator.actors.onboarding import Onboarding
from simulator.choice import Choice
from simulator.days import ONE_DAY
from simulator.operator.cast import Part, Payer
from simulator.operator.catalogue import OFFERS, Product
from simulator.operator.files import (
    ACCOUNT_HEADER,
    CUSTOMER_HEADER,
    SUBSCRIPTION_HEADER,
    account_rows,
    csv_file,
    customer_rows,
    subscription_rows,
)
from simulator.operator.population import Account, Customer, Population, Subscription, service_number
from simulator.platform.callbacks import CallbackSender
from simulator.platform.desk import Desk
from simulator.platform.server import Intake, serving
from simulator.suite.connection import Suite, read_place
from simulator.suite.day import DayDriver, in_turn, run_day
from simulator.suite.gateway_access import gateway_access
from simulator.suite.operations import Operations
from simulator.world import World

PLATFORM = "provisioning"

Act = Callable[[], Awaitable[None]]


def customer(number: int, customer_class: str) -> Customer:
    return Customer(
        customer_id=f"C{number:05d}",
        display_name=f"晋州第{number}机械厂",
        kind="GROUP",
        customer_class=customer_class,
        sales_unit="chengqu",
        account_manager="",
        telephone_managed=True,
        language="zh-CN",
        contact_phone=f"138{number:08d}",
        contact_email=f"c{number}@example.com",
        member_of="",
        part=Part.EXTRA,
    )


def account(number: int) -> Account:
    return Account(f"A{number:05d}", f"C{number:05d}", f"晋州第{number}机械厂", False, Payer.ON_TIME, Part.EXTRA)


def line(number: int, product: Product, charge_start: date) -> Subscription:
    return Subscription(
        subscription_id=f"S{number:05d}-1",
        account_id=f"A{number:05d}",
        customer_id=f"C{number:05d}",
        product=product,
        service_number=service_number(product, f"C{number:05d}", 1),
        monthly_rent=OFFERS[product].rents[0],
        charge_start=charge_start,
    )


@dataclass
class Stage:
    """The suite, the platform's desk and the days."""

    world: World
    operations: Operations
    driver: DayDriver
    today: date
    acts: dict[date, list[Act]] = field(default_factory=dict[date, list[Act]])

    def on(self, day: date, act: Act) -> None:
        self.acts.setdefault(day, []).append(act)

    async def until(self, day: date) -> None:
        """Plays and closes the days before `day`."""
        while self.today < day:
            await run_day(self.driver, self.today)
            self.today += ONE_DAY

    async def act(self, day: date) -> int:
        for each in self.acts.get(day, ()):
            await each()
        return len(self.acts.get(day, ()))


@contextlib.asynccontextmanager
async def staged(home: Home, first_day: date, population: Population) -> AsyncGenerator[Stage]:
    """Opens the suite's first day with the sample catalogue and the population."""
    choice = Choice(1)
    async with Suite(read_place(home.state_file)) as suite, httpx.AsyncClient(timeout=10) as client:
        access = await gateway_access(suite)
        world = World(choice, population, first_day, 12, suite, Desk(choice))
        operations = Operations(suite)
        callbacks = CallbackSender(client, access.callback_url, access.callback_key, world.desk)
        intake = Intake(world.desk, access.command_key, access.platform_path)
        async with serving(intake, access.platform_host, access.platform_port):
            await operations.initialize(first_day)
            await _open(world)
            await operations.quiesce()
            actors = in_turn(ManagerActor(world).act, BillRunActor(world).act)
            driver = DayDriver(callbacks.deliver, [actors], world.desk.take_up, operations.close, operations.quiesce)
            stage = Stage(world, operations, driver, first_day)
            driver.actors = [actors, stage.act]
            yield stage


async def _open(world: World) -> None:
    onboarding = Onboarding(world, PLATFORM)
    await onboarding.publish_catalogue()
    people = world.population
    await onboarding.import_file("customers", csv_file(CUSTOMER_HEADER, customer_rows(people)))
    await onboarding.import_file("accounts", csv_file(ACCOUNT_HEADER, account_rows(people)))
    if people.subscriptions:
        await onboarding.import_file("lines", csv_file(SUBSCRIPTION_HEADER, subscription_rows(people, PLATFORM)))
