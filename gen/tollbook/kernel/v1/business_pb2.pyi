from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class LineOfBusiness(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LINE_OF_BUSINESS_UNSPECIFIED: _ClassVar[LineOfBusiness]
    LINE_OF_BUSINESS_FIXED_LINE: _ClassVar[LineOfBusiness]
    LINE_OF_BUSINESS_BROADBAND: _ClassVar[LineOfBusiness]
    LINE_OF_BUSINESS_LEASED_LINE: _ClassVar[LineOfBusiness]
    LINE_OF_BUSINESS_CIRCUIT: _ClassVar[LineOfBusiness]
    LINE_OF_BUSINESS_VALUE_ADDED: _ClassVar[LineOfBusiness]
    LINE_OF_BUSINESS_MOBILE: _ClassVar[LineOfBusiness]
    LINE_OF_BUSINESS_ICT: _ClassVar[LineOfBusiness]
    LINE_OF_BUSINESS_INTERNET_CAFE: _ClassVar[LineOfBusiness]

class CustomerKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CUSTOMER_KIND_UNSPECIFIED: _ClassVar[CustomerKind]
    CUSTOMER_KIND_GROUP: _ClassVar[CustomerKind]
    CUSTOMER_KIND_CLUSTER: _ClassVar[CustomerKind]
    CUSTOMER_KIND_INDIVIDUAL: _ClassVar[CustomerKind]

class CustomerClass(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CUSTOMER_CLASS_UNSPECIFIED: _ClassVar[CustomerClass]
    CUSTOMER_CLASS_A: _ClassVar[CustomerClass]
    CUSTOMER_CLASS_B: _ClassVar[CustomerClass]
    CUSTOMER_CLASS_C: _ClassVar[CustomerClass]

class SuspensionReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SUSPENSION_REASON_UNSPECIFIED: _ClassVar[SuspensionReason]
    SUSPENSION_REASON_ARREARS: _ClassVar[SuspensionReason]
    SUSPENSION_REASON_FRAUD: _ClassVar[SuspensionReason]
    SUSPENSION_REASON_AUTHORITY: _ClassVar[SuspensionReason]
    SUSPENSION_REASON_CUSTOMER: _ClassVar[SuspensionReason]
LINE_OF_BUSINESS_UNSPECIFIED: LineOfBusiness
LINE_OF_BUSINESS_FIXED_LINE: LineOfBusiness
LINE_OF_BUSINESS_BROADBAND: LineOfBusiness
LINE_OF_BUSINESS_LEASED_LINE: LineOfBusiness
LINE_OF_BUSINESS_CIRCUIT: LineOfBusiness
LINE_OF_BUSINESS_VALUE_ADDED: LineOfBusiness
LINE_OF_BUSINESS_MOBILE: LineOfBusiness
LINE_OF_BUSINESS_ICT: LineOfBusiness
LINE_OF_BUSINESS_INTERNET_CAFE: LineOfBusiness
CUSTOMER_KIND_UNSPECIFIED: CustomerKind
CUSTOMER_KIND_GROUP: CustomerKind
CUSTOMER_KIND_CLUSTER: CustomerKind
CUSTOMER_KIND_INDIVIDUAL: CustomerKind
CUSTOMER_CLASS_UNSPECIFIED: CustomerClass
CUSTOMER_CLASS_A: CustomerClass
CUSTOMER_CLASS_B: CustomerClass
CUSTOMER_CLASS_C: CustomerClass
SUSPENSION_REASON_UNSPECIFIED: SuspensionReason
SUSPENSION_REASON_ARREARS: SuspensionReason
SUSPENSION_REASON_FRAUD: SuspensionReason
SUSPENSION_REASON_AUTHORITY: SuspensionReason
SUSPENSION_REASON_CUSTOMER: SuspensionReason
