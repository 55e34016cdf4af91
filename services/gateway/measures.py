"""What the gateway counts for those who run it."""

from prometheus_client import Counter, Gauge, Histogram

REFUSED = Counter("tollbook_gateway_refused_total", "Messages refused, by reason", ["origin", "reason"])
RECEIVED = Counter("tollbook_gateway_received_total", "Messages stored, by what became of them", ["origin", "state"])
CUT_OFF = Counter("tollbook_gateway_cut_off_total", "Connections closed before their request was whole", ["status"])
ANSWER_SECONDS = Histogram(
    "tollbook_gateway_answer_seconds",
    "From the whole request to its answer",
    ["kind"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0),
)
SENT = Counter("tollbook_gateway_tries_total", "Tries to send a command, by how they ended", ["platform", "result"])
BREAKER_OPEN = Gauge("tollbook_gateway_breaker_open", "1 while a platform's circuit breaker is open", ["platform"])
REMOVED = Counter("tollbook_gateway_removed_total", "Rows removed because they were old", ["kind"])
POSTED = Counter("tollbook_gateway_posted_total", "Notifications that payment answered", ["result"])
