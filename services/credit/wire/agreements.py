"""Agreements on the wire."""

from services.chassis.events import time_to_pb
from services.credit.domain.agreements import CreditAgreement
from services.credit.domain.terms import StandingAgreement
from services.credit.wire.values import money, put_date, valid_date
from services.kernel.ids import resource
from tollbook.credit.v1 import agreement_pb2 as pb


def agreement_to_pb(each: CreditAgreement) -> pb.CreditAgreement:
    holds = each.holds
    message = pb.CreditAgreement(
        name=resource("creditAgreements", holds.agreement),
        account=resource("accounts", each.account),
        customer=resource("customers", each.customer),
        state=f"AGREEMENT_STATE_{each.state}",
        payment_day=holds.payment_day,
        suspension_days=holds.suspension_days,
        requester=each.requester,
        decider=each.decider,
        reason=each.reason,
        create_time=time_to_pb(each.created_at),
    )
    if holds.prepayment_months is not None:
        message.prepayment_months = holds.prepayment_months
    if holds.credit_limit is not None:
        message.credit_limit.CopyFrom(money(each.currency, holds.credit_limit))
    put_date(message, "start_date", holds.start_date)
    put_date(message, "end_date", holds.end_date)
    return message


def holds_from_pb(message: pb.CreditAgreement) -> StandingAgreement:
    """What is agreed; the id is given later."""
    return StandingAgreement(
        agreement="",
        start_date=valid_date(message.start_date, "agreement.start_date"),
        end_date=valid_date(message.end_date, "agreement.end_date"),
        payment_day=message.payment_day,
        suspension_days=message.suspension_days,
        prepayment_months=message.prepayment_months if message.HasField("prepayment_months") else None,
        credit_limit=message.credit_limit.minor_units if message.HasField("credit_limit") else None,
    )
