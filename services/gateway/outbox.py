"""The way out: one loop that sends commands to platforms, one that posts notifications to payment.

Both are woken by what is stored and look again when the next try is due, so that nothing waits for a poll.
"""

import asyncio
import datetime as dt
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

import httpx
import structlog

from services.chassis.database import Database
from services.chassis.telemetry import ALARMS
from services.gateway.configuration import ConfigurationSource
from services.gateway.domain.command import Attempt, AttemptKind, AttemptResult, CommandRecord, Outcome
from services.gateway.domain.notification import NotificationRecord, Posted
from services.gateway.domain.pacing import BackOff, Breaker, BreakerState, Pace
from services.gateway.measures import BREAKER_OPEN, POSTED, SENT
from services.gateway.peers import Payment
from services.gateway.provisioning.message import Platform, Request, judge_status
from services.gateway.provisioning.schemes import SCHEMES, signed
from services.gateway.store.commands import unsent_platforms
from services.gateway.store.notifications import next_due
from services.gateway.usecases.post_notifications import record_posted, take_due_notifications
from services.gateway.usecases.send_commands import Sent, expire_commands, record_tries, take_due_commands

log = structlog.get_logger("outbox")

_LEASE = dt.timedelta(seconds=10)
"""What a batch for payment is leased for, and the least for a command."""
_ANSWER_BYTES_MAX = 64 * 1024
_POST_BATCH_MAX = 500
_POST_BACK_OFF = BackOff(first_seconds=0.2, longest_seconds=60.0, attempts_max=0)
_RETRY_AFTER_SECONDS_MAX = 3_600.0
_WAITS_TOO_LONG = dt.timedelta(days=1)
"""A payment that is not posted after a day, because its own day or its channel's entry does not come, is alarmed."""


async def wait_for(event: asyncio.Event, seconds: float) -> None:
    """Until the event is set or the time is over; clears the event."""
    try:
        await asyncio.wait_for(event.wait(), max(0.0, seconds))
    except TimeoutError:
        return
    finally:
        event.clear()


@dataclass
class Line:
    """The way to one platform from this process: its breaker and how much is under way. Its rate is shared."""

    breaker: Breaker = field(default_factory=Breaker)
    in_flight: int = 0


