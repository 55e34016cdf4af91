"""What the house rules ask of the contracts, over their descriptors."""

from google.protobuf.descriptor import FileDescriptor, MethodDescriptor

from services.chassis.access import access_of


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
