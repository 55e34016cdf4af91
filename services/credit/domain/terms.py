"""Which terms hold for an account: the policy in force, the grade held, what an agreement fixes (R-CRD-4, R-CRD-5)."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from services.credit.domain.available import credit_limit
from services.credit.domain.control import CycleTerms, TermsOf
from services.credit.domain.dates import AgreedDates, due_date, suspend_not_before
from services.credit.domain.grades import HeldGrade, grade_in
from services.credit.domain.policy import CreditPolicy, policy_in_force
from services.kernel.period import Cycle


@dataclass(frozen=True, slots=True)
class StandingAgreement:
    """An approved agreement of an account and the dates on which it holds, both inside."""

    agreement: str
    start_date: dt.date
    end_date: dt.date
    payment_day: int = 0
    suspension_days: int = 0
    prepayment_months: int | None = None
    credit_limit: int | None = None

    def holds_on(self, date: dt.date) -> bool:
        return self.start_date <= date <= self.end_date


@dataclass(frozen=True, slots=True)
class GradeHistory:
    """The grades that a customer held: its own, and those of approved overrides."""

    own: tuple[HeldGrade, ...] = ()
    overrides: tuple[HeldGrade, ...] = ()

    def at(self, cycle: Cycle) -> str:
        return grade_in(cycle, self.own, self.overrides)


UNGRADED = GradeHistory()


@dataclass(frozen=True, slots=True)
class AccountTerms:
    """What decides an account's terms. An unknown account has no customer and the lowest grade's terms."""

    account: str
    customer: str = ""
    prepaid: bool = False
    agreed_payment_day: int = 0
    grades: GradeHistory = UNGRADED
    agreements: tuple[StandingAgreement, ...] = ()

    def agreement_on(self, date: dt.date) -> StandingAgreement | None:
        return next((agreement for agreement in self.agreements if agreement.holds_on(date)), None)


@dataclass(frozen=True, slots=True)
class BillTerms:
    """The answer to rating: the terms of a cycle's bill, and what a leased line's order asks to be prepaid today."""

    account: str
    customer: str
    due_date: dt.date
    grade: str
    prepayment_months: int
    policy_version: str
    suspend_not_before: dt.date
    payment_period_months: int
    suspension_period_months: int
    agreement: str


@dataclass(frozen=True, slots=True)
class TermsBook:
    """The approved policies, and what decides the terms of some accounts."""

    policies: Sequence[CreditPolicy]
    accounts: Mapping[str, AccountTerms] = field(default_factory=dict[str, AccountTerms])
    _in_force: dict[Cycle, CreditPolicy] = field(default_factory=dict[Cycle, CreditPolicy])
    _plain: dict[tuple[Cycle, str, int], CycleTerms] = field(default_factory=dict[tuple[Cycle, str, int], CycleTerms])

    def cycle_terms(self, account: str, cycle: Cycle) -> CycleTerms:
        """The terms that the cycle's bill was made with; accounts without an agreement share them."""
        known = self.accounts.get(account) or AccountTerms(account)
        grade = known.grades.at(cycle)
        if known.agreements:
            return self._cycle_terms(known, cycle, grade)
        return self.plain_terms(cycle, grade, known.agreed_payment_day)

    def plain_terms(self, cycle: Cycle, grade: str, agreed_payment_day: int) -> CycleTerms:
        """The terms of every account of a grade without an agreement."""
        key = (cycle, grade, agreed_payment_day)
        found = self._plain.get(key)
        if found is None:
            plain = AccountTerms("", agreed_payment_day=agreed_payment_day)
            found = self._plain[key] = self._cycle_terms(plain, cycle, grade)
        return found

    def of(self, account: str) -> TermsOf:
        """The terms of an account by cycle."""
        return lambda cycle: self.cycle_terms(account, cycle)

    def _policy(self, cycle: Cycle) -> CreditPolicy:
        """The policy in force on the cycle's last day."""
        found = self._in_force.get(cycle)
        if found is None:
            found = self._in_force[cycle] = policy_in_force(self.policies, cycle.last_day)
        return found

    def _cycle_terms(self, known: AccountTerms, cycle: Cycle, grade: str) -> CycleTerms:
        policy = self._policy(cycle)
        agreement = known.agreement_on(cycle.last_day)
        agreed = AgreedDates(
            (agreement.payment_day if agreement else 0) or known.agreed_payment_day,
            agreement.suspension_days if agreement else 0,
        )
        return CycleTerms(policy.terms_of(grade), policy.control_rules, grade, policy.version, agreed)

    def bill_terms(self, account: str, cycle: Cycle, today: dt.date) -> BillTerms:
        """The terms of a cycle's bill, with the prepayment asked for today (R-OPN-6)."""
        known = self.accounts.get(account) or AccountTerms(account)
        terms = self.cycle_terms(account, cycle)
        due = due_date(cycle, terms.terms, terms.rules, terms.agreed)
        agreement = known.agreement_on(cycle.last_day)
        return BillTerms(
            account=account,
            customer=known.customer,
            due_date=due,
            grade=terms.grade,
            prepayment_months=self._prepayment_months(known, today),
            policy_version=terms.policy_version,
            suspend_not_before=suspend_not_before(due, terms.terms, terms.rules, terms.agreed),
            payment_period_months=terms.terms.payment_period_months,
            suspension_period_months=terms.terms.suspension_period_months,
            agreement=agreement.agreement if agreement else "",
        )

    def _prepayment_months(self, known: AccountTerms, today: dt.date) -> int:
        agreement = known.agreement_on(today)
        if agreement is not None and agreement.prepayment_months is not None:
            return agreement.prepayment_months
        terms = policy_in_force(self.policies, today).terms_of(known.grades.at(Cycle.of(today)))
        return terms.prepayment_months

    def credit_limit(self, account: str, today: dt.date) -> int:
        """The credit limit today, in minor units (R-CTL-2)."""
        known = self.accounts.get(account) or AccountTerms(account)
        agreement = known.agreement_on(today)
        terms = policy_in_force(self.policies, today).terms_of(known.grades.at(Cycle.of(today)))
        return credit_limit(
            prepaid=known.prepaid, by_grade=terms.credit_limit, agreed=agreement.credit_limit if agreement else None
        )
