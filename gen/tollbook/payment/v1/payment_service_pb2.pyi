from buf.validate import validate_pb2 as _validate_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import access_pb2 as _access_pb2
from tollbook.kernel.v1 import batch_pb2 as _batch_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from tollbook.kernel.v1 import period_pb2 as _period_pb2
from tollbook.kernel.v1 import run_pb2 as _run_pb2
from tollbook.payment.v1 import book_service_pb2 as _book_service_pb2
from tollbook.payment.v1 import payment_pb2 as _payment_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RecordPaymentRequest(_message.Message):
    __slots__ = ("request_id", "channel", "channel_number", "account", "amount", "value_date", "book", "payer", "case_name", "agent")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    BOOK_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    CASE_NAME_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    channel: _payment_pb2.PaymentChannel
    channel_number: str
    account: str
    amount: _money_pb2.Money
    value_date: _date_pb2.Date
    book: str
    payer: str
    case_name: str
    agent: str
    def __init__(self, request_id: _Optional[str] = ..., channel: _Optional[_Union[_payment_pb2.PaymentChannel, str]] = ..., channel_number: _Optional[str] = ..., account: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., book: _Optional[str] = ..., payer: _Optional[str] = ..., case_name: _Optional[str] = ..., agent: _Optional[str] = ...) -> None: ...

class RecordPaymentResponse(_message.Message):
    __slots__ = ("payment", "receipt")
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    payment: _payment_pb2.Payment
    receipt: _payment_pb2.Receipt
    def __init__(self, payment: _Optional[_Union[_payment_pb2.Payment, _Mapping]] = ..., receipt: _Optional[_Union[_payment_pb2.Receipt, _Mapping]] = ...) -> None: ...

class BatchRecordPaymentsRequest(_message.Message):
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[RecordPaymentRequest]
    def __init__(self, items: _Optional[_Iterable[_Union[RecordPaymentRequest, _Mapping]]] = ...) -> None: ...

class BatchRecordPaymentsResponse(_message.Message):
    __slots__ = ("results",)
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    results: _containers.RepeatedCompositeFieldContainer[RecordedPayment]
    def __init__(self, results: _Optional[_Iterable[_Union[RecordedPayment, _Mapping]]] = ...) -> None: ...

class RecordedPayment(_message.Message):
    __slots__ = ("status", "payment", "receipt")
    STATUS_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    status: _batch_pb2.ItemStatus
    payment: _payment_pb2.Payment
    receipt: _payment_pb2.Receipt
    def __init__(self, status: _Optional[_Union[_batch_pb2.ItemStatus, _Mapping]] = ..., payment: _Optional[_Union[_payment_pb2.Payment, _Mapping]] = ..., receipt: _Optional[_Union[_payment_pb2.Receipt, _Mapping]] = ...) -> None: ...

class GetValueDatePolicyRequest(_message.Message):
    __slots__ = ("date",)
    DATE_FIELD_NUMBER: _ClassVar[int]
    date: _date_pb2.Date
    def __init__(self, date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ...) -> None: ...

class SetValueDatePolicyRequest(_message.Message):
    __slots__ = ("request_id", "policy", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    POLICY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    policy: _payment_pb2.ValueDatePolicy
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., policy: _Optional[_Union[_payment_pb2.ValueDatePolicy, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class StartPaymentFileRequest(_message.Message):
    __slots__ = ("request_id", "channel", "content", "agent")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CONTENT_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    channel: _payment_pb2.PaymentChannel
    content: bytes
    agent: str
    def __init__(self, request_id: _Optional[str] = ..., channel: _Optional[_Union[_payment_pb2.PaymentChannel, str]] = ..., content: _Optional[bytes] = ..., agent: _Optional[str] = ...) -> None: ...

class GetPaymentFileOutcomeRequest(_message.Message):
    __slots__ = ("run",)
    RUN_FIELD_NUMBER: _ClassVar[int]
    run: str
    def __init__(self, run: _Optional[str] = ...) -> None: ...

class GetPaymentRequest(_message.Message):
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class ListPaymentsRequest(_message.Message):
    __slots__ = ("account", "posting_dates", "show_reversed", "page_size", "page_token")
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATES_FIELD_NUMBER: _ClassVar[int]
    SHOW_REVERSED_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    account: str
    posting_dates: _period_pb2.Dates
    show_reversed: bool
    page_size: int
    page_token: str
    def __init__(self, account: _Optional[str] = ..., posting_dates: _Optional[_Union[_period_pb2.Dates, _Mapping]] = ..., show_reversed: _Optional[bool] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListPaymentsResponse(_message.Message):
    __slots__ = ("payments", "next_page_token")
    PAYMENTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    payments: _containers.RepeatedCompositeFieldContainer[_payment_pb2.Payment]
    next_page_token: str
    def __init__(self, payments: _Optional[_Iterable[_Union[_payment_pb2.Payment, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ReversePaymentRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class RefundPaymentRequest(_message.Message):
    __slots__ = ("request_id", "name", "amount", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    amount: _money_pb2.Money
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., reason: _Optional[str] = ...) -> None: ...

class ListReceiptsRequest(_message.Message):
    __slots__ = ("state", "possible_account", "page_size", "page_token")
    STATE_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    state: _payment_pb2.ReceiptState
    possible_account: str
    page_size: int
    page_token: str
    def __init__(self, state: _Optional[_Union[_payment_pb2.ReceiptState, str]] = ..., possible_account: _Optional[str] = ..., page_size: _Optional[int] = ..., page_token: _Optional[str] = ...) -> None: ...

class ListReceiptsResponse(_message.Message):
    __slots__ = ("receipts", "next_page_token")
    RECEIPTS_FIELD_NUMBER: _ClassVar[int]
    NEXT_PAGE_TOKEN_FIELD_NUMBER: _ClassVar[int]
    receipts: _containers.RepeatedCompositeFieldContainer[_payment_pb2.Receipt]
    next_page_token: str
    def __init__(self, receipts: _Optional[_Iterable[_Union[_payment_pb2.Receipt, _Mapping]]] = ..., next_page_token: _Optional[str] = ...) -> None: ...

class ClaimReceiptRequest(_message.Message):
    __slots__ = ("request_id", "name", "account", "book", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    BOOK_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    account: str
    book: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., account: _Optional[str] = ..., book: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class UpdateReceiptRequest(_message.Message):
    __slots__ = ("request_id", "receipt", "update_mask")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    UPDATE_MASK_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    receipt: _payment_pb2.Receipt
    update_mask: _field_mask_pb2.FieldMask
    def __init__(self, request_id: _Optional[str] = ..., receipt: _Optional[_Union[_payment_pb2.Receipt, _Mapping]] = ..., update_mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ...) -> None: ...

class ReturnReceiptRequest(_message.Message):
    __slots__ = ("request_id", "name", "reason")
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    request_id: str
    name: str
    reason: str
    def __init__(self, request_id: _Optional[str] = ..., name: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...
