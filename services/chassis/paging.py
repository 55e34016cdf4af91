"""Page tokens: opaque to clients, a JSON list of the last row's sort key to us."""

import base64
import binascii
from typing import Any

import orjson

from services.kernel.errors import Fault, GeneralReason, Refusal, RefusalKind

PAGE_SIZE_DEFAULT = 50


def encode_token(*key: Any) -> str:
    """The token that continues after the row with this sort key (dates and ids become strings)."""
    return base64.urlsafe_b64encode(orjson.dumps(key, default=str)).decode().rstrip("=")


def decode_token(token: str, length: int) -> list[Any] | None:
    """The sort key in a token; None for the first page. Raises PAGE_TOKEN_INVALID."""
    if not token:
        return None
    try:
        key = orjson.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (binascii.Error, ValueError) as error:
        raise _invalid(token) from error
    if not isinstance(key, list) or len(key) != length:  # pyright: ignore[reportUnknownArgumentType]
        raise _invalid(token)
    return key  # pyright: ignore[reportUnknownVariableType]


def _invalid(token: str) -> Refusal:
    fault = Fault("page_token", "page_token.known", token, "is not a token that this method gave")
    return Refusal(
        GeneralReason.PAGE_TOKEN_INVALID, RefusalKind.INVALID, "page_token: not given by this method", faults=(fault,)
    )


def page_size(asked: int, most: int = 1_000) -> int:
    return min(asked or PAGE_SIZE_DEFAULT, most)
