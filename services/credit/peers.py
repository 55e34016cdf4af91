"""Payment, as credit asks it: the open lines of a position that is too long to be carried."""

import asyncio
from dataclasses import dataclass, replace
from typing import Any

import grpc.aio

from services.chassis.inbox import Received
from tollbook.payment.v1 import events_pb2, receivable_service_pb2
from tollbook.payment.v1.receivable_pb2 import Receivable
from tollbook.payment.v1.receivable_service_pb2_grpc import ReceivableServiceStub

_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class PaymentPeer:
    """Asks payment."""

    channel: grpc.aio.Channel

    async def with_all_lines(
        self, events: list[Received[events_pb2.AccountPositionChanged]]
    ) -> list[Received[events_pb2.AccountPositionChanged]]:
        """The positions with more lines than were carried, with all of them.

        The lines are those of the moment of asking; the position that follows confirms them.
        """
        long = [event for event in events if event.payload.open_lines_count > len(event.payload.open_lines)]
        return list(await asyncio.gather(*(self._completed(event) for event in long)))

    async def _completed(
        self, event: Received[events_pb2.AccountPositionChanged]
    ) -> Received[events_pb2.AccountPositionChanged]:
        whole = events_pb2.AccountPositionChanged()
        whole.CopyFrom(event.payload)
        stub: Any = ReceivableServiceStub(self.channel)
        token = ""
        while True:
            request = receivable_service_pb2.ListReceivablesRequest(
                account=event.payload.account, page_size=_PAGE, page_token=token
            )
            page = await stub.ListReceivables(request)
            whole.open_lines.extend(_open_line(line) for line in page.receivables)
            token = page.next_page_token
            if not token:
                whole.principal.minor_units = sum(line.principal_minor_units for line in whole.open_lines)
                whole.late_fees.minor_units = sum(line.late_fee_minor_units for line in whole.open_lines)
                return replace(event, payload=whole)


def _open_line(line: Receivable) -> events_pb2.OpenLine:
    return events_pb2.OpenLine(
        bill=line.bill,
        line=line.line,
        cycle=line.cycle,
        due_date=line.due_date,
        subscription=line.subscription,
        charge_item=line.charge_item,
        line_of_business=line.line_of_business,
        principal_minor_units=line.principal.minor_units,
        late_fee_minor_units=line.late_fee.minor_units,
        disputed=line.disputed,
        in_transit=line.in_transit,
        billed_minor_units=line.billed.minor_units,
        sales_unit=line.sales_unit,
    )