class CommandSender:
    """Sends what is due, to every platform at its own pace."""

    def __init__(
        self, db: Database, source: ConfigurationSource, client: httpx.AsyncClient, poll_seconds: float
    ) -> None:
        self._db = db
        self._source = source
        self._client = client
        self._poll_seconds = poll_seconds
        self.wake = asyncio.Event()
        self._lines: dict[str, Line] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._missing: set[str] = set()

    async def serve(self) -> None:
        """Runs until it is cancelled; what is under way is then tried again after its lease."""
        try:
            while True:
                await wait_for(self.wake, await self._round())
        finally:
            for task in self._tasks:
                task.cancel()

    async def _round(self) -> float:
        """Starts what may go now; answers after how many seconds to look again."""
        await expire_commands(self._db)
        async with self._db.ask() as tx:
            waiting = await unsent_platforms(tx)
        pause = self._poll_seconds
        for name, (_, _, due) in waiting.items():
            platform = self._source.current.platforms.get(name)
            if platform is None:
                self._tell_missing(name)
                continue
            seconds = (due - self._db.wall.now()).total_seconds()
            if seconds > 0:
                pause = min(pause, seconds)
                continue
            pause = min(pause, await self._start(platform))
        return pause

    def _tell_missing(self, name: str) -> None:
        """Alarms once that commands wait for a platform which the file does not name any more; they are kept."""
        if name not in self._missing:
            self._missing.add(name)
            ALARMS.labels("gateway", "platform_missing").inc()
            log.error("platform_missing", platform=name)

    def line(self, platform: Platform) -> Line:
        line = self._lines.setdefault(platform.id, Line())
        line.breaker = line.breaker.at(time.monotonic())
        BREAKER_OPEN.labels(platform.id).set(line.breaker.state is BreakerState.OPEN)
        return line

    def close_breaker(self, platform: Platform) -> None:
        """A person says that the platform is well again."""
        self.line(platform).breaker = Breaker()
        self.wake.set()

    async def _start(self, platform: Platform) -> float:
        line, now = self.line(platform), time.monotonic()
        room = line.breaker.room(platform.concurrency - line.in_flight, line.in_flight)
        if room <= 0:
            return (
                max(0.01, line.breaker.retry_at - now)
                if line.breaker.state is BreakerState.OPEN
                else self._poll_seconds
            )
        limit = Pace(platform.rate_per_second, platform.burst)
        leased = await take_due_commands(self._db, platform.id, room, _lease(platform), limit)
        records = leased.records
        if not records:
            return max(0.01, leased.wait_seconds) if leased.wait_seconds else self._poll_seconds
        line.in_flight += len(records)
        task = asyncio.create_task(self._send_all(platform, line, records))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # More may be due than was taken; the task wakes the loop when it is done.
        if line.in_flight < platform.concurrency and (len(records) == room or leased.wait_seconds):
            return max(0.01, leased.wait_seconds)
        return self._poll_seconds

    async def _send_all(self, platform: Platform, line: Line, records: Sequence[CommandRecord]) -> None:
        try:
            sent = await asyncio.gather(*(self._try(platform, record) for record in records))
            self._judge_line(platform, line, sent)
            tries = list(zip(records, sent, strict=True))
            outcomes = await record_tries(self._db, tries, platform.back_off, random.random)
            for outcome in outcomes:
                if outcome in (Outcome.DEAD, Outcome.FAILED):
                    ALARMS.labels("gateway", f"command_{outcome.value.lower()}").inc()
        except Exception:
            log.exception("sending_failed", platform=platform.id)
        finally:
            line.in_flight -= len(records)
            self.wake.set()

    def _judge_line(self, platform: Platform, line: Line, sent: Sequence[Sent]) -> None:
        for attempt, _ in sent:
            if attempt is None:
                continue
            SENT.labels(platform.id, attempt.result.value).inc()
            if attempt.result in (AttemptResult.TAKEN, AttemptResult.REFUSED):
                line.breaker = line.breaker.succeeded()
            else:
                line.breaker = line.breaker.failed(time.monotonic(), platform.breaker)

    async def _try(self, platform: Platform, record: CommandRecord) -> Sent:
        """One try: a question first where the last try ended unknown, else the command, unless its time has passed."""
        now = self._db.wall.now()
        if record.unknown and platform.query:
            asked = await self._ask(platform, record, now)
            if asked[0] is not None and asked[0].result is not AttemptResult.REFUSED:
                return asked
        expires = record.command.expires_at
        if expires is not None and expires <= now:
            # It may have arrived and cannot be asked about: a person must look, so its tries are used up.
            return (_lost(record, now), "") if record.unknown and not platform.query else (None, "")
        request = SCHEMES[platform.scheme].command_request(platform, record, now)
        return await self._exchange(platform, record, request, AttemptKind.SEND, now)

    async def _ask(self, platform: Platform, record: CommandRecord, now: dt.datetime) -> Sent:
        """TAKEN: the platform has it; REFUSED: it has not, so it is sent; else nobody knows yet."""
        request = SCHEMES[platform.scheme].query_request(platform, record)
        return await self._exchange(platform, record, request, AttemptKind.QUERY, now)

    async def _exchange(
        self, platform: Platform, record: CommandRecord, request: Request, kind: AttemptKind, now: dt.datetime
    ) -> Sent:
        started = time.monotonic()
        result, status, detail, retry_after, reference = AttemptResult.UNKNOWN, 0, "", 0.0, ""
        try:
            headers = signed(platform, request, record, now)
            status, body, asked = await self._call(platform, request, headers)
            result = _judge(kind, status, SCHEMES[platform.scheme].knows(body))
            detail = body[:300].decode("utf-8", "replace") if result is not AttemptResult.TAKEN else ""
            retry_after = retry_after_seconds(asked, self._db.wall.now())
            reference = SCHEMES[platform.scheme].reference(body) if result is AttemptResult.TAKEN else ""
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.UnsupportedProtocol) as error:
            result, detail = AttemptResult.RETRY, f"{type(error).__name__}: {error}"
        except (httpx.HTTPError, TimeoutError) as error:
            detail = f"{type(error).__name__}: {error}"
        milliseconds = int((time.monotonic() - started) * 1_000)
        detail = "".join(character if character.isprintable() else " " for character in detail)
        attempt = Attempt(record.command.id, kind, result, now, milliseconds, status, detail, retry_after)
        return attempt, reference

    async def _call(self, platform: Platform, request: Request, headers: dict[str, str]) -> tuple[int, bytes, str]:
        """The status, the beginning of the body and Retry-After; the whole exchange within the platform's time."""
        async with (
            asyncio.timeout(platform.timeout_seconds),
            self._client.stream(request.method, request.url, content=request.body, headers=headers) as response,
        ):
            body = bytearray()
            async for chunk in response.aiter_raw():
                body += chunk
                if len(body) >= _ANSWER_BYTES_MAX:
                    break
            return response.status_code, bytes(body[:_ANSWER_BYTES_MAX]), response.headers.get("retry-after", "")


