"""The keys and tokens of a development suite are what the services' own verifier accepts."""

from pathlib import Path

import pytest

from services.chassis.access import TokenVerifier
from services.cli.home import Home
from services.cli.identity import AUDIENCE, ISSUER, mint_identity
from services.kernel.errors import Refusal


def verifier(home: Home) -> TokenVerifier:
    return TokenVerifier(home.jwks_file, audience=AUDIENCE, issuer=ISSUER)


def test_a_service_is_a_service_and_the_operator_is_everything_else(tmp_path: Path):
    home = Home(tmp_path)
    mint_identity(home)
    service = verifier(home).verify(f"Bearer {home.token('payment')}")
    operator = verifier(home).verify(f"Bearer {home.token('operator')}")
    assert (service.subject, service.roles) == ("payment", {"SERVICE"})
    assert {"OPERATOR", "CRM", "CASHIER", "APPROVER"} <= operator.roles
    assert "SERVICE" not in operator.roles


def test_minting_again_keeps_keys_and_tokens(tmp_path: Path):
    home = Home(tmp_path)
    mint_identity(home)
    before = (home.jwks_file.read_text(), home.token("payment"))
    mint_identity(home)
    assert (home.jwks_file.read_text(), home.token("payment")) == before


def test_a_token_of_another_suite_is_not_accepted(tmp_path: Path):
    ours, theirs = Home(tmp_path / "ours"), Home(tmp_path / "theirs")
    for home in (ours, theirs):
        mint_identity(home)
    with pytest.raises(Refusal):
        verifier(ours).verify(f"Bearer {theirs.token('operator')}")


def test_keys_and_tokens_are_readable_by_their_owner_only(tmp_path: Path):
    home = Home(tmp_path)
    mint_identity(home)
    files = [home.key_file, *home.token_dir.glob("*.jwt")]
    assert {file.stat().st_mode & 0o077 for file in files} == {0}
