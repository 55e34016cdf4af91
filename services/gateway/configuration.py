"""The channels and platforms of the YAML files, with their keys; read again when a file changes.

A file that is wrong is refused whole, with every fault, and what was in force stays. No key is ever fetched
over the network.
"""

import base64
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import hexdigits
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo

import structlog
import yaml
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey
from cryptography.hazmat.primitives.serialization import (
    load_der_private_key,
    load_der_public_key,
    load_pem_private_key,
    load_pem_public_key,
)
from cryptography.x509 import Certificate, load_pem_x509_certificate, load_pem_x509_certificates
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from services.gateway.channels.message import Channel
from services.gateway.channels.standard_webhooks import decode_secret
from services.gateway.channels.union_pay import UNIONPAY_SUBJECT
from services.gateway.domain.pacing import BackOff, BreakerPolicy
from services.gateway.domain.reasons import Reason
from services.gateway.peers import PAYMENT_CHANNELS
from services.gateway.provisioning.message import Platform
from services.kernel.errors import Fault, Refusal, RefusalKind

log = structlog.get_logger("configuration")

_DAY_SECONDS = 86_400
_TOLERANCE_SECONDS = {
    "standard-webhooks": 300,
    "wechat-pay": 300,
    # Alipay repeats a notification for 25 hours; UnionPay's only time is that of the order.
    "alipay": 26 * 3_600,
    "union-pay": 3 * _DAY_SECONDS,
}
_RSA_BITS_MIN = 2048


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KeyEntry(_Entry):
    """One key of a channel or platform: an id and either a secret or a file, relative to the YAML file."""

    id: str = Field(min_length=1, max_length=128)
    secret: str = ""
    secret_file: Path | None = None
    public_key_file: Path | None = None
    certificate_file: Path | None = None


