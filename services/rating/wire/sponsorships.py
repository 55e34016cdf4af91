"""Sponsorship agreements and members: proto ↔ domain."""

from typing import Any

from services.kernel.ids import resource
from services.rating.domain.agreement import Member, SponsorshipAgreement
from services.rating.domain.customer import DEFAULT_CURRENCY
from services.rating.domain.sponsorship import SponsorshipKind
from services.rating.wire.values import cycles_to_pb, enum_from_pb, enum_to_pb, ident, money_to_pb
from tollbook.rating.v1 import sponsorship_pb2


def agreement_from_pb(agreement_id: str, message: sponsorship_pb2.SponsorshipAgreement) -> SponsorshipAgreement:
    return SponsorshipAgreement(
        agreement_id=agreement_id,
        sponsor_account=ident("accounts", message.sponsor, "agreement.sponsor"),
        sponsor_customer="",
        display_name=message.display_name,
        kind=SponsorshipKind(enum_from_pb(sponsorship_pb2.SponsorshipKind, message.kind, "SPONSORSHIP_KIND")),
        items=tuple(ident("chargeItems", each, "agreement.charge_items") for each in message.charge_items),
        sets=tuple(ident("chargeItemSets", each, "agreement.charge_item_sets") for each in message.charge_item_sets),
        permille=message.permille,
        cap=message.cap.minor_units,
        priority=message.priority,
        first_cycle=message.cycles.first,
        last_cycle=message.cycles.last,
    )


def agreement_to_pb(value: SponsorshipAgreement) -> sponsorship_pb2.SponsorshipAgreement:
    return sponsorship_pb2.SponsorshipAgreement(
        name=resource("sponsorshipAgreements", value.agreement_id),
        sponsor=resource("accounts", value.sponsor_account),
        display_name=value.display_name,
        kind=enum_to_pb(sponsorship_pb2.SponsorshipKind, value.kind, "SPONSORSHIP_KIND"),
        charge_items=[resource("chargeItems", each) for each in value.items],
        charge_item_sets=[resource("chargeItemSets", each) for each in value.sets],
        permille=value.permille,
        cap=money_to_pb(DEFAULT_CURRENCY, value.cap),
        priority=value.priority,
        cycles=cycles_to_pb(value.first_cycle, value.last_cycle),
        state=enum_to_pb(sponsorship_pb2.AgreementState, value.state, "AGREEMENT_STATE"),
        etag=str(value.version),
    )


def member_from_pb(agreement_id: str, message: Any) -> Member:
    account = ident("accounts", message.account, "members.account")
    return Member(account, agreement_id, message.cycles.first, message.cycles.last)


def member_to_pb(value: Member) -> sponsorship_pb2.SponsoredMember:
    return sponsorship_pb2.SponsoredMember(
        account=resource("accounts", value.account_id), cycles=cycles_to_pb(value.first_cycle, value.last_cycle)
    )


def amount_to_pb(agreement: str, account: str, cycle: str, item: str, amount: int) -> sponsorship_pb2.SponsoredAmount:
    return sponsorship_pb2.SponsoredAmount(
        agreement=resource("sponsorshipAgreements", agreement),
        account=resource("accounts", account),
        cycle=cycle,
        charge_item=resource("chargeItems", item),
        amount=money_to_pb(DEFAULT_CURRENCY, amount),
    )
