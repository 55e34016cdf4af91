"""Identities: shards, time-ordered ids and resource names."""

import os
import time
import uuid
import zlib

SHARDS = 256


def shard_of(customer_id: str) -> int:
    """The virtual shard (0 … 255) that all of a customer's rows stand in; stable for ever."""
    return zlib.crc32(customer_id.encode()) & (SHARDS - 1)


def shard_of_key(key: str) -> int:
    """The shard of an identity that is claimed before its customer is known (R-GEN-3)."""
    return shard_of(key)


def uuid7() -> uuid.UUID:
    """A UUID version 7 (RFC 9562): 48 bits of milliseconds, then random bits."""
    milliseconds = time.time_ns() // 1_000_000
    value = (milliseconds << 80) | int.from_bytes(os.urandom(10))
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    return uuid.UUID(int=value)


def uuid7_texts(count: int) -> list[str]:
    """So many new UUIDs version 7 as texts: of the same millisecond, each with random bits of its own."""
    milliseconds = f"{time.time_ns() // 1_000_000:012x}"
    head = f"{milliseconds[:8]}-{milliseconds[8:]}-7"
    bits = os.urandom(10 * count).hex()
    return [
        f"{head}{bits[i : i + 3]}-{_VARIANT[bits[i + 3]]}{bits[i + 4 : i + 7]}-{bits[i + 7 : i + 19]}"
        for i in range(0, 20 * count, 20)
    ]


_VARIANT = {digit: "89ab"[int(digit, 16) & 3] for digit in "0123456789abcdef"}
"""RFC 9562's variant in the two highest bits of the digit, random bits in the others."""


def resource(collection: str, identity: str) -> str:
    """The resource name of an id; an empty id (no reference) stays empty."""
    return f"{collection}/{identity}" if identity else ""


def resource_id(collection: str, name: str) -> str:
    """The id in a resource name; an empty name stays empty. Raises ValueError for a name of another collection."""
    if not name:
        return ""
    prefix = f"{collection}/"
    if not name.startswith(prefix) or len(name) == len(prefix):
        raise ValueError(f"{name!r} is not a name of {collection}: it must read {prefix}{{id}}")
    return name[len(prefix) :]
