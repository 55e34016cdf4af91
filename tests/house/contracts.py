"""The contracts as descriptors: every generated module, imported."""

import importlib

from google.protobuf import descriptor_pool
from google.protobuf.descriptor import FileDescriptor, MethodDescriptor

from services.chassis.access import access_of
from tests.house.sources import ROOT


def contract_files() -> list[FileDescriptor]:
    """The descriptors of all protos of the project."""
    protos = sorted((ROOT / "protos").rglob("*.proto"))
    names = [proto.relative_to(ROOT / "protos").as_posix() for proto in protos]
    for name in names:
        importlib.import_module(name.replace(".proto", "_pb2").replace("/", "."))
    return [descriptor_pool.Default().FindFileByName(name) for name in names]


def methods(files: list[FileDescriptor]) -> list[MethodDescriptor]:
    return [method for file in files for service in file.services_by_name.values() for method in service.methods]


def methods_without_access(files: list[FileDescriptor]) -> list[str]:
    """The RPCs that do not say who may call them."""
    found: list[str] = []
    for method in methods(files):
        access = access_of(method)
        if access is None or not access.roles:
            found.append(method.full_name)
    return found
