"""Collection's settings beside those that every service has."""

from pathlib import Path

from pydantic_settings import SettingsConfigDict

from services.chassis.config import ServiceSettings


class CollectionSettings(ServiceSettings):
    """Read from TOLLBOOK_COLLECTION_… and the shared TOLLBOOK_… variables."""

    model_config = SettingsConfigDict(env_prefix="TOLLBOOK_COLLECTION_", extra="ignore", populate_by_name=True)

    outgoing_dir: Path = Path(".tollbook/outgoing")
    """TOLLBOOK_COLLECTION_OUTGOING_DIR, where the file sender puts automatic notices."""

    sender_url: str = ""
    """TOLLBOOK_COLLECTION_SENDER_URL, where automatic notices are posted; files instead when it is empty."""
    sender_secret_file: Path | None = None
    """TOLLBOOK_COLLECTION_SENDER_SECRET_FILE, the secret that they are signed with: ``whsec_`` and Base64."""
