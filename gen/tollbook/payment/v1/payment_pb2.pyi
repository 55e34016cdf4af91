from buf.validate import validate_pb2 as _validate_pb2
from google.type import date_pb2 as _date_pb2
from tollbook.kernel.v1 import money_pb2 as _money_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PaymentChannel(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAYMENT_CHANNEL_UNSPECIFIED: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_COUNTER: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_BANK_TRANSFER: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_BANK_COLLECTION: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_DIRECT_DEBIT: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_WECHAT_PAY: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_ALIPAY: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_UNIONPAY: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_AGENT: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_ONLINE_TOP_UP: _ClassVar[PaymentChannel]
    PAYMENT_CHANNEL_POS: _ClassVar[PaymentChannel]

class PaymentState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PAYMENT_STATE_UNSPECIFIED: _ClassVar[PaymentState]
    PAYMENT_STATE_POSTED: _ClassVar[PaymentState]
    PAYMENT_STATE_REVERSED: _ClassVar[PaymentState]

class ReceiptState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    RECEIPT_STATE_UNSPECIFIED: _ClassVar[ReceiptState]
    RECEIPT_STATE_UNCLAIMED: _ClassVar[ReceiptState]
    RECEIPT_STATE_CLAIMED: _ClassVar[ReceiptState]
    RECEIPT_STATE_RETURNED: _ClassVar[ReceiptState]
PAYMENT_CHANNEL_UNSPECIFIED: PaymentChannel
PAYMENT_CHANNEL_COUNTER: PaymentChannel
PAYMENT_CHANNEL_BANK_TRANSFER: PaymentChannel
PAYMENT_CHANNEL_BANK_COLLECTION: PaymentChannel
PAYMENT_CHANNEL_DIRECT_DEBIT: PaymentChannel
PAYMENT_CHANNEL_WECHAT_PAY: PaymentChannel
PAYMENT_CHANNEL_ALIPAY: PaymentChannel
PAYMENT_CHANNEL_UNIONPAY: PaymentChannel
PAYMENT_CHANNEL_AGENT: PaymentChannel
PAYMENT_CHANNEL_ONLINE_TOP_UP: PaymentChannel
PAYMENT_CHANNEL_POS: PaymentChannel
PAYMENT_STATE_UNSPECIFIED: PaymentState
PAYMENT_STATE_POSTED: PaymentState
PAYMENT_STATE_REVERSED: PaymentState
RECEIPT_STATE_UNSPECIFIED: ReceiptState
RECEIPT_STATE_UNCLAIMED: ReceiptState
RECEIPT_STATE_CLAIMED: ReceiptState
RECEIPT_STATE_RETURNED: ReceiptState

class Payment(_message.Message):
    __slots__ = ("name", "account", "customer", "channel", "channel_number", "amount", "value_date", "posting_date", "book", "state", "settled", "refunded", "reverse_date", "reverse_reason", "receipt", "payer", "agent")
    NAME_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    BOOK_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    SETTLED_FIELD_NUMBER: _ClassVar[int]
    REFUNDED_FIELD_NUMBER: _ClassVar[int]
    REVERSE_DATE_FIELD_NUMBER: _ClassVar[int]
    REVERSE_REASON_FIELD_NUMBER: _ClassVar[int]
    RECEIPT_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    AGENT_FIELD_NUMBER: _ClassVar[int]
    name: str
    account: str
    customer: str
    channel: PaymentChannel
    channel_number: str
    amount: _money_pb2.Money
    value_date: _date_pb2.Date
    posting_date: _date_pb2.Date
    book: str
    state: PaymentState
    settled: _money_pb2.Money
    refunded: _money_pb2.Money
    reverse_date: _date_pb2.Date
    reverse_reason: str
    receipt: str
    payer: str
    agent: str
    def __init__(self, name: _Optional[str] = ..., account: _Optional[str] = ..., customer: _Optional[str] = ..., channel: _Optional[_Union[PaymentChannel, str]] = ..., channel_number: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., book: _Optional[str] = ..., state: _Optional[_Union[PaymentState, str]] = ..., settled: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., refunded: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., reverse_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., reverse_reason: _Optional[str] = ..., receipt: _Optional[str] = ..., payer: _Optional[str] = ..., agent: _Optional[str] = ...) -> None: ...

class Receipt(_message.Message):
    __slots__ = ("name", "channel", "channel_number", "account_named", "amount", "value_date", "posting_date", "payer", "possible_account", "state", "payment")
    NAME_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_NUMBER_FIELD_NUMBER: _ClassVar[int]
    ACCOUNT_NAMED_FIELD_NUMBER: _ClassVar[int]
    AMOUNT_FIELD_NUMBER: _ClassVar[int]
    VALUE_DATE_FIELD_NUMBER: _ClassVar[int]
    POSTING_DATE_FIELD_NUMBER: _ClassVar[int]
    PAYER_FIELD_NUMBER: _ClassVar[int]
    POSSIBLE_ACCOUNT_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    PAYMENT_FIELD_NUMBER: _ClassVar[int]
    name: str
    channel: PaymentChannel
    channel_number: str
    account_named: str
    amount: _money_pb2.Money
    value_date: _date_pb2.Date
    posting_date: _date_pb2.Date
    payer: str
    possible_account: str
    state: ReceiptState
    payment: str
    def __init__(self, name: _Optional[str] = ..., channel: _Optional[_Union[PaymentChannel, str]] = ..., channel_number: _Optional[str] = ..., account_named: _Optional[str] = ..., amount: _Optional[_Union[_money_pb2.Money, _Mapping]] = ..., value_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., posting_date: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., payer: _Optional[str] = ..., possible_account: _Optional[str] = ..., state: _Optional[_Union[ReceiptState, str]] = ..., payment: _Optional[str] = ...) -> None: ...

class ValueDatePolicy(_message.Message):
    __slots__ = ("effective_from", "days_before_max")
    EFFECTIVE_FROM_FIELD_NUMBER: _ClassVar[int]
    DAYS_BEFORE_MAX_FIELD_NUMBER: _ClassVar[int]
    effective_from: _date_pb2.Date
    days_before_max: int
    def __init__(self, effective_from: _Optional[_Union[_date_pb2.Date, _Mapping]] = ..., days_before_max: _Optional[int] = ...) -> None: ...
