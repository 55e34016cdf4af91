"""One server interceptor: count and trace, map errors, demand a deadline, check access, validate, check whose it is.

They stand in one wrapper a method, made once, because an interceptor chain in Python costs more than the checks.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from typing import Any

import grpc
import grpc.aio
import structlog
from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.message import Message
from google.rpc.code_pb2 import Code
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo
from google.rpc.status_pb2 import Status
from grpc_status import rpc_status
from opentelemetry import trace
from opentelemetry.propagate import extract
from opentelemetry.trace import SpanKind, StatusCode

from services.chassis.access import Caller, TokenVerifier, check_roles, set_caller
from services.chassis.ownership import Ownership, acts_for_customers
from services.chassis.telemetry import REFUSALS, RPC_IN_FLIGHT, RPC_SECONDS
from services.chassis.validation import validate
from services.kernel.errors import GeneralReason, Refusal, RefusalKind
from tollbook.kernel.v1.access_pb2 import Access

Context = Any
"""A grpc.aio.ServicerContext; its stubs lack what we use (abort_with_status, an unset deadline)."""
AuditCall = Callable[[Caller, str, Message, str], Awaitable[None]]

log = structlog.get_logger("rpc")
_tracer = trace.get_tracer("tollbook")


def status_of(refusal: Refusal, domain: str) -> Status:
    """google.rpc.Status with ErrorInfo (reason, domain, metadata) and, when there are faults, BadRequest."""
    code = Code.Value(refusal.kind.value)
    details = [_packed(ErrorInfo(reason=refusal.reason, domain=domain, metadata=refusal.metadata))]
    if refusal.faults:
        violations = [
            BadRequest.FieldViolation(
                field=fault.field, description=f"{fault.message} (value: {fault.value!r})", reason=fault.rule
            )
            for fault in refusal.faults
        ]
        details.append(_packed(BadRequest(field_violations=violations)))
    return Status(code=code, message=refusal.message, details=details)


def _packed(message: Message) -> AnyMessage:
    packed = AnyMessage()
    packed.Pack(message)
    return packed


class Guard(grpc.aio.ServerInterceptor):  # pyright: ignore[reportMissingTypeArgument]
    """Guards every method of a service."""

    def __init__(
        self,
        service: str,
        access: dict[str, Access],
        verifier: TokenVerifier,
        ownership: Ownership,
        audit: AuditCall | None = None,
    ) -> None:
        self.service = service
        self.ownership = ownership
        self.access = access
        self._verifier = verifier
        self.audit = audit
        self._handlers: dict[str, grpc.RpcMethodHandler[Any, Any]] = {}

    async def intercept_service(self, continuation: Any, handler_call_details: Any) -> Any:
        method: str = handler_call_details.method
        known = self._handlers.get(method)
        if known is not None:
            return known
        handler = await continuation(handler_call_details)
        if handler is None or method not in self.access:
            return handler
        wrapped = self._wrap(method, handler)
        self._handlers[method] = wrapped
        return wrapped

    def _wrap(self, method: str, handler: Any) -> Any:
        pieces = (handler.request_deserializer, handler.response_serializer)
        methods: Any = grpc
        if handler.unary_unary is not None:
            return methods.unary_unary_rpc_method_handler(self._unary(method, handler.unary_unary), *pieces)
        if handler.unary_stream is not None:
            return methods.unary_stream_rpc_method_handler(self._streaming(method, handler.unary_stream), *pieces)
        if handler.stream_unary is not None:
            return methods.stream_unary_rpc_method_handler(self._unary(method, handler.stream_unary), *pieces)
        return methods.stream_stream_rpc_method_handler(self._streaming(method, handler.stream_stream), *pieces)

    def _unary(self, method: str, behavior: Any) -> Any:
        meters = _Meters(self.service, method)

        async def serve(request: Any, context: Context) -> Any:
            async with _Call(self, method, context, meters) as call:
                await call.admit(request)
                response = await behavior(call.checked(request), context)
                await call.audited(request)
                return response

        return serve

    def _streaming(self, method: str, behavior: Any) -> Any:
        meters = _Meters(self.service, method)

        async def serve(request: Any, context: Context) -> AsyncGenerator[Any, None]:
            async with _Call(self, method, context, meters) as call:
                await call.admit(request)
                async for response in behavior(call.checked(request), context):
                    yield response
                await call.audited(request)

        return serve

    def authorise(self, method: str, metadata: Iterable[tuple[str, Any]]) -> Caller:
        header = next((value for key, value in metadata if key == "authorization"), "")
        who = self._verifier.verify(header)
        check_roles(who, self.access[method], method)
        return who


class _Meters:
    """A method's metrics with their labels bound, so that a call looks up none."""

    __slots__ = ("in_flight", "seconds")

    def __init__(self, service: str, method: str) -> None:
        self.in_flight = RPC_IN_FLIGHT.labels(service)
        self.seconds = {grpc.StatusCode.OK: RPC_SECONDS.labels(service, method, grpc.StatusCode.OK.name)}


