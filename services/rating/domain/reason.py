"""What rating refuses with. The names are those of tollbook.rating.v1.ErrorReason without its prefix."""

from enum import StrEnum

from services.kernel.errors import Refusal, RefusalKind


class Reason(StrEnum):
    """Precedence: not found, then exists, then state, then separation of duties, then dates and bounds."""

    CUSTOMER_NOT_FOUND = "CUSTOMER_NOT_FOUND"
    CUSTOMER_EXISTS = "CUSTOMER_EXISTS"
    CUSTOMER_CLOSED = "CUSTOMER_CLOSED"
    CUSTOMER_HAS_OPEN_ACCOUNTS = "CUSTOMER_HAS_OPEN_ACCOUNTS"
    CUSTOMER_CLASS_INVALID = "CUSTOMER_CLASS_INVALID"
    MEMBER_OF_INVALID = "MEMBER_OF_INVALID"
    ACCOUNT_NOT_FOUND = "ACCOUNT_NOT_FOUND"
    ACCOUNT_EXISTS = "ACCOUNT_EXISTS"
    ACCOUNT_CLOSED = "ACCOUNT_CLOSED"
    ACCOUNT_IN_USE = "ACCOUNT_IN_USE"
    CURRENCY_MISMATCH = "CURRENCY_MISMATCH"
    SUBSCRIPTION_NOT_FOUND = "SUBSCRIPTION_NOT_FOUND"
    SUBSCRIPTION_EXISTS = "SUBSCRIPTION_EXISTS"
    SERVICE_NUMBER_IN_USE = "SERVICE_NUMBER_IN_USE"
    STATE_CONFLICT = "STATE_CONFLICT"
    ETAG_MISMATCH = "ETAG_MISMATCH"
    FIELD_NOT_UPDATABLE = "FIELD_NOT_UPDATABLE"
    FILE_UNREADABLE = "FILE_UNREADABLE"
    CYCLE_CLOSED = "CYCLE_CLOSED"
    CYCLE_NOT_ENDED = "CYCLE_NOT_ENDED"
    CYCLE_BEFORE_NOT_CLOSED = "CYCLE_BEFORE_NOT_CLOSED"
    APPROVER_IS_REQUESTER = "APPROVER_IS_REQUESTER"
    CATALOGUE_NOT_FOUND = "CATALOGUE_NOT_FOUND"
    CATALOGUE_EXISTS = "CATALOGUE_EXISTS"
    CATALOGUE_INVALID = "CATALOGUE_INVALID"
    DATE_PASSED = "DATE_PASSED"
    CHARGE_ITEM_NOT_FOUND = "CHARGE_ITEM_NOT_FOUND"
    PRODUCT_NOT_FOUND = "PRODUCT_NOT_FOUND"
    DISCOUNT_NOT_FOUND = "DISCOUNT_NOT_FOUND"
    POLICY_NOT_FOUND = "POLICY_NOT_FOUND"
    POLICY_EXISTS = "POLICY_EXISTS"
    ORDER_NOT_FOUND = "ORDER_NOT_FOUND"
    ORDER_EXISTS = "ORDER_EXISTS"
    APPROVAL_PENDING = "APPROVAL_PENDING"
    APPROVAL_NOT_PENDING = "APPROVAL_NOT_PENDING"
    PREPAYMENT_MISSING = "PREPAYMENT_MISSING"
    PEER_UNAVAILABLE = "PEER_UNAVAILABLE"
    ASSIGNMENT_NOT_FOUND = "ASSIGNMENT_NOT_FOUND"
    ASSIGNMENT_EXISTS = "ASSIGNMENT_EXISTS"
    SUBJECT_INVALID = "SUBJECT_INVALID"
    DISCOUNT_NEGATIVE = "DISCOUNT_NEGATIVE"
    AGREEMENT_NOT_FOUND = "AGREEMENT_NOT_FOUND"
    AGREEMENT_EXISTS = "AGREEMENT_EXISTS"
    AGREEMENT_INVALID = "AGREEMENT_INVALID"
    SPONSORSHIP_CYCLE = "SPONSORSHIP_CYCLE"
    MEMBER_EXISTS = "MEMBER_EXISTS"
    MEMBER_NOT_FOUND = "MEMBER_NOT_FOUND"
    BILL_RUN_NOT_FOUND = "BILL_RUN_NOT_FOUND"
    BILL_RUN_UNDER_WAY = "BILL_RUN_UNDER_WAY"
    BILL_NOT_FOUND = "BILL_NOT_FOUND"
    LINE_NOT_FOUND = "LINE_NOT_FOUND"
    ADJUSTMENT_NOT_FOUND = "ADJUSTMENT_NOT_FOUND"
    ADJUSTMENT_EXISTS = "ADJUSTMENT_EXISTS"
    ADJUSTMENT_TOO_LARGE = "ADJUSTMENT_TOO_LARGE"
    CHARGE_NOT_FOUND = "CHARGE_NOT_FOUND"
    CHARGE_EXISTS = "CHARGE_EXISTS"
    OPENING_AFTER_FIRST_DAY = "OPENING_AFTER_FIRST_DAY"
    OPENING_TOTALS_DIFFER = "OPENING_TOTALS_DIFFER"


def not_found(reason: Reason, field: str, name: str) -> Refusal:
    """The refusal for a name that rating does not know."""
    return Refusal(reason, RefusalKind.NOT_FOUND, f"rating knows no {name}", metadata={field: name})


def exists(reason: Reason, field: str, name: str) -> Refusal:
    """The refusal for an id that stands for something else already."""
    return Refusal(
        reason, RefusalKind.ALREADY_EXISTS, f"{name} exists already with other content", metadata={field: name}
    )


def precondition(reason: Reason, message: str, **metadata: str) -> Refusal:
    """The refusal of a request that the state of things does not permit."""
    return Refusal(reason, RefusalKind.FAILED_PRECONDITION, message, metadata=metadata)


def invalid(reason: Reason, message: str, **metadata: str) -> Refusal:
    """The refusal of a request that contradicts itself or the catalogue."""
    return Refusal(reason, RefusalKind.INVALID, message, metadata=metadata)
