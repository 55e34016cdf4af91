"""Rating's parameters, dated and approved; the defaults are those of the rules."""

import datetime as dt
from dataclasses import dataclass

from services.rating.domain.catalogue import ApprovalKind


@dataclass(frozen=True, slots=True)
class RatingPolicy:
    """The parameters in force. Permille are thousandths, minor units fen."""

    cut_off_day: int = 15
    activation_day: int = 5
    restore_hours: int = 24
    usage_warning_permille: int = 5_000
    intervention_limit_minor_units: int = 0
    outlier_permille: int = 500
    outlier_minor_units: int = 10_000
    order_approvals: tuple[ApprovalKind, ...] = ()


DEFAULT_POLICY = RatingPolicy()


@dataclass(frozen=True, slots=True)
class DatedPolicy:
    """A policy from a date. State: REQUESTED, APPROVED or REJECTED."""

    effective_date: dt.date
    terms: RatingPolicy
    state: str
    requester: str
    approver: str
