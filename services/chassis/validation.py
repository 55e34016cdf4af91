"""Validation of requests by the protovalidate rules in their protos; all faults at once.

A batch whose proto says of its items ``ignore: IGNORE_ALWAYS`` is judged item by item (``batching.answer_each``), so
that a fault of one never refuses its neighbours.
"""

from collections.abc import Iterator
from typing import Any, cast

import protovalidate
from google.protobuf.message import Message

from buf.validate import validate_pb2
from services.chassis.acceptance import judged_singly, surely_valid
from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind

_validator = protovalidate.Validator()


def validate(message: Message) -> None:
    """Raises the refusal VALIDATION_FAILED with a fault for each broken rule, and for each text that holds a NUL."""
    faults = tuple(_nul_faults(message, "")) if b"\0" in message.SerializeToString() else ()
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
    )
    if not faults:
        return
    raise Refusal(
        GeneralReason.VALIDATION_FAILED,
        RefusalKind.INVALID,
        "; ".join(f"{fault.field}: {fault.message}" for fault in faults),
        faults=faults,
    )


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
