"""The exit codes that docs/operating.md promises, from the command as a person gives it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from services.cli.home import Home
from services.cli.lifecycle import erase
from services.cli.outcome import CommandFailed, ExitCode
from tests.house.sources import ROOT


def tollbook(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "services.cli.main", *arguments, "--home", str(home)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_3_when_no_suite_runs(tmp_path: Path):
    for arguments in (["status"], ["verify"], ["day", "close"], ["simulate"]):
        done = tollbook(tmp_path, *arguments)
        assert (arguments, done.returncode) == (arguments, ExitCode.NOT_RUNNING)
        assert "tollbook up" in done.stderr


def test_2_when_the_command_line_is_wrong(tmp_path: Path):
    assert tollbook(tmp_path, "status", "--output", "xml").returncode == ExitCode.USAGE
    assert tollbook(tmp_path, "run", "--months", "0").returncode == ExitCode.USAGE


def test_0_when_there_is_nothing_to_stop(tmp_path: Path):
    assert tollbook(tmp_path, "down").returncode == ExitCode.OK


def test_the_codes_in_the_document_are_the_codes_in_the_code():
    text = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
    table = text.split("### Exit codes", 1)[1].split("## ", 1)[0]
    listed = {int(row.split("|")[1]) for row in table.splitlines() if row.startswith("| ") and row[2].isdigit()}
    assert listed == {int(code) for code in ExitCode}


def test_keys_are_minted_without_starting_anything(tmp_path: Path):
    home = tmp_path / "home"
    assert tollbook(home, "keys").returncode == ExitCode.OK
    assert json.loads((home / "jwks.json").read_text())["keys"][0]["kty"] == "OKP"
    assert tollbook(home, "token", "payment").stdout.count(".") == 2


def test_a_folder_that_holds_no_suite_is_never_erased(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(CommandFailed):
        erase(Home(tmp_path))
    assert (tmp_path / "thesis.txt").exists()
