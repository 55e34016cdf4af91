"""The OpenAPI 3.1 document of the gateway's HTTP side, made of the table of endpoints.

`python -m services.gateway.routes.openapi` prints it.
"""

import re
import sys
from typing import Any

import orjson

from services.gateway.domain.outcomes import REPORT_VERBS
from services.gateway.routes.endpoints import CALLBACKS, ENDPOINTS, LIVE, NOTIFICATIONS, OPENAPI, READY, Endpoint

_DESCRIPTION = (
    "What payment channels and provisioning platforms reach. Bodies are verified byte by byte: by Standard Webhooks "
    "headers (webhook-id, webhook-timestamp, webhook-signature), or in the scheme of WeChat Pay v3, Alipay or UnionPay."
)
_SIGNED = ("webhook-id", "webhook-timestamp", "webhook-signature")


def _text(longest: int) -> dict[str, Any]:
    """A text without control characters."""
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": "^[^\\x00-\\x1f\\x7f]+$"}


def _optional(schema: dict[str, Any]) -> dict[str, Any]:
    """What may be missing may be empty or null as well."""
    return {"anyOf": [schema, {"enum": ["", None]}]}


_SCHEMAS: dict[str, Any] = {
    "Notification": {
        "description": "Signed JSON of a channel without a scheme of its own; WeChat Pay sends its envelope instead.",
        "type": "object",
        "properties": {
            "channel_number": {"type": "string", "pattern": "^[A-Za-z0-9._:-]{1,64}$"},
            "account": {"type": "string", "pattern": "^(accounts/)?[A-Za-z0-9][A-Za-z0-9._~-]{0,63}$"},
            "amount_minor_units": {"type": "integer", "minimum": 1},
            "currency_code": {"type": "string", "pattern": "^[A-Z]{3}$"},
            "value_date": {"type": "string", "format": "date"},
            "paid_at": _optional({"type": "string", "format": "date-time"}),
            "merchant": _optional(_text(200)),
            "payer": _optional(_text(200)),
        },
        "required": ["channel_number", "account", "amount_minor_units", "currency_code", "value_date"],
    },
    "NotificationForm": {
        "description": "The form of Alipay or of UnionPay.",
        "type": "object",
        "properties": {
            "sign": {"type": "string"},
            "sign_type": {"type": "string", "enum": ["RSA2"]},
            "signature": {"type": "string"},
        },
        "additionalProperties": {"type": "string"},
    },
    "Report": {
        "type": "object",
        "properties": {
            "command": {"type": "string", "pattern": "^commands/[A-Za-z0-9._~:-]{1,120}$"},
            "outcome": {"type": "string", "enum": [outcome.value for outcome in REPORT_VERBS]},
            "outcome_date": _optional({"type": "string", "format": "date"}),
            "detail": {"description": "Words for a person; their end is cut off."},
        },
        "required": ["command", "outcome"],
    },
    "ReportEvent": {
        "description": "CloudEvents 1.0, structured.",
        "type": "object",
        "properties": {
            "specversion": {"type": "string", "const": "1.0"},
            "id": _text(128),
            "source": _text(256),
            "type": _text(256),
            "datacontenttype": _optional({"type": "string", "pattern": "^application/json(;[ -~]{0,100})?$"}),
            "data": {"$ref": "#/components/schemas/Report"},
        },
        "required": ["specversion", "id", "source", "type", "data"],
    },
    "TmfEvent": {
        "description": "An event of TMF640 v4 or TMF641 v4; its payload is the TM Forum's.",
        "type": "object",
        "properties": {
            "eventId": _optional(_text(128)),
            "eventTime": _optional({"type": "string", "format": "date-time"}),
            "eventType": _optional({"type": "string", "description": "The event of the path, in any case."}),
            "correlationId": _optional(_text(160)),
            "event": {"type": "object"},
        },
        "required": ["event"],
    },
    "Refusal": {
        "description": "The reason is a value of ErrorReason; WeChat Pay is told it as code and message.",
        "type": "object",
        "properties": {
            "reason": {"type": "string"},
            "code": {"type": "string"},
            "message": {"type": "string"},
            "status": {"type": "string"},
        },
    },
    "Subscription": {
        "type": "object",
        "properties": {"id": {"type": "string"}, "callback": {"type": "string"}},
        "required": ["id", "callback"],
    },
    "Readiness": {"type": "object", "properties": {"ready": {"type": "boolean"}}, "required": ["ready"]},
}


def document() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, Any] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tollbook gateway", "version": "1", "description": _DESCRIPTION},
        "paths": paths,
        "components": {"schemas": _SCHEMAS},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    operation: dict[str, Any] = {
        "operationId": endpoint.operation,
        "summary": endpoint.summary,
        "parameters": _parameters(endpoint),
        "responses": {str(status): _response(endpoint, status, words) for status, words in endpoint.answers.items()},
    }
    if endpoint.bodies:
        content = {
            media: {"schema": {"$ref": f"#/components/schemas/{name}"}} for media, name in endpoint.bodies.items()
        }
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for name in re.findall(r"{(\w+)}", endpoint.path):
        schema: dict[str, Any] = {"type": "string", "pattern": "^[A-Za-z0-9._-]{1,63}$"}
        if name in endpoint.path_values:
            schema = {"type": "string", "enum": list(endpoint.path_values[name])}
        found.append({"name": name, "in": "path", "required": True, "schema": schema})
    if endpoint.method == "POST":
        found += [{"name": name, "in": "header", "required": False, "schema": {"type": "string"}} for name in _SIGNED]
    if endpoint.method == "OPTIONS":
        schema = {"type": "string", "pattern": "^[A-Za-z0-9.-]{1,255}$"}
        found.append({"name": "WebHook-Request-Origin", "in": "header", "required": True, "schema": schema})
    return found


def _response(endpoint: Endpoint, status: int, words: str) -> dict[str, Any]:
    response: dict[str, Any] = {"description": words}
    if endpoint.path == READY:
        response["content"] = _json("Readiness")
    elif endpoint.path == OPENAPI:
        response["content"] = {"application/json": {"schema": {"type": "object"}}}
    elif status == 201:
        response["content"] = _json("Subscription")
    elif endpoint.path == NOTIFICATIONS and status not in (204, 404):
        response["content"] = {"text/plain": {"schema": {"type": "string"}}} | (
            _json("Refusal") if status != 200 else {}
        )
    elif endpoint.path != LIVE and endpoint.method == "POST" and status >= 400:
        listener = endpoint.path not in (NOTIFICATIONS, CALLBACKS)
        if listener or status != 404:
            response["content"] = _json("Refusal")
    if status in (429, 503) and endpoint.method == "POST":
        response["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    return response


def _json(name: str) -> dict[str, Any]:
    return {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}


def rendered() -> bytes:
    return orjson.dumps(document(), option=orjson.OPT_INDENT_2) + b"\n"


if __name__ == "__main__":
    sys.stdout.buffer.write(rendered())
