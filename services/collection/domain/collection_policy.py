"""The rest of the service's parameters, dated and approved like the scenarios (R-GEN-5)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from services.collection.domain.commission import DEFAULT_STEPS, CommissionStep
from services.collection.domain.dossier import CHAIN_ROLES, BadDebtPolicy
from services.collection.domain.order_policy import OrderPolicy
from services.collection.domain.promise import PROMISE_DAYS_MOST
from services.collection.domain.provision import BASIS, DEFAULT_RATES, ProvisionRate
from services.collection.domain.reason import Reason
from services.collection.domain.work_order import RESTORATION_HOURS_MOST, OrderKind
from services.kernel.errors import Fault, Refusal, RefusalKind

EPOCH = dt.date(2000, 1, 1)
_DAYS_MOST = 366


@dataclass(frozen=True, slots=True)
class CollectionPolicy:
    """What decides from a date on: order limits, promises, dossiers, provisions, tasks, commission, how to pay.

    ``how_to_pay`` is by language; a language that it lacks has the built-in words. ``escalation_days`` of a kind that
    ``orders`` lacks are the built-in ones.
    """

    effective_date: dt.date = EPOCH
    orders: OrderPolicy = field(default_factory=OrderPolicy)
    bad_debt: BadDebtPolicy = field(default_factory=BadDebtPolicy)
    provision_rates: tuple[ProvisionRate, ...] = DEFAULT_RATES
    commission_steps: tuple[CommissionStep, ...] = DEFAULT_STEPS
    promise_days_max: int = PROMISE_DAYS_MOST
    task_days: int = 3
    contact_result_days: int = 7
    how_to_pay: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def version(self) -> str:
        return f"policy@{self.effective_date.isoformat()}"


DEFAULT_COLLECTION_POLICY = CollectionPolicy()
"""In force until another is approved."""


def policy_on(policies: Iterable[CollectionPolicy], date: dt.date) -> CollectionPolicy:
    """Of approved policies, the newest that has come into force by a date."""
    begun = [each for each in policies if each.effective_date <= date]
    return max(begun, key=lambda each: each.effective_date, default=DEFAULT_COLLECTION_POLICY)


def check_policy(policy: CollectionPolicy) -> None:
    """Raises POLICY_INVALID with all faults at once."""
    faults = [
        *_order_faults(policy.orders),
        *_dossier_faults(policy.bad_debt),
        *_ratio_faults("provision_rates", "R-BAD-4", [(r.months_from, r.basis_points) for r in policy.provision_rates]),
        *_ratio_faults(
            "commission_ratios", "R-AGY-3", [(s.months_from, s.basis_points) for s in policy.commission_steps]
        ),
        *_range_fault("promise_days_max", "R-DUN-4", policy.promise_days_max, 1, _DAYS_MOST),
        *_range_fault("task_days", "R-DUN-3", policy.task_days, 0, _DAYS_MOST),
        *_range_fault("contact_result_days", "R-DUN-3", policy.contact_result_days, 0, _DAYS_MOST),
    ]
    if not policy.provision_rates or policy.provision_rates[0].months_from != 0:
        faults.append(Fault("provision_rates", "R-BAD-4", "", "must begin at 0 months"))
    if faults:
        raise Refusal(
            Reason.POLICY_INVALID,
            RefusalKind.INVALID,
            "the policy is not possible: " + ", ".join(fault.field for fault in faults),
            faults=tuple(faults),
            metadata={"field": faults[0].field},
        )


def _range_fault(name: str, rule: str, value: int, least: int, most: int) -> list[Fault]:
    return [] if least <= value <= most else [Fault(name, rule, str(value), f"must be {least} to {most}")]


def _order_faults(orders: OrderPolicy) -> list[Fault]:
    faults: list[Fault] = []
    for business, hours in orders.restoration_hours.items():
        faults += _range_fault(f"restoration_hours[{business}]", "R-OPN-7", hours, 1, RESTORATION_HOURS_MOST)
    if "" not in orders.restoration_hours:
        faults.append(Fault("restoration_hours", "R-OPN-7", "", "must say the hours of all others"))
    for kind, days in orders.days.items():
        if kind is not OrderKind.RESTORE:
            faults += _range_fault(f"escalation_days[{kind}]", "R-DUN-5", days, 1, _DAYS_MOST)
    if not orders.levels or not all(orders.levels):
        faults.append(Fault("escalation_levels", "R-DUN-5", str(list(orders.levels)), "must name a level at least"))
    return faults


def _dossier_faults(policy: BadDebtPolicy) -> list[Fault]:
    faults: list[Fault] = []
    chain = policy.chain
    if not chain or len(set(chain)) < len(chain) or not set(chain) <= set(CHAIN_ROLES):
        wanted = ", ".join(CHAIN_ROLES)
        faults.append(Fault("approval_chain", "R-BAD-2", ",".join(chain), f"must be of {wanted}, each once"))
    kinds = [kind for kind, _ in policy.evidence_rules]
    if "" not in kinds or len(set(kinds)) < len(kinds):
        faults.append(
            Fault("evidence_rules", "R-BAD-1", ",".join(kinds), "must have one for any kind, and each kind once")
        )
    return faults


def _ratio_faults(name: str, rule: str, ratios: Sequence[tuple[int, int]]) -> list[Fault]:
    faults: list[Fault] = []
    for index, (months, points) in enumerate(ratios):
        faults += _range_fault(f"{name}[{index}].basis_points", rule, points, 0, BASIS)
        if months < 0 or (index and months <= ratios[index - 1][0]):
            faults.append(Fault(f"{name}[{index}].months_from", rule, str(months), "must rise"))
    return faults
