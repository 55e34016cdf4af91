"""What credit tells the others. Each is the value that the outbox is given; wire.py encodes it."""

from dataclasses import dataclass

from services.credit.domain.control import Control
from services.kernel.period import Cycle


@dataclass(frozen=True, slots=True)
class GradeChanged:
    """The position of a customer's grade."""

    customer: str
    version: int
    grade: str
    effective_cycle: Cycle
    policy_version: str


@dataclass(frozen=True, slots=True)
class ControlChanged:
    """The position of an account's control; ``payment_version`` is the version of payment's position that was used."""

    account: str
    customer: str
    version: int
    control: Control
    payment_version: int


@dataclass(frozen=True, slots=True)
class SponsorshipControlChanged:
    """The position of a sponsor's standing (R-SPO-3)."""

    account: str
    customer: str
    version: int
    suspended: bool


@dataclass(frozen=True, slots=True)
class CreditWarned:
    """A warning or an intervention was decided (R-CTL-3, R-CTL-4); amounts in minor units."""

    account: str
    customer: str
    kind: str
    figure: int
    threshold: int
