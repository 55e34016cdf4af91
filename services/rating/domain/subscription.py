"""A subscription and what a platform's report makes of it (R-OPN-2, R-OPN-4, R-OPN-7)."""

import datetime as dt
from dataclasses import dataclass, field, replace

from services.kernel.business import LineOfBusiness, SuspensionReason
from services.kernel.period import Cycle
from services.rating.domain.charging import EffectMode, RentFacts, Suspended
from services.rating.domain.states import SUBSCRIPTION, SubscriptionState, can, move


@dataclass(frozen=True, slots=True)
class Suspension:
    """A time of suspension, keyed by the command that began it. Known cycles as in charging."""

    command_id: str
    reason: SuspensionReason
    suspend_date: dt.date
    suspend_known: str = ""
    restore_date: dt.date | None = None
    restore_known: str = ""
    restore_command_id: str = ""


@dataclass(frozen=True, slots=True)
class Subscription:
    """A product in use. ``rent`` is the monthly rent agreed on, in minor units; ``charged_from`` the first date that
    we charge.
    """

    subscription_id: str
    account_id: str
    customer_id: str
    product_id: str
    line_of_business: LineOfBusiness
    service_number: str
    rent_item: str
    rent: int
    effect_mode: EffectMode
    state: SubscriptionState
    platform: str = ""
    equipment: bool = False
    charge_start: dt.date | None = None
    charged_from: dt.date | None = None
    start_known: str = ""
    terminate_date: dt.date | None = None
    terminate_known: str = ""
    version: int = 1
    rent_changes: tuple[tuple[str, int], ...] = ()
    suspensions: tuple[Suspension, ...] = field(default=())

    @property
    def standing(self) -> tuple[Suspension, ...]:
        """The suspensions that stand, oldest first."""
        found = [each for each in self.suspensions if each.restore_date is None]
        return tuple(sorted(found, key=lambda each: (each.suspend_date, each.command_id)))

    @property
    def rent_facts(self) -> RentFacts:
        return RentFacts(
            mode=self.effect_mode,
            rents=(("", self.rent), *self.rent_changes),
            charged_from=self.charged_from,
            start_known=self.start_known,
            terminate_date=self.terminate_date,
            terminate_known=self.terminate_known,
            suspensions=tuple(
                Suspended(each.suspend_date, each.restore_date, each.suspend_known, each.restore_known)
                for each in self.suspensions
            ),
        )


def completed(subscription: Subscription, date: dt.date, known: str) -> Subscription:
    """All is built and confirmed: charged from that date on; a next-cycle product waits for its cycle (R-OPN-2,
    R-OPN-3).
    """
    if subscription.effect_mode is EffectMode.NEXT_CYCLE:
        state = move(SUBSCRIPTION, subscription.state, "prepare")
        return replace(subscription, state=state, charge_start=Cycle.of(date).end)
    state = move(SUBSCRIPTION, subscription.state, "complete")
    return replace(subscription, state=state, charge_start=date, charged_from=date, start_known=known)


def activated(subscription: Subscription, date: dt.date, activation_day: int, known: str) -> Subscription:
    """A next-cycle product takes effect: confirmed by the activation day it is charged from its cycle's first day,
    later by
    the day (R-OPN-4)."""
    start = subscription.charge_start or date
    in_time = date < start + dt.timedelta(days=activation_day)
    return replace(
        subscription,
        state=move(SUBSCRIPTION, subscription.state, "activate"),
        charge_start=start if in_time else date,
        charged_from=start if in_time else date,
        start_known=known,
        effect_mode=subscription.effect_mode if in_time else EffectMode.BY_DAY,
    )


def suspended(
    subscription: Subscription, command_id: str, reason: SuspensionReason, date: dt.date, known: str
) -> Subscription:
    """The line is off from the date. A command applied before, or a line not in use, changes nothing."""
    applied = any(each.command_id == command_id for each in subscription.suspensions)
    if applied or not can(SUBSCRIPTION, subscription.state, "suspend"):
        return subscription
    return replace(
        subscription,
        state=move(SUBSCRIPTION, subscription.state, "suspend"),
        suspensions=(*subscription.suspensions, Suspension(command_id, reason, date, known)),
    )


def restored(
    subscription: Subscription, command_id: str, reason: SuspensionReason, date: dt.date, known: str
) -> Subscription:
    """The suspensions of that reason end on the date; the line is back when none of another reason stands (R-DUN-6)."""
    ending = [each for each in subscription.standing if each.reason is reason]
    applied = any(each.restore_command_id == command_id for each in subscription.suspensions)
    if applied or not ending or subscription.state is not SubscriptionState.SUSPENDED:
        return subscription
    after = tuple(
        replace(each, restore_date=max(date, each.suspend_date), restore_known=known, restore_command_id=command_id)
        if each in ending
        else each
        for each in subscription.suspensions
    )
    still = any(each.restore_date is None for each in after)
    state = subscription.state if still else move(SUBSCRIPTION, subscription.state, "restore")
    return replace(subscription, state=state, suspensions=after)


def terminated(subscription: Subscription, date: dt.date, known: str) -> Subscription:
    """The line ends: the date is the first that is not charged. A line that is not in use stays as it is."""
    if not can(SUBSCRIPTION, subscription.state, "terminate"):
        return subscription
    return replace(
        subscription,
        state=SubscriptionState.TERMINATED,
        terminate_date=date,
        terminate_known=known,
    )


def moved(subscription: Subscription, account_id: str) -> Subscription:
    """On another account of its customer. Raises STATE_CONFLICT for a line that is not in use."""
    return replace(subscription, state=move(SUBSCRIPTION, subscription.state, "move"), account_id=account_id)


def reinstalled(subscription: Subscription, date: dt.date, known: str) -> Subscription:
    """The line is back after its termination (R-DUN-1): charged anew from the date, the old suspensions ended."""
    ended = tuple(
        replace(each, restore_date=max(date, each.suspend_date), restore_known=known)
        if each.restore_date is None
        else each
        for each in subscription.suspensions
    )
    return replace(
        subscription,
        state=move(SUBSCRIPTION, subscription.state, "reinstall"),
        charge_start=date,
        charged_from=date,
        start_known=known,
        terminate_date=None,
        terminate_known="",
        suspensions=ended,
    )


def consistency_finding(subscription: Subscription, date: dt.date) -> str | None:
    """Where function and billing do not agree on a date (R-OPN-4); None when they do."""
    in_use = subscription.state in (SubscriptionState.ACTIVE, SubscriptionState.SUSPENDED)
    ended = subscription.terminate_date is not None and subscription.terminate_date <= date
    charged = subscription.charged_from is not None and subscription.charged_from <= date and not ended
    if charged and not in_use:
        return "CHARGED_NOT_ACTIVE"
    if in_use and subscription.charge_start is None:
        return "ACTIVE_NOT_CHARGED"
    if subscription.state is SubscriptionState.SUSPENDED and not subscription.standing:
        return "SUSPENDED_WITHOUT_PERIOD"
    return None


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A subscription whose function and billing do not agree."""

    subscription: Subscription
    finding: str
