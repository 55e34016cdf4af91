"""Policy versions on the wire."""

from services.chassis.events import time_to_pb
from services.credit.domain.dry_run import DryRunCounts, PolicyEffect
from services.credit.domain.policy import (
    ControlRules,
    CreditPolicy,
    GradeRules,
    GradeTerms,
    InitialGrade,
    InterventionFigure,
    InterventionLimit,
    WarningBasis,
    WarningThreshold,
)
from services.credit.domain.proposals import PolicyProposal
from services.credit.wire.values import enum_from_pb, id_of, put_date, valid_date
from services.kernel.business import CustomerClass, CustomerKind, LineOfBusiness
from services.kernel.ids import resource
from tollbook.credit.v1 import policy_pb2 as pb
from tollbook.kernel.v1 import business_pb2


def proposal_to_pb(proposal: PolicyProposal) -> pb.CreditPolicy:
    policy = proposal.policy
    message = pb.CreditPolicy(
        name=resource("policies", policy.version),
        state=f"POLICY_STATE_{proposal.state}",
        grade_rules=_grade_rules_to_pb(policy.grade_rules),
        terms=[_terms_to_pb(terms) for terms in policy.terms],
        control_rules=_control_rules_to_pb(policy.control_rules),
        warning_thresholds=[_threshold_to_pb(each) for each in policy.warning_thresholds],
        intervention_limits=[_limit_to_pb(each) for each in policy.intervention_limits],
        proposer=proposal.requester,
        decider=proposal.decider,
        reason=proposal.reason,
        create_time=time_to_pb(proposal.created_at),
    )
    put_date(message, "effective_date", policy.effective_date)
    return message


def policy_from_pb(message: pb.CreditPolicy) -> CreditPolicy:
    return CreditPolicy(
        version=id_of("policies", message.name, "policy.name"),
        effective_date=valid_date(message.effective_date, "policy.effective_date"),
        grade_rules=_grade_rules_from_pb(message.grade_rules),
        terms=tuple(_terms_from_pb(terms) for terms in message.terms),
        control_rules=_control_rules_from_pb(message.control_rules),
        warning_thresholds=tuple(_threshold_from_pb(each) for each in message.warning_thresholds),
        intervention_limits=tuple(_limit_from_pb(each) for each in message.intervention_limits),
    )


def _grade_rules_to_pb(rules: GradeRules) -> pb.GradeRules:
    return pb.GradeRules(
        initial_grades=[
            pb.InitialGrade(
                kind=f"CUSTOMER_KIND_{row.kind}",
                customer_class=f"CUSTOMER_CLASS_{row.customer_class}",
                grade=row.grade,
            )
            for row in rules.initial_grades
        ],
        cycles_considered=rules.cycles_considered,
        cycles_minimum=rules.cycles_minimum,
        raise_from_basis_points=rules.raise_from_basis_points,
        lower_below_basis_points=rules.lower_below_basis_points,
        override_months_max=rules.override_months_max,
        regrade_interval_months=rules.regrade_interval_months,
    )


def _grade_rules_from_pb(rules: pb.GradeRules) -> GradeRules:
    return GradeRules(
        initial_grades=tuple(
            InitialGrade(
                enum_from_pb(CustomerKind, business_pb2.CustomerKind, row.kind, "CUSTOMER_KIND_"),
                enum_from_pb(CustomerClass, business_pb2.CustomerClass, row.customer_class, "CUSTOMER_CLASS_"),
                row.grade,
            )
            for row in rules.initial_grades
        ),
        cycles_considered=rules.cycles_considered,
        cycles_minimum=rules.cycles_minimum,
        raise_from_basis_points=rules.raise_from_basis_points,
        lower_below_basis_points=rules.lower_below_basis_points,
        override_months_max=rules.override_months_max,
        regrade_interval_months=rules.regrade_interval_months,
    )


