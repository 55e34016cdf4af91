"""Payment's settings: TOLLBOOK_PAYMENT_…"""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.chassis.config import ServiceSettings


class PaymentSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="TOLLBOOK_PAYMENT_")

    batch_items_max: int = Field(default=64, ge=1, le=1_000)
    """How many payments one transaction takes."""
    batches_in_flight_max: int = Field(default=1, ge=1, le=8)
    """How many such transactions run at once in the process. One makes the batches full, which is worth more than
    overlap.
    """
