"""The services that payment asks: rating, for the lines of bills too long for their event and for what is in a
charge-item set.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import grpc.aio

from services.chassis.events import date_to_pb
from services.chassis.inbox import Received
from services.payment.wire.rating import issued_line_from_bill_line
from services.payment.wire.values import bare
from tollbook.rating.v1 import (
    bill_service_pb2,
    bill_service_pb2_grpc,
    catalogue_service_pb2,
    catalogue_service_pb2_grpc,
)
from tollbook.rating.v1 import events_pb2 as rating

_PAGE = 1_000


class RatingBills:
    """Pulls bill lines page by page, before the transaction that uses them."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = bill_service_pb2_grpc.BillServiceStub(channel)

    async def with_lines(self, events: list[Received[Any]]) -> list[Received[Any]]:
        """The events whose bills came without their lines, with them."""
        return [await self._filled(e) for e in events if len(e.payload.lines) != e.payload.lines_count]

    async def _filled(self, event: Received[Any]) -> Received[Any]:
        bill = rating.BillIssued()
        bill.CopyFrom(event.payload)
        del bill.lines[:]
        token = ""
        while True:
            request = bill_service_pb2.ListBillLinesRequest(bill=bill.bill, page_size=_PAGE, page_token=token)
            page = await self._stub.ListBillLines(request)
            bill.lines.extend(issued_line_from_bill_line(line) for line in page.lines)
            token = page.next_page_token
            if not token:
                return replace(event, payload=bill)


class RatingCatalogue:
    """Rating's catalogue, as far as books need it (R-BOK-1)."""

    def __init__(self, channel: grpc.aio.Channel) -> None:
        self._stub: Any = catalogue_service_pb2_grpc.CatalogueServiceStub(channel)

    async def items_of_sets(self, date: dt.date | None) -> Mapping[str, frozenset[str]]:
        """The charge items of every set on a date, rating's business date without one."""
        request = catalogue_service_pb2.ListChargeItemSetsRequest(date=None if date is None else date_to_pb(date))
        answer = await self._stub.ListChargeItemSets(request)
        return {
            bare("chargeItemSets", each.name, "name"): frozenset(
                bare("chargeItems", item, "charge_items") for item in each.charge_items
            )
            for each in answer.charge_item_sets
        }
