"""Bills, their lines and bill runs: domain → proto."""

from services.chassis.events import date_to_pb
from services.kernel.ids import resource
from services.rating.domain.bill import Bill, BillDifference, BillLine, BillRun, ItemTotal
from services.rating.domain.customer import DEFAULT_CURRENCY
from services.rating.domain.explanation import Step
from services.rating.wire.values import bill_id, enum_to_pb, money_to_pb, optional_date_to_pb
from tollbook.kernel.v1 import business_pb2
from tollbook.rating.v1 import bill_pb2, bill_run_pb2, bill_service_pb2


def bill_to_pb(value: Bill, adjusted: int = 0) -> bill_pb2.Bill:
    return bill_pb2.Bill(
        name=bill_id(value.account_id, value.cycle),
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        cycle=value.cycle,
        issue_date=optional_date_to_pb(value.issue_date),
        due_date=date_to_pb(value.due_date),
        sales_unit=resource("salesUnits", value.sales_unit),
        total=money_to_pb(value.currency, value.total),
        net=money_to_pb(value.currency, value.net),
        tax=money_to_pb(value.currency, value.tax),
        lines_count=value.lines_count,
        bill_run=f"billRuns/{value.cycle}-{value.trial}",
        adjusted=money_to_pb(value.currency, adjusted),
    )


def line_to_pb(value: BillLine, bill: Bill) -> bill_pb2.BillLine:
    currency = bill.currency
    return bill_pb2.BillLine(
        bill=bill_id(bill.account_id, bill.cycle),
        line=value.line,
        kind=enum_to_pb(bill_pb2.BillLineKind, value.kind, "BILL_LINE_KIND"),
        subscription=resource("subscriptions", value.subscription_id),
        charge_item=resource("chargeItems", value.charge_item),
        line_of_business=enum_to_pb(business_pb2.LineOfBusiness, value.line_of_business, "LINE_OF_BUSINESS"),
        gross=money_to_pb(currency, value.gross),
        discount=money_to_pb(currency, value.discount),
        sponsored=money_to_pb(currency, value.sponsored),
        amount=money_to_pb(currency, value.amount),
        net=money_to_pb(currency, value.net),
        tax=money_to_pb(currency, value.tax),
        tax_rate_permyriad=value.tax_rate,
        origin_cycle=value.origin_cycle,
        sponsored_account=resource("accounts", value.sponsored_account),
        agreement=resource("sponsorshipAgreements", value.agreement_id),
        reason=value.reason,
    )


def explanation_to_pb(bill: Bill, line: BillLine, steps: list[Step]) -> bill_service_pb2.ChargeExplanation:
    return bill_service_pb2.ChargeExplanation(
        line=line_to_pb(line, bill),
        steps=[
            bill_service_pb2.ExplanationStep(
                kind=step.kind,
                reference=step.reference,
                quantity=step.quantity,
                quantity_of=step.quantity_of,
                micros=step.micros,
                amount=money_to_pb(bill.currency, step.amount),
                text=step.text,
                text_zh=step.text_zh,
            )
            for step in steps
        ],
        text="\n".join(step.text for step in steps),
        text_zh="\n".join(step.text_zh for step in steps),
    )


def bill_run_to_pb(value: BillRun) -> bill_run_pb2.BillRun:
    return bill_run_pb2.BillRun(
        name=f"billRuns/{value.run_id}",
        cycle=value.cycle,
        trial=value.trial,
        state=enum_to_pb(bill_run_pb2.BillRunState, value.state, "BILL_RUN_STATE"),
        trial_run=f"runs/{value.trial_key}",
        final_run=f"runs/{value.final_key}" if value.issue_date else "",
        start_date=date_to_pb(value.start_date),
        issue_date=optional_date_to_pb(value.issue_date),
        requester=value.requester,
        approver=value.approver,
        bills=value.bills,
        total=money_to_pb(DEFAULT_CURRENCY, value.total),
        parked=value.parked,
        accounts=[resource("accounts", each) for each in value.accounts],
    )


def item_total_to_pb(value: ItemTotal) -> bill_run_pb2.TrialTotal:
    return bill_run_pb2.TrialTotal(
        charge_item=resource("chargeItems", value.charge_item),
        lines=value.lines,
        gross=money_to_pb(DEFAULT_CURRENCY, value.gross),
        discount=money_to_pb(DEFAULT_CURRENCY, value.discount),
        sponsored=money_to_pb(DEFAULT_CURRENCY, value.sponsored),
        amount=money_to_pb(DEFAULT_CURRENCY, value.amount),
        last_amount=money_to_pb(DEFAULT_CURRENCY, value.last_amount),
    )


def difference_to_pb(value: BillDifference) -> bill_run_pb2.BillDifference:
    return bill_run_pb2.BillDifference(
        account=resource("accounts", value.account_id),
        customer=resource("customers", value.customer_id),
        amount=money_to_pb(DEFAULT_CURRENCY, value.amount),
        last_amount=money_to_pb(DEFAULT_CURRENCY, value.last_amount),
        outlier=bool(value.reason),
        reason=value.reason,
    )
