"""CatalogueService."""

from typing import Any

from services.chassis.database import Database
from services.chassis.paging import page_size
from services.rating.domain.catalogue import Catalogue
from services.rating.rpc.asking import after_id, asked, next_token
from services.rating.usecases import catalogue
from services.rating.wire.catalogue import (
    charge_item_set_to_pb,
    charge_item_to_pb,
    discount_to_pb,
    product_to_pb,
    tax_rate_to_pb,
    version_to_pb,
)
from services.rating.wire.values import ident, optional_date_from_pb, required_date_from_pb
from tollbook.rating.v1 import catalogue_service_pb2
from tollbook.rating.v1.catalogue_service_pb2_grpc import CatalogueServiceServicer


class CatalogueRpc(CatalogueServiceServicer):
    """The catalogue as dated versions."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def LoadCatalogue(self, request: Any, context: Any) -> Any:
        date = required_date_from_pb(request, "effective_date")
        version = await catalogue.load_catalogue(self._db, asked(request), request.version_id, date, request.content)
        return version_to_pb(version)

    async def ApproveCatalogue(self, request: Any, context: Any) -> Any:
        return await self._decide(request, "APPROVED")

    async def RejectCatalogue(self, request: Any, context: Any) -> Any:
        return await self._decide(request, "REJECTED")

    async def _decide(self, request: Any, state: str) -> Any:
        name = ident("catalogueVersions", request.name)
        return version_to_pb(await catalogue.decide_catalogue(self._db, asked(request), name, state, request.reason))

    async def GetCatalogueVersion(self, request: Any, context: Any) -> Any:
        version, content = await catalogue.read_version(self._db, ident("catalogueVersions", request.name))
        return version_to_pb(version, content)

    async def ListCatalogueVersions(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        page = await catalogue.page_of_versions(self._db, after_id(request), limit)
        return catalogue_service_pb2.ListCatalogueVersionsResponse(
            versions=[version_to_pb(one) for one in page], next_page_token=next_token(page, limit, "version_id")
        )

    async def _on(self, request: Any) -> Catalogue:
        return await catalogue.catalogue_in_force(self._db, optional_date_from_pb(request, "date"))

    async def ListChargeItems(self, request: Any, context: Any) -> Any:
        found = (await self._on(request)).items
        return catalogue_service_pb2.ListChargeItemsResponse(
            charge_items=[charge_item_to_pb(found[name]) for name in sorted(found)]
        )

    async def ListChargeItemSets(self, request: Any, context: Any) -> Any:
        found = (await self._on(request)).sets
        return catalogue_service_pb2.ListChargeItemSetsResponse(
            charge_item_sets=[charge_item_set_to_pb(found[name]) for name in sorted(found)]
        )

    async def ListProducts(self, request: Any, context: Any) -> Any:
        found = (await self._on(request)).products
        return catalogue_service_pb2.ListProductsResponse(
            products=[product_to_pb(found[name]) for name in sorted(found)]
        )

    async def ListDiscounts(self, request: Any, context: Any) -> Any:
        found = (await self._on(request)).discounts
        return catalogue_service_pb2.ListDiscountsResponse(
            discounts=[discount_to_pb(found[name]) for name in sorted(found)]
        )

    async def ListTaxRates(self, request: Any, context: Any) -> Any:
        rates = sorted((await self._on(request)).tax_rates, key=lambda rate: (rate.category, rate.start_date))
        return catalogue_service_pb2.ListTaxRatesResponse(tax_rates=[tax_rate_to_pb(rate) for rate in rates])
