"""Bills as they are read and explained (R-BIL-3, R-BIL-5)."""

import datetime as dt
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.rating.domain.bill import Bill, BillLine
from services.rating.domain.explanation import Step, explain
from services.rating.domain.reason import Reason, invalid, not_found
from services.rating.store.bills import bill_lines, bill_of, bills_of_customer, bills_of_cycle, lines_of_cycle
from services.rating.store.customers import accounts_by_id
from services.rating.store.late_fees import notes_of
from services.rating.store.subscriptions import account_in_cycle
from services.rating.usecases.customers import known_customer
from services.rating.usecases.subscriptions import known_subscription

_ALL = 1_000_000


async def known_bill(tx: Transaction, account_id: str, cycle: str) -> Bill:
    """Raises BILL_NOT_FOUND."""
    account = (await accounts_by_id(tx, [account_id])).get(account_id)
    found = await bill_of(tx, account.customer_id, account_id, cycle) if account else None
    if found is None:
        raise not_found(Reason.BILL_NOT_FOUND, "bill", f"bills/{account_id}-{cycle}")
    return found


async def get_bill(db: Database, account_id: str, cycle: str) -> Bill:
    async with db.read() as tx:
        return await known_bill(tx, account_id, cycle)


async def page_of_bills(
    db: Database, *, account_id: str, customer_id: str, cycle: str, before: tuple[str, str] | None, limit: int
) -> list[Bill]:
    """One of account, customer and cycle is named. Raises SUBJECT_INVALID when none is."""
    async with db.read() as tx:
        if account_id:
            account = (await accounts_by_id(tx, [account_id])).get(account_id)
            if account is None:
                raise not_found(Reason.ACCOUNT_NOT_FOUND, "account", f"accounts/{account_id}")
            customer_id = account.customer_id
        if customer_id:
            return await bills_of_customer(
                tx, customer_id, account_id=account_id, cycle=cycle, before=before, limit=limit
            )
        if not cycle:
            raise invalid(Reason.SUBJECT_INVALID, "name an account, a customer or a cycle", subject="")
        return await bills_of_cycle(tx, cycle, after=before[1] if before else "", limit=limit)


async def page_of_lines(
    db: Database, account_id: str, cycle: str, after: int, limit: int
) -> tuple[Bill, list[BillLine]]:
    async with db.read() as tx:
        bill = await known_bill(tx, account_id, cycle)
        return bill, await bill_lines(tx, bill, after=after, limit=limit)


async def explain_charge(db: Database, account_id: str, cycle: str, line: int) -> tuple[Bill, BillLine, list[Step]]:
    """Raises BILL_NOT_FOUND or LINE_NOT_FOUND."""
    bill, lines = await page_of_lines(db, account_id, cycle, line - 1, 1)
    if not lines or lines[0].line != line:
        raise not_found(Reason.LINE_NOT_FOUND, "line", str(line))
    return bill, lines[0], explain(lines[0])


@dataclass(frozen=True, slots=True)
class ItemSum:
    """The sum of a charge item over bills."""

    charge_item: str
    gross: int
    discount: int
    sponsored: int
    amount: int


async def customer_bill(db: Database, customer_id: str, cycle: str) -> tuple[list[Bill], list[ItemSum]]:
    """A customer's bills of a cycle, by account, and their sums by item."""
    async with db.read() as tx:
        await known_customer(tx, customer_id)
        bills = await bills_of_customer(tx, customer_id, account_id="", cycle=cycle, before=None, limit=_ALL)
        sums: dict[str, list[int]] = {}
        for bill in bills:
            for line in await bill_lines(tx, bill, after=0, limit=_ALL):
                one = sums.setdefault(line.charge_item, [0, 0, 0, 0])
                for place, part in enumerate((line.gross, line.discount, line.sponsored, line.amount)):
                    one[place] += part
    return bills, [ItemSum(item, *one) for item, one in sorted(sums.items())]


async def subscription_bill(db: Database, subscription_id: str, cycle: str) -> tuple[Bill, list[BillLine]]:
    """The lines of one subscription in a cycle. Raises BILL_NOT_FOUND when its account has no bill of it."""
    async with db.read() as tx:
        subscription = await known_subscription(tx, subscription_id)
        bill = await known_bill(tx, await account_in_cycle(tx, subscription, cycle), cycle)
        lines = await bill_lines(tx, bill, after=0, limit=_ALL)
    return bill, [line for line in lines if line.subscription_id == subscription_id]


async def lines_after(
    db: Database, cycle: str, sales_unit: str, after: tuple[str, int], limit: int
) -> list[tuple[Bill, BillLine]]:
    """A page of a cycle's issued lines with their bills' heads; the heads carry no sums."""
    async with db.read() as tx:
        return await lines_of_cycle(tx, cycle, sales_unit=sales_unit, after=after, limit=limit)


async def late_fee_notes(db: Database, account_id: str, cycle: str) -> tuple[Bill, list[tuple[str, int, dt.date]]]:
    """The bill, and (late bill, minor units, assessed through) of the late fees that it prints (R-LAT-1)."""
    async with db.read() as tx:
        bill = await known_bill(tx, account_id, cycle)
        return bill, await notes_of(tx, bill.customer_id, account_id, cycle)
