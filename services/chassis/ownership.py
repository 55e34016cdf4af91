"""A caller that acts for customers reaches only what belongs to them (``Access.owned_by``).

The portal's token names its customers in the claim "customers". Whose a thing is, the service that owns it tells: an
owner function by collection. What is unknown is refused like what is another's, so that nobody learns what exists.
"""

from collections.abc import Awaitable, Callable, Mapping

from google.protobuf.message import Message

from services.chassis.access import Caller, allowed_roles
from services.chassis.database import Database, Transaction
from services.kernel.errors import GeneralReason, Refusal, RefusalKind
from services.kernel.ids import resource
from tollbook.kernel.v1.access_pb2 import Access

OwnerOf = Callable[[Transaction, str], Awaitable[str | None]]
"""The customer's id to which a thing of a collection belongs, by the thing's id; None when there is no such thing."""

_PORTAL = frozenset({"CUSTOMER"})


async def _itself(tx: Transaction, customer_id: str) -> str:
    return customer_id


def acts_for_customers(who: Caller, access: Access) -> bool:
    """Whether nothing but the portal's role lets the caller in."""
    return not _PORTAL.isdisjoint(who.roles) and who.roles & allowed_roles(access) == _PORTAL


class Ownership:
    """Refuses a portal what belongs to another customer."""

    def __init__(self, db: Database, owners: Mapping[str, OwnerOf]) -> None:
        self._db = db
        self._owners: Mapping[str, OwnerOf] = {"customers": _itself, **owners}

    async def check(self, who: Caller, access: Access, request: Message) -> None:
        """Raises NOT_OWN_CUSTOMER unless the request names something, and nothing but the caller's customers' own."""
        if access.of_no_customer:
            return
        named = [name for field in access.owned_by if (name := getattr(request, field))]
        if not named:
            fields = " or ".join(access.owned_by)
            raise _not_own(who, "", f"a portal asks for its own customers' things: {fields} has to name them")
        async with self._db.ask() as tx:
            for name in named:
                if await self._owner(tx, name) not in who.customers:
                    raise _not_own(who, name, f"{name} belongs to no customer that the token names")

    async def _owner(self, tx: Transaction, name: str) -> str:
        """The resource name of the customer that something belongs to; empty when there is no such thing."""
        collection, _, identity = name.partition("/")
        owner_of = self._owners.get(collection)
        if owner_of is None or not identity:
            return ""
        return resource("customers", await owner_of(tx, identity) or "")


def _not_own(who: Caller, name: str, message: str) -> Refusal:
    return Refusal(
        GeneralReason.NOT_OWN_CUSTOMER,
        RefusalKind.PERMISSION_DENIED,
        message,
        metadata={"asked": name, "subject": who.subject},
    )
