"""Rating's settings: TOLLBOOK_RATING_…"""

from pathlib import Path

from pydantic import Field
from pydantic_settings import SettingsConfigDict

from services.chassis.config import ServiceSettings


class RatingSettings(ServiceSettings):
    """What the environment says."""

    model_config = SettingsConfigDict(env_prefix="TOLLBOOK_RATING_")

    submit_seconds: float = Field(default=1.0, gt=0, le=60)
    """How often the work orders that the gateway has not taken are looked at."""
    operator_name: str = "Telecom operator"
    operator_name_zh: str = "电信运营商"
    """TOLLBOOK_RATING_OPERATOR_NAME(_ZH), whose bills these are, as printed on them."""
    payment_instructions: str = (
        "Please pay by {due_date}: at a counter, by bank transfer naming account {account}, by WeChat Pay, Alipay or "
        "UnionPay, or to a collecting agent."
    )
    payment_instructions_zh: str = (
        "请于 {due_date} 前缴费：营业厅、银行转账（注明账户 {account}）、微信支付、支付宝、银联或代收点。"
    )
    """TOLLBOOK_RATING_PAYMENT_INSTRUCTIONS(_ZH), how to pay, as printed; {account} and {due_date} are filled in."""
    usage_import_dir: Path = Path("usage-files")
    """TOLLBOOK_RATING_USAGE_IMPORT_DIR, the folder of the usage files that StartUsageFile loads."""
    outgoing_dir: Path = Path(".tollbook/outgoing")
    """TOLLBOOK_RATING_OUTGOING_DIR, where messages to customers are put for the SMS centre, a file each."""
    usage_retention_months: int = Field(default=5, ge=5, le=120)
    """TOLLBOOK_RATING_USAGE_RETENTION_MONTHS, how long usage detail is kept beyond its month of origin (R-RAT-4)."""
