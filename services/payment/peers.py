"""The services that payment asks: rating, for the lines of bills too long for their event."""

from dataclasses import replace
from typing import Any

import grpc.aio

from services.chassis.inbox import Received
from services.payment.wire.rating import issued_line_from_bill_line
from tollbook.rating.v1 import bill_service_pb2, bill_service_pb2_grpc
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
