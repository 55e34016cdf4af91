"""What a summary holds: business keys, dates and amounts in fen; no generated ids and no wall times.

The same seed gives the same bytes, whatever the timing was and whatever was killed meanwhile.
"""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from simulator.checks.facts import BillFact, MoneyFacts, SuiteFacts
from simulator.platform.desk import Desk
from simulator.queries.ladder import AgeingFact, LadderStep, RestorationFact


@dataclass(frozen=True, slots=True)
class Play:
    """What was simulated."""

    seed: int
    customers: int
    months: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class LadderFacts:
    """What collection shows: snapshots, steps and restorations."""

    ageing: tuple[AgeingFact, ...] = ()
    steps: tuple[LadderStep, ...] = ()
    restorations: tuple[RestorationFact, ...] = ()


def summarize(play: Play, facts: SuiteFacts, ladder: LadderFacts, desk: Desk, stories: Iterable[str]) -> dict[str, Any]:
    """Makes the summary."""
    return {
        "play": {
            "seed": play.seed,
            "customers": play.customers,
            "months": play.months,
            "first_day": str(play.first_day),
            "last_day": str(play.last_day),
        },
        "bills": _bills(facts.bills),
        "payments": _payments(facts.money),
        "settlements": _settlements(facts.money),
        "arrears_movement": {
            row.month: {"opening": row.opening, **dict(row.parts), "closing": row.closing}
            for row in sorted(facts.money.movements, key=lambda row: row.month)
        },
        "ageing": {row.month: row.as_dict() for row in sorted(ladder.ageing, key=lambda row: row.month)},
        "ladder": _ladder(ladder.steps),
        "suspensions": [item.as_dict() for item in sorted(ladder.restorations, key=RestorationFact.order)],
        "commands": _commands(desk),
        "bad_debt": [
            {
                "account": item.account_id,
                "written_off": item.amount,
                "recovered": item.recovered,
                "on": str(item.posting_date),
            }
            for item in sorted(facts.money.write_offs, key=lambda item: (item.posting_date, item.account_id))
        ],
        "usage": {
            "rows": facts.usage.rows,
            "rated": facts.usage.rated,
            "duplicates": facts.usage.duplicates,
            "rejected": facts.usage.rejected,
        },
        "stories": list(stories),
        "digests": _digests(facts, ladder),
    }


def canonical(summary: dict[str, Any]) -> bytes:
    """Writes a summary so that equal summaries are equal bytes."""
    return json.dumps(summary, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _bills(bills: Iterable[BillFact]) -> dict[str, dict[str, int]]:
    cycles: dict[str, Counter[str]] = defaultdict(Counter)
    for bill in bills:
        cycles[bill.cycle].update(bills=1, total=bill.total, lines=len(bill.lines))
    return {cycle: dict(counts) for cycle, counts in sorted(cycles.items())}


def _payments(money: MoneyFacts) -> dict[str, Any]:
    channels: dict[str, Counter[str]] = defaultdict(Counter)
    for payment in money.payments:
        channels[payment.channel].update(payments=1, amount=payment.amount)
    gone = [payment for payment in money.payments if payment.is_reversed]
    return {
        "by_channel": {channel: dict(counts) for channel, counts in sorted(channels.items())},
        "reversed": {"payments": len(gone), "amount": sum(payment.amount for payment in gone)},
        "unclaimed": {
            "receipts": len(money.receipts_unclaimed),
            "amount": sum(item.amount for item in money.receipts_unclaimed),
        },
    }


def _settlements(money: MoneyFacts) -> dict[str, dict[str, int]]:
    """What was settled by month: an account's settlements of one day count as one."""
    months: dict[str, Counter[str]] = defaultdict(Counter)
    settled: set[tuple[str, date]] = set()
    for (account_id, _, _, _, day), (principal, late_fee) in _applied(money).items():
        months[f"{day:%Y-%m}"].update(lines=1, principal=principal, late_fee=late_fee)
        if (account_id, day) not in settled:
            settled.add((account_id, day))
            months[f"{day:%Y-%m}"].update(settlements=1)
    return {month: dict(counts) for month, counts in sorted(months.items())}


def _applied(money: MoneyFacts) -> dict[tuple[str, str, int, str, date], tuple[int, int]]:
    """What each book paid on each line on each day.

    Two payments of one account and day pay the same together whichever comes first; only which of them pays which part
    depends on it, and that is no business result.
    """
    sums: dict[tuple[str, str, int, str, date], tuple[int, int]] = {}
    for item in money.allocations:
        key = (item.account_id, item.cycle, item.line, item.book_id, item.posting_date)
        principal, late_fee = sums.get(key, (0, 0))
        sums[key] = (principal + item.principal, late_fee + item.late_fee)
    return dict(sorted(sums.items()))


def _ladder(steps: Iterable[LadderStep]) -> dict[str, dict[str, int]]:
    months: dict[str, Counter[str]] = defaultdict(Counter)
    for step in steps:
        months[f"{step.day:%Y-%m}"][step.verb] += 1
    return {month: dict(sorted(counts.items())) for month, counts in sorted(months.items())}


def _commands(desk: Desk) -> dict[str, Any]:
    kinds = Counter(item.command.kind for item in desk.taken)
    return {
        "by_kind": dict(sorted(kinds.items())),
        "callbacks": len(desk.delivered),
        "told_twice": sum(1 for item in desk.delivered if item.answer.copy and not item.answer.stale),
        "told_late": sum(1 for item in desk.delivered if item.answer.deliver_on > item.answer.outcome_date),
        "stale_suspensions": sum(1 for item in desk.delivered if item.answer.stale),
    }


def _digests(facts: SuiteFacts, ladder: LadderFacts) -> dict[str, str]:
    """SHA-256 over every bill, payment, allocation, book and ladder step, so that nothing differs unseen."""
    money = facts.money
    return {
        "bills": _digest(
            (bill.account_id, bill.cycle, bill.total, bill.issued_on, bill.due_date, sorted(map(str, bill.lines)))
            for bill in facts.bills
        ),
        "payments": _digest(
            (item.number, item.account_id, item.amount, item.value_date, item.posting_date, item.is_reversed)
            for item in money.payments
        ),
        "allocations": _digest((*key, *paid) for key, paid in _applied(money).items()),
        "receivables": _digest(
            (item.account_id, item.cycle, item.line, item.billed, item.principal_open, item.late_fee_open)
            for item in money.receivables
        ),
        "books": _digest((item.book_id, item.kind, item.balance) for item in money.books),
        "ladder": _digest((step.case_id, step.sequence, step.verb, step.day) for step in ladder.steps),
    }


def _digest(rows: Iterable[tuple[object, ...]]) -> str:
    content = "\n".join(sorted(repr(tuple(str(value) for value in row)) for row in rows))
    return hashlib.sha256(content.encode()).hexdigest()
