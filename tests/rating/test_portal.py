"""A portal reaches only what belongs to the customers that its token names: in rating."""

import datetime as dt

import grpc.aio
import pytest

from services.rating.store.directory import Collection, enter
from tests.portal import asking, portal_methods, reason_of
from tests.rating.usage_serving import serve
from tollbook.rating.v1 import catalogue_service_pb2
from tollbook.rating.v1.catalogue_service_pb2_grpc import CatalogueServiceStub

METHODS = list(portal_methods("tollbook.rating.v1"))
NAMES = {
    "customer": "customers/C-{}",
    "account": "accounts/A-{}",
    "subscription": "subscriptions/S-{}",
    "bill": "bills/A-{}-2026-01",
    "sponsor": "accounts/A-{}",
    "member": "accounts/A-{}",
    "agreement": "sponsorshipAgreements/G-{}",
}
OF_NAME = {
    "GetAccount": "account",
    "GetBill": "bill",
    "GetCustomer": "customer",
    "GetSubscription": "subscription",
    "GetSponsorshipAgreement": "agreement",
}


@pytest.fixture
async def rating(database, redis_url: str, tmp_path):
    db = database("rating", date=dt.date(2026, 1, 1))

    async def work(tx) -> None:
        for number in ("1", "2"):
            owner = f"C-{number}"
            await enter(tx, Collection.ACCOUNT, {f"A-{number}": owner})
            await enter(tx, Collection.SUBSCRIPTION, {f"S-{number}": owner})
            await enter(tx, Collection.AGREEMENT, {f"G-{number}": owner})

    await db.transact(work)
    running = await serve(db.engine.url.render_as_string(hide_password=False), redis_url, tmp_path)
    yield running
    await running.close()


def name_of(method, field: str, number: str) -> str:
    return NAMES[OF_NAME[method.name] if field == "name" else field].format(number)


async def test_every_method_refuses_what_is_another_customers_or_unknown_and_lets_the_own_through(rating):
    assert len(METHODS) > 20
    portal = rating.portal("customers/C-1")
    for method, access in METHODS:
        for field in access.owned_by:
            for number, refused in (("2", True), ("unknown", True), ("1", False)):
                request = asking(method, **{field: name_of(method, field, number)})
                reason = await reason_of(portal, method, request)
                assert (reason == "NOT_OWN_CUSTOMER") is refused, (method.full_name, field, number, reason)
                assert reason != "VALIDATION_FAILED", (method.full_name, request)


async def test_every_field_that_is_given_has_to_be_the_customers_own(rating):
    """An own account beside another's customer opens nothing."""
    portal = rating.portal("customers/C-1")
    for method, access in METHODS:
        if len(access.owned_by) > 1:
            first, second = access.owned_by
            mixed = asking(method, **{first: name_of(method, first, "1"), second: name_of(method, second, "2")})
            assert await reason_of(portal, method, mixed) == "NOT_OWN_CUSTOMER", method.full_name
            assert await reason_of(portal, method, asking(method)) == "NOT_OWN_CUSTOMER", "all customers' are nobody's"


async def test_a_portal_whose_token_names_no_customer_reaches_nothing(rating):
    method, _ = next(each for each in METHODS if each[0].name == "GetAccount")
    assert await reason_of(rating.portal(), method, asking(method, name="accounts/A-1")) == "NOT_OWN_CUSTOMER"


async def test_who_acts_for_several_customers_reaches_each_of_them(rating):
    portal = rating.portal("customers/C-1", "customers/C-2")
    method, _ = next(each for each in METHODS if each[0].name == "GetAccount")
    for number in ("1", "2"):
        assert await reason_of(portal, method, asking(method, name=f"accounts/A-{number}")) != "NOT_OWN_CUSTOMER"


async def test_who_has_another_role_that_the_method_lets_in_is_not_bound(rating):
    portal = rating.portal("customers/C-1", roles=("CUSTOMER", "SUPPORT"))
    method, access = next(each for each in METHODS if each[0].name == "GetAccount")
    assert access.owned_by == ["name"]
    assert await reason_of(portal, method, asking(method, name="accounts/A-2")) != "NOT_OWN_CUSTOMER"


async def test_what_belongs_to_no_customer_is_open_to_the_portal(rating):
    stub = CatalogueServiceStub(rating.portal("customers/C-1"))
    with pytest.raises(grpc.aio.AioRpcError, match="no catalogue is in force"):
        await stub.ListProducts(catalogue_service_pb2.ListProductsRequest())
