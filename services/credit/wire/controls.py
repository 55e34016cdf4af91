"""Controls, credit and terms on the wire."""

from services.credit.domain.account_control import ControlExplanation, ControlView, SentDecision
from services.credit.domain.available import CreditAnswer, CreditFigures
from services.credit.domain.control import Control, ControlState
from services.credit.domain.dates import QuotedDates
from services.credit.domain.terms import BillTerms
from services.credit.wire.values import money, put_date, status_of
from services.kernel.errors import Refusal
from services.kernel.ids import resource
from tollbook.credit.v1 import control_pb2, events_pb2, terms_pb2, terms_service_pb2
from tollbook.kernel.v1.batch_pb2 import ItemStatus


def terms_to_pb(terms: BillTerms) -> terms_pb2.Terms:
    message = terms_pb2.Terms(
        account=resource("accounts", terms.account),
        customer=resource("customers", terms.customer),
        grade=terms.grade,
        prepayment_months=terms.prepayment_months,
        policy_version=terms.policy_version,
        payment_period_months=terms.payment_period_months,
        suspension_period_months=terms.suspension_period_months,
        agreement=resource("creditAgreements", terms.agreement),
    )
    put_date(message, "due_date", terms.due_date)
    put_date(message, "suspend_not_before", terms.suspend_not_before)
    return message


def terms_result_to_pb(terms: BillTerms) -> terms_pb2.TermsResult:
    return terms_pb2.TermsResult(status=ItemStatus(), terms=terms_to_pb(terms))


def quoted_to_pb(quoted: QuotedDates) -> terms_service_pb2.QuoteDatesResponse:
    message = terms_service_pb2.QuoteDatesResponse(policy_version=quoted.policy_version)
    put_date(message, "due_date", quoted.due_date)
    put_date(message, "suspend_not_before", quoted.suspend_not_before)
    put_date(message, "terminate_not_before", quoted.terminate_not_before)
    return message


def control_to_pb(view: ControlView, made: Control | None = None) -> control_pb2.AccountControl:
    """A control as kept, or as ``made`` anew."""
    stored = view.stored
    control = made or stored.control
    message = control_pb2.AccountControl(
        name=f"accounts/{stored.account}/control",
        account=resource("accounts", stored.account),
        customer=resource("customers", stored.customer),
        state=f"CONTROL_STATE_{control.state}",
        overdue=money(view.currency, control.overdue),
        grade=control.grade,
        policy_version=control.policy_version,
        reasons=list(control.reasons),
        payment_version=stored.payment_version,
        decision=f"CONTROL_DECISION_{control.decision}",
        version=stored.version,
        sales_unit=resource("salesUnits", view.sales_unit),
    )
    put_date(message, "oldest_due_date", control.oldest_due_date)
    put_date(message, "suspend_not_before", control.suspend_not_before)
    put_date(message, "terminate_not_before", control.terminate_not_before)
    put_date(message, "dunning_exempt_until", control.dunning_exempt_until)
    put_date(message, "suspension_exempt_until", control.suspension_exempt_until)
    put_date(message, "change_date", stored.changed_on)
    return message


def explanation_to_pb(explained: ControlExplanation) -> control_pb2.ControlExplanation:
    message = control_pb2.ControlExplanation(
        control=control_to_pb(explained.view),
        recomputed=control_to_pb(explained.view, explained.recomputed),
        suspended_since={line: date.isoformat() for line, date in explained.suspended.items()},
        exemptions=[resource("exemptions", each) for each in explained.exemptions],
        agreement=resource("creditAgreements", explained.agreement),
        credit=figures_to_pb(explained.figures),
    )
    for debt in explained.facts.debts:
        fact = message.debts.add(
            cycle=str(debt.cycle),
            line_of_business=f"LINE_OF_BUSINESS_{debt.line_of_business}",
            payable_minor_units=debt.payable,
            blocked_minor_units=debt.blocked,
        )
        put_date(fact, "due_date", debt.due_date)
    return message


def decision_to_pb(row: SentDecision) -> control_pb2.ControlDecisionRecord:
    message = control_pb2.ControlDecisionRecord(
        account=resource("accounts", row.account),
        customer=resource("customers", row.customer),
        decision=f"CONTROL_DECISION_{row.decision}",
        reasons=list(row.reasons),
        control_version=row.control_version,
        payment_version=row.payment_version,
        policy_version=row.policy_version,
        subject=row.subject,
    )
    put_date(message, "decide_date", row.decided_on)
    return message


def figures_to_pb(figures: CreditFigures) -> control_pb2.CreditFigures:
    currency = figures.currency
    return control_pb2.CreditFigures(
        spendable=money(currency, figures.spendable),
        limit=money(currency, figures.limit),
        unbilled=money(currency, figures.unbilled),
        arrears=money(currency, figures.arrears),
        available=money(currency, figures.available),
    )


def put_answer(result: control_pb2.CreditCheckResult, account: str, answer: CreditAnswer | Refusal) -> None:
    """Fills in one answer in its place, as there are thousands a call; ``account`` is the resource name asked for."""
    result.account = account
    if isinstance(answer, Refusal):
        result.status.CopyFrom(status_of(answer))
        return
    result.status.SetInParent()
    result.sufficient = answer.sufficient
    result.state = _STATE_NUMBERS[answer.state]
    result.payment_version = answer.payment_version
    figures, told = answer.figures, result.figures
    for part, amount in (
        (told.spendable, figures.spendable),
        (told.limit, figures.limit),
        (told.unbilled, figures.unbilled),
        (told.arrears, figures.arrears),
        (told.available, figures.available),
    ):
        part.currency_code = figures.currency
        part.minor_units = amount


_STATE_NUMBERS = {
    ControlState.CLEAR: events_pb2.CONTROL_STATE_CLEAR,
    ControlState.OVERDUE: events_pb2.CONTROL_STATE_OVERDUE,
    ControlState.SUSPENSION_PERMITTED: events_pb2.CONTROL_STATE_SUSPENSION_PERMITTED,
    ControlState.TERMINATION_PERMITTED: events_pb2.CONTROL_STATE_TERMINATION_PERMITTED,
}
