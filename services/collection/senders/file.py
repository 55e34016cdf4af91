"""The file sender: one JSON-lines file for each batch, for an SMS, voice or e-mail platform to fetch (R-DUN-3)."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from services.collection.domain.contact import Outgoing
from services.collection.senders.message import batch_id, message_of


@dataclass(frozen=True, slots=True)
class FileSender:
    """Writes ``{directory}/{date}-{medium}-{hash}.jsonl``. The name follows from the contacts, so that a batch sent
    again after a crash replaces its own file; a platform tells contacts apart by their id."""

    directory: Path

    async def send(self, batch: Sequence[Outgoing]) -> set[str]:
        """The ids of the contacts that were written."""
        return await asyncio.to_thread(self._write, batch)

    def _write(self, batch: Sequence[Outgoing]) -> set[str]:
        self.directory.mkdir(parents=True, exist_ok=True)
        by_medium: dict[tuple[str, str], list[Outgoing]] = {}
        for each in batch:
            key = (each.contact.plan_date.isoformat(), each.contact.medium.value)
            by_medium.setdefault(key, []).append(each)
        for (date, medium), part in by_medium.items():
            name = f"{date}-{medium.lower()}-{batch_id(part)}.jsonl"
            partial = self.directory / f".{name}"
            partial.write_bytes(b"".join(orjson.dumps(message_of(each)) + b"\n" for each in part))
            partial.replace(self.directory / name)
        return {each.contact.contact_id for each in batch}
