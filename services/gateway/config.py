"""The gateway's settings. Channels and platforms stand in files of their own, which are read again when they change."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.chassis.config import ServiceSettings


class GatewaySettings(ServiceSettings):
    """What the environment says."""

    model_config = SettingsConfigDict(env_prefix="TOLLBOOK_GATEWAY_", extra="ignore", populate_by_name=True)

    http_listen: str = "127.0.0.1:0"
    """TOLLBOOK_GATEWAY_HTTP_LISTEN, host:port of the HTTP server; port 0 takes a free one."""
    config_file: Path | None = None
    """TOLLBOOK_GATEWAY_CONFIG_FILE, a YAML file with ``channels`` and ``platforms``."""
    channels_file: Path | None = None
    """TOLLBOOK_GATEWAY_CHANNELS_FILE, a YAML file with ``channels``, where they stand apart."""
    platforms_file: Path | None = None
    """TOLLBOOK_GATEWAY_PLATFORMS_FILE, a YAML file with ``platforms``, where they stand apart."""
    body_bytes_max: int = Field(default=64 * 1024, ge=1024, le=1024 * 1024)
    """The longest body of a notification or a callback."""
    header_bytes_max: int = Field(default=16 * 1024, ge=1024, le=64 * 1024)
    """The longest head of a request, its request line included."""
    request_seconds_max: float = Field(default=10.0, gt=0, le=60)
    """How long a request may take to arrive; a connection that is slower is closed."""
    answer_seconds_max: float = Field(default=4.0, gt=0, le=60)
    """How long a whole request waits for its storing; then it is answered 503. WeChat Pay waits 5 seconds."""
    connections_max: int = Field(default=2_000, ge=1)
    """How many connections are open at once; one more closes the one that has waited longest for its request."""
    refused_per_second: float = Field(default=20.0, ge=0)
    """How many messages that are not genuine one address may leave in the inbox a second; more are answered
    429, unstored."""
    poll_seconds: float = Field(default=1.0, gt=0, le=60)
    """How often the queues are looked at when nothing wakes their loops."""

    inbox_keep_days: int = Field(default=400, ge=0)
    """After how many days notifications and callbacks that are finished are removed; 0 keeps them for ever."""
    outbox_keep_days: int = Field(default=400, ge=0)
    """After how many days commands that are finished are removed; 0 keeps them for ever."""
    retention_seconds: float = Field(default=3_600.0, gt=0)
    """How often it is looked for what is to be removed."""

    @property
    def configuration_files(self) -> tuple[Path, ...]:
        return tuple(file for file in (self.config_file, self.channels_file, self.platforms_file) if file is not None)
