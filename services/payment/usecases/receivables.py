"""What accounts owe: lines, the check before a suspension, disputes (R-SET-3, R-CTL-6)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.late_fee import Policies
from services.payment.domain.line import Line
from services.payment.domain.operation import LineMarked, SalesUnitChanged
from services.payment.domain.reason import Reason
from services.payment.domain.views import OverdueStanding, ReceivableView
from services.payment.store.accounts import AccountRecord, Directory, lock_accounts, read_accounts
from services.payment.store.intake import accounts_of_customers
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.intake import line_not_found
from services.payment.usecases.posting import begin, finish, post
from services.payment.usecases.requests import loaded, locked, once, post_one


async def check_overdue(
    db: Database, directory: Directory, accounts: Sequence[str], as_of: dt.date
) -> tuple[list[OverdueStanding], dt.datetime]:
    """The standings in the order asked for, from one snapshot of the primary, and when it was read."""
    async with db.read() as tx:
        customers = await directory.customers_of(tx, accounts)
        records = await read_accounts(tx, customers)
        policies = await late_fee_policies(tx)
        standings = [
            _standing(records[a], as_of, policies) if a in records else OverdueStanding(a, False) for a in accounts
        ]
        return standings, tx.now


def _standing(record: AccountRecord, as_of: dt.date, policies: Policies) -> OverdueStanding:
    lines = [line for line in record.state.lines.values() if line.is_open()]
    overdue = [line for line in lines if line.due_date < as_of]
    payable = [line for line in overdue if line.payable]
    return OverdueStanding(
        record.account_id,
        True,
        record.currency,
        sum(line.open for line in payable),
        sum(fee_as_of(line, as_of, policies) for line in payable),
        sum(line.open for line in lines if line.due_date >= as_of),
        min((line.due_date for line in payable), default=None),
        sum(line.open for line in overdue if line.in_transit),
        sum(line.open for line in overdue if line.disputed),
        record.unclaimed,
        record.sequence,
    )


def fee_as_of(line: Line, as_of: dt.date, policies: Policies) -> int:
    """The open late fee a payment of that value date would have to pay."""
    return line.fee_open_at(as_of, policies)


async def list_receivables(
    db: Database, account: str, *, as_of: dt.date | None, settled: bool, cycle: str
) -> tuple[list[ReceivableView], int, str]:
    """The account's lines, oldest month first; what is due in all as of the date; the currency."""
    async with db.read() as tx:
        record = await loaded(tx, account, settled=settled)
        date = as_of or tx.date
        policies = await late_fee_policies(tx)
        views = [_view(record, line, date, policies) for line in record.state.lines.values()]
        due = sum(v.line.open + v.late_fee for v in views)
        shown = [v for v in views if (settled or v.line.is_open()) and cycle in ("", v.line.cycle)]
        return shown, due, record.currency


def _view(record: AccountRecord, line: Line, date: dt.date, policies: Policies) -> ReceivableView:
    owing = line.open + line.fee_open > 0
    fee = fee_as_of(line, date, policies) if owing else 0
    overdue = owing and line.due_date < date
    return ReceivableView(record.account_id, record.customer_id, record.currency, line, fee, overdue)


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A dispute of a line, or its end."""

    request_id: str
    bill: str
    line: int
    on: bool
    reason: str
    actor: str

    @property
    def account(self) -> str:
        """A bill's id is its account's id, a hyphen and its cycle YYYY-MM."""
        return self.bill[:-8]


_MARKS: Replies[ReceivableView] = Replies(ReceivableView)


async def mark_line(db: Database, request: MarkLine) -> ReceivableView:
    """Marks a line as disputed or ends its dispute, upon which waiting money settles it."""

    async def work(tx: Transaction) -> ReceivableView:
        record = await locked(tx, request.account)
        line = record.state.lines.get((request.bill, request.line))
        if line is None:
            raise line_not_found(request.bill, request.line)
        _check_mark(line, request)
        change, _ = await post_one(tx, record, LineMarked(request.bill, request.line, "DISPUTE", request.on))
        action = "dispute.open" if request.on else "dispute.release"
        await tx.audit(AuditRecord(request.actor, action, f"bills/{request.bill}", request.reason))
        return _view(record, change.state.lines[line.key], tx.date, await late_fee_policies(tx))

    return await once(db, _MARKS, request.request_id, request, work)


def _check_mark(line: Line, request: MarkLine) -> None:
    if request.on and (line.marked or not line.is_open()):
        raise Refusal(
            Reason.LINE_NOT_DISPUTABLE,
            RefusalKind.FAILED_PRECONDITION,
            "the line has nothing open, is disputed already, or is in transit",
            metadata={"bill": f"bills/{line.bill}", "line": str(line.line)},
        )
    if not request.on and not line.disputed:
        raise Refusal(
            Reason.LINE_NOT_DISPUTED,
            RefusalKind.FAILED_PRECONDITION,
            "the line is not disputed",
            metadata={"bill": f"bills/{line.bill}", "line": str(line.line)},
        )


@dataclass(frozen=True, slots=True)
class TransferReceivables:
    request_id: str
    customer: str
    sales_unit: str
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class MovedDebt:
    lines: int
    amount: int
    currency: str


_MOVED: Replies[MovedDebt] = Replies(MovedDebt)


async def transfer_receivables(db: Database, request: TransferReceivables) -> MovedDebt:
    """Moves a customer's open debt to another sales unit; the movement table follows it from today (R-SET-8)."""

    async def work(tx: Transaction) -> MovedDebt:
        accounts = await lock_accounts(tx, await accounts_of_customers(tx, [request.customer]))
        policies = await late_fee_policies(tx)
        changes = [begin(accounts[account]) for account in sorted(accounts)]
        moved = [
            line
            for change in changes
            for line in change.state.lines.values()
            if line.is_open() and line.sales_unit != request.sales_unit
        ]
        for change in changes:
            post(change, SalesUnitChanged(request.sales_unit), (tx.date, tx.date), policies)
        await finish(tx, changes)
        subject = f"customers/{request.customer}"
        await tx.audit(AuditRecord(request.actor, "receivables.transfer", subject, request.reason))
        currency = next((record.currency for record in accounts.values()), "CNY")
        return MovedDebt(len(moved), sum(line.open + line.fee_open for line in moved), currency)

    return await once(db, _MOVED, request.request_id, request, work)
