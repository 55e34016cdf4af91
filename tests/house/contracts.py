"""What the house rules ask of the contracts, over their descriptors."""

from google.protobuf.descriptor import Descriptor, FileDescriptor, MethodDescriptor

from services.chassis.acceptance import judged_singly
from services.chassis.access import access_of, says_whose

_STATUS = "tollbook.kernel.v1.ItemStatus"


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


def methods_open_to_any_customer(files: list[FileDescriptor]) -> list[str]:
    """The RPCs that let the portal in and do not say by which fields it is bound to its customers."""
    declared = ((method, access_of(method)) for method in methods(files))
    return [m.full_name for m, access in declared if access is not None and not says_whose(m, access)]


def batches_with_shared_fate(files: list[FileDescriptor]) -> list[str]:
    """The RPCs that answer each item with a status, but whose items' rules would refuse the whole call."""
    return [
        f"{method.full_name}.{field.name}"
        for method in methods(files)
        if _answers_each(method.output_type)
        for field in method.input_type.fields
        if field.is_repeated and field.message_type is not None and not judged_singly(field)
    ]


def _answers_each(answer: Descriptor) -> bool:
    many = [field.message_type for field in answer.fields if field.is_repeated and field.message_type is not None]
    return any(
        each.full_name == _STATUS
        or any(field.message_type is not None and field.message_type.full_name == _STATUS for field in each.fields)
        for each in many
    )
