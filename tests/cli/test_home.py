"""The state file says what runs; a stale one does not."""

from pathlib import Path

from services.cli.environment import service_environment
from services.cli.home import Home, ServiceState, SuiteState, read_state, write_state


def test_what_is_written_is_read(tmp_path: Path):
    state = SuiteState(
        supervisor_pid=1,
        http="127.0.0.1:7100",
        redis_url="unix:///r",
        database_urls={"payment": "postgresql+psycopg://payment@/payment?host=/s"},
        services={"payment": ServiceState("127.0.0.1:7103", pid=2, restarts=3)},
    )
    write_state(Home(tmp_path), state)
    assert read_state(Home(tmp_path)) == state


def test_a_home_that_was_never_started_has_no_state(tmp_path: Path):
    assert read_state(Home(tmp_path)) is None


def test_a_suite_whose_supervisor_is_gone_does_not_run():
    assert not SuiteState(supervisor_pid=0).is_running()
    assert not SuiteState(supervisor_pid=2**22 + 1).is_running()


def test_a_service_is_told_its_own_database_and_where_the_others_are(tmp_path: Path):
    state = SuiteState(
        redis_url="unix:///r",
        database_urls={"payment": "p", "rating": "r"},
        services={"payment": ServiceState("127.0.0.1:1"), "rating": ServiceState("127.0.0.1:2")},
    )
    told = service_environment(Home(tmp_path), state, "payment")
    assert told["TOLLBOOK_PAYMENT_DATABASE_URL"] == "p"
    assert told["TOLLBOOK_PEER_RATING"] == "127.0.0.1:2"
    assert "TOLLBOOK_RATING_DATABASE_URL" not in told
