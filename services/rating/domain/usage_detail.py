"""Who may see usage detail (详单), for what, and how much of it (R-RAT-4)."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from services.kernel.errors import Refusal, RefusalKind
from services.kernel.period import Cycle
from services.rating.domain.reason import Reason

DAYS_MAX = 31
CODE_SECONDS = 300
CODE_ATTEMPTS_MAX = 5
ALARM_LINES_A_DAY = 10_000
ALARM_SUBSCRIPTIONS_A_DAY = 50
_MASK = "****"


class Purpose(StrEnum):
    """Why somebody looks at usage detail."""

    CUSTOMER_QUERY = "CUSTOMER_QUERY"
    COMPLAINT = "COMPLAINT"
    RATING_CHECK = "RATING_CHECK"
    LEGAL_ORDER = "LEGAL_ORDER"
    AUDIT = "AUDIT"


PERMITTED: Mapping[tuple[Purpose, str], bool] = {
    (Purpose.CUSTOMER_QUERY, "CUSTOMER"): False,
    (Purpose.CUSTOMER_QUERY, "CASHIER"): False,
    (Purpose.COMPLAINT, "SUPPORT"): True,
    (Purpose.RATING_CHECK, "SUPPORT"): True,
    (Purpose.RATING_CHECK, "FINANCE"): True,
    (Purpose.LEGAL_ORDER, "SUPPORT"): False,
    (Purpose.AUDIT, "AUDITOR"): True,
}
"""The roles that each purpose is open to, and whether they see other parties' numbers masked."""


@dataclass(frozen=True, slots=True)
class DetailQuery:
    """A question for the lines of a subscription from ``start`` until before ``end``."""

    actor: str
    roles: tuple[str, ...]
    subscription_id: str
    start: dt.date
    end: dt.date
    purpose: Purpose
    reference: str
    customers: frozenset[str] = frozenset()
    """The resource names of the customers for whom a portal asks."""


@dataclass(frozen=True, slots=True)
class DetailGrant:
    """That a query is served: under which role, and whether numbers are masked."""

    role: str
    masked: bool


@dataclass(frozen=True, slots=True)
class DetailFacts:
    """What decides: who uses the subscription, whether the second factor was right, which of the months are gone."""

    customer_id: str
    code_right: bool
    removed: frozenset[Cycle]


def decide_detail(query: DetailQuery, facts: DetailFacts) -> DetailGrant:
    """Raises the first refusal that applies: purpose, reference, person, second factor, days, retention.

    A customer sees what it uses itself; who sponsors it is another customer and is refused.
    """
    purpose = query.purpose
    role = next((role for role in sorted(query.roles) if (purpose, role) in PERMITTED), None)
    if role is None:
        raise _denied(Reason.PURPOSE_NOT_PERMITTED, "the role may not see detail for this purpose", purpose=purpose)
    if purpose is not Purpose.CUSTOMER_QUERY and not query.reference:
        raise _invalid(Reason.REFERENCE_MISSING, "the purpose needs its complaint, case or order", purpose=purpose)
    name = f"subscriptions/{query.subscription_id}"
    if role == "CUSTOMER" and f"customers/{facts.customer_id}" not in query.customers:
        raise _denied(Reason.DETAIL_NOT_PERMITTED, "only who uses a subscription sees its detail", subscription=name)
    if purpose is Purpose.CUSTOMER_QUERY and not facts.code_right:
        raise _denied(Reason.SECOND_FACTOR_INVALID, "the one-time code is missing, wrong or expired", subscription=name)
    if not 1 <= (query.end - query.start).days <= DAYS_MAX:
        raise _invalid(Reason.DETAIL_RANGE_INVALID, f"ask for 1 to {DAYS_MAX} days", days_max=str(DAYS_MAX))
    gone = [cycle for cycle in cycles_of(query.start, query.end) if cycle in facts.removed]
    if gone:
        raise Refusal(
            Reason.DETAIL_REMOVED,
            RefusalKind.FAILED_PRECONDITION,
            f"the detail of {gone[0]} is past its retention",
            metadata={"cycle": str(gone[0])},
        )
    return DetailGrant(role, PERMITTED[purpose, role])


def _denied(reason: Reason, message: str, **metadata: str) -> Refusal:
    return Refusal(reason, RefusalKind.PERMISSION_DENIED, message, metadata=metadata)


def _invalid(reason: Reason, message: str, **metadata: str) -> Refusal:
    return Refusal(reason, RefusalKind.INVALID, message, metadata=metadata)


def cycles_of(start: dt.date, end: dt.date) -> list[Cycle]:
    """The months that a half-open range of days touches."""
    first, last = Cycle.of(start), Cycle.of(max(start, end - dt.timedelta(days=1)))
    return [first.plus(n) for n in range(last.index - first.index + 1)]


def mask_number(number: str) -> str:
    """A number with the four digits before its last four hidden; a short one keeps its last two only."""
    if len(number) >= 8:
        return number[:-8] + _MASK + number[-4:]
    return "*" * (len(number) - 2) + number[-2:] if len(number) > 2 else "*" * len(number)


def code_digest(subscription_id: str, code: str) -> bytes:
    """What is kept of a one-time code."""
    return hashlib.sha256(f"{subscription_id}:{code}".encode()).digest()


def alarms(lines_today: int, subscriptions_today: int) -> bool:
    """Whether what an actor has been given in a day is a bulk export."""
    return lines_today > ALARM_LINES_A_DAY or subscriptions_today > ALARM_SUBSCRIPTIONS_A_DAY


def removable_from(cycle: Cycle, retention_months: int) -> dt.date:
    """The first date on which a month's detail may be removed: 5 months beyond the month of origin."""
    return cycle.plus(retention_months).end
