"""Dossiers, approvals, provisions (R-BAD-1, R-BAD-2, R-BAD-4) and commission (R-AGY-1, R-AGY-2)."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.chassis.validation import validate
from services.collection.domain.commission import (
    DEFAULT_STEPS,
    AssignedDebt,
    ClaimedRow,
    CommissionStep,
    age_months,
    check_steps,
    commission,
    file_duplicates,
    match_row,
    ratio,
)
from services.collection.domain.dossier import (
    COLLECTOR,
    DEFAULT_POLICY,
    RECOVERY_MANAGER,
    REQUIRED_NOTICES,
    DossierFacts,
    DossierState,
    EvidenceKind,
    check_approval,
    check_confirmation,
    check_file_name,
    check_rejection,
    check_submission,
    media_type,
    missing,
)
from services.collection.domain.ladder import CaseState
from services.collection.domain.provision import DEFAULT_RATES, provision, rate_of
from services.kernel.errors import Refusal
from services.kernel.period import Cycle
from tests.collection.builders import day
from tollbook.collection.v1.bad_debt_service_pb2 import UploadEvidenceRequest

COMPLETE = DossierFacts(
    "A-1-1",
    DossierState.OPEN,
    CaseState.BAD_DEBT,
    "GROUP",
    day("2025-02-28"),
    frozenset({EvidenceKind.DUNNING_RECORDS, EvidenceKind.MARKET_REGULATION_CERTIFICATE}),
    {COLLECTOR: "wang", RECOVERY_MANAGER: "li"},
    REQUIRED_NOTICES,
)
TODAY = day("2025-07-01")


def reason_of(call, *args):
    with pytest.raises(Refusal) as refused:
        call(*args)
    return refused.value.reason


def test_worked_example_10_rounds_per_row_and_sums():
    """R-AGY-2."""
    rows = [(5, 12344), (7, 20000), (13, 30002), (3, 999)]
    parts = [commission(amount, ratio(DEFAULT_STEPS, months)) for months, amount in rows]
    assert parts == [988, 3000, 7501, 0]
    assert sum(parts) == 11489


def test_the_ratio_is_of_the_age_at_assignment_with_its_boundaries():
    """R-AGY-1."""
    assert [ratio(DEFAULT_STEPS, months) for months in (3, 4, 6, 7, 12, 13, 99)] == [
        0,
        800,
        800,
        1500,
        1500,
        2500,
        2500,
    ]
    assert age_months(Cycle.parse("2025-01"), day("2025-07-15")) == 5


@given(st.integers(0, 10**12), st.integers(0, 10000))
def test_what_is_taken_back_on_reversal_is_what_was_paid(amount, basis_points):
    assert commission(-amount, basis_points) == -commission(amount, basis_points)


def test_rows_are_matched_to_money_really_received():
    """R-AGY-2: commission is of what was received, differences are named."""
    debt = AssignedDebt(5, 800)
    good = match_row(ClaimedRow(1, "A-1", "P-1", 12344, 988), debt, 12344)
    assert (good.computed, good.differences) == (988, ())
    less = match_row(ClaimedRow(1, "A-1", "P-1", 20000, 1600), debt, 12344)
    assert (less.computed, less.differences) == (988, ("AMOUNT_DIFFERS", "COMMISSION_ABOVE_AGREEMENT"))
    none = match_row(ClaimedRow(1, "A-1", "P-1", 20000, 1600), debt, None)
    assert (none.computed, none.differences) == (0, ("NO_MONEY_RECEIVED", "COMMISSION_ABOVE_AGREEMENT"))
    stranger = match_row(ClaimedRow(1, "A-1", "P-1", 20000, 0), None, 20000)
    assert (stranger.computed, stranger.differences) == (0, ("NOT_ASSIGNED",))


def test_a_payment_named_twice_in_a_list_earns_once():
    rows = [ClaimedRow(1, "A-1", "P-1", 1, 0), ClaimedRow(2, "A-1", "P-1", 1, 0), ClaimedRow(3, "A-2", "P-1", 1, 0)]
    assert file_duplicates(rows) == {2}


def test_steps_that_fall_or_pay_more_than_all_are_refused():
    assert reason_of(check_steps, (CommissionStep(7, 100), CommissionStep(4, 100))) == "AGREEMENT_INVALID"
    assert reason_of(check_steps, (CommissionStep(7, 10001),)) == "AGREEMENT_INVALID"


def test_a_complete_dossier_is_submitted_and_an_incomplete_one_names_everything_missing():
    """R-BAD-1."""
    assert check_submission(COMPLETE, DEFAULT_POLICY, TODAY) is DossierState.SUBMITTED
    bare = dataclasses.replace(COMPLETE, evidence=frozenset(), confirmed_by={}, notices_sent=frozenset())
    assert missing(bare, DEFAULT_POLICY, day("2025-05-28")) == (
        "DUNNING_RECORDS",
        "MARKET_REGULATION_CERTIFICATE",
        "CONFIRMATION_COLLECTOR",
        "CONFIRMATION_RECOVERY_MANAGER",
        "OVERDUE_THREE_MONTHS",
        "DUNNING_COMPLETE",
    )
    assert reason_of(check_submission, bare, DEFAULT_POLICY, TODAY) == "DOSSIER_INCOMPLETE"


def test_a_person_needs_the_police_certificate_and_a_company_the_market_regulation_one():
    """R-BAD-1: by kind of customer."""
    person = dataclasses.replace(COMPLETE, customer_kind="INDIVIDUAL")
    assert missing(person, DEFAULT_POLICY, TODAY) == ("POLICE_CERTIFICATE",)


def test_the_chain_goes_in_order_with_different_persons():
    """R-BAD-2: separation of duties."""
    facts = dataclasses.replace(COMPLETE, state=DossierState.SUBMITTED, submitter="zhao")
    policy = DEFAULT_POLICY
    assert reason_of(check_approval, facts, policy, "zhao", frozenset({"APPROVER"})) == "SEPARATION_OF_DUTIES"
    assert reason_of(check_approval, facts, policy, "wang", frozenset({"APPROVER"})) == "SEPARATION_OF_DUTIES"
    assert reason_of(check_approval, facts, policy, "qian", frozenset({"FINANCE"})) == "APPROVER_ROLE_WRONG"
    assert check_approval(facts, policy, "qian", frozenset({"APPROVER"})) is False
    second = dataclasses.replace(facts, approved_by=("qian",))
    assert reason_of(check_approval, second, policy, "qian", frozenset({"MARKETING"})) == "SEPARATION_OF_DUTIES"
    third = dataclasses.replace(facts, approved_by=("qian", "sun"))
    assert check_approval(third, policy, "zhou", frozenset({"FINANCE"})) is True


def test_collector_and_recovery_manager_are_two_persons():
    alone = dataclasses.replace(COMPLETE, confirmed_by={COLLECTOR: "wang"})
    assert reason_of(check_confirmation, alone, RECOVERY_MANAGER, "wang") == "SEPARATION_OF_DUTIES"
    check_confirmation(alone, RECOVERY_MANAGER, "li")


def test_the_submitter_does_not_reject_his_own_dossier_and_a_written_off_one_is_not_rejected():
    submitted = dataclasses.replace(COMPLETE, state=DossierState.SUBMITTED, submitter="zhao")
    assert reason_of(check_rejection, submitted, "zhao") == "SEPARATION_OF_DUTIES"
    done = dataclasses.replace(submitted, state=DossierState.WRITTEN_OFF)
    assert reason_of(check_rejection, done, "qian") == "DOSSIER_STATE_WRONG"


def test_evidence_is_typed_by_its_content_and_its_name_has_no_path():
    assert media_type(b"%PDF-1.7\n") == "application/pdf"
    assert media_type("证明".encode()) == "text/plain; charset=utf-8"
    assert reason_of(media_type, b"MZ\x90\x00") == "EVIDENCE_TYPE_WRONG"
    assert reason_of(media_type, "caf\xe9".encode("latin-1")) == "EVIDENCE_TYPE_WRONG"
    for name in ("../x.pdf", "a\\b", "..", "a\nb"):
        assert reason_of(check_file_name, name) == "EVIDENCE_NAME_WRONG"
    check_file_name("证明.pdf")


def test_evidence_over_its_size_is_refused_by_name():
    """R-BAD-1."""
    upload = UploadEvidenceRequest(
        request_id="r", dossier="dossiers/A-1-1", kind="EVIDENCE_KIND_POLICE_CERTIFICATE", file_name="a.pdf"
    )
    upload.content = b"%PDF-1.7\n" + bytes(3 * 2**20 - 9)
    validate(upload)
    upload.content += b"\n"
    with pytest.raises(Refusal) as refused:
        validate(upload)
    assert [(fault.field, fault.rule) for fault in refused.value.faults] == [("content", "bytes.max_len")]


def test_the_provision_is_everything_over_three_months_past_the_credit_period():
    """R-BAD-4 with the default rates."""
    due = day("2025-02-28")
    assert provision(999, rate_of(DEFAULT_RATES, due, day("2025-05-31"))) == 0
    assert provision(999, rate_of(DEFAULT_RATES, due, day("2025-06-01"))) == 999
