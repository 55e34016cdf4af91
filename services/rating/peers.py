"""The other services, asked before a transaction; they answer in domain values."""

import datetime as dt
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, TypeVar

import grpc
import grpc.aio

from services.chassis.events import date_from_pb, date_to_pb
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.ids import resource, resource_id
from services.rating.domain.bill_document import OpenBalance
from services.rating.domain.order import WorkOrder
from services.rating.domain.reason import Reason
from services.rating.wire.orders import command_to_pb
from tollbook.credit.v1 import control_service_pb2, terms_service_pb2
from tollbook.credit.v1.control_service_pb2_grpc import ControlServiceStub
from tollbook.credit.v1.terms_service_pb2_grpc import TermsServiceStub
from tollbook.gateway.v1 import command_service_pb2
from tollbook.gateway.v1.command_service_pb2_grpc import CommandServiceStub
from tollbook.payment.v1 import book_pb2, book_service_pb2, receivable_service_pb2
from tollbook.payment.v1.book_service_pb2_grpc import BookServiceStub
from tollbook.payment.v1.receivable_service_pb2_grpc import ReceivableServiceStub

T = TypeVar("T")

_AWAY = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)


async def _ask(peer: str, call: Awaitable[T]) -> T:
    """Raises PEER_UNAVAILABLE when the service does not answer."""
    try:
        return await call
    except grpc.aio.AioRpcError as error:
        if error.code() not in _AWAY:
            raise
        raise Refusal(
            Reason.PEER_UNAVAILABLE,
            RefusalKind.UNAVAILABLE,
            f"{peer} does not answer; call again",
            metadata={"peer": peer},
        ) from error


class OrderingPeers:
    """What ordering asks of payment, credit and the gateway."""

    def __init__(self, payment: grpc.aio.Channel, credit: grpc.aio.Channel, gateway: grpc.aio.Channel) -> None:
        self._books: Any = BookServiceStub(payment)
        self._terms: Any = TermsServiceStub(credit)
        self._controls: Any = ControlServiceStub(credit)
        self._commands: Any = CommandServiceStub(gateway)

    async def in_arrears(self, customer_id: str) -> bool:
        request = control_service_pb2.CheckOrderRequest(customer=resource("customers", customer_id))
        return (await _ask("credit", self._controls.CheckOrder(request))).approval_required

    async def prepayment_months(self, account_id: str, cycle: str) -> int:
        name = resource("accounts", account_id)
        request = terms_service_pb2.BatchGetTermsRequest(cycle=cycle, accounts=[name])
        answer = await _ask("credit", self._terms.BatchGetTerms(request))
        return answer.results[0].terms.prepayment_months

    async def held_for_item(self, account_id: str, charge_item: str) -> int:
        request = book_service_pb2.ListBooksRequest(account=resource("accounts", account_id))
        answer = await _ask("payment", self._books.ListBooks(request))
        only = [resource("chargeItems", charge_item)]
        return sum(
            book.balance.minor_units - book.frozen.minor_units
            for book in answer.books
            if book.kind == book_pb2.BOOK_KIND_RESTRICTED and list(book.charge_items) == only
        )

    async def cancel_command(self, command_id: str, reason: str) -> None:
        """Raises STATE_CONFLICT when the platform has the command already."""
        request = command_service_pb2.CancelCommandRequest(
            name=resource("commands", command_id), request_id=f"cancel.{command_id}"[:128], reason=reason
        )
        try:
            await _ask("gateway", self._commands.CancelCommand(request))
        except grpc.aio.AioRpcError as error:
            if error.code() is grpc.StatusCode.NOT_FOUND:
                return
            raise Refusal(
                Reason.STATE_CONFLICT,
                RefusalKind.FAILED_PRECONDITION,
                "the platform has the work order already",
                metadata={"state": "SIGNED", "verb": "cancel"},
            ) from error


class PaymentBalances:
    """What payment says is open of an account; a printed bill brings it forward."""

    def __init__(self, payment: grpc.aio.Channel) -> None:
        self._receivables: Any = ReceivableServiceStub(payment)

    async def open_balance(self, account_id: str, cycle: str, date: dt.date) -> OpenBalance:
        """What is open of the bill of a cycle and of earlier ones, with late fees up to the date."""
        name = resource("accounts", account_id)
        of_bill = receivable_service_pb2.ListReceivablesRequest(
            account=name, cycle=cycle, show_settled=True, page_size=1
        )
        known = bool((await _ask("payment", self._receivables.ListReceivables(of_bill, timeout=30.0))).receivables)
        request = receivable_service_pb2.ListReceivablesRequest(account=name, as_of=date_to_pb(date), page_size=1_000)
        earlier = principal = late_fee = 0
        while True:
            answer = await _ask("payment", self._receivables.ListReceivables(request, timeout=30.0))
            for line in answer.receivables:
                if line.cycle < cycle:
                    earlier += line.principal.minor_units + line.late_fee.minor_units
                elif line.cycle == cycle:
                    principal += line.principal.minor_units
                    late_fee += line.late_fee.minor_units
            if not answer.next_page_token:
                return OpenBalance(earlier, principal, late_fee, known, date)
            request.page_token = answer.next_page_token


class CreditTerms:
    """What a bill run asks of credit."""

    def __init__(self, credit: grpc.aio.Channel) -> None:
        self._terms: Any = TermsServiceStub(credit)

    async def due_dates(self, cycle: str, accounts: Sequence[str]) -> Mapping[str, dt.date]:
        if not accounts:
            return {}
        names = [resource("accounts", each) for each in accounts]
        request = terms_service_pb2.BatchGetTermsRequest(cycle=cycle, accounts=names)
        answer = await _ask("credit", self._terms.BatchGetTerms(request, timeout=30.0))
        return {
            resource_id("accounts", result.terms.account): date_from_pb(result.terms.due_date)
            for result in answer.results
        }


class GatewayCommands:
    """Where work orders go."""

    def __init__(self, gateway: grpc.aio.Channel) -> None:
        self._commands: Any = CommandServiceStub(gateway)

    async def submit(self, orders: Sequence[WorkOrder]) -> Mapping[str, str]:
        request = command_service_pb2.SubmitCommandsRequest(commands=[command_to_pb(each) for each in orders])
        answer = await _ask("gateway", self._commands.SubmitCommands(request))
        return {
            order.work_order_id: result.status.reason if result.status.code else ""
            for order, result in zip(orders, answer.results, strict=True)
        }
