from datetime import date

from simulator.suite.day import CLOSE_ORDER, DayDriver, run_day

DAY = date(2025, 3, 31)


class Recorder:
    """Plays a day and keeps what happened in its order."""

    def __init__(self, rounds: int) -> None:
        self.happened: list[str] = []
        self.rounds = rounds

    def driver(self) -> DayDriver:
        return DayDriver(self.deliver, [self.act], self.take_up, self.close, self.quiesce)

    async def deliver(self, day):
        self.happened.append("deliver")
        return 1 if self.happened.count("deliver") == 1 else 0

    async def act(self, day):
        self.happened.append("act")
        return 1

    def take_up(self, day, decided_on):
        self.happened.append(f"take up {decided_on}")
        self.rounds -= 1
        return max(0, self.rounds)

    async def close(self, service, day, heads):
        self.happened.append(f"close {service} after {sorted(heads)}")
        return len(heads), {"done": 1}

    async def quiesce(self):
        self.happened.append("quiet")


async def test_a_day_rests_between_callbacks_acts_answers_and_the_close():
    recorder = Recorder(rounds=3)
    closed = await run_day(recorder.driver(), DAY)
    before_the_close = recorder.happened[: recorder.happened.index("close gateway after []")]
    assert before_the_close == [
        "take up 2025-03-30",
        "deliver",
        "quiet",
        "act",
        "quiet",
        "take up 2025-03-31",
        "deliver",
        "quiet",
        "take up 2025-03-31",
        "deliver",
    ]
    assert list(closed.heads) == list(CLOSE_ORDER)
    assert recorder.happened[-1] == "quiet"


async def test_a_service_is_closed_with_the_heads_of_those_before_it():
    recorder = Recorder(rounds=1)
    await run_day(recorder.driver(), DAY)
    assert "close collection after ['credit', 'gateway', 'payment', 'rating']" in recorder.happened
