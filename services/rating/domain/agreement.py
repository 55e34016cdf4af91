"""A sponsorship agreement as it is kept (R-SPO-1 to R-SPO-3)."""

from dataclasses import dataclass, replace

from services.kernel.period import Cycle
from services.rating.domain.reason import Reason, invalid
from services.rating.domain.sponsorship import SponsorshipKind


@dataclass(frozen=True, slots=True)
class SponsorshipAgreement:
    """Cycles are text, "" without end. ``pauses`` are (first, last) cycles in which members pay for themselves."""

    agreement_id: str
    sponsor_account: str
    sponsor_customer: str
    display_name: str
    kind: SponsorshipKind
    items: tuple[str, ...]
    sets: tuple[str, ...]
    permille: int
    cap: int
    priority: int
    first_cycle: str
    last_cycle: str
    pauses: tuple[tuple[str, str], ...] = ()
    state: str = "ACTIVE"
    version: int = 1


@dataclass(frozen=True, slots=True)
class Member:
    """An account that an agreement pays for, from a cycle to a cycle."""

    account_id: str
    agreement_id: str
    first_cycle: str
    last_cycle: str


def check_terms(agreement: SponsorshipAgreement) -> None:
    """Raises AGREEMENT_INVALID when the terms contradict the kind."""
    if (agreement.kind is SponsorshipKind.CAP) != (agreement.cap > 0):
        raise invalid(Reason.AGREEMENT_INVALID, "a cap, and only a cap, has a sum above 0", field="cap")
    if (agreement.kind is SponsorshipKind.RATIO) != (agreement.permille > 0):
        raise invalid(Reason.AGREEMENT_INVALID, "a ratio, and only a ratio, has a part above 0", field="permille")
    if agreement.last_cycle and agreement.last_cycle < agreement.first_cycle:
        raise invalid(Reason.AGREEMENT_INVALID, "the last cycle is before the first", field="cycles")


def paused(agreement: SponsorshipAgreement, from_cycle: Cycle) -> SponsorshipAgreement:
    """Members pay for themselves from the cycle on (R-SPO-3). One that is paused stays so."""
    if agreement.state != "ACTIVE":
        return agreement
    pauses = (*agreement.pauses, (str(from_cycle), ""))
    return replace(agreement, state="SUSPENDED", pauses=pauses, version=agreement.version + 1)


def resumed(agreement: SponsorshipAgreement, from_cycle: Cycle) -> SponsorshipAgreement:
    """The sponsor pays again from the cycle on. A pause that had not begun by then is as if it had never been."""
    if agreement.state != "SUSPENDED":
        return agreement
    first, last = agreement.pauses[-1][0], str(from_cycle.previous)
    pauses = agreement.pauses[:-1] + (((first, last),) if first <= last else ())
    return replace(agreement, state="ACTIVE", pauses=pauses, version=agreement.version + 1)


def ended(agreement: SponsorshipAgreement, last_cycle: str) -> SponsorshipAgreement:
    return replace(agreement, state="ENDED", last_cycle=last_cycle, version=agreement.version + 1)
