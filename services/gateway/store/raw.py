"""Raw requests as columns: alike in both inboxes."""

from typing import Any

import orjson

from services.gateway.domain.raw import RawRequest

RAW_COLUMNS = ("method", "target", "headers", "body", "remote")


def raw_to_values(raw: RawRequest) -> tuple[Any, ...]:
    """In the order of RAW_COLUMNS."""
    return (raw.method, raw.target, orjson.dumps(raw.headers).decode(), raw.body, raw.remote)


def raw_from_row(row: Any) -> RawRequest:
    headers = tuple((str(name), str(value)) for name, value in orjson.loads(row.headers))
    return RawRequest(row.method, row.target, headers, bytes(row.body), row.remote)
