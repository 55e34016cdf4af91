"""Calls of a portal: every method that lets one in, asked for things of chosen customers."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import grpc
import grpc.aio
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from google.rpc.error_details_pb2 import ErrorInfo
from grpc_status import rpc_status

from services.chassis.access import access_of
from tollbook.kernel.v1.access_pb2 import Access, Role

SAMPLES: dict[str, Any] = {
    "request_id": "r-1",
    "cycle": "2026-01",
    "line": 1,
    "buyer_name": "x",
    "reason": "x",
    "address": "a@b.cn",
    "purpose": 1,
    "language": "zh-CN",
    "channel": "EMAIL",
}


def portal_methods(package: str) -> Iterator[tuple[MethodDescriptor, Access]]:
    """The methods of a service's package that are bound to customers."""
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        if module.name.endswith("_service_pb2"):
            file: Any = importlib.import_module(f"{package}.{module.name}").DESCRIPTOR
            for service in file.services_by_name.values():
                for method in service.methods:
                    access = access_of(method)
                    if access is not None and Role.ROLE_CUSTOMER in access.roles and not access.of_no_customer:
                        yield method, access


def asking(method: MethodDescriptor, **named: str) -> Message:
    """A request that keeps the rules, with the given names."""
    request = GetMessageClass(method.input_type)()
    for field in method.input_type.fields:
        if field.name in named:
            setattr(request, field.name, named[field.name])
        elif field.message_type is not None and field.message_type.full_name == "google.type.Date":
            date = getattr(request, field.name)
            date.year, date.month, date.day = 2026, 1, 1
        elif field.message_type is not None and field.message_type.full_name == "tollbook.kernel.v1.Dates":
            date = getattr(request, field.name).start
            date.year, date.month, date.day = 2026, 1, 1
        elif field.message_type is not None and field.message_type.full_name == "tollbook.kernel.v1.Money":
            money = getattr(request, field.name)
            money.currency_code, money.minor_units = "CNY", 1
        elif field.name in SAMPLES and field.enum_type is not None:
            setattr(request, field.name, 1)
        elif field.name in SAMPLES:
            setattr(request, field.name, SAMPLES[field.name])
    return request


async def reason_of(channel: grpc.aio.Channel, method: MethodDescriptor, request: Message) -> str:
    """The reason of the refusal; empty when the call is answered or fails without one."""
    service = method.containing_service
    assert service is not None
    path = f"/{service.full_name}/{method.name}"
    answer = GetMessageClass(method.output_type)
    make: Any = channel.unary_stream if method.server_streaming else channel.unary_unary
    call = make(path, type(request).SerializeToString, answer.FromString)(request, timeout=10)
    try:
        if method.server_streaming:
            async for _ in call:
                pass
        else:
            await call
    except grpc.aio.AioRpcError as error:
        return _reason(error)
    return ""


def _reason(error: Any) -> str:
    status = rpc_status.from_call(error)
    info = ErrorInfo()
    return info.reason if status is not None and status.details and status.details[0].Unpack(info) else ""
