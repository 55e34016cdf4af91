"""Client channels: the caller's token, a deadline on every call, retries only on UNAVAILABLE.

A ``timeout`` in gRPC's service config fires about a second early, so the deadline is set per call. Every call that
changes something carries a request id, so a retry changes nothing twice.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import grpc
import grpc.aio
from opentelemetry.propagate import inject

DEADLINE_SECONDS = 10.0
MESSAGE_BYTES_MAX = 64 * 1024 * 1024

_SERVICE_CONFIG = json.dumps(
    {
        "methodConfig": [
            {
                "name": [{}],
                "waitForReady": True,
                "retryPolicy": {
                    "maxAttempts": 4,
                    "initialBackoff": "0.05s",
                    "maxBackoff": "1s",
                    "backoffMultiplier": 2,
                    "retryableStatusCodes": ["UNAVAILABLE"],
                },
            }
        ]
    }
)

OPTIONS: list[tuple[str, Any]] = [
    ("grpc.service_config", _SERVICE_CONFIG),
    ("grpc.enable_retries", 1),
    ("grpc.max_receive_message_length", MESSAGE_BYTES_MAX),
    ("grpc.max_send_message_length", MESSAGE_BYTES_MAX),
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 10_000),
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 2_000),
    # A channel of its own connection for each target and token, so that tests may run many servers on one port in turn.
    ("grpc.use_local_subchannel_pool", 1),
]


class _Caller:
    """Adds the token, the trace and, where the call has none, the deadline."""

    def __init__(self, authorization: Callable[[], str]) -> None:
        self._authorization = authorization

    def details(self, details: grpc.aio.ClientCallDetails) -> grpc.aio.ClientCallDetails:
        carrier: dict[str, str] = {}
        inject(carrier)
        metadata = grpc.aio.Metadata(
            *(details.metadata or ()), ("authorization", self._authorization()), *carrier.items()
        )
        timeout = DEADLINE_SECONDS if details.timeout is None else details.timeout
        return grpc.aio.ClientCallDetails(
            details.method, timeout, metadata, details.credentials, details.wait_for_ready
        )


class _Unary(_Caller, grpc.aio.UnaryUnaryClientInterceptor):  # pyright: ignore[reportMissingTypeArgument]
    async def intercept_unary_unary(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        return await continuation(self.details(client_call_details), request)


class _Stream(_Caller, grpc.aio.UnaryStreamClientInterceptor):  # pyright: ignore[reportMissingTypeArgument]
    async def intercept_unary_stream(self, continuation: Any, client_call_details: Any, request: Any) -> Any:
        return await continuation(self.details(client_call_details), request)


class _Upload(_Caller, grpc.aio.StreamUnaryClientInterceptor):  # pyright: ignore[reportMissingTypeArgument]
    async def intercept_stream_unary(self, continuation: Any, client_call_details: Any, request_iterator: Any) -> Any:
        return await continuation(self.details(client_call_details), request_iterator)


class _Dialogue(_Caller, grpc.aio.StreamStreamClientInterceptor):  # pyright: ignore[reportMissingTypeArgument]
    async def intercept_stream_stream(self, continuation: Any, client_call_details: Any, request_iterator: Any) -> Any:
        return await continuation(self.details(client_call_details), request_iterator)


def open_channel(address: str, authorization: Callable[[], str], tls_dir: Path | None = None) -> grpc.aio.Channel:
    """A channel to "host:port". ``authorization`` gives the header's value for each call."""
    interceptors: list[Any] = [kind(authorization) for kind in (_Unary, _Stream, _Upload, _Dialogue)]
    if tls_dir is None:
        return grpc.aio.insecure_channel(address, options=OPTIONS, interceptors=interceptors)
    credentials = grpc.ssl_channel_credentials(
        (tls_dir / "ca.crt").read_bytes(), (tls_dir / "tls.key").read_bytes(), (tls_dir / "tls.crt").read_bytes()
    )
    return grpc.aio.secure_channel(address, credentials, options=OPTIONS, interceptors=interceptors)
