"""Tells credit what the others published, as its inbox would, and reads back what it published itself."""

import datetime as dt
import itertools
from collections.abc import Sequence

from sqlalchemy import select, update

from services.chassis.database import Database
from services.chassis.events import date_to_pb
from services.chassis.inbox import Received
from services.chassis.runs import RunKind, RunWorkers
from services.chassis.tables import business_clock, outbox
from services.credit.domain.account_control import StoredControl
from services.credit.domain.facts import account_key
from services.credit.peers import PaymentPeer
from services.credit.store.controls import stored_controls
from services.credit.usecases import regrade, sweep
from services.credit.worker import subscriptions
from tollbook.collection.v1 import events_pb2 as collection_pb
from tollbook.credit.v1 import events_pb2 as credit_pb
from tollbook.kernel.v1.event_pb2 import EventBatch
from tollbook.payment.v1 import events_pb2 as payment_pb
from tollbook.rating.v1 import events_pb2 as rating_pb

START = dt.date(2025, 1, 1)


class Told:
    """Credit's database with the handlers of its worker."""

    def __init__(self, db: Database) -> None:
        self.db = db
        self.date = START
        self._numbers = itertools.count(1)
        handlers = [subscription.handlers for subscription in subscriptions(PaymentPeer(None))]  # type: ignore[arg-type]
        self._handlers = {kind: handler for each in handlers for kind, handler in each.items()}
        self.runs = RunWorkers(db)
        self.sweeping, self.regrading = sweep.Sweep(db, self.runs), regrade.Regrading(db, self.runs)
        self.runs.register([RunKind(sweep.KIND, self.sweeping.work), RunKind(regrade.KIND, self.regrading.work)])

    async def open(self, date: str) -> None:
        """Opens the first business date, or goes on to a later one without closing the days between."""
        self.date = dt.date.fromisoformat(date)

        async def work(tx) -> None:
            await tx.execute(update(business_clock).values(date=self.date))

        await self.db.transact(work, dated=False)

    async def close(self, *, upto: str = "") -> None:
        """Closes the open day, or all days before a date."""
        last = dt.date.fromisoformat(upto) if upto else self.date + dt.timedelta(days=1)
        while self.date < last:
            await self.sweeping.close(self.date)
            await self.regrading.close(self.date)
            await self.open((self.date + dt.timedelta(days=1)).isoformat())

    async def sweep(self) -> None:
        """A sweep besides the day's, which a date has only once."""
        key = f"{sweep.KIND}/test/{next(self._numbers)}-{id(self)}"
        await self.db.transact(lambda tx: sweep.start_sweep(tx, key))
        await self.runs.finish(key)

    async def tell(self, *payloads, version: int | None = None, date: str = "") -> None:
        """One delivery: every payload is a new event, in this order; versions grow unless told."""
        events = [self.event(payload, version=version, date=date) for payload in payloads]
        await self.deliver(events)

    def event(self, payload, *, version: int | None = None, date: str = "") -> Received:
        number = next(self._numbers)
        on = dt.date.fromisoformat(date) if date else self.date
        return Received(f"e-{number}", subject_of(payload), version or number, on, payload)

    async def deliver(self, events: Sequence[Received]) -> None:
        by_kind: dict[type, list[Received]] = {}
        for event in events:
            by_kind.setdefault(type(event.payload), []).append(event)

        async def work(tx) -> None:
            for kind, handler in self._handlers.items():
                if kind in by_kind:
                    await handler(tx, by_kind[kind])

        await self.db.transact(work)

    async def control(self, account: str = "A-1", customer: str = "C-1") -> StoredControl:
        key = account_key(customer, account)
        async with self.db.read() as tx:
            return (await stored_controls(tx, [key])).get(key) or StoredControl(account, customer)

    async def published(self, kind: type = credit_pb.ControlChanged) -> list:
        """Credit's own events of a kind, in order."""
        async with self.db.read() as tx:
            rows = (await tx.execute(select(outbox.c.batch).order_by(outbox.c.id))).all()
        found = []
        for row in rows:
            for event in EventBatch.FromString(row.batch).events:
                if event.payload.Is(kind.DESCRIPTOR):
                    payload = kind()
                    event.payload.Unpack(payload)
                    found.append(payload)
        return found


def subject_of(payload) -> str:
    for field in ("subscription", "bill", "settlement", "promise", "account", "customer"):
        value = getattr(payload, field, "")
        if value and not (field == "account" and hasattr(payload, "subscription")):
            return value
    raise AssertionError(payload)


def customer(name: str = "C-1", kind: str = "GROUP", customer_class: str = "C", unit: str = "U-1"):
    grade_class = customer_class if kind == "GROUP" else "UNSPECIFIED"
    return rating_pb.CustomerChanged(
        customer=f"customers/{name}",
        kind=f"CUSTOMER_KIND_{kind}",
        customer_class=f"CUSTOMER_CLASS_{grade_class}",
        sales_unit=f"salesUnits/{unit}",
        account_manager="managers/M-1",
    )


