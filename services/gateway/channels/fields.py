"""Strict reading of what channels and platforms send: a message is taken whole or refused, nothing in it is guessed."""

import contextlib
import datetime as dt
import hashlib
import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeVar, cast
from urllib.parse import parse_qsl, unquote, unquote_to_bytes

from services.gateway.domain.reasons import MessageRefused, Reason

ACCOUNT_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,63}")
CHANNEL_NUMBER = re.compile(r"[A-Za-z0-9._:-]{1,64}")
COMMAND_ID = re.compile(r"[A-Za-z0-9._~:-]{1,120}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)
_YUAN = re.compile(r"([0-9]{1,12})(?:\.([0-9]{1,2}))?")
_UNSTORABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff]")
"""Control characters, and halves of surrogate pairs, which JSON can spell and UTF-8 cannot."""
_WORDS_MAX = 500
Day = TypeVar("Day", bound=dt.date)
_FIELDS_MAX = 200
_OBJECTS_MAX = 1_000
_YEARS = range(2000, 2200)
"""No message is of another time, and within these years a time has a date in every zone."""


def malformed(field: str, what: str) -> MessageRefused:
    """The refusal of a field."""
    return MessageRefused(Reason.BODY_MALFORMED, f"{field}: {what}")


def json_object(body: bytes, *, exact: bool = True) -> dict[str, Any]:
    """The body as a JSON object: UTF-8, no key twice at any depth, no NaN, no float where it could be money.

    Numbers with a fraction or an exponent are refused; where a standard allows them (``exact=False``) they are
    decimals, never floats and never texts.
    """
    if body.count(b"[") + body.count(b"{") > _OBJECTS_MAX:
        raise malformed("body", "too many objects")
    try:
        value = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_without_doubles,
            parse_float=_no_float if exact else Decimal,
            parse_constant=_no_float,
            parse_int=_bounded_int,
        )
    except UnicodeDecodeError as error:
        raise malformed("body", "not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise malformed("body", f"not JSON: {error}") from error
    if not isinstance(value, dict):
        raise malformed("body", "not a JSON object")
    return cast(dict[str, Any], value)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_float(text: str) -> Any:
    raise ValueError(f"{text[:20]} is not an integer")


def _bounded_int(text: str) -> int:
    if len(text) > 19:
        raise ValueError("a number is too long")
    return int(text)


def text(message: Mapping[str, Any], field: str, *, required: bool = True, longest: int = 200) -> str:
    """A text field. Control characters are refused: they have no place in what people will read."""
    value = message.get(field)
    if value is None and not required:
        return ""
    if not isinstance(value, str):
        raise malformed(field, "missing" if value is None else "not a text")
    if (required and not value) or len(value) > longest or _UNSTORABLE.search(value):
        raise malformed(field, "empty, too long or with control characters")
    return value


def words(message: Mapping[str, Any], field: str) -> str:
    """Words for a person, where there are any: line ends become spaces, the end is cut off, nothing is refused."""
    value = message.get(field)
    return _UNSTORABLE.sub(" ", value)[:_WORDS_MAX].strip() if isinstance(value, str) else ""


def integer(message: Mapping[str, Any], field: str) -> int:
    """An integer field; true and false are not integers here."""
    value = message.get(field)
    if not isinstance(value, int) or isinstance(value, bool):
        raise malformed(field, "missing" if value is None else "not an integer")
    return value


def nested(message: Mapping[str, Any], field: str) -> dict[str, Any]:
    """A field that is an object."""
    value = message.get(field)
    if not isinstance(value, dict):
        raise malformed(field, "missing" if value is None else "not an object")
    return cast(dict[str, Any], value)


def date(value: str, field: str) -> dt.date:
    """A date written YYYY-MM-DD."""
    try:
        if _DATE.fullmatch(value) is None:
            raise ValueError(value)
        return _believed(dt.date.fromisoformat(value))
    except ValueError as error:
        raise malformed(field, "not a date YYYY-MM-DD") from error


def time(value: str, field: str) -> dt.datetime:
    """A time with its offset, RFC 3339."""
    try:
        if _TIME.fullmatch(value) is None:
            raise ValueError(value)
        found = _believed(dt.datetime.fromisoformat(value))
    except ValueError as error:
        raise malformed(field, "not a time") from error
    if found.tzinfo is None:
        raise malformed(field, "a time without its offset")
    return found


def local_time(value: str, form: str, zone: dt.tzinfo, field: str) -> dt.datetime:
    """A time without an offset, in the channel's zone, by a strptime form."""
    try:
        return _believed(dt.datetime.strptime(value, form).replace(tzinfo=zone))
    except ValueError as error:
        raise malformed(field, f"not a time {form}") from error


def _believed(day: Day) -> Day:
    """The day or time itself. Raises ValueError for a year that no message can be of."""
    if day.year not in _YEARS:
        raise ValueError(day.year)
    return day


def minor_units_of_yuan(value: str, field: str) -> int:
    """Yuan with at most two decimals as fen; exact, no float on the way (R-GEN-1)."""
    match = _YUAN.fullmatch(value)
    if match is None:
        raise malformed(field, "not an amount in yuan")
    return int(match.group(1)) * 100 + int((match.group(2) or "").ljust(2, "0") or "0")


def account_id(value: str) -> str:
    """The bare id in "accounts/{id}" or in "{id}". Raises MessageRefused(ACCOUNT_MALFORMED)."""
    bare = value.removeprefix("accounts/")
    if ACCOUNT_ID.fullmatch(bare) is None:
        raise MessageRefused(Reason.ACCOUNT_MALFORMED, "the account is missing or is not an account's id")
    return bare


def channel_number(value: str, field: str) -> str:
    """A channel's unique number, with the characters that payment takes."""
    if CHANNEL_NUMBER.fullmatch(value) is None:
        raise malformed(field, "not a channel's number")
    return value


def order_reference(value: str) -> tuple[str, int | None]:
    """The account and the ordered amount that the operator's portal puts into an order and the channel gives back.

    Written ``account=A-1&amount=10000`` (fen), or only the account's id. The channel signs it, so nobody on the way can
    point the money elsewhere. Alipay wants it escaped in the order and gives it back so.
    """
    if "=" not in value and "%" in value:
        value = unquote(value)
    if "=" not in value:
        return account_id(value), None
    pairs = parse_qsl(value, keep_blank_values=True, max_num_fields=10)
    found = dict(pairs)
    if len(found) != len(pairs):
        raise MessageRefused(Reason.ACCOUNT_MALFORMED, "the order's reference names a field twice")
    amount = found.get("amount")
    if amount is not None and not (amount.isascii() and amount.isdigit() and len(amount) < 16):
        raise MessageRefused(Reason.AMOUNT_MISMATCH, "the order's reference carries no integer amount")
    return account_id(found.get("account", "")), None if amount is None else int(amount)


def genuine_form(body: bytes, check: Callable[[Mapping[str, bytes]], None]) -> dict[str, bytes]:
    """A form's fields in the reading that ``check`` finds signed.

    A plus sign is a space in a form, but some senders leave it as it is, in base64 or everywhere. Where there are any,
    these readings are tried too, and the signature decides. Raises what ``check`` raises of the usual one.
    """
    usual = form_pairs(body)
    try:
        check(usual)
    except MessageRefused:
        others = [_with_base64(usual), form_pairs(body.replace(b"+", b"%2B"))] if b"+" in body else []
        for pairs in others:
            with contextlib.suppress(MessageRefused):
                check(pairs)
                return pairs
        raise
    return usual


def _with_base64(pairs: dict[str, bytes]) -> dict[str, bytes]:
    """The fields with the plus signs that base64 must have had where there are spaces now."""
    lines = [
        line if line.startswith(b"-----") else line.replace(b" ", b"+")
        for line in pairs.get("signPubKeyCert", b"").split(b"\n")
    ]
    mended = {name: value.replace(b" ", b"+") for name, value in pairs.items() if name in ("sign", "signature")}
    return pairs | mended | ({"signPubKeyCert": b"\n".join(lines)} if "signPubKeyCert" in pairs else {})


def form_pairs(body: bytes) -> dict[str, bytes]:
    """A form's fields, decoded to bytes and not further: the signature is over bytes in the sender's encoding.

    Raises MessageRefused(BODY_MALFORMED) for a field that stands twice, a name that is not ASCII or broken escapes.
    """
    found: dict[str, bytes] = {}
    parts = body.split(b"&") if body else []
    if len(parts) > _FIELDS_MAX:
        raise malformed("body", "too many fields")
    for part in parts:
        name_bytes, separator, value = part.partition(b"=")
        name = _form_text(name_bytes)
        if not separator or not name.isascii() or not name:
            raise malformed("body", "not a form")
        key = name.decode("ascii")
        if key in found:
            raise malformed(key[:50], "stands twice")
        found[key] = _form_text(value)
    return found


def digest(*parts: str) -> bytes:
    """SHA-256 of texts in their order, for what a message says without paying anything."""
    return hashlib.sha256("\x1f".join(parts).encode()).digest()


def _form_text(raw: bytes) -> bytes:
    if re.search(rb"%(?![0-9A-Fa-f]{2})", raw):
        raise malformed("body", "a broken escape")
    return unquote_to_bytes(raw.replace(b"+", b" "))


def form_text(pairs: Mapping[str, bytes], encoding: str) -> dict[str, str]:
    """A form's fields as text."""
    try:
        return {key: value.decode(encoding) for key, value in pairs.items()}
    except (UnicodeDecodeError, LookupError) as error:
        raise malformed("body", f"not {encoding[:20]}") from error