def _terms_to_pb(terms: GradeTerms) -> pb.GradeTerms:
    return pb.GradeTerms(
        grade=terms.grade,
        payment_period_months=terms.payment_period_months,
        suspension_period_months=terms.suspension_period_months,
        prepayment_months=terms.prepayment_months,
        credit_limit_minor_units=terms.credit_limit,
    )


def _terms_from_pb(terms: pb.GradeTerms) -> GradeTerms:
    return GradeTerms(
        terms.grade,
        terms.payment_period_months,
        terms.suspension_period_months,
        terms.prepayment_months,
        terms.credit_limit_minor_units,
    )


def _control_rules_to_pb(rules: ControlRules) -> pb.ControlRules:
    return pb.ControlRules(
        payment_day=rules.payment_day,
        suspension_day_min=rules.suspension_day_min,
        termination_day_min=rules.termination_day_min,
        exemption_months_max=rules.exemption_months_max,
        exemption_warning_days=rules.exemption_warning_days,
        suspend_sponsorship=rules.suspend_sponsorship,
    )


def _control_rules_from_pb(rules: pb.ControlRules) -> ControlRules:
    return ControlRules(
        rules.payment_day,
        rules.suspension_day_min,
        rules.termination_day_min,
        rules.exemption_months_max,
        rules.exemption_warning_days,
        rules.suspend_sponsorship,
    )


def _threshold_to_pb(each: WarningThreshold) -> pb.WarningThreshold:
    return pb.WarningThreshold(
        line_of_business=f"LINE_OF_BUSINESS_{each.line_of_business}",
        sales_unit=resource("salesUnits", each.sales_unit),
        basis=f"WARNING_BASIS_{each.basis}",
        amount_minor_units=each.amount,
        rent_basis_points=each.rent_basis_points,
        postpaid=each.postpaid,
    )


def _threshold_from_pb(each: pb.WarningThreshold) -> WarningThreshold:
    return WarningThreshold(
        line_of_business_from_pb(each.line_of_business),
        id_of("salesUnits", each.sales_unit, "warning_thresholds.sales_unit"),
        enum_from_pb(WarningBasis, pb.WarningBasis, each.basis, "WARNING_BASIS_"),
        each.amount_minor_units,
        each.rent_basis_points,
        each.postpaid,
    )


def _limit_to_pb(each: InterventionLimit) -> pb.InterventionLimit:
    return pb.InterventionLimit(
        line_of_business=f"LINE_OF_BUSINESS_{each.line_of_business}",
        sales_unit=resource("salesUnits", each.sales_unit),
        figure=f"INTERVENTION_FIGURE_{each.figure}",
        limit_minor_units=each.limit,
    )


def _limit_from_pb(each: pb.InterventionLimit) -> InterventionLimit:
    return InterventionLimit(
        line_of_business_from_pb(each.line_of_business),
        id_of("salesUnits", each.sales_unit, "intervention_limits.sales_unit"),
        enum_from_pb(InterventionFigure, pb.InterventionFigure, each.figure, "INTERVENTION_FIGURE_"),
        each.limit_minor_units,
    )


def line_of_business_from_pb(value: int) -> LineOfBusiness:
    return enum_from_pb(LineOfBusiness, business_pb2.LineOfBusiness, value, "LINE_OF_BUSINESS_")


def counts_to_pb(counts: DryRunCounts) -> pb.PolicyDryRun:
    message = pb.PolicyDryRun(
        policy=resource("policies", counts.version),
        accounts=counts.accounts,
        customers=counts.customers,
        affected={effect.value: count for effect, count in counts.affected.items()},
    )
    put_date(message, "business_date", counts.date)
    return message


def effect_to_pb(effect: PolicyEffect) -> pb.PolicyEffect:
    message = pb.PolicyEffect(
        account=resource("accounts", effect.account),
        customer=resource("customers", effect.customer),
        effects=[each.value for each in effect.effects],
        credit_limit_old_minor_units=effect.limit_old,
        credit_limit_new_minor_units=effect.limit_new,
    )
    put_date(message, "suspend_not_before_old", effect.suspend_old)
    put_date(message, "suspend_not_before_new", effect.suspend_new)
    return message
