"""Validation of requests by the protovalidate rules in their protos; all faults at once."""

import protovalidate
from google.protobuf.message import Message

from buf.validate import validate_pb2
from services.chassis.acceptance import surely_valid
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind

_validator = protovalidate.Validator()


def validate(message: Message) -> None:
    """Raises the refusal VALIDATION_FAILED with a fault for each broken rule."""
    if surely_valid(message):
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
