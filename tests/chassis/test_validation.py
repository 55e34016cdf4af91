"""The quick yes never says yes where the library says no, over every request of every service."""

import importlib
from pathlib import Path
from typing import Any

import protovalidate
import pytest
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.field_mask_pb2 import FieldMask
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from google.type.date_pb2 import Date
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.chassis.acceptance import surely_valid
from services.chassis.batching import answer_each
from services.chassis.validation import only_masked, validate
from services.kernel.errors import Refusal
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.kernel.v1.operations_service_pb2 import GetRunRequest, ReplayEventsRequest
from tollbook.kernel.v1.period_pb2 import Dates
from tollbook.payment.v1.book_pb2 import Book
from tollbook.payment.v1.book_service_pb2 import TopUpBookRequest
from tollbook.payment.v1.payment_pb2 import PaymentChannel
from tollbook.payment.v1.payment_service_pb2 import BatchRecordPaymentsRequest, RecordPaymentRequest
from tollbook.rating.v1.customer_pb2 import Customer
from tollbook.rating.v1.customer_service_pb2 import UpdateCustomerRequest

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "",
    "x",
    "accounts/A-1",
    "customers/C-1",
    "2026-01",
    "CNY",
    "cny",
    "x" * 129,
    "runs/a",
    "集团",
    "a\x00b",
    "books/",
]
NUMBERS = [0, 1, -1, 2, 31, 32, 100, 1000, 2001, 8001, 2**31 - 1]


def request_types() -> list[type[Message]]:
    found: dict[str, type[Message]] = {}
    for path in sorted((ROOT / "gen" / "tollbook").glob("*/v1/*_service_pb2.py")):
        module = importlib.import_module(".".join(path.relative_to(ROOT / "gen").with_suffix("").parts))
        for service in module.DESCRIPTOR.services_by_name.values():
            for method in service.methods:
                found[method.input_type.full_name] = GetMessageClass(method.input_type)
    return [found[name] for name in sorted(found)]


def fill(message: Message, draw: Any, depth: int = 0) -> None:
    """Fills a message with values at and around the edges of what rules usually say."""
    for field in message.DESCRIPTOR.fields:
        if draw(st.integers(0, 3)) == 0:
            continue
        if field.message_type is not None and field.message_type.GetOptions().map_entry:
            continue
        if field.is_repeated:
            for _ in range(draw(st.integers(0, 2))):
                if field.message_type is not None:
                    if depth < 3:
                        fill(getattr(message, field.name).add(), draw, depth + 1)
                else:
                    getattr(message, field.name).append(value(field, draw))
        elif field.message_type is not None:
            if depth < 3:
                getattr(message, field.name).SetInParent()
                fill(getattr(message, field.name), draw, depth + 1)
        else:
            setattr(message, field.name, value(field, draw))


def value(field: Any, draw: Any) -> Any:
    if field.type == FieldDescriptor.TYPE_STRING:
        return draw(st.sampled_from(TEXTS))
    if field.type == FieldDescriptor.TYPE_BYTES:
        return draw(st.sampled_from([b"", b"x", b"x" * 40]))
    if field.type == FieldDescriptor.TYPE_BOOL:
        return draw(st.booleans())
    if field.type in (FieldDescriptor.TYPE_DOUBLE, FieldDescriptor.TYPE_FLOAT):
        return draw(st.sampled_from([0.0, 1.5]))
    if field.type == FieldDescriptor.TYPE_ENUM:
        return draw(st.sampled_from([0, 1, 2, 99]))
    if field.type in (FieldDescriptor.TYPE_UINT32, FieldDescriptor.TYPE_UINT64):
        return draw(st.sampled_from([n for n in NUMBERS if n >= 0]))
    return draw(st.sampled_from(NUMBERS))


