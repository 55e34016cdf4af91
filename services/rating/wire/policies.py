"""Policies: proto ↔ domain."""

from services.chassis.events import date_to_pb
from services.kernel.ids import resource
from services.rating.domain.catalogue import ApprovalKind
from services.rating.domain.policy import DEFAULT_POLICY, DatedPolicy, RatingPolicy
from services.rating.wire.values import enum_from_pb, enum_to_pb
from tollbook.rating.v1 import catalogue_pb2, policy_pb2


def policy_from_pb(message: policy_pb2.RatingPolicy) -> RatingPolicy:
    return RatingPolicy(
        cut_off_day=message.cut_off_day or DEFAULT_POLICY.cut_off_day,
        activation_day=message.activation_day or DEFAULT_POLICY.activation_day,
        restore_hours=message.restore_hours or DEFAULT_POLICY.restore_hours,
        usage_warning_permille=message.usage_warning_permille,
        intervention_limit_minor_units=message.intervention_limit_minor_units,
        outlier_permille=message.outlier_permille,
        outlier_minor_units=message.outlier_minor_units,
        order_approvals=tuple(
            ApprovalKind(enum_from_pb(catalogue_pb2.ApprovalKind, kind, "APPROVAL_KIND"))
            for kind in message.order_approvals
        ),
    )


def policy_to_pb(value: DatedPolicy) -> policy_pb2.RatingPolicy:
    terms = value.terms
    return policy_pb2.RatingPolicy(
        name=resource("ratingPolicies", value.effective_date.isoformat()),
        effective_date=date_to_pb(value.effective_date),
        cut_off_day=terms.cut_off_day,
        activation_day=terms.activation_day,
        restore_hours=terms.restore_hours,
        usage_warning_permille=terms.usage_warning_permille,
        intervention_limit_minor_units=terms.intervention_limit_minor_units,
        outlier_permille=terms.outlier_permille,
        outlier_minor_units=terms.outlier_minor_units,
        order_approvals=[
            enum_to_pb(catalogue_pb2.ApprovalKind, kind, "APPROVAL_KIND") for kind in terms.order_approvals
        ],
        state=enum_to_pb(policy_pb2.PolicyState, value.state, "POLICY_STATE"),
        requester=value.requester,
        approver=value.approver,
    )
