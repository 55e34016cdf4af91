"""Writes the section "Not served yet" of each service's README: what its protos promise and no class of it serves."""

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

from google.protobuf import descriptor_pool
from google.protobuf.descriptor import FileDescriptor

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("rating", "payment", "credit", "collection", "gateway")
SECTION = re.compile(r"^#+ Not served yet$.*?(?=^#|\Z)", re.MULTILINE | re.DOTALL)


def contract_files() -> list[FileDescriptor]:
    """The descriptors of all protos of the project, imported from gen/."""
    names = sorted(each.relative_to(ROOT / "protos").as_posix() for each in (ROOT / "protos").rglob("*.proto"))
    for name in names:
        importlib.import_module(name.replace(".proto", "_pb2").replace("/", "."))
    return [descriptor_pool.Default().FindFileByName(name) for name in names]


def unserved(service: str) -> dict[str, list[str]]:
    """The RPCs that answer UNIMPLEMENTED, by proto service: no class under services/<service> overrides them."""
    _import_rpc_modules(service)
    found: dict[str, list[str]] = {}
    for file in contract_files():
        if file.package != f"tollbook.{service}.v1":
            continue
        for descriptor in file.services_by_name.values():
            module = file.name.replace(".proto", "_pb2_grpc").replace("/", ".")
            base: type = getattr(importlib.import_module(module), f"{descriptor.name}Servicer")
            names = [method.name for method in descriptor.methods]
            missing = [name for name in names if not any(_overrides(each, base, name) for each in _descendants(base))]
            if missing:
                found[descriptor.name] = missing
    return found


def section(service: str) -> str:
    """The section's text below its heading."""
    missing = unserved(service)
    if not missing:
        return "Every RPC of the contract is served.\n"
    lines = (f"- `{name}`: {', '.join(f'`{each}`' for each in methods)}" for name, methods in sorted(missing.items()))
    return "These RPCs answer UNIMPLEMENTED:\n\n" + "\n".join(lines) + "\n"


def with_section(readme: str, service: str) -> str:
    """The README's text with the section as it must be; at the end where there was none."""
    found = SECTION.search(readme)
    if found is None:
        return readme.rstrip("\n") + f"\n\n## Not served yet\n\n{section(service)}"
    heading = found[0].split("\n", 1)[0]
    rest = readme[found.end() :]
    return readme[: found.start()] + f"{heading}\n\n{section(service)}" + (f"\n{rest}" if rest else "")


def _import_rpc_modules(service: str) -> None:
    package: Any = importlib.import_module(f"services.{service}")
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".rpc" in each.name:
            importlib.import_module(each.name)


def _overrides(kind: type, base: type, name: str) -> bool:
    return getattr(kind, name) is not getattr(base, name)


def _descendants(kind: type) -> list[type]:
    direct = kind.__subclasses__()
    return direct + [each for child in direct for each in _descendants(child)]


def main() -> None:
    for service in SERVICES:
        readme = ROOT / "services" / service / "README.md"
        readme.write_text(with_section(readme.read_text(encoding="utf-8"), service), encoding="utf-8")


if __name__ == "__main__":
    main()
