"""What credit refuses with. The names are those of tollbook.credit.v1.ErrorReason without its prefix."""

from enum import StrEnum

from services.kernel.errors import Refusal, RefusalKind


class Reason(StrEnum):
    """Precedence: not found, then state, then separation of duties, then dates and bounds."""

    ACCOUNT_NOT_FOUND = "ACCOUNT_NOT_FOUND"
    CUSTOMER_NOT_FOUND = "CUSTOMER_NOT_FOUND"
    CUSTOMER_NOT_GRADED = "CUSTOMER_NOT_GRADED"
    GRADE_UNKNOWN = "GRADE_UNKNOWN"
    GRADE_FIXED = "GRADE_FIXED"
    OVERRIDE_NOT_FOUND = "OVERRIDE_NOT_FOUND"
    OVERRIDE_TOO_LONG = "OVERRIDE_TOO_LONG"
    OVERRIDE_OVERLAPS = "OVERRIDE_OVERLAPS"
    POLICY_NOT_FOUND = "POLICY_NOT_FOUND"
    POLICY_EXISTS = "POLICY_EXISTS"
    POLICY_NOT_EFFECTIVE = "POLICY_NOT_EFFECTIVE"
    POLICY_DATE_PASSED = "POLICY_DATE_PASSED"
    POLICY_INVALID = "POLICY_INVALID"
    DRY_RUN_MISSING = "DRY_RUN_MISSING"
    STATE_CONFLICT = "STATE_CONFLICT"
    APPROVER_IS_REQUESTER = "APPROVER_IS_REQUESTER"
    AGREEMENT_NOT_FOUND = "AGREEMENT_NOT_FOUND"
    AGREEMENT_OVERLAPS = "AGREEMENT_OVERLAPS"
    AGREEMENT_INVALID = "AGREEMENT_INVALID"
    EXEMPTION_NOT_FOUND = "EXEMPTION_NOT_FOUND"
    EXEMPTION_TOO_LONG = "EXEMPTION_TOO_LONG"
    EXEMPTION_DATES_INVALID = "EXEMPTION_DATES_INVALID"
    WARNING_NOT_FOUND = "WARNING_NOT_FOUND"
    INTERVENTION_NOT_FOUND = "INTERVENTION_NOT_FOUND"
    REGRADE_TOO_EARLY = "REGRADE_TOO_EARLY"
    REGRADE_TOO_LATE = "REGRADE_TOO_LATE"
    CURRENCY_MISMATCH = "CURRENCY_MISMATCH"


def not_found(reason: Reason, name: str) -> Refusal:
    """The refusal for a name that credit does not know."""
    return Refusal(reason, RefusalKind.NOT_FOUND, f"credit knows no {name}", metadata={"name": name})


def precondition(reason: Reason, message: str, **metadata: str) -> Refusal:
    """The refusal of a request that the state of things does not permit."""
    return Refusal(reason, RefusalKind.FAILED_PRECONDITION, message, metadata=metadata)
