"""The contracts keep the house rules: access on every RPC, refusals that the code knows, READMEs that are true."""

import importlib
import pkgutil
import re
from enum import StrEnum

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool

from services.chassis.access import says_whose
from tests.house.contracts import (
    batches_with_shared_fate,
    methods,
    methods_open_to_any_customer,
    methods_without_access,
)
from tests.house.sources import ROOT, SERVICES
from tollbook.kernel.v1.access_pb2 import Access, Role
from tools.reference import declared_reasons, read_protos
from tools.refusals import refusals
from tools.served import contract_files, with_section

README_MUST_SAY = ("owns", "never owns", "invariant", "rpc", "event")


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


def test_every_rpc_that_lets_the_portal_in_says_whose_things_it_asks_for():
    assert methods_open_to_any_customer(contract_files()) == []


@pytest.mark.parametrize(
    ("access", "bound"),
    [
        (Access(roles=[Role.ROLE_CUSTOMER]), False),
        (Access(roles=[Role.ROLE_CUSTOMER], owned_by=["nobody"]), False),
        (Access(roles=[Role.ROLE_CUSTOMER], owned_by=["name"], of_no_customer=True), False),
        (Access(roles=[Role.ROLE_CRM], owned_by=["name"]), False),
        (Access(roles=[Role.ROLE_CUSTOMER], owned_by=["name"]), True),
        (Access(roles=[Role.ROLE_CUSTOMER], of_no_customer=True), True),
        (Access(roles=[Role.ROLE_CRM]), True),
    ],
)
def test_an_rpc_that_binds_the_portal_to_nothing_is_found(access: Access, bound: bool):
    (method,) = (m for m in methods(contract_files()) if m.full_name == "tollbook.rating.v1.AccountService.GetAccount")
    assert says_whose(method, access) is bound


def test_a_fault_of_one_item_of_a_batch_refuses_that_item_alone():
    assert batches_with_shared_fate(contract_files()) == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_reasons_in_the_contract_are_the_refusals_of_the_domain(service: str):
    proto = importlib.import_module(f"tollbook.{service}.v1.error_reason_pb2")
    declared = {name.removeprefix("ERROR_REASON_") for name in list(proto.ErrorReason.keys())} - {"UNSPECIFIED"}
    assert {reason.value for reason in _reasons(service)} == declared


@pytest.mark.parametrize("service", SERVICES)
def test_the_metadata_that_a_reason_is_documented_with_is_what_is_sent(service: str):
    documented = {
        reason: {key for example in re.findall(r"\{(.*?)\}", comment) for key in re.findall(r'"?(\w+)"?: "', example)}
        for reason, comment in declared_reasons(read_protos()[f"tollbook/{service}/v1/error_reason.proto"])
    }
    wrong: dict[str, tuple[set[str], set[str]]] = {}
    for reason, given in refusals(service).items():
        # Where only a run could tell the keys, or no status is sent, the comment alone says them.
        if reason not in documented or None in given.keys or not given.codes:
            continue
        sent = {key for keys in given.keys if keys is not None for key in keys}
        if sent != documented[reason]:
            wrong[reason] = (sent, documented[reason])
    assert wrong == {}


def test_every_refusal_of_the_code_has_a_status():
    found = {service: refusals(service) for service in SERVICES}
    assert sum(len(each) for each in found.values()) > 150
    payments = found["payment"]
    assert payments["VALUE_DATE_TOO_EARLY"].codes == {"INVALID_ARGUMENT"}
    assert payments["AGENT_NOT_CALLERS"].codes == {"PERMISSION_DENIED"}
    assert found["rating"]["CATALOGUE_EXISTS"].keys[0] == frozenset({"version"})


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_says_what_it_owns(service: str):
    text = _readme(service).lower()
    assert [words for words in README_MUST_SAY if words not in text] == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_readme_lists_exactly_the_rpcs_that_are_not_served_yet(service: str):
    assert _readme(service) == with_section(_readme(service), service), "run `make rules` and commit"


def _readme(service: str) -> str:
    return (ROOT / "services" / service / "README.md").read_text(encoding="utf-8")


def _reasons(service: str) -> list[StrEnum]:
    package = importlib.import_module(f"services.{service}.domain")
    modules = [
        importlib.import_module(each.name) for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    ]
    kinds = {vars(module)["Reason"] for module in modules if "Reason" in vars(module)}
    return [reason for kind in kinds if issubclass(kind, StrEnum) for reason in kind]
