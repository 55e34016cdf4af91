"""The contracts keep the house rules: access on every RPC, refusals that the code knows, READMEs that are true."""

import importlib
import pkgutil
from enum import StrEnum

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool

from tests.house.contracts import contract_files, methods, methods_without_access
from tests.house.sources import ROOT, SERVICES

README_SECTIONS = ("owns", "never owns", "invariants", "rpcs", "events")


def test_every_rpc_declares_who_may_call_it():
    found = methods(contract_files())
    assert len(found) > 50
    assert methods_without_access(contract_files()) == []


def test_an_rpc_without_access_is_found():
    file = descriptor_pb2.FileDescriptorProto(name="house/open.proto", package="house", syntax="proto3")
    file.message_type.add(name="Nothing")
    service = file.service.add(name="OpenService")
    service.method.add(name="Leak", input_type=".house.Nothing", output_type=".house.Nothing")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    assert methods_without_access([pool.FindFileByName("house/open.proto")]) == ["house.OpenService.Leak"]


@pytest.mark.parametrize("service", SERVICES)
def test_the_reasons_in_the_contract_are_the_refusals_of_the_domain(service: str):
    proto = importlib.import_module(f"tollbook.{service}.v1.error_reason_pb2")
    declared = {name.removeprefix("ERROR_REASON_") for name in list(proto.ErrorReason.keys())} - {"UNSPECIFIED"}
    assert {reason.value for reason in _reasons(service)} == declared


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_says_what_it_owns(service: str):
    text = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8")
    headings = [line.lstrip("# ").lower() for line in text.splitlines() if line.startswith("#")]
    assert [section for section in README_SECTIONS if not any(section in heading for heading in headings)] == []


@pytest.mark.parametrize("service", SERVICES)
def test_an_rpc_that_is_not_served_yet_stands_in_the_readme(service: str):
    readme = (ROOT / "services" / service / "README.md").read_text(encoding="utf-8")
    served = _served(service)
    package = f"tollbook.{service}.v1."
    unserved = [m for m in methods(contract_files()) if m.full_name.startswith(package) and m.full_name not in served]
    assert [method.name for method in unserved if method.name not in readme] == []


def _reasons(service: str) -> list[StrEnum]:
    package = importlib.import_module(f"services.{service}.domain")
    modules = [
        importlib.import_module(each.name) for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    kinds = {vars(module)["Reason"] for module in modules if "Reason" in vars(module)}
    return [reason for kind in kinds if issubclass(kind, StrEnum) for reason in kind]


def _served(service: str) -> set[str]:
    """The full names of the methods that a class of the service overrides."""
    package = importlib.import_module(f"services.{service}")
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        if ".rpc" in each.name:
            importlib.import_module(each.name)
    found: set[str] = set()
    for file in contract_files():
        for descriptor in file.services_by_name.values():
            if file.package != f"tollbook.{service}.v1":
                continue
            stubs = importlib.import_module(file.name.replace(".proto", "_pb2_grpc").replace("/", "."))
            base = getattr(stubs, f"{descriptor.name}Servicer")
            for kind in _descendants(base):
                found |= {m.full_name for m in descriptor.methods if getattr(kind, m.name) is not getattr(base, m.name)}
    return found


def _descendants(kind: type) -> list[type]:
    direct = kind.__subclasses__()
    return direct + [each for child in direct for each in _descendants(child)]
