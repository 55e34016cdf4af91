"""What the code refuses with: each reason's gRPC codes and metadata keys, read from the calls that make refusals.

A refusal is made by ``Refusal(Reason.X, RefusalKind.Y, ...)`` or by a function that hands its ``reason`` on to one; the
calls are read, not run, so that no refusal can be forgotten.
"""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from services.kernel.errors import RefusalKind

ROOT = Path(__file__).resolve().parent.parent
_ENUMS = ("Reason", "GeneralReason")
_KIND, _METADATA = 1, "metadata"


@dataclass
class Given:
    """How a reason is given: the codes, and each place's keys of metadata, None where only a run could tell."""

    codes: set[str] = field(default_factory=set[str])
    keys: list[frozenset[str] | None] = field(default_factory=list["frozenset[str] | None"])


@dataclass(frozen=True, slots=True)
class _Maker:
    """A function that makes a refusal of the reason it is given."""

    function: ast.FunctionDef
    call: ast.Call

    @property
    def parameters(self) -> list[str]:
        return [each.arg for each in (*self.function.args.posonlyargs, *self.function.args.args)]


@lru_cache(maxsize=16)
def refusals(service: str) -> Mapping[str, Given]:
    """By reason, how a service's code, the chassis or the kernel (a folder of services/) gives it."""
    trees = [
        ast.parse(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "services" / service).rglob("*.py"))
    ]
    every = {name: maker for tree in trees for name, maker in _makers(tree)}
    found: dict[str, Given] = {}
    for tree in trees:
        makers = every | dict(_makers(tree))
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            for reason in _reasons(call):
                _note(found.setdefault(reason, Given()), call, makers)
    return found


def _makers(tree: ast.AST) -> Iterator[tuple[str, _Maker]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for call in (each for each in ast.walk(node) if isinstance(each, ast.Call)):
                handed = call.args and isinstance(call.args[0], ast.Name) and call.args[0].id == "reason"
                if _name(call) == "Refusal" and handed:
                    yield node.name, _Maker(node, call)


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _reasons(call: ast.Call) -> list[str]:
    """The reasons that may stand as the first argument."""
    first = call.args[0] if call.args else None
    choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [
        each.attr
        for each in choices
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id in _ENUMS
    ]


def _note(given: Given, call: ast.Call, makers: Mapping[str, _Maker]) -> None:
    maker = makers.get(_name(call))
    if _name(call) == "Refusal":
        given.codes |= _codes(call.args[_KIND])
        given.keys.append(_keys(_keyword(call, _METADATA), {}))
    elif maker is not None:
        handed = dict(zip(maker.parameters, call.args, strict=False))
        kind = maker.call.args[_KIND]
        given.codes |= _codes(handed.get(kind.id, kind) if isinstance(kind, ast.Name) else kind)
        metadata = _keyword(maker.call, _METADATA)
        rest = maker.function.args.kwarg
        if rest is not None and isinstance(metadata, ast.Name) and metadata.id == rest.arg:
            given.keys.append(frozenset(each.arg for each in call.keywords if each.arg is not None))
        else:
            given.keys.append(_keys(metadata, handed))


def _keyword(call: ast.Call, name: str) -> ast.expr | None:
    return next((each.value for each in call.keywords if each.arg == name), None)


def _codes(kind: ast.expr) -> set[str]:
    choices = [kind.body, kind.orelse] if isinstance(kind, ast.IfExp) else [kind]
    return {RefusalKind[each.attr].value for each in choices if isinstance(each, ast.Attribute)}


def _keys(metadata: ast.expr | None, handed: Mapping[str, ast.expr]) -> frozenset[str] | None:
    if metadata is None:
        return frozenset()
    if not isinstance(metadata, ast.Dict):
        return None
    keys = [handed.get(key.id, key) if isinstance(key, ast.Name) else key for key in metadata.keys]
    names = [key.value for key in keys if isinstance(key, ast.Constant)]
    return frozenset(str(name) for name in names) if len(names) == len(keys) else None
