"""The senders of automatic notices: a port with two ways out (R-DUN-3)."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence

import httpx

from services.collection.config import CollectionSettings
from services.collection.domain.contact import Outgoing
from services.collection.senders.file import FileSender
from services.collection.senders.http import HttpSender, key_of

_TIMEOUT_SECONDS = 30.0


def sender_of(settings: CollectionSettings) -> Callable[[Sequence[Outgoing]], Awaitable[set[str]]]:
    """HTTP when a platform's address is set, else files."""
    if not settings.sender_url:
        return FileSender(settings.outgoing_dir).send
    secret = settings.sender_secret_file.read_text(encoding="utf-8") if settings.sender_secret_file else ""
    client = httpx.AsyncClient(timeout=_TIMEOUT_SECONDS)
    return HttpSender(client, settings.sender_url, key_of(secret), lambda: dt.datetime.now(dt.UTC)).send
