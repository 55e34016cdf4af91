"""The files that the house rules look at."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SERVICES = ("rating", "payment", "credit", "collection", "gateway")
HAND_WRITTEN = ("services", "simulator", "bench", "tools")


def python_files(*folders: str) -> list[Path]:
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def tracked_files() -> list[Path]:
    """What git knows, generated and vendored files left out."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    files = [ROOT / line for line in listed.splitlines()]
    return [file for file in files if file.is_file() and not _foreign(file)]


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """The functions of a file with their length in lines."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def short(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def _foreign(file: Path) -> bool:
    inside = file.relative_to(ROOT).parts[0]
    return (
        inside in ("gen", "third_party")
        or file.name in ("uv.lock", "LICENSE")
        or file.suffix in (".svg", ".ttf", ".otf")
    )
