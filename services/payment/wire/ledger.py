"""The movement and the ledger on the wire."""

from services.chassis.events import date_to_pb
from services.kernel.ids import resource
from services.payment.domain.ledger import LedgerAccount
from services.payment.domain.views import LedgerLine, LedgerTotal, LineDifference, PeriodMovement, Statement
from services.payment.wire.values import lob_to_pb, money_to_pb
from tollbook.payment.v1 import ledger_pb2, ledger_service_pb2


def movement_to_pb(value: PeriodMovement) -> ledger_pb2.ArrearsMovement:
    row = value.row
    return ledger_pb2.ArrearsMovement(
        period=value.period,
        sales_unit=resource("salesUnits", value.sales_unit),
        line_of_business=lob_to_pb(value.line_of_business),
        currency_code=value.currency,
        opening=row.opening,
        billed=row.billed,
        late_fees=row.late_fees,
        adjustments=row.adjustments,
        transfers=row.transfers,
        settled_cash=row.settled_cash,
        settled_gift=row.settled_gift,
        settled_discount=row.settled_discount,
        reversed=row.reversed,
        waived=row.waived,
        written_off=row.written_off,
        reinstated=row.reinstated,
        closing=row.closing,
        arrears_in_system=value.in_system or 0,
        difference=0 if value.in_system is None else row.closing - value.in_system,
    )


def difference_to_pb(value: LineDifference) -> ledger_service_pb2.MovementDifference:
    return ledger_service_pb2.MovementDifference(
        account=resource("accounts", value.account),
        bill=resource("bills", value.bill),
        line=value.line,
        by_entries=money_to_pb(value.currency, value.by_entries),
        by_line=money_to_pb(value.currency, value.by_line),
    )


def entry_to_pb(line: LedgerLine) -> ledger_pb2.LedgerEntry:
    return ledger_pb2.LedgerEntry(
        name=resource("entries", f"{line.account}.{line.sequence}.{line.number}"),
        account="" if line.account.startswith("receipts/") else resource("accounts", line.account),
        sequence=line.sequence,
        operation=line.operation,
        ledger_account=line.ledger_account,
        amount=money_to_pb(line.currency, line.amount),
        movement=line.movement,
        sales_unit=resource("salesUnits", line.sales_unit),
        line_of_business=lob_to_pb(line.line_of_business),
        bill=resource("bills", line.bill),
        line=line.line,
        book=resource("books", line.book),
        value_date=date_to_pb(line.value_date),
        posting_date=date_to_pb(line.posting_date),
    )


_CHART = {
    LedgerAccount.CHANNEL_CASH: ("Money at channels (渠道资金)", "ASSET"),
    LedgerAccount.UNIDENTIFIED: ("Unidentified receipts (待认领款)", "LIABILITY"),
    LedgerAccount.BOOK_GENERAL: ("General books (现金账本)", "LIABILITY"),
    LedgerAccount.BOOK_RESTRICTED: ("Restricted books (专款账本)", "LIABILITY"),
    LedgerAccount.BOOK_GIFT: ("Gift books (赠款账本)", "LIABILITY"),
    LedgerAccount.BOOK_DISCOUNT: ("Discount books (优惠账本)", "LIABILITY"),
    LedgerAccount.RECEIVABLE: ("Receivables (应收账款)", "ASSET"),
    LedgerAccount.RECEIVABLE_LATE_FEE: ("Late fees receivable (应收违约金)", "ASSET"),
    LedgerAccount.BILLED_REVENUE: ("Billed revenue (出账收入)", "INCOME"),
    LedgerAccount.LATE_FEE_REVENUE: ("Late fees (违约金收入)", "INCOME"),
    LedgerAccount.ADJUSTMENTS: ("Adjustments (调账)", "INCOME"),
    LedgerAccount.PROMOTION: ("Gifts and discounts (营销赠送)", "EXPENSE"),
    LedgerAccount.WAIVERS: ("Waived late fees (违约金减免)", "EXPENSE"),
    LedgerAccount.BAD_DEBT: ("Bad debt (坏账核销)", "EXPENSE"),
    LedgerAccount.BOOK_TRANSFER: ("Transfers between books (账本转账)", "LIABILITY"),
    LedgerAccount.FUNDING: ("Draws on other accounts under way (代付划拨)", "LIABILITY"),
    LedgerAccount.OPENING: ("Opening balances (期初余额)", "LIABILITY"),
}


def total_to_pb(total: LedgerTotal) -> ledger_pb2.LedgerAccount:
    display_name, nature = _CHART[LedgerAccount(total.account)]
    return ledger_pb2.LedgerAccount(
        code=total.account,
        display_name=display_name,
        nature=nature,
        debits=money_to_pb(total.currency, total.debits),
        credits=money_to_pb(total.currency, total.credits),
    )


def statement_to_pb(value: Statement) -> ledger_service_pb2.GetAccountStatementResponse:
    return ledger_service_pb2.GetAccountStatementResponse(
        opening_due=money_to_pb(value.currency, value.opening_due),
        opening_books=money_to_pb(value.currency, value.opening_books),
        entries=[entry_to_pb(line) for line in value.entries],
        closing_due=money_to_pb(value.currency, value.closing_due),
        closing_books=money_to_pb(value.currency, value.closing_books),
    )
