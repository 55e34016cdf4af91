"""Notices and promises (R-DUN-2, R-DUN-3, R-DUN-4)."""

import dataclasses

import pytest

from services.collection.domain.notice import (
    Addressee,
    Medium,
    NoticeKind,
    Way,
    another_way,
    check_template,
    default_text,
    way_of,
    write_notice,
    yuan,
)
from services.collection.domain.promise import (
    Instalment,
    PromiseFacts,
    PromiseState,
    check_instalments,
    check_promise,
    instalments_due,
    judge_promise,
)
from services.kernel.errors import Refusal
from tests.collection.builders import day

MEDIA = ("SMS", "VOICE", "EMAIL")
MANAGED = Addressee("晋州水务", customer_class="A", account_manager="M-1", phone="0311-1", email="a@b.cn")


def test_a_and_b_customers_go_to_their_manager_and_the_rest_automatically():
    """R-DUN-3."""
    assert way_of(MANAGED, MEDIA, "U1").medium is Medium.MANAGER
    telephone = dataclasses.replace(MANAGED, telephone_managed=True)
    assert way_of(telephone, MEDIA, "U1").medium is Medium.SMS
    assert way_of(dataclasses.replace(MANAGED, customer_class="C"), MEDIA, "U1").medium is Medium.SMS
    assert way_of(dataclasses.replace(telephone, phone=""), MEDIA, "U1") == way_of(telephone, ("EMAIL",), "U1")


def test_a_notice_without_an_address_is_a_task_for_a_person():
    """R-DUN-3: the account manager's, or the unit's."""
    nowhere = dataclasses.replace(MANAGED, telephone_managed=True, phone="", email="")
    assert way_of(nowhere, MEDIA, "U1") == Way(Medium.MANAGER, "M-1")
    assert way_of(dataclasses.replace(nowhere, account_manager=""), MEDIA, "U1") == Way(Medium.MANAGER, "U1")


def test_a_notice_that_did_not_arrive_goes_the_next_way():
    """R-DUN-3."""
    ways = [another_way(MANAGED, MEDIA, failed, "U1").medium for failed in (Medium.SMS, Medium.VOICE, Medium.EMAIL)]
    assert ways == [Medium.VOICE, Medium.EMAIL, Medium.MANAGER]


def test_every_notice_names_the_amount_the_due_date_and_how_to_pay_in_both_languages():
    """R-DUN-2."""
    for kind in NoticeKind:
        for language in ("zh-CN", "en"):
            check_template(default_text(kind, language))
            who = dataclasses.replace(MANAGED, language=language)
            text = write_notice(default_text(kind, language), who, "A-1", 123456, day("2025-02-28"), day("2025-03-03"))
            assert "1234.56" in text
            assert "2025-02-28" in text
            assert "晋州水务" in text


@pytest.mark.parametrize(
    "text", ["{amuont} {due_date}", "no amount", "{amount", "{amount!r} {due_date}", "{amount:>99} {due_date}"]
)
def test_a_template_with_an_unknown_placeholder_or_without_the_amount_is_refused(text):
    with pytest.raises(Refusal) as refused:
        check_template(text)
    assert refused.value.reason == "TEMPLATE_INVALID"


def test_yuan_are_written_exactly():
    assert [yuan(value) for value in (0, 5, 100, -250)] == ["0.00", "0.05", "1.00", "-2.50"]


def test_a_promise_is_kept_when_the_amount_came_and_broken_at_the_end_of_its_date():
    """R-DUN-4."""
    promised = PromiseFacts(100, day("2025-03-10"), 99)
    assert judge_promise(promised, day("2025-03-09")) is PromiseState.OPEN
    assert judge_promise(promised, day("2025-03-10")) is PromiseState.BROKEN
    assert judge_promise(dataclasses.replace(promised, paid_since=100), day("2025-03-10")) is PromiseState.KEPT


@pytest.mark.parametrize(
    ("amount", "date"), [(0, "2025-03-10"), (101, "2025-03-10"), (50, "2025-02-28"), (50, "2025-05-01")]
)
def test_a_promise_out_of_range_is_refused(amount, date):
    with pytest.raises(Refusal):
        check_promise(amount, 100, day(date), day("2025-03-01"), 31)


def test_instalments_sum_to_the_debt_and_rise_by_date():
    parts = [Instalment(day("2025-03-10"), 40), Instalment(day("2025-04-10"), 60)]
    check_instalments(parts, 100, day("2025-03-01"))
    assert instalments_due(parts, day("2025-03-10")) == 40
    for wrong in ([], parts[::-1], parts[:1], [Instalment(day("2025-02-10"), 100)]):
        with pytest.raises(Refusal):
            check_instalments(wrong, 100, day("2025-03-01"))
