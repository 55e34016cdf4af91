"""Agencies, agreements, assignments and recovery lists as values (R-AGY-1, R-AGY-2, R-AGY-3)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from services.collection.domain.commission import CommissionStep, age_months, commission, ratio
from services.collection.domain.reason import Reason, precondition
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.period import Cycle


class ListState(StrEnum):
    """Where a recovery list stands; finance sees only released ones."""

    IMPORTED = "IMPORTED"
    SIGNED_BY_SUPPORT = "SIGNED_BY_SUPPORT"
    SIGNED_BY_MARKETING = "SIGNED_BY_MARKETING"
    RELEASED = "RELEASED"
    RETURNED = "RETURNED"


LIST_STATES: tuple[tuple[ListState, str, ListState], ...] = (
    (ListState.IMPORTED, "SIGN", ListState.SIGNED_BY_SUPPORT),
    (ListState.SIGNED_BY_SUPPORT, "SIGN", ListState.SIGNED_BY_MARKETING),
    (ListState.SIGNED_BY_MARKETING, "RELEASE", ListState.RELEASED),
    (ListState.IMPORTED, "RETURN", ListState.RETURNED),
    (ListState.SIGNED_BY_SUPPORT, "RETURN", ListState.RETURNED),
    (ListState.RETURNED, "IMPORT", ListState.IMPORTED),
)
"""(from, verb, to): signed by the support centre, then marketing, filed, and only then released (R-AGY-2)."""

_NEXT = {(source, verb): target for source, verb, target in LIST_STATES}
_SIGNER_ROLE = {ListState.IMPORTED: "SUPPORT", ListState.SIGNED_BY_SUPPORT: "MARKETING"}


def advance_list(list_id: str, state: ListState, verb: str) -> ListState:
    """The state after a verb. Raises RECOVERY_LIST_STATE_WRONG."""
    target = _NEXT.get((state, verb))
    if target is None:
        raise precondition(
            Reason.RECOVERY_LIST_STATE_WRONG,
            f"recovery list {list_id} is {state}: {verb} is not possible",
            list=f"recoveryLists/{list_id}",
            state=state.value,
        )
    return target


def check_signer(state: ListState, roles: frozenset[str]) -> None:
    """Raises APPROVER_ROLE_WRONG unless the signer has the role whose turn it is."""
    role = _SIGNER_ROLE.get(state)
    if role is not None and role not in roles:
        raise Refusal(
            Reason.APPROVER_ROLE_WRONG,
            RefusalKind.PERMISSION_DENIED,
            f"the next signature is {role}'s",
            metadata={"role": role},
        )


@dataclass(frozen=True, slots=True)
class Agency:
    """A collection agency."""

    agency_id: str
    display_name: str
    closed: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement of a unit with an agency for a year; its id is {agency}-{unit}-{year}."""

    agreement_id: str
    agency_id: str
    sales_unit: str
    year: int
    steps: tuple[CommissionStep, ...]
    state: str
    proposer: str
    approver: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A case in an agency's hands; age and ratio are fixed at assignment."""

    shard: int
    assignment_id: str
    case_id: str
    account_id: str
    agency_id: str
    agreement_id: str
    age_months: int
    basis_points: int
    overdue: int
    assign_date: dt.date
    recall_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RecoveredMoney:
    """What a payment settled of a case's debt past due, in minor units."""

    shard: int
    settlement_id: str
    account_id: str
    case_id: str
    payment_id: str
    account_manager: str
    agency: str
    amount: int
    oldest_cycle: str
    value_date: dt.date
    posting_date: dt.date
    reversed_date: dt.date | None = None


@dataclass(frozen=True, slots=True)
class RecoveryList:
    """A monthly list; its id is {agency}-{unit}-{month}."""

    list_id: str
    agency_id: str
    sales_unit: str
    month: str
    state: ListState
    importer: str = ""
    support_signer: str = ""
    marketing_signer: str = ""


@dataclass(frozen=True, slots=True)
class CollectorCommission:
    """One collector's commission of one month."""

    collector: str
    month: str
    recovered: int
    commission: int
    taken_back: int


def collector_commissions(
    month: str,
    received: Iterable[RecoveredMoney],
    reversed_now: Iterable[RecoveredMoney],
    steps: tuple[CommissionStep, ...],
) -> list[CollectorCommission]:
    """Commission of our own collectors (R-AGY-3): of what was received in the month on their cases, rounded per
    payment; what was paid for money of earlier months that was reversed in this one is taken back."""
    sums: dict[str, list[int]] = {}
    for sign, index, facts in ((1, 1, received), (-1, 2, reversed_now)):
        for fact in facts:
            if not fact.account_manager or fact.agency:
                continue
            entry = sums.setdefault(fact.account_manager, [0, 0, 0])
            earned = commission(fact.amount, ratio(steps, age_months(Cycle.parse(fact.oldest_cycle), fact.value_date)))
            entry[index] += earned
            entry[0] += fact.amount if sign > 0 else 0
    return [CollectorCommission(name, month, *sums[name]) for name in sorted(sums)]