class ChannelEntry(_Entry):
    """One channel of the file."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")
    scheme: Literal["standard-webhooks", "wechat-pay", "alipay", "union-pay"]
    payment_channel: str
    currency: str = Field(default="CNY", pattern=r"^[A-Z]{3}$")
    tolerance_seconds: int | None = Field(default=None, ge=1, le=30 * _DAY_SECONDS)
    amount_max_minor_units: int = Field(default=10_000_000_00, gt=0)
    merchant: str = ""
    apps: frozenset[str] = frozenset()
    agent: str = ""
    number_prefix: str = Field(default="", pattern=r"^([A-Za-z0-9._-]{1,15}:)?$")
    order_amount_required: bool = False
    rate_per_second: float = Field(default=0.0, ge=0)
    keys: tuple[KeyEntry, ...] = ()
    content_key_file: Path | None = None
    trusted_certificates_file: Path | None = None
    subjects: frozenset[str] = frozenset({UNIONPAY_SUBJECT})
    sha1_certificates: bool = True
    query_url: str = Field(default="", pattern=r"^(https?://[^\s]+)?$")
    merchant_key_file: Path | None = None
    merchant_serial: str = ""

    @field_validator("payment_channel")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in PAYMENT_CHANNELS:
            raise ValueError(f"must be one of {', '.join(sorted(PAYMENT_CHANNELS))}")
        return name


class PlatformEntry(_Entry):
    """One platform of the file."""

    id: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$")
    scheme: Literal["cloud-events", "tmf640", "tmf641"]
    url: str = Field(pattern=r"^https?://[^\s]+$")
    send_key: KeyEntry
    callback_keys: tuple[KeyEntry, ...] = Field(min_length=1)
    bearer_file: Path | None = None
    timeout_seconds: float = Field(default=5.0, gt=0, le=60)
    concurrency: int = Field(default=16, ge=1, le=256)
    rate_per_second: float = Field(default=0.0, ge=0)
    burst: int = Field(default=50, ge=1)
    first_retry_seconds: float = Field(default=1.0, gt=0)
    longest_retry_seconds: float = Field(default=300.0, gt=0)
    attempts_max: int = Field(default=10, ge=0)
    breaker_failures: int = Field(default=5, ge=1)
    breaker_seconds: float = Field(default=10.0, gt=0)
    query: bool = True
    tolerance_seconds: int = Field(default=300, ge=1)
    callback_rate_per_second: float = Field(default=0.0, ge=0)


class FileEntry(_Entry):
    """A YAML file."""

    channels: tuple[ChannelEntry, ...] = ()
    platforms: tuple[PlatformEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Configuration:
    """What is in force, by id. ``stamp`` tells whether a file has changed since."""

    channels: Mapping[str, Channel] = field(default_factory=dict[str, Channel])
    platforms: Mapping[str, Platform] = field(default_factory=dict[str, Platform])
    loaded_at: dt.datetime | None = None
    stamp: Mapping[Path, tuple[int, int]] = field(default_factory=dict[Path, tuple[int, int]])


class _Reader:
    """Reads one set of files, remembers which it read, gathers the faults."""

    def __init__(self, zone: ZoneInfo) -> None:
        self.zone = zone
        self.files: dict[Path, tuple[int, int]] = {}
        self.faults: list[Fault] = []

    def bytes_of(self, file: Path) -> bytes:
        self.files[file] = _stamp(file)
        return file.read_bytes()

    def read(self, file: Path) -> FileEntry:
        content: Any = yaml.safe_load(self.bytes_of(file)) or {}
        return FileEntry.model_validate(content)

    def secret(self, key: KeyEntry, base: Path) -> bytes:
        text = key.secret or (self.bytes_of(base / key.secret_file).decode() if key.secret_file else "")
        if not text:
            raise ValueError(f"key {key.id}: secret or secret_file is missing")
        return decode_secret(text)

    def secrets(self, keys: Sequence[KeyEntry], base: Path) -> dict[str, bytes]:
        return {key.id: self.secret(key, base) for key in keys}

    def public_key(self, key: KeyEntry, base: Path) -> RSAPublicKey:
        if key.public_key_file is not None:
            content = self.bytes_of(base / key.public_key_file)
            found: object = load_pem_public_key(content) if _is_pem(content) else load_der_public_key(_bare(content))
        elif key.certificate_file is not None:
            found = load_pem_x509_certificate(self.bytes_of(base / key.certificate_file)).public_key()
        else:
            raise ValueError(f"key {key.id}: public_key_file or certificate_file is missing")
        if not isinstance(found, RSAPublicKey) or found.key_size < _RSA_BITS_MIN:
            raise ValueError(f"key {key.id}: not an RSA key of at least {_RSA_BITS_MIN} bits")
        return found

    def merchant_key(self, entry: ChannelEntry, base: Path) -> RSAPrivateKey | None:
        if entry.merchant_key_file is None:
            return None
        content = self.bytes_of(base / entry.merchant_key_file)
        load, key = (load_pem_private_key, content) if _is_pem(content) else (load_der_private_key, _bare(content))
        found = load(key, password=None)
        if not isinstance(found, RSAPrivateKey):
            raise ValueError("merchant_key_file holds no RSA key")
        return found

    def channel(self, entry: ChannelEntry, base: Path) -> Channel:
        shared_secret = entry.scheme == "standard-webhooks"
        by_key = entry.scheme in ("wechat-pay", "alipay")
        trusted: tuple[Certificate, ...] = ()
        if entry.trusted_certificates_file is not None:
            trusted = tuple(load_pem_x509_certificates(self.bytes_of(base / entry.trusted_certificates_file)))
        content_key = self.bytes_of(base / entry.content_key_file).strip() if entry.content_key_file else b""
        _check_keys(entry, content_key, trusted)
        return Channel(
            id=entry.id,
            scheme=entry.scheme,
            payment_channel=entry.payment_channel,
            currency=entry.currency,
            zone=self.zone,
            tolerance_seconds=entry.tolerance_seconds or _TOLERANCE_SECONDS[entry.scheme],
            amount_max=entry.amount_max_minor_units,
            merchant=entry.merchant,
            apps=entry.apps,
            agent=entry.agent.removeprefix("agents/"),
            number_prefix=entry.number_prefix,
            order_amount_required=entry.order_amount_required,
            rate_per_second=entry.rate_per_second,
            secrets=self.secrets(entry.keys, base) if shared_secret else {},
            public_keys={_key_id(key.id): self.public_key(key, base) for key in entry.keys} if by_key else {},
            content_key=content_key,
            trusted=trusted,
            subjects=entry.subjects,
            sha1_certificates=entry.sha1_certificates,
            query_url=entry.query_url.rstrip("/"),
            merchant_key=self.merchant_key(entry, base),
            merchant_serial=entry.merchant_serial,
        )

    def platform(self, entry: PlatformEntry, base: Path) -> Platform:
        return Platform(
            id=entry.id,
            scheme=entry.scheme,
            url=entry.url.rstrip("/"),
            send_key=(entry.send_key.id, self.secret(entry.send_key, base)),
            secrets=self.secrets(entry.callback_keys, base),
            bearer=self.bytes_of(base / entry.bearer_file).decode().strip() if entry.bearer_file else "",
            timeout_seconds=entry.timeout_seconds,
            concurrency=entry.concurrency,
            rate_per_second=entry.rate_per_second,
            burst=entry.burst,
            back_off=BackOff(
                first_seconds=entry.first_retry_seconds,
                longest_seconds=entry.longest_retry_seconds,
                attempts_max=entry.attempts_max,
            ),
            breaker=BreakerPolicy(entry.breaker_failures, entry.breaker_seconds),
            query=entry.query,
            tolerance_seconds=entry.tolerance_seconds,
            zone=self.zone,
            callback_rate_per_second=entry.callback_rate_per_second,
        )


def _key_id(id_: str) -> str:
    """A certificate's serial number is written in either case; WeChat Pay sends it in capitals."""
    return id_.upper() if all(character in hexdigits for character in id_) else id_


