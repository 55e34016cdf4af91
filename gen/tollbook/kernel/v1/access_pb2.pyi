from google.protobuf import descriptor_pb2 as _descriptor_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Role(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ROLE_UNSPECIFIED: _ClassVar[Role]
    ROLE_SERVICE: _ClassVar[Role]
    ROLE_CRM: _ClassVar[Role]
    ROLE_CASHIER: _ClassVar[Role]
    ROLE_FINANCE: _ClassVar[Role]
    ROLE_COLLECTOR: _ClassVar[Role]
    ROLE_ACCOUNT_MANAGER: _ClassVar[Role]
    ROLE_MARKETING: _ClassVar[Role]
    ROLE_APPROVER: _ClassVar[Role]
    ROLE_OPERATOR: _ClassVar[Role]
    ROLE_AUDITOR: _ClassVar[Role]
    ROLE_CUSTOMER: _ClassVar[Role]
    ROLE_NETWORK: _ClassVar[Role]
    ROLE_SUPPORT: _ClassVar[Role]
ROLE_UNSPECIFIED: Role
ROLE_SERVICE: Role
ROLE_CRM: Role
ROLE_CASHIER: Role
ROLE_FINANCE: Role
ROLE_COLLECTOR: Role
ROLE_ACCOUNT_MANAGER: Role
ROLE_MARKETING: Role
ROLE_APPROVER: Role
ROLE_OPERATOR: Role
ROLE_AUDITOR: Role
ROLE_CUSTOMER: Role
ROLE_NETWORK: Role
ROLE_SUPPORT: Role
ACCESS_FIELD_NUMBER: _ClassVar[int]
access: _descriptor.FieldDescriptor

class Access(_message.Message):
    __slots__ = ("roles", "audited", "owned_by", "of_no_customer")
    ROLES_FIELD_NUMBER: _ClassVar[int]
    AUDITED_FIELD_NUMBER: _ClassVar[int]
    OWNED_BY_FIELD_NUMBER: _ClassVar[int]
    OF_NO_CUSTOMER_FIELD_NUMBER: _ClassVar[int]
    roles: _containers.RepeatedScalarFieldContainer[Role]
    audited: bool
    owned_by: _containers.RepeatedScalarFieldContainer[str]
    of_no_customer: bool
    def __init__(self, roles: _Optional[_Iterable[_Union[Role, str]]] = ..., audited: _Optional[bool] = ..., owned_by: _Optional[_Iterable[str]] = ..., of_no_customer: _Optional[bool] = ...) -> None: ...