class _Call:
    """One call's way through the guard."""

    __slots__ = ("_context", "_guard", "_metadata", "_meters", "_method", "_request", "_span", "_started", "_who")

    def __init__(self, guard: Guard, method: str, context: Context, meters: _Meters) -> None:
        self._guard = guard
        self._method = method
        self._context = context
        self._meters = meters
        self._metadata: Iterable[tuple[str, Any]] = context.invocation_metadata() or ()
        self._who: Caller | None = None
        self._request: Any = None
        self._started = time.perf_counter()
        self._span: Any = None

    async def __aenter__(self) -> "_Call":
        self._meters.in_flight.inc()
        carrier = {key: value for key, value in self._metadata if key == "traceparent"}
        # Without a collector and a caller's trace there is nothing that a span could tell anyone.
        if carrier or not isinstance(trace.get_tracer_provider(), trace.ProxyTracerProvider):
            self._span = _tracer.start_span(self._method, context=extract(carrier), kind=SpanKind.SERVER)
        return self

    async def admit(self, request: Any) -> None:
        """Deadline, access, validation, ownership, in this order."""
        self._request = request
        if self._context.time_remaining() is None:
            raise Refusal(
                GeneralReason.DEADLINE_MISSING,
                RefusalKind.INVALID,
                "every call needs a deadline: set a time-out on the client",
            )
        self._who = self._guard.authorise(self._method, self._metadata)
        set_caller(self._who)
        if isinstance(request, Message):
            validate(request)
        access = self._guard.access[self._method]
        if acts_for_customers(self._who, access):
            await self._guard.ownership.check(self._who, access, request)

    def checked(self, request: Any) -> Any:
        """The request, or a stream whose every message is validated as it comes."""
        return request if isinstance(request, Message) else _validated(request)

    async def audited(self, request: Any, outcome: str = "OK") -> None:
        guard = self._guard
        if guard.audit is not None and self._who is not None and guard.access[self._method].audited:
            await guard.audit(self._who, self._method, request, outcome)

    async def __aexit__(self, kind: Any, error: BaseException | None, traceback: Any) -> bool:
        status = None
        code = grpc.StatusCode.OK
        if isinstance(error, asyncio.CancelledError):
            code = grpc.StatusCode.CANCELLED
        elif isinstance(error, Refusal):
            status = status_of(error, f"{self._guard.service}.tollbook")
            code = _code(error)
            REFUSALS.labels(self._guard.service, self._method, error.reason).inc()
            await self.audited(self._request, error.reason)
        elif error is not None and self._unserved():
            status = Status(code=Code.UNIMPLEMENTED, message=f"{self._method} is not served yet")
            code = grpc.StatusCode.UNIMPLEMENTED
        elif error is not None and isinstance(error, Exception) and not isinstance(error, grpc.aio.AbortError):
            log.error("internal", method=self._method, exc_info=error)
            status = Status(code=Code.INTERNAL, message="internal error")
            code = grpc.StatusCode.INTERNAL
        self._finish(code)
        if status is not None:
            await self._context.abort_with_status(rpc_status.to_status(status))
        return False

    def _unserved(self) -> bool:
        """Whether the generated base served the call: it sets the code before it raises."""
        return self._context.code() in (grpc.StatusCode.UNIMPLEMENTED, grpc.StatusCode.UNIMPLEMENTED.value[0])

    def _finish(self, code: grpc.StatusCode) -> None:
        self._meters.in_flight.dec()
        seconds = self._meters.seconds.get(code) or RPC_SECONDS.labels(self._guard.service, self._method, code.name)
        seconds.observe(time.perf_counter() - self._started)
        if self._span is not None:
            self._span.set_status(StatusCode.OK if code is grpc.StatusCode.OK else StatusCode.ERROR, None)
            self._span.end()


def _code(refusal: Refusal) -> grpc.StatusCode:
    return grpc.StatusCode[refusal.kind.value]


async def _validated(requests: Any) -> AsyncGenerator[Message, None]:
    async for request in requests:
        validate(request)
        yield request
