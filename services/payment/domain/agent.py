"""Collecting agents (代办点, R-PAY-5): agreements, daily reports, remittances, and the appraisal of a month."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.kernel.errors import Refusal, RefusalKind
from services.kernel.money import share
from services.kernel.period import Cycle
from services.payment.domain.reason import Reason


@dataclass(frozen=True, slots=True)
class AgentTerms:
    """What an agreement says: ratios in thousandths, the target in minor units, its days half-open."""

    fee_permille: int
    bonus_permille: int
    bonus_target: int
    valid_from: dt.date | None
    valid_until: dt.date | None

    def hold_on(self, date: dt.date) -> bool:
        return (self.valid_from is None or self.valid_from <= date) and (
            self.valid_until is None or date < self.valid_until
        )


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent under an agreement; amounts in minor units. A changed agreement waits for finance's review again, and
    meanwhile what finance ``reviewed`` last holds. ``callers`` are the subjects that may act for the agent.
    """

    agent: str
    display_name: str
    sales_unit: str
    fee_permille: int
    bonus_permille: int
    bonus_target: int
    valid_from: dt.date | None
    valid_until: dt.date | None
    voucher: str
    approved: bool = False
    version: int = 1
    created_by: str = ""
    callers: tuple[str, ...] = ()
    reviewed: AgentTerms | None = None

    @property
    def terms(self) -> AgentTerms:
        return AgentTerms(self.fee_permille, self.bonus_permille, self.bonus_target, self.valid_from, self.valid_until)


Agreements = Mapping[str, AgentTerms | None]
"""By agent the terms that finance reviewed last, None before its first review; an agent that is not known is not in
it.
"""


@dataclass(frozen=True, slots=True)
class AgentReport:
    """An agent's daily business report (营业日报) beside what we recorded."""

    agent: str
    date: dt.date
    payments: int
    amount: int
    recorded_payments: int
    recorded_amount: int
    state: str = "SUBMITTED"
    finding: str = ""


@dataclass(frozen=True, slots=True)
class Remittance:
    """Money that an agent handed in (资金上缴)."""

    remittance: str
    agent: str
    amount: int
    remit_date: dt.date
    voucher: str


@dataclass(frozen=True, slots=True)
class Inspection:
    inspection: str
    agent: str
    date: dt.date
    finding: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class Standing:
    """An agent's month: taken, handed in, still held, the most days that a day's takings were late, earned."""

    agent: str
    month: str
    taken: int
    remitted: int
    outstanding: int
    days_late: int
    fee: int
    bonus: int


_NO_TERMS = AgentTerms(0, 0, 0, None, None)
DayAmounts = Sequence[tuple[dt.date, int]]
"""Amounts by date, in the order of dates."""


def check_agent(channel: str, agent: str, value_date: dt.date, agreements: Agreements) -> None:
    """Money of the channel AGENT, and no other's, names an agent whose agreement holds on the value date (R-PAY-5).

    Raises AGENT_CHANNEL_MISMATCH, AGENT_NOT_FOUND and AGENT_NOT_IN_FORCE.
    """
    if not agent and channel != "AGENT":
        return
    if not agent or channel != "AGENT":
        raise Refusal(
            Reason.AGENT_CHANNEL_MISMATCH,
            RefusalKind.INVALID,
            f"a payment of the channel {channel} names {'an' if agent else 'no'} agent",
            metadata={"channel": channel},
        )
    if agent not in agreements:
        raise agent_not_found(agent)
    terms = agreements[agent]
    if terms is None or not terms.hold_on(value_date):
        raise Refusal(
            Reason.AGENT_NOT_IN_FORCE,
            RefusalKind.FAILED_PRECONDITION,
            f"agent {agent} has no agreement that finance reviewed and that holds on {value_date}",
            metadata={"agent": f"agents/{agent}", "date": str(value_date)},
        )


def check_caller(agent: Agent, subject: str) -> None:
    """Raises AGENT_NOT_CALLERS unless the agent's own systems call."""
    if subject not in agent.callers:
        raise Refusal(
            Reason.AGENT_NOT_CALLERS,
            RefusalKind.PERMISSION_DENIED,
            f"{subject} does not act for agent {agent.agent}",
            metadata={"agent": f"agents/{agent.agent}", "subject": subject},
        )


def agent_not_found(agent: str) -> Refusal:
    return Refusal(
        Reason.AGENT_NOT_FOUND,
        RefusalKind.NOT_FOUND,
        f"there is no agent {agent!r}",
        metadata={"agent": f"agents/{agent}"},
    )


def check_review(agent: Agent, reviewer: str) -> None:
    """Finance's review is not by the one who made or changed the agreement, and needs its voucher."""
    if reviewer == agent.created_by or not agent.voucher:
        raise Refusal(
            Reason.APPROVAL_MISSING,
            RefusalKind.FAILED_PRECONDITION,
            "the agreement is reviewed with its voucher, by another person than the one who made it",
            metadata={"action": "agent.approve"},
        )


def appraise(agent: Agent, month: Cycle, taken: DayAmounts, remitted: DayAmounts, today: dt.date) -> Standing:
    """The agent's month. ``taken`` and ``remitted`` are all there are up to the month's end or today, the oldest
    first. It earns by the terms that finance reviewed last, and nothing before the first review.
    """
    terms = agent.reviewed or _NO_TERMS
    end = min(month.last_day, today)
    own = sum(amount for date, amount in taken if month.first_day <= date <= end)
    handed_in = sum(amount for date, amount in remitted if month.first_day <= date <= end)
    outstanding = sum(amount for _, amount in taken) - sum(amount for _, amount in remitted)
    return Standing(
        agent.agent,
        str(month),
        own,
        handed_in,
        outstanding,
        _days_late(taken, remitted, month, end),
        share(own, terms.fee_permille, 1000),
        share(max(0, own - terms.bonus_target), terms.bonus_permille, 1000),
    )


def _days_late(taken: DayAmounts, remitted: DayAmounts, month: Cycle, end: dt.date) -> int:
    """The most days between a day's takings of the month and the remittance that covered the last of it, oldest
    first.
    """
    covering = iter(remitted)
    date, left = next(covering, (end, 0))
    late = 0
    for day, amount in taken:
        need = amount
        while need > left:
            need -= left
            date, left = next(covering, (end, need))
        left -= need
        if day >= month.first_day:
            late = max(late, (date - day).days)
    return late
