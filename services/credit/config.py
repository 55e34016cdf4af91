"""Credit's settings: those that every service has."""

from pydantic_settings import SettingsConfigDict

from services.chassis.config import ServiceSettings


class CreditSettings(ServiceSettings):
    """Read from TOLLBOOK_CREDIT_… and the shared TOLLBOOK_… variables."""

    model_config = SettingsConfigDict(env_prefix="TOLLBOOK_CREDIT_", extra="ignore", populate_by_name=True)
