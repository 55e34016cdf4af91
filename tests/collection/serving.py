"""A collection server of a test's own, and wire-level doubles of payment and gateway that it asks."""

import datetime as dt
import json
from pathlib import Path

import grpc
import grpc.aio
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from google.protobuf.message import Message
from jwt.algorithms import OKPAlgorithm

from services.chassis.channels import open_channel
from services.chassis.events import date_to_pb, time_to_pb
from services.chassis.inbox import Received
from services.chassis.server import Server
from services.collection.__main__ import SPEC
from services.collection.config import CollectionSettings
from tollbook.credit.v1 import events_pb2 as credit_pb
from tollbook.gateway.v1 import command_pb2, command_service_pb2
from tollbook.gateway.v1 import events_pb2 as gateway_pb
from tollbook.gateway.v1.command_service_pb2_grpc import CommandServiceServicer, add_CommandServiceServicer_to_server
from tollbook.kernel.v1.money_pb2 import Money
from tollbook.payment.v1 import agent_pb2, agent_service_pb2, receivable_pb2, receivable_service_pb2, write_off_pb2
from tollbook.payment.v1 import events_pb2 as payment_pb
from tollbook.payment.v1.agent_service_pb2_grpc import AgentServiceServicer, add_AgentServiceServicer_to_server
from tollbook.payment.v1.receivable_service_pb2_grpc import (
    ReceivableServiceServicer,
    add_ReceivableServiceServicer_to_server,
)
from tollbook.payment.v1.write_off_service_pb2_grpc import (
    WriteOffServiceServicer,
    add_WriteOffServiceServicer_to_server,
)
from tollbook.rating.v1 import events_pb2 as rating_pb


def cny(amount: int) -> Money:
    return Money(currency_code="CNY", minor_units=amount)


class Peers(ReceivableServiceServicer, CommandServiceServicer, WriteOffServiceServicer, AgentServiceServicer):
    """Payment and gateway as far as collection asks them."""

    def __init__(self) -> None:
        self.overdue: dict[str, int] = {}
        self.commands: list[command_pb2.Command] = []
        self.agents: list[agent_pb2.AgentStanding] = []

    async def CheckOverdue(self, request, context):  # noqa: N802
        standings = [
            receivable_pb2.OverdueStanding(
                account=account,
                known=account in self.overdue,
                overdue_principal=cny(self.overdue.get(account, 0)),
                suspension_blocked=not self.overdue.get(account),
            )
            for account in request.accounts
        ]
        return receivable_service_pb2.CheckOverdueResponse(
            standings=standings, read_time=time_to_pb(dt.datetime.now(dt.UTC))
        )

    async def SubmitCommands(self, request, context):  # noqa: N802
        self.commands.extend(request.commands)
        results = [command_service_pb2.SubmittedCommand(name=each.name) for each in request.commands]
        return command_service_pb2.SubmitCommandsResponse(results=results)

    async def ListAgents(self, request, context):  # noqa: N802
        agents = [agent_pb2.Agent(name=each.agent, sales_unit="salesUnits/U1") for each in self.agents]
        return agent_service_pb2.ListAgentsResponse(agents=agents)

    async def AppraiseAgents(self, request, context):  # noqa: N802
        return agent_service_pb2.AppraiseAgentsResponse(standings=self.agents)

    async def PostWriteOff(self, request, context):  # noqa: N802
        amount = self.overdue.get(request.account, 0)
        if not amount:
            await context.abort(grpc.StatusCode.FAILED_PRECONDITION, "nothing is open")
        line = write_off_pb2.WrittenOffLine(bill="bills/A-1-2025-01", line=1, principal=cny(amount))
        return write_off_pb2.WriteOff(name="writeOffs/A-1.1", account=request.account, amount=cny(amount), lines=[line])


