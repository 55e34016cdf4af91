"""Checks on money, from payment's queries alone."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from simulator.checks.breach import Breach, breaches
from simulator.checks.facts import AllocationFact, MoneyFacts, ReceivableFact

OPERATORS_KINDS = frozenset({"GIFT", "DISCOUNT"})


def check_money(facts: MoneyFacts) -> list[Breach]:
    """Gives every breach of the money invariants."""
    return [
        *breaches("debits_equal_credits", "R-BOK-4", _unbalanced_ledger(facts)),
        *breaches("payment_is_allocated_kept_or_refunded", "R-SET-1", _lost_money(facts)),
        *breaches("no_bill_overpaid", "R-SET-6", _overpaid(facts)),
        *breaches("oldest_month_first", "R-SET-3", _passed_over(facts)),
        *breaches("arrears_movement_closes", "R-SET-8", _open_movements(facts)),
    ]


def _unbalanced_ledger(facts: MoneyFacts) -> Iterator[str]:
    if facts.debits != facts.credits:
        yield f"debits are {facts.debits}, credits are {facts.credits}"


def _lost_money(facts: MoneyFacts) -> Iterator[str]:
    """Customers' money of an account: what came in is on bills, in books, or was given back."""
    left: Counter[str] = Counter()
    operators_books = {book.book_id for book in facts.books if book.kind in OPERATORS_KINDS}
    for payment in facts.payments:
        if not payment.is_reversed:
            left[payment.account_id] += payment.amount - payment.refunded
    for allocation in facts.allocations:
        if allocation.book_id not in operators_books:
            left[allocation.account_id] -= allocation.principal + allocation.late_fee
    for book in facts.books:
        if book.kind not in OPERATORS_KINDS:
            left[book.account_id] -= book.balance
    for account_id, difference in sorted(left.items()):
        if difference:
            yield f"account {account_id}: {difference} fen of its payments are neither on bills nor in books"


def _overpaid(facts: MoneyFacts) -> Iterator[str]:
    paid: Counter[tuple[str, str, int]] = Counter()
    for item in facts.allocations:
        paid[item.account_id, item.cycle, item.line] += item.principal
    for line in facts.receivables:
        key = (line.account_id, line.cycle, line.line)
        if line.principal_open < 0 < line.billed or paid[key] > max(line.billed, 0):
            yield f"bill {line.account_id}-{line.cycle} line {line.line}: {paid[key]} paid of {line.billed}"
        elif line.billed > 0 and paid[key] + line.principal_open + _written_off_principal(line) < line.billed:
            missing = line.billed - paid[key] - line.principal_open - line.written_off
            yield f"bill {line.account_id}-{line.cycle} line {line.line}: {missing} fen vanished"


def _written_off_principal(line: ReceivableFact) -> int:
    # What a write-off took may hold late fees, so it bounds the principal from above.
    return line.written_off


def _passed_over(facts: MoneyFacts) -> Iterator[str]:
    """Follows each account's settlements: none may reach a cycle while an older bill that was there has a payable
    line open.
    """
    lines: dict[str, list[ReceivableFact]] = defaultdict(list)
    for line in facts.receivables:
        lines[line.account_id].append(line)
    for account_id, settled in _by_account(facts.allocations).items():
        yield from _passed_over_on(account_id, settled, lines[account_id])


def _by_account(allocations: tuple[AllocationFact, ...]) -> dict[str, list[AllocationFact]]:
    grouped: dict[str, list[AllocationFact]] = defaultdict(list)
    for item in allocations:
        grouped[item.account_id].append(item)
    return dict(sorted(grouped.items()))


def _passed_over_on(account_id: str, settled: list[AllocationFact], lines: list[ReceivableFact]) -> Iterator[str]:
    paid: Counter[tuple[str, int]] = Counter()
    by_settlement: dict[int, list[AllocationFact]] = defaultdict(list)
    for item in settled:
        by_settlement[item.order].append(item)
    for _, items in sorted(by_settlement.items()):
        for item in items:
            paid[item.cycle, item.line] += item.principal
        newest = max((item.cycle for item in items if not item.recovers), default="")
        for line in lines:
            payable = not line.is_blocked and not line.written_off and line.billed > 0
            if line.cycle < newest and payable and paid[line.cycle, line.line] < line.billed:
                yield (
                    f"account {account_id}: money of {items[0].posting_date} went to {newest}, "
                    f"while line {line.line} of {line.cycle} had {line.billed - paid[line.cycle, line.line]} fen open"
                )


def _open_movements(facts: MoneyFacts) -> Iterator[str]:
    before: int | None = None
    for row in sorted(facts.movements, key=lambda row: row.month):
        moved = row.opening + sum(amount for _, amount in row.parts)
        if moved != row.closing:
            yield f"{row.month}: opening and movements give {moved}, closing is {row.closing}"
        if before is not None and row.opening != before:
            yield f"{row.month}: opens with {row.opening}, the month before closed with {before}"
        if row.difference:
            yield f"{row.month}: closing differs from the arrears in the system by {row.difference}"
        before = row.closing
    open_now = sum(line.principal_open + line.late_fee_open for line in facts.receivables)
    if before is not None and before != open_now:
        yield f"the last month closes with {before}, the open lines sum to {open_now}"
