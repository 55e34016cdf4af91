"""The people who act: each with a name and roles, so that nobody approves what the same person requested (R-GEN-5).

Their tokens are minted with the development suite's own signing key, for the same verifier that a deployed suite uses.
"""

import datetime as dt
from enum import StrEnum
from pathlib import Path

import jwt

AUDIENCE = "tollbook"
ISSUER = "tollbook-dev"
KEY_ID = "dev"
LIFETIME = dt.timedelta(days=2)


class Person(StrEnum):
    """Who calls. The value is the token's subject."""

    OPERATOR = "simulator-operator"
    CRM = "simulator-crm"
    NETWORK = "simulator-network"
    CASHIER = "simulator-cashier"
    FINANCE = "simulator-finance"
    FINANCE_HEAD = "simulator-finance-head"
    COLLECTOR = "simulator-collector"
    RECOVERY_MANAGER = "simulator-recovery-manager"
    ACCOUNT_MANAGER = "simulator-account-manager"
    MARKETING = "simulator-marketing"
    APPROVER = "simulator-approver"
    UNIT_HEAD = "simulator-unit-head"
    SUPPORT = "simulator-support"
    AUDITOR = "simulator-auditor"


ROLES: dict[Person, tuple[str, ...]] = {
    Person.OPERATOR: ("OPERATOR",),
    Person.CRM: ("CRM",),
    Person.NETWORK: ("NETWORK",),
    Person.CASHIER: ("CASHIER",),
    Person.FINANCE: ("FINANCE",),
    Person.FINANCE_HEAD: ("FINANCE", "APPROVER"),
    Person.COLLECTOR: ("COLLECTOR",),
    Person.RECOVERY_MANAGER: ("COLLECTOR", "APPROVER"),
    Person.ACCOUNT_MANAGER: ("ACCOUNT_MANAGER",),
    Person.MARKETING: ("MARKETING", "APPROVER"),
    Person.APPROVER: ("APPROVER",),
    Person.UNIT_HEAD: ("APPROVER", "COLLECTOR"),
    Person.SUPPORT: ("SUPPORT",),
    Person.AUDITOR: ("AUDITOR",),
}


def mint_tokens(key_file: Path) -> dict[Person, str]:
    """Gives each person a bearer token. Raises FileNotFoundError when the suite was never started."""
    key = key_file.read_text(encoding="utf-8")
    now = dt.datetime.now(dt.UTC)
    common = {"aud": AUDIENCE, "iss": ISSUER, "iat": now, "exp": now + LIFETIME}
    return {
        person: jwt.encode({"sub": str(person), "roles": list(roles), **common}, key, "EdDSA", headers={"kid": KEY_ID})
        for person, roles in ROLES.items()
    }
