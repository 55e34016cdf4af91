"""Receivables, overdue standings, settlements and write-offs on the wire."""

from services.chassis.events import date_to_pb
from services.kernel.ids import resource
from services.payment.domain.records import RecoveryRecord, SettlementRecord, WriteOffRecord
from services.payment.domain.settle import Allocation
from services.payment.domain.views import OverdueStanding, ReceivableView
from services.payment.wire.values import lob_to_pb, money_to_pb, optional_date_to_pb
from tollbook.payment.v1 import receivable_pb2, settlement_pb2, write_off_pb2


def receivable_to_pb(view: ReceivableView) -> receivable_pb2.Receivable:
    line, currency = view.line, view.currency
    return receivable_pb2.Receivable(
        bill=resource("bills", line.bill),
        line=line.line,
        account=resource("accounts", view.account),
        customer=resource("customers", view.customer),
        cycle=line.cycle,
        due_date=date_to_pb(line.due_date),
        subscription=resource("subscriptions", line.subscription),
        charge_item=resource("chargeItems", line.charge_item),
        line_of_business=lob_to_pb(line.line_of_business),
        sales_unit=resource("salesUnits", line.sales_unit),
        billed=money_to_pb(currency, line.billed),
        principal=money_to_pb(currency, line.open),
        late_fee=money_to_pb(currency, view.late_fee),
        late_fee_paid=money_to_pb(currency, line.fee_paid),
        late_fee_waived=money_to_pb(currency, line.fee_waived),
        written_off=money_to_pb(currency, line.written_off + line.fee_written_off),
        disputed=line.disputed,
        in_transit=line.in_transit,
        overdue=view.overdue,
    )


def standing_to_pb(standing: OverdueStanding) -> receivable_pb2.OverdueStanding:
    currency = standing.currency
    return receivable_pb2.OverdueStanding(
        account=resource("accounts", standing.account),
        known=standing.known,
        overdue_principal=money_to_pb(currency, standing.overdue_principal),
        overdue_late_fee=money_to_pb(currency, standing.overdue_late_fee),
        not_due=money_to_pb(currency, standing.not_due),
        oldest_due_date=optional_date_to_pb(standing.oldest_due_date),
        in_transit=money_to_pb(currency, standing.in_transit),
        disputed=money_to_pb(currency, standing.disputed),
        unclaimed=money_to_pb(currency, standing.unclaimed),
        suspension_blocked=standing.suspension_blocked,
        version=standing.version,
    )


def allocation_to_pb(allocation: Allocation, currency: str) -> settlement_pb2.AppliedAllocation:
    return settlement_pb2.AppliedAllocation(
        bill=resource("bills", allocation.bill),
        line=allocation.line,
        book=resource("books", allocation.book),
        principal=money_to_pb(currency, allocation.principal),
        late_fee=money_to_pb(currency, allocation.late_fee),
        write_off=resource("writeOffs", allocation.write_off),
    )


def settlement_to_pb(record: SettlementRecord) -> settlement_pb2.Settlement:
    state = "REVERSED" if record.reversed else "POSTED"
    return settlement_pb2.Settlement(
        name=resource("settlements", record.settlement),
        account=resource("accounts", record.account),
        allocations=[allocation_to_pb(a, record.currency) for a in record.allocations],
        value_date=date_to_pb(record.value_date),
        posting_date=date_to_pb(record.posting_date),
        trigger=resource("payments", record.trigger) or record.kind,
        state=f"SETTLEMENT_STATE_{state}",
        total=money_to_pb(record.currency, record.total),
    )


def write_off_to_pb(record: WriteOffRecord) -> write_off_pb2.WriteOff:
    currency = record.currency
    return write_off_pb2.WriteOff(
        name=resource("writeOffs", record.write_off),
        account=resource("accounts", record.account),
        customer=resource("customers", record.customer),
        case_name=record.case,
        lines=[
            write_off_pb2.WrittenOffLine(
                bill=resource("bills", bill),
                line=line,
                principal=money_to_pb(currency, principal),
                late_fee=money_to_pb(currency, late_fee),
                recovered=money_to_pb(currency, record.recovered.get(f"{bill}#{line}", 0)),
            )
            for bill, line, principal, late_fee in record.lines
        ],
        amount=money_to_pb(currency, record.amount),
        recovered=money_to_pb(currency, record.recovered_in_all),
        posting_date=date_to_pb(record.posting_date),
    )


def recovery_to_pb(record: RecoveryRecord) -> write_off_pb2.Recovery:
    return write_off_pb2.Recovery(
        write_off=resource("writeOffs", record.write_off),
        account=resource("accounts", record.account),
        case_name=record.case,
        payment=resource("payments", record.payment),
        amount=money_to_pb(record.currency, record.amount),
        value_date=date_to_pb(record.value_date),
        posting_date=date_to_pb(record.posting_date),
        reversed=record.reversed,
    )
