"""Payment and gateway, as collection asks them; every call stands before or after a transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import grpc.aio

from services.chassis.channels import DEADLINE_SECONDS
from services.chassis.events import date_to_pb, time_from_pb
from services.chassis.inbox import Received
from services.collection.domain.appraisal import AgentRemittance
from services.collection.domain.dossier_record import LossLine
from services.collection.domain.overdue_check import CommandAnswer, OverdueCheck
from services.collection.domain.reason import Reason
from services.collection.domain.work_order import WorkOrder
from services.collection.wire.commands import answer_from_pb, command_to_pb
from services.collection.wire.values import bare
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.ids import resource
from tollbook.gateway.v1 import command_service_pb2
from tollbook.gateway.v1.command_service_pb2_grpc import CommandServiceStub
from tollbook.payment.v1 import agent_service_pb2, events_pb2, receivable_service_pb2, write_off_service_pb2
from tollbook.payment.v1.agent_service_pb2_grpc import AgentServiceStub
from tollbook.payment.v1.receivable_pb2 import OverdueStanding, Receivable
from tollbook.payment.v1.receivable_service_pb2_grpc import ReceivableServiceStub
from tollbook.payment.v1.write_off_service_pb2_grpc import WriteOffServiceStub

_PAGE = 1_000


@dataclass(frozen=True, slots=True)
class PostedWriteOff:
    """What payment posted: its id, the amount in minor units, the lines."""

    write_off_id: str
    amount: int
    lines: tuple[LossLine, ...]


@dataclass(frozen=True, slots=True)
class PaymentPeer:
    """Asks payment."""

    channel: grpc.aio.Channel

    async def check_overdue(self, accounts: Sequence[str], date: dt.date) -> Mapping[str, OverdueCheck]:
        """What payment's primary says is overdue on a date and blocks a suspension (R-CTL-6), by account id."""
        stub: Any = ReceivableServiceStub(self.channel)
        request = receivable_service_pb2.CheckOverdueRequest(
            accounts=[resource("accounts", each) for each in accounts], as_of=date_to_pb(date)
        )
        answer = await stub.CheckOverdue(request)
        read_at = time_from_pb(answer.read_time)
        checks = [_check_from_pb(standing, read_at) for standing in answer.standings]
        return {check.account_id: check for check in checks}

    async def post_write_off(
        self, account_id: str, case_id: str, reason: str, lines: Sequence[LossLine]
    ) -> PostedWriteOff:
        """Posts the write-off of a case's lines once (R-BAD-2). Raises WRITE_OFF_REFUSED with payment's reason."""
        stub: Any = WriteOffServiceStub(self.channel)
        request = write_off_service_pb2.PostWriteOffRequest(
            request_id=f"collection/write-off/{case_id}",
            account=resource("accounts", account_id),
            case_name=resource("cases", case_id),
            approval=resource("dossiers", case_id),
            reason=reason,
            lines=[
                write_off_service_pb2.WriteOffLine(bill=resource("bills", line.bill), line=line.line) for line in lines
            ],
        )
        try:
            posted = await stub.PostWriteOff(request)
        except grpc.aio.AioRpcError as error:
            if error.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED):
                raise
            raise Refusal(
                Reason.WRITE_OFF_REFUSED,
                RefusalKind.FAILED_PRECONDITION,
                f"payment refuses the write-off: {error.details()}",
                metadata={"reason": error.code().name},
            ) from error
        taken = [
            LossLine(
                bare(line.bill),
                line.line,
                bare(line.bill)[-7:],
                line.principal.minor_units,
                line.late_fee.minor_units,
            )
            for line in posted.lines
        ]
        return PostedWriteOff(bare(posted.name), posted.amount.minor_units, tuple(taken))

    async def remittances(self, month: str) -> Sequence[AgentRemittance]:
        """What collecting agents handed in during a month and still hold (R-KPI-1), in the order of agents."""
        stub: Any = AgentServiceStub(self.channel)
        units: dict[str, str] = {}
        token = ""
        while True:
            page = await stub.ListAgents(agent_service_pb2.ListAgentsRequest(page_size=_PAGE, page_token=token))
            units |= {agent.name: bare(agent.sales_unit) for agent in page.agents}
            token = page.next_page_token
            if not token:
                break
        answer = await stub.AppraiseAgents(agent_service_pb2.AppraiseAgentsRequest(month=month))
        return [
            AgentRemittance(
                bare(each.agent),
                units.get(each.agent, ""),
                each.remitted.minor_units,
                each.outstanding.minor_units,
            )
            for each in sorted(answer.standings, key=lambda each: each.agent)
        ]

    async def with_all_lines(
        self, events: list[Received[events_pb2.AccountPositionChanged]]
    ) -> list[Received[events_pb2.AccountPositionChanged]]:
        """The positions with more lines than were carried, with all of them.

        The lines are those of the moment of asking; the position that follows confirms them.
        """
        long = [event for event in events if event.payload.open_lines_count > len(event.payload.open_lines)]
        return [await self._completed(event) for event in long]

    async def _completed(
        self, event: Received[events_pb2.AccountPositionChanged]
    ) -> Received[events_pb2.AccountPositionChanged]:
        whole = events_pb2.AccountPositionChanged()
        whole.CopyFrom(event.payload)
        del whole.open_lines[:]
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
                return replace(event, payload=whole)


def _check_from_pb(standing: OverdueStanding, read_at: dt.datetime) -> OverdueCheck:
    blockers = (
        ("IN_TRANSIT", standing.in_transit.minor_units),
        ("DISPUTED", standing.disputed.minor_units),
        ("UNCLAIMED", standing.unclaimed.minor_units),
    )
    overdue = standing.overdue_principal.minor_units + standing.overdue_late_fee.minor_units
    named = tuple(name for name, amount in blockers if amount > 0)
    if standing.suspension_blocked and overdue > 0 and not named:
        named = ("BLOCKED",)
    return OverdueCheck(bare(standing.account), overdue if standing.known else 0, named, read_at)


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


@dataclass(frozen=True, slots=True)
class GatewayPeer:
    """Asks the gateway."""

    channel: grpc.aio.Channel

    async def submit(self, orders: Sequence[WorkOrder]) -> Sequence[CommandAnswer]:
        """Gives orders to the gateway; each is answered."""
        stub: Any = CommandServiceStub(self.channel)
        request = command_service_pb2.SubmitCommandsRequest(commands=[command_to_pb(order) for order in orders])
        reply = await stub.SubmitCommands(request, timeout=DEADLINE_SECONDS)
        return [answer_from_pb(result) for result in reply.results]
