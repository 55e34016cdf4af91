"""A payment database with a customer, its accounts and bills, filled as rating's events would."""

import datetime as dt
from collections.abc import Callable, Mapping

import pytest

from services.chassis.database import Database
from services.payment.domain.intake import AccountNews, CustomerNews, IssuedBill
from services.payment.domain.operation import BilledLine, BillOpened
from services.payment.domain.payment import Channel, PaymentRequest
from services.payment.store.accounts import Directory
from services.payment.usecases.intake import take_accounts, take_bills, take_customers

DAY = dt.date(2026, 3, 2)
DUE = dt.date(2026, 2, 28)


async def no_sets(date: dt.date | None) -> Mapping[str, frozenset[str]]:
    """A catalogue without charge-item sets."""
    return {}


class Shop:
    """A payment service without its wire: what its worker and RPCs would call."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.directory = Directory()
        self._numbers = 0

    async def account(self, account: str = "A-1", customer: str = "C-1", unit: str = "U-1") -> None:
        await self.db.transact(lambda tx: take_customers(tx, [CustomerNews(customer, unit, 1)]))
        await self.db.transact(lambda tx: take_accounts(tx, [AccountNews(account, customer, "CNY", True, False, 1)]))

    async def bill(
        self, cycle: str, *amounts: tuple[str, int], account: str = "A-1", due: dt.date = DUE, unit: str = "U-1"
    ) -> None:
        lines = tuple(
            BilledLine(n, "S-1", item, "LEASED_LINE", amount) for n, (item, amount) in enumerate(amounts, start=1)
        )
        opened = BillOpened(f"{account}-{cycle}", cycle, due, unit, lines)
        issued = IssuedBill(account, dt.date(2026, 1, 1), opened)
        await self.db.transact(lambda tx: take_bills(tx, self.directory, [issued]))

    def payment(self, amount: int, *, account: str = "A-1", value_date: dt.date = DAY, **more: str) -> PaymentRequest:
        self._numbers += 1
        number = more.pop("number", f"N-{self._numbers}")
        request = more.pop("request_id", f"R-{self._numbers}")
        return PaymentRequest(request, Channel.COUNTER, number, account, "CNY", amount, value_date, **more)


@pytest.fixture
def shop(database: Callable[..., Database]) -> Shop:
    return Shop(database("payment", date=DAY))