def _is_pem(content: bytes) -> bool:
    return b"-----BEGIN" in content


def _bare(content: bytes) -> bytes:
    """The bytes of a key that stands in its file as base64 alone, as Alipay's console and key tool write them.

    Raises ValueError.
    """
    return base64.b64decode(b"".join(content.split()), validate=True)


def _check_keys(entry: ChannelEntry, content_key: bytes, trusted: tuple[Certificate, ...]) -> None:
    if entry.scheme == "union-pay" and not trusted:
        raise ValueError("trusted_certificates_file is missing")
    if entry.scheme != "union-pay" and not entry.keys:
        raise ValueError("keys are missing")
    if entry.scheme == "wechat-pay" and len(content_key) != 32:
        raise ValueError("content_key_file must hold the APIv3 key of 32 bytes")
    if entry.scheme != "standard-webhooks" and not entry.merchant:
        raise ValueError("merchant is missing")
    if entry.scheme != "standard-webhooks" and entry.number_prefix:
        raise ValueError("number_prefix is of standard-webhooks only: the others' numbers are unique as they are")
    if (entry.payment_channel == "AGENT") != bool(entry.agent):
        raise ValueError("agent must be named for payment_channel AGENT, and only for it")


def load_configuration(files: Sequence[Path], zone: ZoneInfo, now: dt.datetime) -> Configuration:
    """Reads the files and every key they name. Raises the refusal CONFIGURATION_INVALID with all faults at once."""
    reader = _Reader(zone)
    channels: dict[str, Channel] = {}
    platforms: dict[str, Platform] = {}
    for file in files:
        entry = _guarded(reader, file.name, lambda file=file: reader.read(file))
        for each in entry.channels if entry else ():
            channel = _guarded(
                reader, f"channels.{each.id}", lambda each=each, file=file: reader.channel(each, file.parent)
            )
            _add(reader, channels, each.id, channel)
        for each in entry.platforms if entry else ():
            platform = _guarded(
                reader, f"platforms.{each.id}", lambda each=each, file=file: reader.platform(each, file.parent)
            )
            _add(reader, platforms, each.id, platform)
    if reader.faults:
        raise Refusal(
            Reason.CONFIGURATION_INVALID,
            RefusalKind.FAILED_PRECONDITION,
            "; ".join(f"{fault.field}: {fault.message}" for fault in reader.faults),
            faults=tuple(reader.faults),
            metadata={"file": ",".join(file.name for file in files)},
        )
    return Configuration(channels, platforms, now, dict(reader.files))


def _guarded(reader: _Reader, where: str, read: Any) -> Any:
    """What ``read`` answers; None when it fails, with its faults kept."""
    try:
        return read()
    except ValidationError as error:
        for item in error.errors(include_url=False, include_context=False, include_input=False):
            path = ".".join(str(part) for part in cast(tuple[Any, ...], item["loc"]))
            reader.faults.append(Fault(f"{where}.{path}", item["type"], "", item["msg"]))
    except (OSError, ValueError, yaml.YAMLError) as error:
        reader.faults.append(Fault(where, "configuration", "", f"{type(error).__name__}: {error}"[:500]))
    return None


def _add(reader: _Reader, found: dict[str, Any], name: str, value: Any) -> None:
    if name in found:
        reader.faults.append(Fault(name, "unique", name, "stands twice"))
    elif value is not None:
        found[name] = value


def _stamp(file: Path) -> tuple[int, int]:
    """Modification time and size; (0, 0) for a file that is not there."""
    try:
        status = file.stat()
    except OSError:
        return (0, 0)
    return (status.st_mtime_ns, status.st_size)


class ConfigurationSource:
    """Holds what is in force."""

    def __init__(self, files: Sequence[Path], zone: ZoneInfo) -> None:
        self._files = files
        self._zone = zone
        self._refused: dict[Path, tuple[int, int]] = {}
        self.current = Configuration()

    def reload(self, now: dt.datetime) -> Configuration:
        """Reads everything again. Raises CONFIGURATION_INVALID and leaves what is in force as it is."""
        self.current = load_configuration(self._files, self._zone, now)
        log.info(
            "configuration_loaded", channels=sorted(self.current.channels), platforms=sorted(self.current.platforms)
        )
        return self.current

    def reload_if_changed(self, now: dt.datetime) -> None:
        """Reads again when a file has changed; a file that is wrong is told once, until it changes again."""
        stamps = {file: _stamp(file) for file in {*self._files, *self.current.stamp}}
        if stamps == self.current.stamp or stamps == self._refused:
            return
        try:
            self.reload(now)
        except Refusal as refusal:
            self._refused = stamps
            log.error("configuration_refused", faults=refusal.message[:2_000])
