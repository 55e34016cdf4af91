"""OpeningService."""

from collections.abc import Sequence
from typing import Any

from services.chassis.database import Database
from services.chassis.runs import RunWorkers
from services.kernel.ids import resource
from services.rating.domain.customer import DEFAULT_CURRENCY
from services.rating.domain.opening import ControlTotal, OpeningCheck
from services.rating.domain.reason import Reason, invalid
from services.rating.rpc.asking import asked
from services.rating.usecases import opening
from services.rating.wire.values import ident, money_to_pb, outcome_to_pb
from tollbook.rating.v1 import opening_service_pb2
from tollbook.rating.v1.opening_service_pb2_grpc import OpeningServiceServicer


class OpeningRpc(OpeningServiceServicer):
    """Bills of the system before, at the cut-over."""

    def __init__(self, db: Database, runs: RunWorkers) -> None:
        self._db = db
        self._runs = runs

    async def ImportOpeningBills(self, request: Any, context: Any) -> Any:
        return outcome_to_pb(await opening.import_opening_bills(self._db, asked(request), request.content))

    async def CheckOpeningTotals(self, request: Any, context: Any) -> Any:
        return _check_to_pb(await opening.check_opening_totals(self._db, _totals_from_pb(request.totals)))

    async def ConfirmOpening(self, request: Any, context: Any) -> Any:
        totals = _totals_from_pb(request.totals)
        found = await opening.confirm_opening(self._db, asked(request), totals, request.reason)
        self._runs.wake.set()
        return _check_to_pb(found)


def _totals_from_pb(totals: Sequence[Any]) -> list[ControlTotal]:
    """Raises CURRENCY_MISMATCH."""
    for each in totals:
        if each.amount.currency_code != DEFAULT_CURRENCY:
            message = f"opening bills are in {DEFAULT_CURRENCY}"
            raise invalid(Reason.CURRENCY_MISMATCH, message, currency=each.amount.currency_code)
    return [
        ControlTotal(
            each.cycle, ident("salesUnits", each.sales_unit, "sales_unit"), each.lines, each.amount.minor_units
        )
        for each in totals
    ]


def _check_to_pb(found: OpeningCheck) -> Any:
    return opening_service_pb2.CheckOpeningTotalsResponse(
        differences=[
            opening_service_pb2.TotalDifference(
                expected=opening_service_pb2.ControlTotal(
                    cycle=each.expected.cycle,
                    sales_unit=resource("salesUnits", each.expected.sales_unit),
                    lines=each.expected.lines,
                    amount=money_to_pb(DEFAULT_CURRENCY, each.expected.amount),
                ),
                lines=each.lines,
                amount=money_to_pb(DEFAULT_CURRENCY, each.amount),
            )
            for each in found.differences
        ],
        bills=found.bills,
        amount=money_to_pb(DEFAULT_CURRENCY, found.amount),
    )