@settings(
    max_examples=500,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(st.data())
def test_what_the_quick_check_accepts_the_library_accepts(data):
    kind = data.draw(st.sampled_from(request_types()))
    message = kind()
    fill(message, data.draw)
    if surely_valid(message):
        protovalidate.validate(message)


def test_it_accepts_a_plain_valid_request_without_the_library():
    assert surely_valid(GetRunRequest(name="runs/bill-run/2026-01"))
    assert not surely_valid(GetRunRequest(name="bill-run"))


def test_all_faults_come_at_once_with_field_rule_and_value():
    with pytest.raises(Refusal) as refused:
        validate(ReplayEventsRequest(after_position=-1, page_size=9_000))
    assert [(f.field, f.rule, f.value) for f in refused.value.faults] == [
        ("after_position", "int64.gte", "-1"),
        ("page_size", "int32.gte_lte", "9000"),
    ]


def payment_item(payer: str = "plain", request_id: str = "R") -> RecordPaymentRequest:
    return RecordPaymentRequest(
        request_id=request_id,
        channel=PaymentChannel.PAYMENT_CHANNEL_COUNTER,
        channel_number="N",
        account="accounts/A-1",
        payer=payer,
        amount=Money(currency_code="CNY", minor_units=1),
        value_date=Date(year=2026, month=1, day=1),
    )


def test_a_nul_in_any_text_is_a_fault_and_never_reaches_the_database():
    with pytest.raises(Refusal) as refused:
        validate(payment_item("a\0b"))
    assert [(f.field, f.rule, f.value) for f in refused.value.faults] == [("payer", "string.no_nul", "a\\0b")]


async def test_r_gen_3_an_item_without_a_request_id_is_refused_alone_and_the_others_are_handled_in_order():
    batch = BatchRecordPaymentsRequest()
    for number, request_id in enumerate(("R-1", "", "R-3", "R-4")):
        batch.items.append(payment_item("a\0b" if number == 2 else "plain", request_id))
    validate(batch)
    handled: list[list[str]] = []

    async def handle(requests: list[str]) -> list[str | Refusal]:
        handled.append(requests)
        return [f"did {each}" for each in requests]

    first, *others, last = await answer_each(batch.items, lambda item: item.request_id, handle)
    assert handled == [["R-1", "R-4"]]
    assert (first, last) == ("did R-1", "did R-4")
    refused = [each for each in others if isinstance(each, Refusal)]
    assert [(each.reason, each.faults[0].field) for each in refused] == [
        ("VALIDATION_FAILED", "request_id"),
        ("VALIDATION_FAILED", "payer"),
    ]


async def test_a_batch_with_no_item_that_can_be_handled_handles_none():
    async def handle(requests: list[str]) -> list[str | Refusal]:
        raise AssertionError

    (only,) = await answer_each([payment_item(request_id="")], lambda item: item.request_id, handle)
    assert isinstance(only, Refusal)


@pytest.mark.parametrize("fen", [10**15 + 1, 2**63 - 1, -(10**15) - 1])
def test_r_gen_1_an_amount_whose_sums_could_overflow_is_a_fault(fen):
    request = TopUpBookRequest(request_id="R", name="books/A-1.gift", reason="why")
    request.amount.currency_code, request.amount.minor_units = "CNY", fen
    with pytest.raises(Refusal) as refused:
        validate(request)
    assert [fault.field for fault in refused.value.faults] == ["amount.minor_units"]


def named(**values: Any) -> UpdateCustomerRequest:
    request = UpdateCustomerRequest(request_id="R", name="customers/C-1", customer=Customer(**values))
    request.update_mask.paths.append("contact_phone")
    return request


def test_an_update_is_asked_only_for_what_its_mask_names():
    validate(named())
    validate(named(contact_phone="1", language="much longer than sixteen"))
    with pytest.raises(Refusal) as refused:
        validate(named(contact_phone="1" * 41))
    assert [fault.field for fault in refused.value.faults] == ["customer.contact_phone"]
    whole = named()
    whole.ClearField("customer")
    with pytest.raises(Refusal, match="customer"):
        validate(whole)


def test_a_mask_that_names_no_field_is_refused_with_its_path():
    unknown = named()
    unknown.update_mask.paths.append("phone")
    with pytest.raises(Refusal) as refused:
        validate(unknown)
    assert [(f.field, f.value) for f in refused.value.faults] == [("update_mask", "phone")]
    empty = named()
    empty.update_mask.ClearField("paths")
    with pytest.raises(Refusal, match="names no field of customer"):
        validate(empty)


def test_what_a_mask_does_not_name_is_not_read():
    given = Book(name="books/A-1.x", priority=3, charge_items=["none"], validity=Dates(start=Date(year=2026)))
    kept = only_masked(given, FieldMask(paths=["priority"]))
    assert kept == Book(name="books/A-1.x", priority=3)
    assert only_masked(given, FieldMask(paths=["priority", "charge_items", "validity"])) == given
