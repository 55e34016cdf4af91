"""Configuration from the environment; secrets from files. ``tollbook config check`` prints what a service would use."""

from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from pydantic import AliasChoices, Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

SERVICES = ("gateway", "rating", "payment", "credit", "collection")
"""In the order in which they close a day (R-GEN-2)."""


REPLY_KEEP_DAYS_LEAST = 30


def shared(name: str) -> AliasChoices:
    """A setting that all services read from the same variable, TOLLBOOK_{name}."""
    return AliasChoices(f"TOLLBOOK_{name}")


class ServiceSettings(BaseSettings):
    """What every service needs. A service's own class sets ``env_prefix`` to TOLLBOOK_{SERVICE}_ and adds fields."""

    model_config = SettingsConfigDict(extra="ignore", populate_by_name=True)

    database_url: str
    """TOLLBOOK_{SERVICE}_DATABASE_URL, postgresql+psycopg://…"""
    listen: str = "127.0.0.1:0"
    """TOLLBOOK_{SERVICE}_LISTEN, host:port of the gRPC server; port 0 takes a free one."""
    share_port: bool = False
    """TOLLBOOK_{SERVICE}_SHARE_PORT, lets several processes of this service share the port (SO_REUSEPORT).
    Off, a second process on the port fails at its start instead of taking half of another suite's calls."""
    metrics_listen: str = ""
    """TOLLBOOK_{SERVICE}_METRICS_LISTEN, host:port of /metrics; empty: none."""
    pool_size: int = Field(default=12, ge=2, le=200)
    """TOLLBOOK_{SERVICE}_POOL_SIZE, database connections of the process."""
    run_workers: int = Field(default=2, ge=0, le=64)
    """TOLLBOOK_{SERVICE}_RUN_WORKERS, chunks worked on at once in the process; 0 leaves runs to other replicas."""

    redis_url: str = Field(default="redis://127.0.0.1:6379/0", validation_alias=shared("REDIS_URL"))
    stream_prefix: str = Field(default="tollbook", validation_alias=shared("STREAM_PREFIX"))
    jwks_file: Path = Field(validation_alias=shared("JWKS_FILE"))
    """The public keys that tokens are verified with (JWKS)."""
    token_audience: str = Field(default="tollbook", validation_alias=shared("TOKEN_AUDIENCE"))
    token_issuer: str = Field(default="tollbook-dev", validation_alias=shared("TOKEN_ISSUER"))
    token_dir: Path = Field(validation_alias=shared("TOKEN_DIR"))
    """The folder of this service's own token, {service}.jwt; read again when it changes."""
    time_zone: str = Field(default="Asia/Shanghai", validation_alias=shared("TIME_ZONE"))
    development: bool = Field(default=False, validation_alias=shared("DEVELOPMENT"))
    """Serves reflection."""
    tls_dir: Path | None = Field(default=None, validation_alias=shared("TLS_DIR"))
    """The folder of tls.crt, tls.key and ca.crt; unset: plain text, for loopback or a mesh that encrypts."""
    otlp_endpoint: str = Field(default="", validation_alias=shared("OTLP_ENDPOINT"))
    event_keep_days: int = Field(default=90, ge=0, validation_alias=shared("EVENT_KEEP_DAYS"))
    """After how many days published events are removed that every reader has applied; 0 keeps them for ever."""
    reply_keep_days: int = Field(default=400, ge=0, validation_alias=shared("REPLY_KEEP_DAYS"))
    """For how many days a request id is known and answered as before; 0: for ever."""
    peer_gateway: str = Field(default="", validation_alias=shared("PEER_GATEWAY"))
    peer_rating: str = Field(default="", validation_alias=shared("PEER_RATING"))
    peer_payment: str = Field(default="", validation_alias=shared("PEER_PAYMENT"))
    peer_credit: str = Field(default="", validation_alias=shared("PEER_CREDIT"))
    peer_collection: str = Field(default="", validation_alias=shared("PEER_COLLECTION"))

    @field_validator("database_url")
    @classmethod
    def _driver(cls, url: str) -> str:
        """postgresql://… is what platforms hand out; the driver is ours to name."""
        return url.replace("postgresql://", "postgresql+psycopg://", 1)

    @field_validator("reply_keep_days")
    @classmethod
    def _longer_than_retries(cls, days: int) -> int:
        """Callers, parked items and dead commands try again for weeks; one that is forgotten earlier is done twice."""
        if 0 < days < REPLY_KEEP_DAYS_LEAST:
            raise ValueError(f"must be 0 or at least {REPLY_KEEP_DAYS_LEAST}")
        return days

    @field_validator("time_zone")
    @classmethod
    def _zone_exists(cls, name: str) -> str:
        ZoneInfo(name)
        return name

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def peer(self, service: str) -> str:
        """The address of another service, host:port."""
        address: str = getattr(self, f"peer_{service}")
        if not address:
            raise ValueError(f"TOLLBOOK_PEER_{service.upper()} is not set")
        return address