def _lease(platform: Platform) -> dt.timedelta:
    """Longer than a question and a try may take, so that a lease only runs out when its holder is gone."""
    return max(_LEASE, dt.timedelta(seconds=2 * platform.timeout_seconds + 5))


def _lost(record: CommandRecord, now: dt.datetime) -> Attempt:
    detail = "its expire_time passed while nobody knew whether it had arrived"
    return Attempt(record.command.id, AttemptKind.QUERY, AttemptResult.UNKNOWN, now, 0, 0, detail)


def _judge(kind: AttemptKind, status: int, knows: bool) -> AttemptResult:
    if kind is AttemptKind.SEND:
        return judge_status(status)
    # A platform that has no such question is sent the command again, which its idempotency key makes harmless.
    if status in (404, 405, 501) or (200 <= status < 300 and not knows):
        return AttemptResult.REFUSED
    return AttemptResult.TAKEN if 200 <= status < 300 else AttemptResult.RETRY


def retry_after_seconds(value: str, now: dt.datetime) -> float:
    """Retry-After, in seconds or as a date; 0 when it says neither. What asks for more than an hour gets an hour."""
    if value.isascii() and value.isdigit():
        return min(float(value[:9]), _RETRY_AFTER_SECONDS_MAX)
    try:
        asked = (parsedate_to_datetime(value) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return 0.0
    return min(max(0.0, asked), _RETRY_AFTER_SECONDS_MAX)


class NotificationPoster:
    """Posts accepted notifications to payment, in batches, until each is posted or rejected."""

    def __init__(
        self, db: Database, source: ConfigurationSource, payment: Payment, wake: asyncio.Event, poll_seconds: float
    ) -> None:
        self._db = db
        self._source = source
        self._payment = payment
        self._poll_seconds = poll_seconds
        self.wake = wake

    async def serve(self) -> None:
        while True:
            if not await self._round():
                async with self._db.ask() as tx:
                    due = await next_due(tx)
                seconds = (due - self._db.wall.now()).total_seconds() if due is not None else self._poll_seconds
                await wait_for(self.wake, max(0.005, min(seconds, self._poll_seconds)))

    async def _round(self) -> bool:
        """Posts one batch; tells whether there was one."""
        records = await take_due_notifications(self._db, _POST_BATCH_MAX, _LEASE)
        if not records:
            return False
        posted = await self._payment.record(records, self._source.current.channels)
        await record_posted(self._db, list(zip(records, posted, strict=True)), _POST_BACK_OFF, random.random)
        _count(records, posted, self._db.wall.now())
        return True


def _count(records: Sequence[NotificationRecord], posted: Sequence[Posted], now: dt.datetime) -> None:
    for record, each in zip(records, posted, strict=True):
        POSTED.labels("retry" if each.retry else each.reason or "posted").inc()
        if each.reason and not each.retry:
            ALARMS.labels("gateway", "notification_rejected").inc()
        elif each.retry and now - record.received_at > _WAITS_TOO_LONG:
            ALARMS.labels("gateway", "notification_waits").inc()
