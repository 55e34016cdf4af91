"""Payment as a running server, beside a publisher that says what rating would."""

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import grpc.aio
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.type.date_pb2 import Date
from jwt.algorithms import OKPAlgorithm

from services.chassis.channels import open_channel
from services.chassis.config import ServiceSettings
from services.chassis.database import Database
from services.chassis.events import EventOut, date_to_pb
from services.chassis.parts import Parts
from services.chassis.server import Server, ServiceSpec
from services.payment.__main__ import SPEC
from services.payment.config import PaymentSettings
from tollbook.kernel.v1 import operations_service_pb2 as ops
from tollbook.kernel.v1.business_pb2 import LineOfBusiness
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.kernel.v1.operations_service_pb2_grpc import OperationsServiceStub
from tollbook.rating.v1 import catalogue_pb2, catalogue_service_pb2, catalogue_service_pb2_grpc
from tollbook.rating.v1 import events_pb2 as rating

T = TypeVar("T")
ROLES = ["SERVICE", "OPERATOR", "CASHIER", "FINANCE", "CRM"]


def on(day: str) -> Date:
    return date_to_pb(dt.date.fromisoformat(day))


def yuan(fen: int) -> Money:
    return Money(currency_code="CNY", minor_units=fen)


@dataclass
class Running:
    """Payment's server and rating's stand-in; ``say`` publishes, ``close_day`` closes payment's day after rating's
    head.
    """

    payment: Server
    rating: Server
    token: str
    token_of: Callable[[str, list[str], list[str]], str]

    def portal(self, *customers: str) -> grpc.aio.Channel:
        """A channel of a portal that acts for these customers."""
        return self._channel_of("tester", ["CUSTOMER"], list(customers))

    def __post_init__(self) -> None:
        self.channel = open_channel(f"127.0.0.1:{self.payment.port}", lambda: f"Bearer {self.token}")
        self._rating = open_channel(f"127.0.0.1:{self.rating.port}", lambda: f"Bearer {self.token}")
        self.operations = OperationsServiceStub(self.channel)
        self._version = 0
        self._others: list[grpc.aio.Channel] = []

    def called_by(self, subject: str, roles: list[str], stub: Callable[[Any], T]) -> T:
        """A stub whose calls carry another's token."""
        return stub(self._channel_of(subject, roles, []))

    def _channel_of(self, subject: str, roles: list[str], customers: list[str]) -> grpc.aio.Channel:
        token = self.token_of(subject, roles, customers)
        self._others.append(open_channel(f"127.0.0.1:{self.payment.port}", lambda: f"Bearer {token}"))
        return self._others[-1]

    async def open_clock(self, day: str) -> None:
        for channel in (self.channel, self._rating):
            await OperationsServiceStub(channel).InitializeClock(ops.InitializeClockRequest(date=on(day)))

    async def say(self, *events: EventOut) -> None:
        await self.rating.db.transact(lambda tx: _publish(tx, events))

    async def close_day(self, day: str) -> ops.CloseDayResponse:
        closed = await OperationsServiceStub(self._rating).CloseDay(ops.CloseDayRequest(date=on(day)), timeout=60)
        request = ops.CloseDayRequest(date=on(day), predecessor_positions={"rating": closed.head_position})
        return await self.operations.CloseDay(request, timeout=60)

    async def published(self) -> list[Any]:
        """What payment published, in order, as messages."""
        found = await self.operations.ReplayEvents(ops.ReplayEventsRequest(after_position=0, page_size=2000))
        return [event for batch in found.batches for event in batch.batch.events]

    def opened(self, account: str, customer: str, unit: str = "U-1") -> list[EventOut]:
        self._version += 1
        who = rating.CustomerChanged(customer=f"customers/{customer}", sales_unit=f"salesUnits/{unit}")
        what = rating.AccountChanged(
            account=f"accounts/{account}", customer=f"customers/{customer}", currency_code="CNY", prepaid=True
        )
        return [
            EventOut(who.customer, self._version, who),
            EventOut(what.account, self._version, what),
        ]

    def bill(
        self, account: str, customer: str, cycle: str, due: str, *amounts: tuple[str, int], unit: str = "U-1"
    ) -> EventOut:
        lines = [
            rating.BillLineIssued(
                line=n,
                subscription=f"subscriptions/{account}-S",
                charge_item=f"chargeItems/{item}",
                line_of_business=LineOfBusiness.LINE_OF_BUSINESS_BROADBAND,
                amount=yuan(amount),
            )
            for n, (item, amount) in enumerate(amounts, start=1)
        ]
        message = rating.BillIssued(
            bill=f"bills/{account}-{cycle}",
            account=f"accounts/{account}",
            customer=f"customers/{customer}",
            cycle=cycle,
            issue_date=on(due),
            due_date=on(due),
            sales_unit=f"salesUnits/{unit}",
            total=yuan(sum(amount for _, amount in amounts)),
            lines=lines,
            lines_count=len(lines),
        )
        return EventOut(message.bill, 0, message)

    def cycle_closed(self, cycle: str) -> EventOut:
        return EventOut(f"cycles/{cycle}", 0, rating.CycleClosed(cycle=cycle, run=f"runs/bill-run/{cycle}", bills=1))

    async def stop(self) -> None:
        for channel in self._others:
            await channel.close(None)
        await self.channel.close(None)
        await self._rating.close(None)
        await self.payment.stop()
        await self.rating.stop()


