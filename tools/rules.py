"""Writes docs/rules.md: each rule with its line, the modules that hold it and the tests that name it, or "planned".

A module holds a rule when its docstrings or comments cite the number; a test names it in its name, docstring or file.
"""

import re
import subprocess
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent
NUMBER = re.compile(r"\bR-[A-Z]{3}-\d+\b")
# test_r_crd_2_… and …_pays_r_ctl_6 name a rule as well.
NAMED = re.compile(r"(?<![a-z0-9])r_([a-z]{3})_(\d+)(?![0-9])")
SHOWN_MAX = 4
# Where a rule is decided comes before where it is only carried.
ROOMS = ("/domain/", "/kernel/", "/usecases/", "/chassis/", "/channels/", "/provisioning/", "/store/", "/")

HEAD = """# Rules

Written by `make rules` from `docs/rules.yaml`, the modules that cite a number and the tests that name it. A rule
without a test is planned, also where its contract stands already.
"""


def read_rules(root: Path = ROOT) -> dict[str, dict[str, str]]:
    """The rules by section: number to line."""
    return yaml.safe_load((root / "docs" / "rules.yaml").read_text(encoding="utf-8"))


def citations(root: Path, *folders: str) -> dict[str, list[str]]:
    """The Python files of these folders that cite each number, in the order of their names."""
    found: dict[str, list[str]] = {}
    for file in sorted(each for folder in folders for each in (root / folder).rglob("*.py")):
        for number in sorted(_numbers(file.read_text(encoding="utf-8"))):
            found.setdefault(number, []).append(file.relative_to(root).as_posix())
    return found


def _numbers(text: str) -> set[str]:
    """The numbers that a file names, also those in the names of its functions."""
    return {*NUMBER.findall(text), *(f"R-{area.upper()}-{number}" for area, number in NAMED.findall(text))}


def render(root: Path = ROOT) -> str:
    """The text of docs/rules.md."""
    modules, tests = citations(root, "services"), citations(root, "tests")
    # The house tests speak about rules, they prove none.
    tests = {number: [each for each in found if "/house/" not in each] for number, found in tests.items()}
    text = HEAD
    for section, rules in read_rules(root).items():
        text += f"\n## {section}\n\n| rule | | module | tests |\n|---|---|---|---|\n"
        for number, line in rules.items():
            proven = tests.get(number, [])
            held = sorted(modules.get(number, []), key=_room)
            row = (number, line, _shown(held), _shown(proven) if proven else "planned")
            text += f"| {' | '.join(row)} |\n"
    return text


def _room(path: str) -> tuple[int, str]:
    return next(index for index, room in enumerate(ROOMS) if room in path), path


def _shown(paths: list[str]) -> str:
    more = f" and {len(paths) - SHOWN_MAX} more" if len(paths) > SHOWN_MAX else ""
    return ", ".join(f"`{path}`" for path in paths[:SHOWN_MAX]) + more


def main() -> None:
    (ROOT / "docs" / "rules.md").write_text(render(), encoding="utf-8")
    subprocess.run(["git", "-C", str(ROOT), "diff", "--stat", "--", "docs/rules.md"], check=False)


if __name__ == "__main__":
    main()
