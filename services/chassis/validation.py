"""Validation of requests by the protovalidate rules in their protos; all faults at once."""

from functools import lru_cache
from typing import Any

import protovalidate
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from buf.validate import validate_pb2
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind

_validator = protovalidate.Validator()


def validate(message: Message) -> None:
    """Raises the refusal VALIDATION_FAILED with a fault for each broken rule."""
    if not has_rules(message.DESCRIPTOR):
        return
    violations = _validator.collect_violations(message)
    if not violations:
        return
    faults = tuple(
        Fault(
            field=_path(v.proto.field),
            rule=v.proto.rule_id,
            value=str(v.field_value),
            message=v.proto.message,
        )
        for v in violations
    )
    raise Refusal(
        GeneralReason.VALIDATION_FAILED,
        RefusalKind.INVALID,
        "; ".join(f"{fault.field}: {fault.message}" for fault in faults),
        faults=faults,
    )


def _path(path: validate_pb2.FieldPath) -> str:
    """A path as a person writes it: "lines[3].amount"."""
    text = ""
    for element in path.elements:
        text += f".{element.field_name}" if text else element.field_name
        subscript = element.WhichOneof("subscript")
        if subscript is not None:
            text += f"[{getattr(element, subscript)}]"
    return text


@lru_cache(maxsize=4_096)
def has_rules(descriptor: Any) -> bool:
    """Whether a message or anything in it has a rule; most responses and events have none."""
    return _has_rules(descriptor, frozenset())


def _has_rules(descriptor: Any, seen: frozenset[str]) -> bool:
    if descriptor.full_name in seen:
        return False
    if descriptor.GetOptions().HasExtension(validate_pb2.message):
        return True
    seen = seen | {descriptor.full_name}
    for field in descriptor.fields:
        if field.GetOptions().HasExtension(validate_pb2.field):
            return True
        if field.type == FieldDescriptor.TYPE_MESSAGE and _has_rules(field.message_type, seen):
            return True
    return False