class Catalogue(catalogue_service_pb2_grpc.CatalogueServiceServicer):
    """Rating's catalogue with one set."""

    async def ListChargeItemSets(self, request: Any, context: Any) -> Any:  # noqa: N802
        voice = catalogue_pb2.ChargeItemSet(name="chargeItemSets/voice", charge_items=["chargeItems/calls"])
        return catalogue_service_pb2.ListChargeItemSetsResponse(charge_item_sets=[voice])


def _as_it_is(value: object) -> EventOut:
    assert isinstance(value, EventOut)
    return value


async def _publish(tx, events) -> None:
    tx.publish(events)


async def start(database: Callable[..., Database], redis_url: str, folder: Path, **settings: Any) -> Running:
    private = Ed25519PrivateKey.generate()
    jwk = json.loads(OKPAlgorithm.to_jwk(private.public_key())) | {"kid": "k1"}
    (folder / "jwks.json").write_text(json.dumps({"keys": [jwk]}))

    def token_of(subject: str, roles: list[str], customers: list[str]) -> str:
        body = {"sub": subject, "aud": "tollbook", "iss": "tollbook-dev", "exp": 4102444800}
        claims = {**body, "roles": roles, "customers": customers}
        return jwt.encode(claims, private, algorithm="EdDSA", headers={"kid": "k1"})

    token = token_of("tester", ROLES, [])
    for name in ("payment", "rating"):
        (folder / f"{name}.jwt").write_text(token)
    common: Any = {"redis_url": redis_url, "jwks_file": folder / "jwks.json", "token_dir": folder}

    async def only_sets(host) -> Parts:
        add = catalogue_service_pb2_grpc.add_CatalogueServiceServicer_to_server
        return Parts(servicers=[(add, Catalogue())])

    bare = ServiceSpec("rating", ServiceSettings, only_sets, _as_it_is)
    publisher = Server(bare, ServiceSettings(database_url=_url(database("chassis", date=None)), **common))
    await publisher.start()
    peer: Any = {"peer_rating": f"127.0.0.1:{publisher.port}"}
    server = Server(
        SPEC, PaymentSettings(database_url=_url(database("payment", date=None)), **common, **peer, **settings)
    )
    await server.start()
    return Running(server, publisher, token, token_of)


def _url(db: Database) -> str:
    return db.engine.url.render_as_string(hide_password=False)
