"""What may happen to an account, in any order, as a state machine that hypothesis plays and shrinks."""

import asyncio
from collections.abc import Callable
from typing import ClassVar

import psycopg
import uvloop
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from services.chassis import embedded
from services.chassis.database import Database
from services.collection.wire import event_to_pb
from tests.collection.builders import day
from tests.collection.ladder_model import DAY, Model
from tests.collection.ladder_play import Play
from tests.collection.world import World

OUTCOMES = st.sampled_from(("SENT", "COMPLETED", "ARCHIVED", "FAILED", "EXPIRED"))
FIRST_DAY = day("2025-01-31")


class LadderMachine(RuleBasedStateMachine):
    """Each of its lives has a fresh database of the run's servers, which ``machine_on`` gives it."""

    database_url: ClassVar[Callable[[str], str]]
    servers: ClassVar[embedded.Servers]

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner(loop_factory=uvloop.new_event_loop)
        url = type(self).database_url("collection")
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("UPDATE business_clock SET date = %s WHERE id = 1", [FIRST_DAY])
        self.play = self.runner.run(self._begin(url))

    async def _begin(self, url: str) -> Play:
        world = World(Database(url, encoder=event_to_pb, pool_size=2))
        await world.customer("C-1", "A-1")
        play = Play(world, Model(), "A-1", [FIRST_DAY - 3 * DAY, FIRST_DAY + 25 * DAY], [])
        await play._tell(0)
        return play

    def _do(self, name: str, *arguments: object) -> None:
        self.runner.run(self.play.act(name, *arguments))

    @rule(number=st.integers(1, 6), answers=st.booleans())
    def days_are_closed(self, number: int, answers: bool) -> None:
        self._do("days", number, answers)

    @rule(number=st.integers(1, 4), answers=st.booleans())
    def the_next_steps_come(self, number: int, answers: bool) -> None:
        self._do("steps", number, answers)

    @rule(number=st.integers(1, 35), after=st.integers(0, 4))
    def nothing_runs_for_days(self, number: int, after: int) -> None:
        """And then day after day again: nothing that was missed may be rushed."""
        self._do("outage", number)
        self._do("days", after, True)

    @rule(number=st.integers(1, 40))
    def another_bill_comes(self, number: int) -> None:
        self._do("bill", number)

    @rule()
    def all_is_paid(self) -> None:
        self._do("pay")

    @rule()
    def the_oldest_is_paid(self) -> None:
        self._do("pay_oldest")

    @rule()
    def payments_are_reversed(self) -> None:
        self._do("reverse")

    @rule(number=st.integers(0, 20), count=st.integers(1, 2))
    def a_promise_is_made(self, number: int, count: int) -> None:
        self._do("promise", number, count)

    @rule()
    def the_promise_is_taken_back(self) -> None:
        self._do("cancel_promise")

    @rule(number=st.integers(0, 20))
    def the_case_is_held(self, number: int) -> None:
        self._do("hold", number)

    @rule()
    def the_case_is_resumed(self) -> None:
        self._do("resume")

    @rule()
    def the_debt_is_disputed(self) -> None:
        self._do("dispute")

    @rule()
    def the_dispute_is_resolved(self) -> None:
        self._do("resolve")

    @rule(index=st.integers(0, 3), outcome=OUTCOMES)
    def the_platform_reports(self, index: int, outcome: str) -> None:
        self._do("callback", index, outcome)

    @rule(index=st.integers(0, 3), outcome=OUTCOMES)
    def the_platform_reports_of_an_old_command(self, index: int, outcome: str) -> None:
        self._do("stale", index, outcome)

    @rule(outcome=OUTCOMES)
    def a_command_expires_and_is_reported_of_after_the_next_one_left(self, outcome: str) -> None:
        self._do("steps", 4, False)
        self._do("replace", outcome)

    @rule()
    def service_goes_off_is_paid_and_comes_back_piece_by_piece(self) -> None:
        self._do("restore")

    @rule()
    def a_debt_is_seen_late_and_then_every_day_runs(self) -> None:
        self._do("late")

    @rule(outcome=OUTCOMES)
    def the_platform_reports_of_what_is_not_ours(self, outcome: str) -> None:
        self._do("stray", outcome)

    @rule(works=st.booleans())
    def the_sender_works_or_not(self, works: bool) -> None:
        self._do("sender", works)

    def teardown(self) -> None:
        try:
            self.runner.run(self.play.finish())
        finally:
            name = self.play.world.db.engine.url.database
            self.runner.run(self.play.world.db.close())
            self.runner.close()
            embedded.drop_database(self.servers, name or "")


def machine_on(database_url: Callable[[str], str], servers: embedded.Servers) -> type[LadderMachine]:
    """The machine on these servers: hypothesis wants a class without arguments."""

    class OnServers(LadderMachine):
        pass

    OnServers.database_url, OnServers.servers = staticmethod(database_url), servers
    return OnServers