class Serving:
    """A running collection server, its clients, and the events that it is told."""

    def __init__(self, server: Server[CollectionSettings], private: Ed25519PrivateKey, peers: Peers) -> None:
        self.server = server
        self.peers = peers
        self._private = private
        self._channels: list[grpc.aio.Channel] = []
        self._version = 0

    def stub(self, kind, *roles: str, subject: str = "tester"):
        token = mint(self._private, list(roles), sub=subject)
        self._channels.append(open_channel(f"127.0.0.1:{self.server.port}", lambda: f"Bearer {token}"))
        return kind(self._channels[-1])

    async def tell(self, publisher: str, subject: str, payload: Message, date: dt.date = dt.date(2025, 3, 1)) -> None:
        """Hands an event to the handler that consumes it."""
        self._version += 1
        event = Received(f"e-{self._version}", subject, self._version, date, payload)
        assert self.server.parts is not None
        (subscription,) = [each for each in self.server.parts.subscriptions if each.publisher == publisher]
        handler = subscription.handlers[type(payload)]
        await self.server.db.transact(lambda tx: handler(tx, [event]))

    async def tell_account(self) -> None:
        """A class C customer with one line that owes its January bill."""
        await self.tell(
            "rating",
            "customers/C-1",
            rating_pb.CustomerChanged(
                customer="customers/C-1",
                display_name="晋州水务",
                kind="CUSTOMER_KIND_GROUP",
                customer_class="CUSTOMER_CLASS_C",
                sales_unit="salesUnits/U1",
                contact_phone="0311-1",
            ),
        )
        account = rating_pb.AccountChanged(account="accounts/A-1", customer="customers/C-1", currency_code="CNY")
        await self.tell("rating", "accounts/A-1", account)
        await self.tell_line("ACTIVE")
        await self.tell_owed(10000)

    async def tell_line(self, state: str) -> None:
        line = rating_pb.SubscriptionChanged(
            subscription="subscriptions/S-1",
            account="accounts/A-1",
            customer="customers/C-1",
            product="products/broadband-100",
            line_of_business="LINE_OF_BUSINESS_BROADBAND",
            state=f"SUBSCRIPTION_STATE_{state}",
            platform="platforms/sample",
        )
        await self.tell("rating", "subscriptions/S-1", line)

    async def tell_owed(self, amount: int) -> None:
        """Payment's position and credit's control of the January bill, due on 28 February."""
        due = date_to_pb(dt.date(2025, 2, 28))
        position = payment_pb.AccountPositionChanged(account="accounts/A-1", customer="customers/C-1")
        control = credit_pb.ControlChanged(account="accounts/A-1", customer="customers/C-1")
        if amount:
            position.open_lines.add(
                bill="bills/A-1-2025-01",
                line=1,
                cycle="2025-01",
                due_date=due,
                subscription="subscriptions/S-1",
                charge_item="chargeItems/rent",
                line_of_business="LINE_OF_BUSINESS_BROADBAND",
                principal_minor_units=amount,
                sales_unit="salesUnits/U1",
            )
            control.oldest_due_date.CopyFrom(due)
            control.suspend_not_before.CopyFrom(date_to_pb(dt.date(2025, 3, 31)))
        self.peers.overdue["accounts/A-1"] = amount
        await self.tell("payment", "accounts/A-1", position)
        await self.tell("credit", "accounts/A-1", control)

    async def tell_report(self, command: command_pb2.Command, outcome: str) -> None:
        report = gateway_pb.CommandReported(
            command=command.name,
            origin="collection",
            work_order=command.work_order,
            kind=command.kind,
            subscription=command.subscription,
            account=command.account,
            customer=command.customer,
            outcome=f"COMMAND_OUTCOME_{outcome}",
        )
        await self.tell("gateway", command.name, report, dt.date(2025, 4, 1))

    async def close(self) -> None:
        for channel in self._channels:
            await channel.close(None)
        await self.server.stop()


def mint(private: Ed25519PrivateKey, roles: list[str], **claims: object) -> str:
    body = {"sub": "tester", "aud": "tollbook", "iss": "tollbook-dev", "exp": 4102444800, "roles": roles, **claims}
    return jwt.encode(body, private, algorithm="EdDSA", headers={"kid": "k1"})


async def serve_peers() -> tuple[Peers, grpc.aio.Server, str]:
    peers, server = Peers(), grpc.aio.server()
    add_ReceivableServiceServicer_to_server(peers, server)
    add_CommandServiceServicer_to_server(peers, server)
    add_WriteOffServiceServicer_to_server(peers, server)
    add_AgentServiceServicer_to_server(peers, server)
    port = server.add_insecure_port("127.0.0.1:0")
    await server.start()
    return peers, server, f"127.0.0.1:{port}"


def write_identity(folder: Path) -> Ed25519PrivateKey:
    private = Ed25519PrivateKey.generate()
    jwk = json.loads(OKPAlgorithm.to_jwk(private.public_key())) | {"kid": "k1"}
    (folder / "jwks.json").write_text(json.dumps({"keys": [jwk]}))
    (folder / "collection.jwt").write_text(mint(private, ["SERVICE"]))
    return private


def server_of(database_url: str, redis_url: str, folder: Path, peer: str) -> Server[CollectionSettings]:
    settings = CollectionSettings(
        database_url=database_url,
        redis_url=redis_url,
        jwks_file=folder / "jwks.json",
        token_dir=folder,
        outgoing_dir=folder / "outgoing",
        peer_rating="127.0.0.1:1",
        peer_credit="127.0.0.1:1",
        peer_payment=peer,
        peer_gateway=peer,
    )
    return Server(SPEC, settings)
