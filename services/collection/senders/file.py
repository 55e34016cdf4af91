"""The file sender: one JSON-lines file for each batch, for an SMS, voice or e-mail platform to fetch (R-DUN-3)."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson

from services.collection.domain.contact import Contact


@dataclass(frozen=True, slots=True)
class FileSender:
    """Writes ``{directory}/{date}-{medium}-{hash}.jsonl``. The name follows from the contacts, so that a batch sent
    again after a crash replaces its own file; a platform tells contacts apart by their id."""

    directory: Path

    async def send(self, contacts: Sequence[Contact]) -> set[str]:
        """The ids of the contacts that were written."""
        return await asyncio.to_thread(self._write, contacts)

    def _write(self, contacts: Sequence[Contact]) -> set[str]:
        self.directory.mkdir(parents=True, exist_ok=True)
        by_medium: dict[tuple[str, str], list[Contact]] = {}
        for each in contacts:
            by_medium.setdefault((each.plan_date.isoformat(), each.medium.value), []).append(each)
        for (date, medium), batch in by_medium.items():
            ids = "\n".join(each.contact_id for each in batch)
            name = f"{date}-{medium.lower()}-{hashlib.sha256(ids.encode()).hexdigest()[:16]}.jsonl"
            partial = self.directory / f".{name}"
            partial.write_bytes(b"".join(_line(each) for each in batch))
            partial.replace(self.directory / name)
        return {each.contact_id for each in contacts}


def _line(each: Contact) -> bytes:
    message = {
        "contact": f"contacts/{each.contact_id}",
        "medium": each.medium.value,
        "recipient": each.recipient,
        "language": each.language,
        "kind": each.kind.value,
        "text": each.body,
    }
    return orjson.dumps(message) + b"\n"
