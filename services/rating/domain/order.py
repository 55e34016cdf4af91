"""Opening a service (R-OPN-1, R-OPN-6): which approvals an order needs, who may give them, when it may be signed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from services.kernel.errors import Refusal, RefusalKind
from services.rating.domain.catalogue import ApprovalKind, Product
from services.rating.domain.charging import EffectMode
from services.rating.domain.discounts import Discount
from services.rating.domain.reason import Reason, precondition
from services.rating.domain.states import ORDER, OrderState, WorkOrderState, move


class ApprovalState(StrEnum):
    """Whether an approval was given."""

    PENDING = "PENDING"
    GIVEN = "GIVEN"
    REFUSED = "REFUSED"


@dataclass(frozen=True, slots=True)
class Approval:
    """One approval of an order."""

    kind: ApprovalKind
    state: ApprovalState = ApprovalState.PENDING
    approver: str = ""
    decide_date: dt.date | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """A customer's order of a new subscription. ``rent`` is what was agreed on, in minor units."""

    order_id: str
    subscription_id: str
    account_id: str
    customer_id: str
    product_id: str
    service_number: str
    rent: int
    effect_mode: EffectMode
    discounts: tuple[str, ...]
    state: OrderState
    approvals: tuple[Approval, ...]
    requester: str
    order_date: dt.date
    sign_date: dt.date | None = None
    complete_date: dt.date | None = None
    prepayment_required: int = 0
    work_order_id: str = ""


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """An electronic order (电子工单) to a provisioning platform. Its command has the same id, after "rating."."""

    work_order_id: str
    subscription_id: str
    account_id: str
    customer_id: str
    order_id: str
    product_id: str
    kind: str
    platform: str
    service_number: str
    reason: str
    state: WorkOrderState
    create_date: dt.date
    outcome_date: dt.date | None = None
    detail: str = ""

    @property
    def command_id(self) -> str:
        return f"rating.{self.work_order_id}"


def needed_approvals(
    product: Product,
    rent: int,
    discounts: Iterable[Discount],
    in_arrears: bool,
    always: Iterable[ApprovalKind] = (),
) -> tuple[Approval, ...]:
    """What must be approved before signing: what the policy and the product say, a special discount or a low price,
    arrears (R-CTL-7).
    """
    kinds = {*product.approvals, *always}
    if rent < product.monthly_rent or any(each.special for each in discounts):
        kinds.add(ApprovalKind.SPECIAL_DISCOUNT)
    if in_arrears:
        kinds.add(ApprovalKind.ARREARS)
    return tuple(Approval(kind) for kind in ApprovalKind if kind in kinds)


def approve(order: Order, kind: ApprovalKind | None, approver: str, date: dt.date, reason: str) -> Order:
    """Gives one pending approval, or all of them; never by the person who placed the order."""
    state = move(ORDER, order.state, "approve")
    if approver == order.requester:
        raise _same_person(approver)
    pending = [
        each for each in order.approvals if each.state is ApprovalState.PENDING and (kind is None or each.kind is kind)
    ]
    if not pending:
        raise precondition(
            Reason.APPROVAL_NOT_PENDING,
            "the order does not wait for that approval",
            order=f"orders/{order.order_id}",
            approval=kind.value if kind else "",
        )
    return replace(order, state=state, approvals=_decided(order, pending, ApprovalState.GIVEN, approver, date, reason))


def reject(order: Order, approver: str, date: dt.date, reason: str) -> Order:
    """Refuses what is pending, which ends the order."""
    state = move(ORDER, order.state, "reject")
    if approver == order.requester:
        raise _same_person(approver)
    pending = [each for each in order.approvals if each.state is ApprovalState.PENDING]
    return replace(
        order, state=state, approvals=_decided(order, pending, ApprovalState.REFUSED, approver, date, reason)
    )


def _same_person(approver: str) -> Refusal:
    return Refusal(
        Reason.APPROVER_IS_REQUESTER,
        RefusalKind.PERMISSION_DENIED,
        "the person who placed the order may not decide on it",
        metadata={"subject": approver},
    )


def _decided(
    order: Order, deciding: list[Approval], state: ApprovalState, approver: str, date: dt.date, reason: str
) -> tuple[Approval, ...]:
    return tuple(
        replace(each, state=state, approver=approver, decide_date=date, reason=reason) if each in deciding else each
        for each in order.approvals
    )


def check_signable(order: Order) -> None:
    """Raises STATE_CONFLICT, or APPROVAL_PENDING for the first approval that is not given (R-OPN-1)."""
    move(ORDER, order.state, "sign")
    for each in order.approvals:
        if each.state is not ApprovalState.GIVEN:
            raise precondition(
                Reason.APPROVAL_PENDING,
                f"signing waits for the approval {each.kind}",
                order=f"orders/{order.order_id}",
                approval=each.kind.value,
            )


def check_prepayment(required: int, held: int) -> None:
    """Raises PREPAYMENT_MISSING when the book restricted to the rent holds less than the grade asks (R-OPN-6)."""
    if held < required:
        raise precondition(
            Reason.PREPAYMENT_MISSING,
            "the book restricted to the rent holds less than must be prepaid",
            required_minor_units=str(required),
            held_minor_units=str(held),
        )


def sign(order: Order, date: dt.date, required: int, work_order_id: str) -> Order:
    return replace(
        order,
        state=move(ORDER, order.state, "sign"),
        sign_date=date,
        prepayment_required=required,
        work_order_id=work_order_id,
    )
