"""Payment's settings: TOLLBOOK_PAYMENT_…"""

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.chassis.config import ServiceSettings


class PaymentSettings(ServiceSettings):
    model_config = SettingsConfigDict(env_prefix="TOLLBOOK_PAYMENT_")

    creditor_name: str = "Tollbook"
    """The operator's name on a pain.008."""
    creditor_account: str = "NOTPROVIDED"
    """The operator's account with the bank that collects."""
    batch_items_max: int = Field(default=64, ge=1, le=1_000)
    """How many payments one transaction takes."""
    batches_in_flight_max: int = Field(default=1, ge=1, le=8)
    """How many such transactions run at once in the process. One makes the batches full, which is worth more than
    overlap.
    """
