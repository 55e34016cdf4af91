"""The first day's morning: the catalogue, the customers from files, the discount and the sponsorship."""

from importlib.resources import files

from simulator.operator.cast import Part
from simulator.operator.catalogue import Product
from simulator.operator.files import (
    ACCOUNT_HEADER,
    CUSTOMER_HEADER,
    MISTAKES,
    SUBSCRIPTION_HEADER,
    Row,
    account_rows,
    corrected,
    csv_file,
    customer_rows,
    subscription_rows,
    with_mistakes,
)
from simulator.suite.people import Person
from simulator.wire import date_to_pb
from simulator.world import World
from tollbook.kernel.v1.batch_pb2 import FileOutcome
from tollbook.kernel.v1.period_pb2 import Cycles
from tollbook.rating.v1.account_service_pb2 import ImportAccountsRequest
from tollbook.rating.v1.account_service_pb2_grpc import AccountServiceStub
from tollbook.rating.v1.catalogue_service_pb2 import ApproveCatalogueRequest, LoadCatalogueRequest
from tollbook.rating.v1.catalogue_service_pb2_grpc import CatalogueServiceStub
from tollbook.rating.v1.customer_service_pb2 import ImportCustomersRequest
from tollbook.rating.v1.customer_service_pb2_grpc import CustomerServiceStub
from tollbook.rating.v1.discount_assignment_pb2 import DiscountAssignment
from tollbook.rating.v1.discount_service_pb2 import AssignDiscountRequest
from tollbook.rating.v1.discount_service_pb2_grpc import DiscountServiceStub
from tollbook.rating.v1.sponsorship_pb2 import SponsoredMember, SponsorshipAgreement, SponsorshipKind
from tollbook.rating.v1.sponsorship_service_pb2 import CreateSponsorshipAgreementRequest
from tollbook.rating.v1.sponsorship_service_pb2_grpc import SponsorshipServiceStub
from tollbook.rating.v1.subscription_service_pb2 import ImportSubscriptionsRequest
from tollbook.rating.v1.subscription_service_pb2_grpc import SubscriptionServiceStub
from tollbook.rating.v1.tariff_service_pb2 import ApproveTariffRequest, LoadTariffsRequest
from tollbook.rating.v1.tariff_service_pb2_grpc import TariffServiceStub

IMPORT_SECONDS = 60.0


