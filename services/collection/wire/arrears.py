"""Snapshots, buckets and ageing rows."""

from typing import Any

from services.chassis.events import date_to_pb
from services.collection.domain.ageing import Buckets
from services.collection.domain.arrears_view import AgeingGroup, ArrearsOfObject, StoredSnapshot
from services.collection.wire.values import line_of_business_to_pb, put_time
from services.kernel.ids import resource
from tollbook.collection.v1 import arrears_pb2 as pb

_pb: Any = pb
OBJECTS = {"CUSTOMER": "customers", "ACCOUNT": "accounts", "SUBSCRIPTION": "subscriptions"}
KEY_COLLECTIONS = {"SALES_UNIT": "salesUnits", "ACCOUNT_MANAGER": "managers"}


def buckets_to_pb(buckets: Buckets) -> pb.ArrearsBuckets:
    first, second, third, older = buckets.amounts
    return pb.ArrearsBuckets(
        current_minor_units=first,
        two_months_minor_units=second,
        three_months_minor_units=third,
        over_three_months_minor_units=older,
        total_minor_units=buckets.total,
        overdue_minor_units=buckets.overdue,
        late_fee_minor_units=buckets.late_fee,
    )


def snapshot_to_pb(snapshot: StoredSnapshot, total: Buckets, accounts: int, digest: bytes) -> pb.Snapshot:
    message = pb.Snapshot(
        name=resource("snapshots", snapshot.month),
        month=snapshot.month,
        taken_date=date_to_pb(snapshot.taken_date),
        currency_code=snapshot.currency,
        accounts=accounts,
        total=buckets_to_pb(total),
        digest=digest,
        run=f"runs/arrears-snapshot/{snapshot.month}",
    )
    put_time(message, "complete_time", snapshot.completed_at)
    return message


def group_to_pb(group: AgeingGroup, dimensions: list[str]) -> pb.AgeingRow:
    keys = [
        resource(KEY_COLLECTIONS[name], key) if name in KEY_COLLECTIONS else key
        for name, key in zip(dimensions, group.keys, strict=True)
    ]
    return pb.AgeingRow(
        keys=keys, customers=group.customers, accounts=group.accounts, buckets=buckets_to_pb(group.buckets)
    )


def item_to_pb(item: ArrearsOfObject, kind: str) -> pb.ArrearsItem:
    return pb.ArrearsItem(
        object=resource(OBJECTS[kind], item.object_id),
        customer=resource("customers", item.customer_id),
        account=resource("accounts", item.account_id),
        sales_unit=resource("salesUnits", item.sales_unit),
        account_manager=resource("managers", item.account_manager),
        grade=item.grade,
        line_of_business=line_of_business_to_pb(item.line_of_business),
        buckets=buckets_to_pb(item.buckets),
        oldest_due_date=date_to_pb(item.oldest_due_date),
    )


def month_to_pb(month: str, buckets: Buckets) -> pb.ArrearsMonth:
    return pb.ArrearsMonth(snapshot=resource("snapshots", month), buckets=buckets_to_pb(buckets))
