"""The embedded servers start, are found again, keep their data and go away."""

from pathlib import Path

import psycopg
import pytest
import redis

from services.chassis import embedded


@pytest.fixture
def place(tmp_path: Path):
    yield tmp_path / "servers"
    embedded.destroy(tmp_path / "servers")


def test_a_start_finds_what_runs_and_a_stop_keeps_the_data(place: Path):
    servers = embedded.start(place, durable=False)
    url = embedded.ensure_database(servers, "ledger", "bookkeeper")
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        connection.execute("CREATE TABLE entry AS SELECT 1 AS amount")
    assert embedded.start(place, durable=False) == servers == embedded.running(place)

    embedded.stop(place)
    assert embedded.running(place) is None

    again = embedded.start(place, durable=False)
    with psycopg.connect(again.database_url("ledger", "bookkeeper").replace("+psycopg", "")) as connection:
        assert connection.execute("SELECT amount, current_user FROM entry").fetchone() == (1, "bookkeeper")


def test_a_role_owns_its_database_and_no_other(place: Path):
    servers = embedded.start(place, durable=False)
    embedded.ensure_database(servers, "mine", "me")
    embedded.ensure_database(servers, "theirs", "them")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        psycopg.connect(servers.database_url("theirs", "me").replace("+psycopg", "")).execute(
            "CREATE TABLE intruder ()"
        )


def test_a_home_that_the_unprivileged_account_cannot_reach_is_served_from_a_private_folder(tmp_path: Path):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    try:
        servers = embedded.start(closed / "servers", durable=False)
        assert psycopg.connect(
            host=str(servers.postgres_sockets), user="postgres", dbname="postgres"
        ).info.server_version
        with redis.Redis.from_url(servers.redis_url) as client:
            assert client.ping()
    finally:
        embedded.destroy(closed / "servers")
    assert embedded.running(closed / "servers") is None
