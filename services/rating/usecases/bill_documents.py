"""Bills as documents (R-BIL-3): what is printed is gathered here; how it looks is the template's."""

import datetime as dt
from typing import Any, Protocol

from services.chassis.database import Database, Transaction
from services.kernel.period import Cycle
from services.rating.domain.bill import Bill, BillLine
from services.rating.domain.bill_document import (
    LINES_PRINTED_MAX,
    BillDocument,
    OpenBalance,
    PaperLanguage,
    Payee,
    lay_out,
)
from services.rating.store.adjustments import adjusted_sum
from services.rating.store.bills import bill_lines, line_sums
from services.rating.store.catalogue import catalogue_on
from services.rating.store.customers import accounts_by_id, customers_by_id
from services.rating.store.late_fees import notes_of
from services.rating.store.subscriptions import subscriptions_by_id
from services.rating.usecases.bills import known_bill


class Balances(Protocol):
    """What a printed bill asks of payment."""

    async def open_balance(self, account_id: str, cycle: str, date: dt.date) -> OpenBalance:
        """What is open of the bill of a cycle and of the account's earlier ones."""
        ...


async def bill_paper(
    db: Database, balances: Balances, account_id: str, cycle: str, payee: Payee, language: PaperLanguage
) -> tuple[dict[str, Any], Bill]:
    """What the paper of a bill says, and the bill. Raises BILL_NOT_FOUND, or PEER_UNAVAILABLE without payment's word:
    a bill is not printed with arrears left out.
    """
    async with db.read() as tx:
        document = await _document(tx, await known_bill(tx, account_id, cycle))
        date = tx.date
    balance = await balances.open_balance(account_id, cycle, date)
    return lay_out(document, balance, payee, language), document.bill


async def _document(tx: Transaction, bill: Bill) -> BillDocument:
    long = bill.lines_count > LINES_PRINTED_MAX
    lines: list[BillLine] = [] if long else await bill_lines(tx, bill, after=0, limit=LINES_PRINTED_MAX)
    catalogue = await catalogue_on(tx, max(Cycle.parse(bill.cycle).last_day, bill.issue_date or tx.date))
    subscriptions = await subscriptions_by_id(tx, {line.subscription_id for line in lines if line.subscription_id})
    return BillDocument(
        bill=bill,
        customer=(await customers_by_id(tx, [bill.customer_id]))[bill.customer_id].display_name,
        account=(await accounts_by_id(tx, [bill.account_id]))[bill.account_id].display_name,
        items={name: (item.name, item.name_zh) for name, item in catalogue.items.items()},
        services={name: each.service_number for name, each in subscriptions.items()},
        lines=lines,
        sums=await line_sums(tx, bill) if long else (),
        late_fees=await notes_of(tx, bill.customer_id, bill.account_id, bill.cycle),
        adjusted=await adjusted_sum(tx, bill.customer_id, bill.account_id, bill.cycle),
    )
