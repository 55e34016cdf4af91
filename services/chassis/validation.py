"""Validation of requests by the protovalidate rules in their protos; all faults at once.

A batch whose proto says of its items ``ignore: IGNORE_ALWAYS`` is judged item by item (``batching.answer_each``), so
that a fault of one never refuses its neighbours.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, TypeVar, cast

import protovalidate
from google.protobuf.descriptor import Descriptor
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message

from buf.validate import validate_pb2
from services.chassis.acceptance import judged_singly, surely_valid
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind

M = TypeVar("M", bound=Message)
_validator = protovalidate.Validator()


def validate(message: Message) -> None:
    """Raises the refusal VALIDATION_FAILED with a fault for each broken rule, and for each text that holds a NUL.

    Of a resource that comes with an ``update_mask`` only the masked fields are asked for (AIP-134).
    """
    masked = _masked_resource(message.DESCRIPTOR)
    faults = tuple(_nul_faults(message, "")) if b"\0" in message.SerializeToString() else ()
    if masked is not None:
        faults += tuple(_mask_faults(message, masked))
    if not faults and surely_valid(message):
        return
    faults += tuple(
        Fault(
            field=_path(v.proto.field),
            rule=v.proto.rule_id,
            value=str(v.field_value),
            message=v.proto.message,
        )
        for v in _validator.collect_violations(message)
        if masked is None or _is_asked_for(message, masked, v.proto.field)
    )
    if not faults:
        return
    raise Refusal(
        GeneralReason.VALIDATION_FAILED,
        RefusalKind.INVALID,
        "; ".join(f"{fault.field}: {fault.message}" for fault in faults),
        faults=faults,
    )


@lru_cache(maxsize=4_096)
def _masked_resource(descriptor: Descriptor) -> str | None:
    """The field of an Update request that holds the new values: the first message but for the mask; None of others."""
    mask = descriptor.fields_by_name.get("update_mask")
    if mask is None or mask.message_type is None or mask.message_type.full_name != "google.protobuf.FieldMask":
        return None
    return next(f.name for f in descriptor.fields if f.message_type is not None and f.name != "update_mask")


def only_masked(resource: M, mask: FieldMask) -> M:
    """The resource with nothing but its name, its etag and the masked fields, so that no other is read."""
    kept = type(resource)()
    for name in ("name", "etag", *mask.paths):
        field = resource.DESCRIPTOR.fields_by_name.get(name)
        if field is None:
            continue
        value = getattr(resource, name)
        if field.is_repeated:
            getattr(kept, name).extend(value)
        elif field.message_type is None:
            setattr(kept, name, value)
        elif resource.HasField(name):
            getattr(kept, name).CopyFrom(value)
    return kept


def _mask_faults(message: Any, resource: str) -> Iterator[Fault]:
    """Paths of the mask that name no field of the resource; a mask that names none changes nothing."""
    descriptor: Any = message.DESCRIPTOR
    known = descriptor.fields_by_name[resource].message_type.fields_by_name
    if not message.update_mask.paths:
        yield Fault("update_mask", "update_mask.paths", "", f"names no field of {resource}")
    for path in message.update_mask.paths:
        if path not in known:
            yield Fault("update_mask", "update_mask.paths", path, f"{resource} has no field {path!r}")


def _is_asked_for(message: Any, resource: str, path: validate_pb2.FieldPath) -> bool:
    """Whether a fault is outside the resource, of the resource as a whole, or of one of its masked fields."""
    names = [element.field_name for element in path.elements]
    return names[:1] != [resource] or len(names) == 1 or names[1] in message.update_mask.paths


def _nul_faults(message: Message, before: str) -> Iterator[Fault]:
    """PostgreSQL keeps no NUL in a text, and no name, number or reason has one."""
    for field, value in message.ListFields():
        if judged_singly(field):
            continue
        path = f"{before}.{field.name}" if before else field.name
        for key, each in _values_of(field, value):
            place = f"{path}[{key}]" if key is not None else path
            if isinstance(each, Message):
                yield from _nul_faults(each, place)
            elif isinstance(each, str) and "\0" in each:
                yield Fault(place, "string.no_nul", each.replace("\0", "\\0"), "holds a NUL character")


def _values_of(field: Any, value: Any) -> list[tuple[object, Any]]:
    """A field's values, with the index or key of those that are many."""
    if field.message_type is not None and field.message_type.GetOptions().map_entry:
        return [(key, value[key]) for key in value] + [(key, key) for key in value]
    return list(enumerate(cast(list[Any], value))) if field.is_repeated else [(None, value)]


def _path(path: validate_pb2.FieldPath) -> str:
    """A path as a person writes it: "lines[3].amount"."""
    text = ""
    for element in path.elements:
        text += f".{element.field_name}" if text else element.field_name
        subscript = element.WhichOneof("subscript")
        if subscript is not None:
            text += f"[{getattr(element, subscript)}]"
    return text
