"""The simulator's own record of bills and money, kept apart from the suite's and used to check it."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True, slots=True)
class Bill:
    """A bill as its customer received it; total in fen."""

    account_id: str
    cycle: str
    total: int
    issued_on: date
    due_date: date


@dataclass(frozen=True, slots=True)
class Money:
    """A payment as its payer made it, by the channel's number.

    `counts_from` is the day on which the account has it: later than `sent_on` when it named nobody's account and was
    claimed, unset while it waits.
    """

    number: str
    account_id: str
    amount: int
    sent_on: date
    value_date: date
    via: str
    deliveries: int
    counts_from: date | None
    reversed_on: date | None = None

    def counts_on(self, day: date) -> bool:
        """Says whether the account has the money at the end of the day."""
        gone = self.reversed_on is not None and self.reversed_on <= day
        return self.counts_from is not None and self.counts_from <= day and not gone


class Record:
    """Who was billed what, and who paid what when."""

    def __init__(self) -> None:
        """Starts empty."""
        self._bills: dict[str, dict[str, Bill]] = defaultdict(dict)
        self._money: dict[str, Money] = {}
        self._of_account: dict[str, list[str]] = defaultdict(list)
        self._late_fees: dict[tuple[str, str], int] = defaultdict(int)

    def add_bill(self, bill: Bill) -> None:
        """Keeps a bill."""
        self._bills[bill.account_id][bill.cycle] = bill

    def add_money(self, money: Money) -> None:
        """Keeps a payment. The same number twice is a mistake of the simulator."""
        if money.number in self._money:
            raise ValueError(f"payment {money.number} was made before")
        self._money[money.number] = money
        self._of_account[money.account_id].append(money.number)

    def claim(self, number: str, day: date) -> None:
        """Notes that a payment which named nobody's account reached its account."""
        self._money[number] = replace(self._money[number], counts_from=day)

    def reverse(self, number: str, day: date) -> None:
        """Notes that a payment was reversed."""
        self._money[number] = replace(self._money[number], reversed_on=day)

    def charge_late_fee(self, account_id: str, cycle: str, amount: int) -> None:
        """Notes the late fee that a bill has cost in all: once its principal is paid, it does not grow any more."""
        self._late_fees[account_id, cycle] += amount

    def bills(self, account_id: str) -> list[Bill]:
        """Gives an account's bills, oldest cycle first."""
        return [bill for _, bill in sorted(self._bills[account_id].items())]

    def all_bills(self) -> list[Bill]:
        """Gives every bill, by account and cycle."""
        return [bill for account_id in sorted(self._bills) for bill in self.bills(account_id)]

    def money(self, account_id: str) -> list[Money]:
        """Gives an account's payments in the order in which they were made."""
        return [self._money[number] for number in self._of_account[account_id]]

    def all_money(self) -> list[Money]:
        """Gives every payment, by number."""
        return [self._money[number] for number in sorted(self._money)]

    def overdue(self, account_id: str, day: date) -> int:
        """Gives what of the bills due before `day`, late fees included, the account's money does not cover at its end.

        The late fees are those of the bills' whole lives, so while principal is open the figure may be too high; it is
        0 exactly when principal and late fees of those bills are paid (R-DUN-6).
        """
        money = sum(item.amount for item in self.money(account_id) if item.counts_on(day))
        due = [bill for bill in self.bills(account_id) if bill.due_date < day]
        owed = sum(bill.total + self._late_fees[account_id, bill.cycle] for bill in due)
        return max(0, owed - money)

    def first_clear_day(self, account_id: str, day: date) -> date | None:
        """Gives the last day up to `day` on which a payment made nothing overdue any more; None when something still
        is.
        """
        if self.overdue(account_id, day) > 0:
            return None
        days = sorted(item.counts_from for item in self.money(account_id) if item.counts_from and item.counts_on(day))
        clear = [paid for paid in days if self.overdue(account_id, paid) == 0]
        return clear[-1] if clear else None
