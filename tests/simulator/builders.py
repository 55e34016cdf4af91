"""Builds the small values of the simulator's tests."""

from datetime import date

from simulator.behaviour.record import Bill, Money
from simulator.checks.facts import AllocationFact, ReceivableFact
from simulator.operator.cast import Part, Payer
from simulator.operator.population import Account
from simulator.platform.desk import Command

FIRST_DAY = date(2025, 1, 1)


def account(payer: Payer = Payer.ON_TIME, part: Part = Part.EXTRA, account_id: str = "A00042") -> Account:
    return Account(account_id, "C00042", "A customer", payer is Payer.PREPAID, payer, part)


def bill(cycle: str, total: int, issued_on: date, due_date: date, account_id: str = "A00042") -> Bill:
    return Bill(account_id, cycle, total, issued_on, due_date)


def money(number: str, amount: int, day: date, account_id: str = "A00042") -> Money:
    return Money(number, account_id, amount, day, day, "webhook", 1, day)


def command(command_id: str, kind: str, line: str = "S00042-1") -> Command:
    return Command(command_id, kind, line, "A00042", "C00042", "ARREARS")


def receivable(cycle: str, billed: int, principal_open: int, line: int = 1) -> ReceivableFact:
    return ReceivableFact("A00042", cycle, line, date(2025, 12, 31), billed, principal_open, 0, 0, 0, False)


def allocation(order: int, cycle: str, principal: int, line: int = 1) -> AllocationFact:
    day = date(2025, 3, 10)
    return AllocationFact("A00042", order, "", day, day, cycle, line, "A00042.general", principal, 0)
