"""The gateway's pure decisions, as properties."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.gateway.domain.command import CommandKind, Outcome
from services.gateway.domain.notification import (
    ChannelPayment,
    Claim,
    NotificationRecord,
    NotificationState,
    judge_claims,
)
from services.gateway.domain.outcomes import REPORT_VERBS, TRANSITIONS, Judgement, Known, Verb, judge_report, moved
from services.gateway.domain.pacing import BackOff, Breaker, BreakerPolicy, BreakerState, Pace
from services.gateway.outbox import retry_after_seconds
from services.gateway.peers import judge_answer
from services.gateway.provisioning.message import judge_status
from services.gateway.store import tables
from tests.gateway.builders import NOW, command
from tests.house.sources import ROOT
from tollbook.payment.v1.payment_service_pb2 import RecordedPayment

DAY = dt.date(2026, 1, 1)
days = st.integers(0, 3).map(lambda n: DAY + dt.timedelta(days=n))
reports = st.tuples(st.sampled_from(sorted(REPORT_VERBS)), days)
RANK = {outcome: rank for rank, outcome in enumerate(Outcome)}


def replay(start: Known, arrived: list[tuple[Outcome, dt.date]]) -> list[Known]:
    """What is known after each report."""
    steps = [start]
    for outcome, on in arrived:
        judged = judge_report(steps[-1], outcome, on)
        steps.append(Known(outcome, on) if judged is Judgement.APPLIED else steps[-1])
    return steps


@given(st.lists(reports, max_size=12))
def test_r_gtw_2_outcomes_only_move_forward_whatever_the_order_of_reports(arrived: list[tuple[Outcome, dt.date]]):
    steps = replay(Known(Outcome.SENT, DAY), arrived)
    assert all(RANK[a.outcome] <= RANK[b.outcome] for a, b in itertools.pairwise(steps))


@given(st.lists(reports, max_size=8), st.data())
def test_r_gtw_2_a_repeated_report_changes_nothing(arrived: list[tuple[Outcome, dt.date]], data: st.DataObject):
    steps = replay(Known(Outcome.SENT, DAY), arrived)
    for outcome, on in arrived:
        again = judge_report(steps[-1], outcome, on)
        assert again is not Judgement.APPLIED or outcome is Outcome.IN_PROGRESS


@given(st.permutations([Outcome.IN_PROGRESS, Outcome.COMPLETED, Outcome.ARCHIVED]))
def test_the_end_is_the_same_for_every_order_of_true_reports(order: list[Outcome]):
    last = replay(Known(Outcome.SENT, DAY), [(outcome, DAY) for outcome in order])[-1]
    assert last == Known(Outcome.ARCHIVED, DAY)


@pytest.mark.parametrize("end", [Outcome.EXPIRED, Outcome.CANCELLED])
@pytest.mark.parametrize("reported", list(REPORT_VERBS))
def test_a_report_of_a_command_that_was_never_sent_is_quarantined(end: Outcome, reported: Outcome):
    assert judge_report(Known(end, DAY), reported, DAY) is Judgement.QUARANTINED


def test_success_after_failure_and_failure_after_success_are_quarantined():
    assert judge_report(Known(Outcome.FAILED, DAY), Outcome.COMPLETED, DAY) is Judgement.QUARANTINED
    assert judge_report(Known(Outcome.COMPLETED, DAY), Outcome.FAILED, DAY) is Judgement.QUARANTINED
    assert judge_report(Known(Outcome.FAILED, DAY), Outcome.IN_PROGRESS, DAY) is Judgement.LATE


def test_the_ends_have_no_way_out_but_the_archive_and_a_persons_resend():
    ends = (Outcome.ARCHIVED, Outcome.FAILED, Outcome.EXPIRED, Outcome.CANCELLED)
    assert [key for key in TRANSITIONS if key[0] in ends] == []
    assert moved(Outcome.DEAD, Verb.RESEND) is Outcome.ACCEPTED


def test_the_table_in_the_readme_is_the_table_of_the_code():
    readme = (ROOT / "services" / "gateway" / "README.md").read_text(encoding="utf-8")
    written: set[tuple[str, str, str]] = set()
    for line in readme.split("## Command outcomes")[1].split("\n\n")[1].splitlines()[2:]:
        sources, verb, to = (cell.strip() for cell in line.strip("|").split("|"))
        written |= {(source.strip(), verb, to) for source in sources.split(",")}
    assert written == {(source.value, verb.value, to.value) for (source, verb), to in TRANSITIONS.items()}


@given(st.integers(1, 200), st.floats(0, 1), st.floats(0, 5000))
def test_back_off_is_bounded_and_never_shorter_than_asked(attempts: int, spread: float, asked: float):
    policy = BackOff(first_seconds=1, longest_seconds=300, attempts_max=10)
    wait = policy.seconds(attempts, spread, asked)
    assert wait >= asked
    assert wait <= max(asked, 300)
    assert wait >= 0.5


def test_back_off_grows_and_gives_up_after_its_tries():
    policy = BackOff(first_seconds=1, longest_seconds=300, attempts_max=3)
    assert [policy.seconds(n, 1.0) for n in (1, 2, 3)] == [1, 2, 4]
    assert [policy.exhausted(n) for n in (1, 2, 3)] == [False, False, True]
    assert not BackOff(attempts_max=0).exhausted(10_000)


def test_a_breaker_opens_after_failures_in_a_row_and_lets_one_try_through_later():
    policy, breaker = BreakerPolicy(failures_max=3, open_seconds=10), Breaker()
    for _ in range(2):
        breaker = breaker.failed(100, policy)
    assert breaker.succeeded() == Breaker()
    breaker = breaker.failed(100, policy)
    assert (breaker.state, breaker.room(16, 0)) == (BreakerState.OPEN, 0)
    half = breaker.at(110)
    assert (half.state, half.room(16, 0), half.room(16, 1)) == (BreakerState.HALF_OPEN, 1, 0)
    assert half.failed(110, policy).state is BreakerState.OPEN
    assert half.succeeded().state is BreakerState.CLOSED


@given(st.floats(1, 100), st.integers(1, 20), st.lists(st.floats(0, 0.5), min_size=1, max_size=60))
def test_a_pace_never_lets_more_through_than_its_rate_and_burst(rate: float, burst: int, pauses: list[float]):
    pace, now, passed = Pace(rate, burst), 0.0, 0
    for pause in pauses:
        now += pause
        taken, pace = pace.take(now, 5)
        passed += taken
    assert passed <= now * rate + burst + 1e-6


def test_claims_tell_new_from_repeated_from_contradicting():
    first, other = Claim("payment:1", b"a"), Claim("payment:1", b"b")
    assert judge_claims((first,), {}) is NotificationState.ACCEPTED
    assert judge_claims((first,), {"payment:1": b"a"}) is NotificationState.DUPLICATE
    assert judge_claims((other,), {"payment:1": b"a"}) is NotificationState.CONFLICT


@pytest.mark.parametrize(
    ("status", "result"),
    [(200, "TAKEN"), (202, "TAKEN"), (409, "TAKEN"), (302, "RETRY"), (404, "RETRY"), (429, "RETRY"), (503, "RETRY"),
     (400, "REFUSED"), (422, "REFUSED"), (408, "UNKNOWN"), (500, "UNKNOWN"), (502, "UNKNOWN"), (504, "UNKNOWN")],
)  # fmt: skip
def test_what_a_platforms_answer_says(status: int, result: str):
    assert judge_status(status) == result


def test_r_opn_7_restoration_and_change_are_sheet_type_033_and_nothing_else_is():
    with_number = {kind for kind in CommandKind if command(kind=kind).sheet_type == "033"}
    assert with_number == {CommandKind.RESTORE, CommandKind.CHANGE}


def test_r_gtw_3_the_gateway_owns_two_inboxes_an_outbox_and_identities_and_nothing_else():
    inboxes, outbox, identities = (
        {"notification", "callback"},
        {"command", "attempt", "pace"},
        {"claim", "past_command"},
    )
    assert set(tables.metadata.tables) == inboxes | outbox | identities


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("", 0),
        ("7", 7),
        ("99999999999999", 3600),
        ("-1", 0),
        ("soon", 0),
        ("Thu, 01 Jan 2026 04:00:30 GMT", 30),
        ("Thu, 01 Jan 2026 03:00:00 GMT", 0),
        ("Thu, 01 Jan 2099 03:00:00 GMT", 3600),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date_and_never_longer_than_an_hour(said: str, seconds: float):
    assert retry_after_seconds(said, NOW) == seconds


def test_the_same_command_has_the_same_digest_whenever_it_expires():
    later = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert command().digest() == command(expires_at=later).digest()
    assert command().digest() != command(reason="FRAUD").digest()


@pytest.mark.parametrize(("days_ahead", "retried"), [(0, True), (1, True), (2, False), (3_000_000, False)])
def test_r_gtw_1_a_payment_dated_in_the_future_waits_a_day_and_is_then_a_persons(days_ahead: int, retried: bool):
    """Payment refuses it until its day is open; what no day near by opens would wait for ever, and nobody would see."""
    on = min(DAY.toordinal() + days_ahead, dt.date.max.toordinal())
    paid = ChannelPayment("N-1", "A-1", "CNY", 100, dt.date.fromordinal(on))
    received = dt.datetime(2025, 12, 30, tzinfo=dt.UTC)
    record = NotificationRecord("n", "bank", NotificationState.ACCEPTED, "", "", "d", paid, received, DAY)
    refused = RecordedPayment(
        status={"code": 3, "reason": "VALUE_DATE_IN_FUTURE", "message": "after the business date"}
    )
    answer = judge_answer(record, refused)
    assert (answer.retry, answer.reason) == (retried, "VALUE_DATE_IN_FUTURE")
