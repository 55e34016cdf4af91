"""The import contracts hold, and a deliberate breach of them is found."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

BREACHES = {
    "one service imports another": ("payment/usecases/breach.py", "import services.rating.domain", "Services stand on"),
    "domain imports SQLAlchemy": ("payment/domain/breach.py", "import sqlalchemy", "Domain and kernel are pure"),
    "domain imports its store": ("credit/domain/breach.py", "import services.credit.store", "composition root"),
    "a use case imports a contract": (
        "rating/usecases/breach.py",
        "import tollbook.rating.v1.events_pb2",
        "know the generated contracts",
    ),
}


@pytest.fixture(scope="module")
def copied_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    house = tmp_path_factory.mktemp("house")
    for folder in ("services", "simulator"):
        shutil.copytree(ROOT / folder, house / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / ".importlinter", house)
    return house


def lint(house: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    environment = {**os.environ, "PYTHONPATH": f"{house}:{ROOT / 'gen'}", "NO_COLOR": "1"}
    return subprocess.run(
        [program, "--no-cache"], cwd=house, env=environment, capture_output=True, text=True, check=False
    )


def test_the_house_as_it_stands_keeps_its_contracts(copied_house: Path):
    checked = lint(copied_house)
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("breach", BREACHES)
def test_a_deliberate_breach_turns_the_check_red(copied_house: Path, breach: str):
    place, statement, contract = BREACHES[breach]
    file = copied_house / "services" / place
    file.write_text(f"{statement}\n", encoding="utf-8")
    try:
        checked = lint(copied_house)
    finally:
        file.unlink()
    assert checked.returncode != 0
    broken = [line for line in checked.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(contract in line for line in broken), checked.stdout