def account(name: str = "A-1", owner: str = "C-1", *, prepaid: bool = False, agreed_day: int = 0):
    return rating_pb.AccountChanged(
        account=f"accounts/{name}",
        customer=f"customers/{owner}",
        prepaid=prepaid,
        currency_code="CNY",
        agreed_payment_day=agreed_day,
    )


def line(
    due: str,
    amount: int = 10_000,
    *,
    late_fee: int = 0,
    disputed: bool = False,
    in_transit: bool = False,
    cycle: str = "",
    business: str = "FIXED_LINE",
):
    date = dt.date.fromisoformat(due)
    return payment_pb.OpenLine(
        bill="bills/B",
        line=1,
        cycle=cycle or due[:7],
        due_date=date_to_pb(date),
        line_of_business=f"LINE_OF_BUSINESS_{business}",
        principal_minor_units=amount,
        late_fee_minor_units=late_fee,
        disputed=disputed,
        in_transit=in_transit,
        billed_minor_units=amount,
    )


def money(*lines, name: str = "A-1", owner: str = "C-1", spendable: int = 0, unclaimed: bool = False):
    principal = sum(each.principal_minor_units for each in lines)
    late_fees = sum(each.late_fee_minor_units for each in lines)
    return payment_pb.AccountPositionChanged(
        account=f"accounts/{name}",
        customer=f"customers/{owner}",
        open_lines=lines,
        open_lines_count=len(lines),
        principal={"currency_code": "CNY", "minor_units": principal},
        late_fees={"currency_code": "CNY", "minor_units": late_fees},
        spendable={"currency_code": "CNY", "minor_units": spendable},
        general={"currency_code": "CNY", "minor_units": spendable},
        unclaimed_receipts=unclaimed,
    )


def subscription(
    name: str = "S-1",
    account_name: str = "A-1",
    owner: str = "C-1",
    *,
    suspended: str = "",
    reason: str = "ARREARS",
    business: str = "FIXED_LINE",
    rent: int = 10_000,
):
    message = rating_pb.SubscriptionChanged(
        subscription=f"subscriptions/{name}",
        account=f"accounts/{account_name}",
        customer=f"customers/{owner}",
        line_of_business=f"LINE_OF_BUSINESS_{business}",
        state="SUBSCRIPTION_STATE_SUSPENDED" if suspended else "SUBSCRIPTION_STATE_ACTIVE",
        suspension_reasons=[f"SUSPENSION_REASON_{reason}"] if suspended else [],
        monthly_rent={"currency_code": "CNY", "minor_units": rent},
    )
    if suspended:
        message.suspend_date.CopyFrom(date_to_pb(dt.date.fromisoformat(suspended)))
    return message


def unbilled(amount: int, name: str = "A-1", owner: str = "C-1", cycle: str = "2025-01"):
    return rating_pb.UnbilledChanged(
        account=f"accounts/{name}",
        customer=f"customers/{owner}",
        cycle=cycle,
        amount={"currency_code": "CNY", "minor_units": amount},
    )


def bill(cycle: str, due: str, total: int = 10_000, name: str = "A-1", owner: str = "C-1"):
    return rating_pb.BillIssued(
        bill=f"bills/{name}-{cycle}",
        account=f"accounts/{name}",
        customer=f"customers/{owner}",
        cycle=cycle,
        due_date=date_to_pb(dt.date.fromisoformat(due)),
        total={"currency_code": "CNY", "minor_units": total},
    )


def settled(cycle: str, amount: int, value_date: str, *, number: str = "", name: str = "A-1", owner: str = "C-1"):
    return payment_pb.SettlementPosted(
        settlement=f"settlements/{number or f'{name}-{cycle}-{value_date}-{amount}'}",
        account=f"accounts/{name}",
        customer=f"customers/{owner}",
        allocations=[_allocation(cycle, amount, name)],
        value_date=date_to_pb(dt.date.fromisoformat(value_date)),
    )


def reversed_settlement(cycle: str, amount: int, number: str, *, name: str = "A-1", owner: str = "C-1"):
    return payment_pb.SettlementReversed(
        settlement=f"settlements/{number}",
        account=f"accounts/{name}",
        customer=f"customers/{owner}",
        allocations=[_allocation(cycle, amount, name)],
    )


def _allocation(cycle: str, amount: int, name: str):
    return payment_pb.Allocation(bill=f"bills/{name}-{cycle}", line=1, cycle=cycle, principal_minor_units=amount)


def broken_promise(date: str, number: str = "P-1", owner: str = "C-1"):
    return collection_pb.PromiseBroken(
        promise=f"promises/{number}",
        customer=f"customers/{owner}",
        promised_date=date_to_pb(dt.date.fromisoformat(date)),
    )
