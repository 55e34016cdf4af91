"""Words of the field that stand in two or more services' contracts. Values are the names on the wire without prefix."""

from enum import StrEnum


class LineOfBusiness(StrEnum):
    """业务: what kind of service a subscription is."""

    FIXED_LINE = "FIXED_LINE"
    BROADBAND = "BROADBAND"
    LEASED_LINE = "LEASED_LINE"
    CIRCUIT = "CIRCUIT"
    VALUE_ADDED = "VALUE_ADDED"
    MOBILE = "MOBILE"
    ICT = "ICT"
    INTERNET_CAFE = "INTERNET_CAFE"


class CustomerKind(StrEnum):
    """How a customer is handled: 集团客户, 聚类客户, 个人客户."""

    GROUP = "GROUP"
    CLUSTER = "CLUSTER"
    INDIVIDUAL = "INDIVIDUAL"


class CustomerClass(StrEnum):
    """The class of a group customer; NONE for the others."""

    NONE = "UNSPECIFIED"
    A = "A"
    B = "B"
    C = "C"


class SuspensionReason(StrEnum):
    """Why a line is suspended; payment lifts only ARREARS (R-DUN-6)."""

    ARREARS = "ARREARS"
    FRAUD = "FRAUD"
    AUTHORITY = "AUTHORITY"
    CUSTOMER = "CUSTOMER"
