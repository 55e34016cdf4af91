"""SubscriptionService."""

from collections.abc import AsyncIterator
from typing import Any

from services.chassis.database import Database
from services.chassis.paging import page_size
from services.kernel.business import SuspensionReason
from services.kernel.ids import resource
from services.rating.domain.csv_file import write_csv
from services.rating.domain.subscription import Inconsistency
from services.rating.rpc.asking import after_id, asked, next_token
from services.rating.usecases import imports, subscriptions
from services.rating.wire.customers import subscription_to_pb, suspension_to_pb
from services.rating.wire.values import (
    enum_from_pb,
    enum_to_pb,
    ident,
    optional_date_to_pb,
    outcome_to_pb,
    rent_from_pb,
)
from tollbook.kernel.v1 import business_pb2
from tollbook.rating.v1 import events_pb2, subscription_service_pb2
from tollbook.rating.v1.subscription_service_pb2_grpc import SubscriptionServiceServicer

_ALL = 1_000_000
_CONSISTENCY_HEADER = ("subscription", "account", "state", "charge_start", "finding")


class SubscriptionRpc(SubscriptionServiceServicer):
    """Subscriptions in use."""

    def __init__(self, db: Database) -> None:
        self._db = db

    async def GetSubscription(self, request: Any, context: Any) -> Any:
        found, currency = await subscriptions.get_subscription(self._db, ident("subscriptions", request.name))
        return subscription_to_pb(found, currency)

    async def ListSubscriptions(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        page = await subscriptions.page_of_subscriptions(
            self._db,
            account_id=ident("accounts", request.account, "account"),
            customer_id=ident("customers", request.customer, "customer"),
            state=enum_from_pb(events_pb2.SubscriptionState, request.state, "SUBSCRIPTION_STATE"),
            after=after_id(request),
            limit=limit,
        )
        return subscription_service_pb2.ListSubscriptionsResponse(
            subscriptions=[subscription_to_pb(one) for one in page],
            next_page_token=next_token(page, limit, "subscription_id"),
        )

    async def ImportSubscriptions(self, request: Any, context: Any) -> Any:
        return outcome_to_pb(await imports.import_subscriptions(self._db, asked(request), request.content))

    async def ChangeRent(self, request: Any, context: Any) -> Any:
        changed = await subscriptions.change_rent(
            self._db,
            asked(request),
            ident("subscriptions", request.name),
            rent_from_pb(request.monthly_rent),
            request.monthly_rent.currency_code,
            request.first_cycle,
            request.reason,
        )
        return subscription_to_pb(changed)

    async def MoveSubscription(self, request: Any, context: Any) -> Any:
        moved, currency = await subscriptions.move_subscription(
            self._db,
            asked(request),
            ident("subscriptions", request.name),
            ident("accounts", request.account, "account"),
            request.reason,
        )
        return subscription_to_pb(moved, currency)

    async def SuspendSubscription(self, request: Any, context: Any) -> Any:
        return await self._command(request, "SUSPEND", _reason(request))

    async def RestoreSubscription(self, request: Any, context: Any) -> Any:
        return await self._command(request, "RESTORE", _reason(request))

    async def TerminateSubscription(self, request: Any, context: Any) -> Any:
        return await self._command(request, "TERMINATE", None)

    async def _command(self, request: Any, kind: str, reason: SuspensionReason | None) -> Any:
        name = ident("subscriptions", request.name)
        return subscription_to_pb(
            await subscriptions.command_subscription(self._db, asked(request), name, kind, reason, request.reason)
        )

    async def ListSuspensions(self, request: Any, context: Any) -> Any:
        name = ident("subscriptions", request.subscription, "subscription")
        found, _ = await subscriptions.get_subscription(self._db, name)
        return subscription_service_pb2.ListSuspensionsResponse(
            suspensions=[suspension_to_pb(name, each) for each in found.suspensions]
        )

    async def ListConsistencyFindings(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        unit = ident("salesUnits", request.sales_unit, "sales_unit")
        found = await subscriptions.inconsistencies(self._db, sales_unit=unit, after=after_id(request), limit=limit)
        return subscription_service_pb2.ListConsistencyFindingsResponse(
            findings=[_finding_to_pb(one) for one in found],
            next_page_token=next_token([one.subscription for one in found], limit, "subscription_id"),
        )

    async def ExportConsistencyCsv(self, request: Any, context: Any) -> AsyncIterator[Any]:
        unit = ident("salesUnits", request.sales_unit, "sales_unit")
        found = await subscriptions.inconsistencies(self._db, sales_unit=unit, after="", limit=_ALL)
        for chunk in write_csv(_CONSISTENCY_HEADER, (_finding_row(one) for one in found)):
            yield subscription_service_pb2.ExportConsistencyCsvResponse(chunk=chunk)


def _reason(request: Any) -> SuspensionReason:
    kind = business_pb2.SuspensionReason
    return SuspensionReason(enum_from_pb(kind, request.suspension_reason, "SUSPENSION_REASON"))


def _finding_to_pb(one: Inconsistency) -> subscription_service_pb2.ConsistencyFinding:
    line = one.subscription
    return subscription_service_pb2.ConsistencyFinding(
        subscription=resource("subscriptions", line.subscription_id),
        account=resource("accounts", line.account_id),
        state=enum_to_pb(events_pb2.SubscriptionState, line.state, "SUBSCRIPTION_STATE"),
        charge_start=optional_date_to_pb(line.charge_start),
        finding=one.finding,
    )


def _finding_row(one: Inconsistency) -> list[object]:
    line = one.subscription
    start = line.charge_start.isoformat() if line.charge_start else ""
    return [line.subscription_id, line.account_id, line.state.value, start, one.finding]
