"""Why the gateway refuses; each value is one of ErrorReason in error_reason.proto, without its prefix."""

from enum import StrEnum


class Reason(StrEnum):
    """The closed list. The first group answers RPCs, the second is kept with refused messages."""

    COMMAND_NOT_FOUND = "COMMAND_NOT_FOUND"
    COMMAND_CONTENT_DIFFERS = "COMMAND_CONTENT_DIFFERS"
    PLATFORM_UNKNOWN = "PLATFORM_UNKNOWN"
    COMMAND_NOT_RESENDABLE = "COMMAND_NOT_RESENDABLE"
    COMMAND_NOT_CANCELLABLE = "COMMAND_NOT_CANCELLABLE"
    NOTIFICATION_NOT_FOUND = "NOTIFICATION_NOT_FOUND"
    NOTIFICATION_STATE = "NOTIFICATION_STATE"
    CALLBACK_NOT_FOUND = "CALLBACK_NOT_FOUND"
    CALLBACK_STATE = "CALLBACK_STATE"
    CHANNEL_UNKNOWN = "CHANNEL_UNKNOWN"
    CONFIGURATION_INVALID = "CONFIGURATION_INVALID"
    ORDER_QUERY_UNSUPPORTED = "ORDER_QUERY_UNSUPPORTED"
    ORDER_QUERY_FAILED = "ORDER_QUERY_FAILED"
    PAGE_TOKEN_INVALID = "PAGE_TOKEN_INVALID"

    SIGNATURE_MISSING = "SIGNATURE_MISSING"
    TIMESTAMP_STALE = "TIMESTAMP_STALE"
    KEY_UNKNOWN = "KEY_UNKNOWN"
    SIGNATURE_INVALID = "SIGNATURE_INVALID"
    SIGNATURE_PROBE = "SIGNATURE_PROBE"
    BODY_MALFORMED = "BODY_MALFORMED"
    DECRYPTION_FAILED = "DECRYPTION_FAILED"
    MERCHANT_MISMATCH = "MERCHANT_MISMATCH"
    AMOUNT_MISMATCH = "AMOUNT_MISMATCH"
    CURRENCY_MISMATCH = "CURRENCY_MISMATCH"
    ACCOUNT_MALFORMED = "ACCOUNT_MALFORMED"
    DUPLICATE_CONTENT_DIFFERS = "DUPLICATE_CONTENT_DIFFERS"
    COMMAND_UNKNOWN = "COMMAND_UNKNOWN"
    OUTCOME_CONTRADICTS = "OUTCOME_CONTRADICTS"
    OUTCOME_DATE_IMPLAUSIBLE = "OUTCOME_DATE_IMPLAUSIBLE"
    QUARANTINED_BY_PERSON = "QUARANTINED_BY_PERSON"
    BODY_TOO_LONG = "BODY_TOO_LONG"
    CONTENT_UNSUPPORTED = "CONTENT_UNSUPPORTED"
    RATE_EXCEEDED = "RATE_EXCEEDED"
    NOT_STORED = "NOT_STORED"


class MessageRefused(Exception):
    """A received message that is not accepted. Raised by verifiers; kept with the message and answered in its
    channel's way."""

    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        # It may quote the message, which may hold what no text column takes.
        self.detail = "".join(character if character.isprintable() else " " for character in detail[:500])