class Onboarding:
    """Marketing, who publishes the catalogue, and the CRM, which delivers the customers."""

    def __init__(self, world: World, platform: str) -> None:
        """Takes the id of the platform that switches the lines."""
        self._world = world
        self._platform = platform

    async def publish_catalogue(self) -> None:
        """Loads the catalogue and the tariffs, and lets another person approve them."""
        world, channel = self._world, self._world.suite.channel("rating")
        catalogue, tariffs = CatalogueServiceStub(channel), TariffServiceStub(channel)
        loaded = await world.suite.call(
            Person.MARKETING,
            catalogue.LoadCatalogue,
            LoadCatalogueRequest(
                request_id=self._id("catalogue"),
                version_id="sample",
                effective_date=date_to_pb(world.first_day),
                content=_document("catalogue.yaml"),
            ),
        )
        approval = ApproveCatalogueRequest(
            request_id=self._id("approve catalogue"), name=loaded.name, reason="Reviewed"
        )
        await world.suite.call(Person.APPROVER, catalogue.ApproveCatalogue, approval)
        drafts = await world.suite.call(
            Person.MARKETING,
            tariffs.LoadTariffs,
            LoadTariffsRequest(request_id=self._id("tariffs"), document=_document("tariffs.yaml")),
        )
        for name in drafts.tariffs:
            request = ApproveTariffRequest(request_id=self._id("approve", name), name=name, reason="Reviewed")
            await world.suite.call(Person.APPROVER, tariffs.ApproveTariff, request)

    async def import_customers(self) -> None:
        """Loads customers and accounts."""
        people, accounts = customer_rows(self._world.population), account_rows(self._world.population)
        outcome = await self.import_file("customers", csv_file(CUSTOMER_HEADER, people))
        _expect("customers", outcome, accepted=len(people))
        outcome = await self.import_file("accounts", csv_file(ACCOUNT_HEADER, accounts))
        _expect("accounts", outcome, accepted=len(accounts))

    async def import_subscriptions(self) -> None:
        """Loads lines from a file with mistakes, then its rejects corrected, then the right file: nothing doubles."""
        right = subscription_rows(self._world.population, self._platform)
        typed = csv_file(SUBSCRIPTION_HEADER, with_mistakes(right))
        outcome = await self.import_file("lines", typed)
        _expect("lines", outcome, accepted=len(right) - len(MISTAKES), rejected=len(MISTAKES))
        by_id: dict[str, Row] = {row[0]: row for row in right}
        outcome = await self.import_file("lines", corrected(outcome.rejects_file, by_id), "rejects")
        _expect("corrected rejects", outcome, accepted=len(MISTAKES))
        outcome = await self.import_file("lines", csv_file(SUBSCRIPTION_HEADER, right), "again")
        _expect("lines again", outcome, duplicates=len(right))
        self._world.tell(
            self._world.first_day,
            f"{len(MISTAKES)} of {len(right)} lines are rejected by the import, corrected and loaded; "
            "the file loaded again doubles nothing",
        )

    async def import_file(self, what: str, content: bytes, name: str = "first") -> FileOutcome:
        """Loads a file of "customers", "accounts" or "lines"."""
        suite, channel = self._world.suite, self._world.suite.channel("rating")
        request_id, file_name = self._id(what, name), f"{what}-{name}.csv"
        if what == "customers":
            people = ImportCustomersRequest(request_id=request_id, file_name=file_name, content=content)
            return await suite.call(
                Person.CRM, CustomerServiceStub(channel).ImportCustomers, people, seconds=IMPORT_SECONDS
            )
        if what == "accounts":
            accounts = ImportAccountsRequest(request_id=request_id, file_name=file_name, content=content)
            return await suite.call(
                Person.CRM, AccountServiceStub(channel).ImportAccounts, accounts, seconds=IMPORT_SECONDS
            )
        lines = ImportSubscriptionsRequest(request_id=request_id, file_name=file_name, content=content)
        return await suite.call(
            Person.CRM, SubscriptionServiceStub(channel).ImportSubscriptions, lines, seconds=IMPORT_SECONDS
        )

    async def agree(self, first_cycle: str) -> None:
        """Gives one customer its discount, and lets one group pay its members' mailboxes."""
        world, channel = self._world, self._world.suite.channel("rating")
        account_id = world.population.played_by(Part.DISCOUNTED).account_id
        await world.suite.call(
            Person.CRM,
            DiscountServiceStub(channel).AssignDiscount,
            AssignDiscountRequest(
                request_id=self._id("discount", account_id),
                assignment_id=f"D-{account_id}",
                assignment=DiscountAssignment(
                    subject=f"accounts/{account_id}",
                    discount="discounts/loyalty-10",
                    cycles=Cycles(first=first_cycle),
                ),
            ),
        )
        sponsor = world.population.played_by(Part.SPONSOR).account_id
        await world.suite.call(
            Person.CRM,
            SponsorshipServiceStub(channel).CreateSponsorshipAgreement,
            CreateSponsorshipAgreementRequest(
                request_id=self._id("sponsorship", sponsor),
                agreement_id=f"SP-{sponsor}",
                agreement=SponsorshipAgreement(
                    sponsor=f"accounts/{sponsor}",
                    display_name="Members' mailboxes 成员邮箱",
                    kind=SponsorshipKind.SPONSORSHIP_KIND_BY_ITEM,
                    charge_items=["chargeItems/mailbox-fee"],
                    priority=1,
                    cycles=Cycles(first=first_cycle),
                ),
                members=[SponsoredMember(account=f"accounts/{member}") for member in sponsored_accounts(world)],
            ),
        )

    def _id(self, *key: object) -> str:
        return self._world.choice.request_id("onboarding", *key)


def sponsored_accounts(world: World) -> list[str]:
    """Gives the accounts of the sponsor's members that have a mailbox, by id."""
    sponsor = world.population.played_by(Part.SPONSOR).customer_id
    members = {customer.customer_id for customer in world.population.customers if customer.member_of == sponsor}
    return sorted(
        line.account_id
        for line in world.population.subscriptions
        if line.product is Product.MAILBOX and line.customer_id in members
    )


def _document(name: str) -> bytes:
    return files("simulator.operator").joinpath(name).read_bytes()


def _expect(name: str, outcome: FileOutcome, *, accepted: int = 0, duplicates: int = 0, rejected: int = 0) -> None:
    if (outcome.accepted, outcome.duplicates, outcome.rejected) != (accepted, duplicates, rejected):
        faults = [fault.message for row in outcome.rejects[:5] for fault in row.faults]
        raise RuntimeError(
            f"{name}: {outcome.accepted} rows accepted, {outcome.duplicates} duplicate, {outcome.rejected} rejected; "
            f"expected {accepted}, {duplicates}, {rejected}: {faults}"
        )
