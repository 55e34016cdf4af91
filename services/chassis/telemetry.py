"""Logs (structlog, JSON lines), metrics (Prometheus) and traces (OpenTelemetry, OTLP when an endpoint is set)."""

import logging
import sys

import structlog
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from prometheus_client import Counter, Gauge, Histogram, start_http_server

_BUCKETS_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)

RPC_SECONDS = Histogram(
    "tollbook_rpc_seconds", "Time to serve an RPC", ["service", "method", "code"], buckets=_BUCKETS_SECONDS
)
RPC_IN_FLIGHT = Gauge("tollbook_rpc_in_flight", "RPCs being served", ["service"])
REFUSALS = Counter("tollbook_refusals_total", "Refusals by reason", ["service", "method", "reason"])
OUTBOX_BACKLOG = Gauge("tollbook_outbox_backlog", "Outbox rows without a position", ["service"])
INBOX_POSITION = Gauge("tollbook_inbox_position", "Position consumed", ["service", "publisher"])
PARKED = Gauge("tollbook_parked_items", "Parked items that wait", ["service"])
REMOVED = Counter("tollbook_removed_total", "Rows removed because they were old", ["service", "kind"])
ALARMS = Counter("tollbook_alarms_total", "What a person must look at", ["service", "kind"])


def configure_logs(service: str) -> None:
    """One JSON line a record on standard error."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(message)s")
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(service=service)


def configure_traces(service: str, otlp_endpoint: str) -> None:
    """Sends spans to an OTLP collector; without an endpoint spans cost nothing."""
    if not otlp_endpoint:
        return
    provider = TracerProvider(resource=Resource.create({"service.name": f"tollbook-{service}"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=otlp_endpoint)))
    trace.set_tracer_provider(provider)


def serve_metrics(listen: str) -> None:
    if listen:
        host, _, port = listen.rpartition(":")
        start_http_server(int(port), host)
