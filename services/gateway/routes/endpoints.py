"""Every HTTP endpoint, in one table: the application's routes and the OpenAPI document are both made of it."""

from dataclasses import dataclass

from services.gateway.channels.schemes import SCHEMES
from services.gateway.provisioning import tmf640, tmf641

NOTIFICATIONS = "/channels/{channel}/notifications"
CALLBACKS = "/platforms/{platform}/callbacks"
SERVICE_LISTENER = "/platforms/{platform}/tmf-api/ServiceActivationAndConfiguration/v4/listener/{event}"
ORDER_LISTENER = "/platforms/{platform}/tmf-api/serviceOrdering/v4/listener/{event}"
LIVE = "/health/live"
READY = "/health/ready"
OPENAPI = "/openapi.json"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A path and method, with what it takes and answers. ``bodies`` maps media types to schemas of the document."""

    path: str
    method: str
    operation: str
    summary: str
    answers: dict[int, str]
    bodies: dict[str, str]
    path_values: dict[str, tuple[str, ...]]
    """The values that a path parameter may have, where they are few."""


_STORED_OR_REFUSED = {
    400: "Refused: the body is not what is sent here, or says what cannot be true.",
    401: "Refused: not proven genuine.",
    404: "Nothing of that name is configured.",
    413: "The body is longer than the limit.",
    415: "The body is compressed or of another media type.",
    429: "Too many; Retry-After says when to come again.",
    503: "It could not be stored; try again.",
}
_NOTIFICATION_BODIES = {
    media_type: "NotificationForm" if media_type.endswith("urlencoded") else "Notification"
    for scheme in SCHEMES.values()
    for media_type in sorted(scheme.media_types)
}

ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint(
        NOTIFICATIONS,
        "POST",
        "notify",
        "A payment channel's notification, in the channel's own scheme.",
        {
            200: "Stored (Alipay: the word success; UnionPay: ok).",
            204: "Stored.",
            **_STORED_OR_REFUSED,
        },
        _NOTIFICATION_BODIES,
        {},
    ),
    Endpoint(
        CALLBACKS,
        "POST",
        "callBack",
        "A provisioning platform's report of a command.",
        {202: "Stored, and quarantined.", 204: "Stored.", **_STORED_OR_REFUSED},
        {"application/json": "Report", "application/cloudevents+json": "ReportEvent"},
        {},
    ),
    Endpoint(
        CALLBACKS,
        "OPTIONS",
        "handshake",
        "The validation handshake of the CloudEvents webhook.",
        {
            200: "The origin may send, at the rate in WebHook-Allowed-Rate.",
            400: "No origin was named.",
            404: "Nothing of that name is configured.",
        },
        {},
        {},
    ),
    Endpoint(
        SERVICE_LISTENER,
        "POST",
        "listenToServiceEvent",
        "TMF640 events about services and monitors.",
        {201: "Stored.", **_STORED_OR_REFUSED},
        {"application/json": "TmfEvent"},
        {"event": tuple(tmf640.EVENTS)},
    ),
    Endpoint(
        ORDER_LISTENER,
        "POST",
        "listenToServiceOrderEvent",
        "TMF641 events about service orders.",
        {201: "Stored.", **_STORED_OR_REFUSED},
        {"application/json": "TmfEvent"},
        {"event": tuple(tmf641.EVENTS)},
    ),
    Endpoint(LIVE, "GET", "live", "The process runs.", {204: "It does."}, {}, {}),
    Endpoint(
        READY,
        "GET",
        "ready",
        "The database answers.",
        {200: "It does.", 503: "It does not."},
        {},
        {},
    ),
    Endpoint(OPENAPI, "GET", "openapi", "The document of these endpoints, OpenAPI 3.1.", {200: "It."}, {}, {}),
)
