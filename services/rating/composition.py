"""Puts rating together."""

from services.chassis.parts import Parts
from services.chassis.server import Host, ServiceSpec
from services.rating.config import RatingSettings
from services.rating.domain.bill_document import Payee
from services.rating.peers import CreditTerms, GatewayCommands, OrderingPeers, PaymentBalances
from services.rating.rpc.adjustments import AdjustmentRpc
from services.rating.rpc.bill_runs import BillRunRpc
from services.rating.rpc.bills import BillRpc
from services.rating.rpc.catalogue import CatalogueRpc
from services.rating.rpc.customers import AccountRpc, CustomerRpc
from services.rating.rpc.discounts import DiscountRpc
from services.rating.rpc.figures import ReportRpc
from services.rating.rpc.opening import OpeningRpc
from services.rating.rpc.orders import OrderRpc
from services.rating.rpc.policies import PolicyRpc
from services.rating.rpc.sponsorships import SponsorshipRpc
from services.rating.rpc.subscriptions import SubscriptionRpc
from services.rating.rpc.usage_side import usage_side
from services.rating.store.orders import PENDING_COUNT
from services.rating.usecases.owners import OWNERS
from services.rating.usecases.verification import INVARIANTS, totals
from services.rating.wire import event_to_pb
from services.rating.worker import day_steps, run_kinds, submitting, subscriptions
from tollbook.rating.v1.account_service_pb2_grpc import add_AccountServiceServicer_to_server
from tollbook.rating.v1.adjustment_service_pb2_grpc import add_AdjustmentServiceServicer_to_server
from tollbook.rating.v1.bill_run_service_pb2_grpc import add_BillRunServiceServicer_to_server
from tollbook.rating.v1.bill_service_pb2_grpc import add_BillServiceServicer_to_server
from tollbook.rating.v1.catalogue_service_pb2_grpc import add_CatalogueServiceServicer_to_server
from tollbook.rating.v1.customer_service_pb2_grpc import add_CustomerServiceServicer_to_server
from tollbook.rating.v1.discount_service_pb2_grpc import add_DiscountServiceServicer_to_server
from tollbook.rating.v1.opening_service_pb2_grpc import add_OpeningServiceServicer_to_server
from tollbook.rating.v1.order_service_pb2_grpc import add_OrderServiceServicer_to_server
from tollbook.rating.v1.policy_service_pb2_grpc import add_PolicyServiceServicer_to_server
from tollbook.rating.v1.report_service_pb2_grpc import add_ReportServiceServicer_to_server
from tollbook.rating.v1.sponsorship_service_pb2_grpc import add_SponsorshipServiceServicer_to_server
from tollbook.rating.v1.subscription_service_pb2_grpc import add_SubscriptionServiceServicer_to_server


async def build(host: Host[RatingSettings]) -> Parts:
    """The billing side and the usage side of rating as one service."""
    db = host.db
    payment, credit, gateway = host.channel("payment"), host.channel("credit"), host.channel("gateway")
    peers = OrderingPeers(payment, credit, gateway)
    settings = host.settings
    usage = usage_side(
        db,
        host.runs,
        settings.zone,
        settings.usage_import_dir,
        settings.outgoing_dir,
        settings.usage_retention_months,
    )
    return Parts(
        servicers=[
            (add_CustomerServiceServicer_to_server, CustomerRpc(db)),
            (add_AccountServiceServicer_to_server, AccountRpc(db)),
            (add_SubscriptionServiceServicer_to_server, SubscriptionRpc(db)),
            (add_CatalogueServiceServicer_to_server, CatalogueRpc(db)),
            (add_OrderServiceServicer_to_server, OrderRpc(db, peers)),
            (add_DiscountServiceServicer_to_server, DiscountRpc(db)),
            (add_SponsorshipServiceServicer_to_server, SponsorshipRpc(db)),
            (add_BillRunServiceServicer_to_server, BillRunRpc(db, host.runs)),
            (add_BillServiceServicer_to_server, BillRpc(db, PaymentBalances(payment), _payee(settings))),
            (add_AdjustmentServiceServicer_to_server, AdjustmentRpc(db)),
            (add_OpeningServiceServicer_to_server, OpeningRpc(db, host.runs)),
            (add_PolicyServiceServicer_to_server, PolicyRpc(db)),
            (add_ReportServiceServicer_to_server, ReportRpc(db)),
            *usage.servicers,
        ],
        subscriptions=subscriptions(),
        run_kinds=[*run_kinds(db, CreditTerms(credit)), *usage.run_kinds],
        day_steps=day_steps(db),
        invariants=[*INVARIANTS, *usage.invariants],
        retries=usage.retries,
        loops=[submitting(db, GatewayCommands(gateway), host.settings.submit_seconds)],
        pending={"commands": PENDING_COUNT},
        totals=totals,
        owners=OWNERS,
        closers=[lambda channel=channel: channel.close(None) for channel in (payment, credit, gateway)],
    )


def _payee(settings: RatingSettings) -> Payee:
    return Payee(
        settings.operator_name,
        settings.operator_name_zh,
        settings.payment_instructions,
        settings.payment_instructions_zh,
    )


SPEC = ServiceSpec("rating", RatingSettings, build, event_to_pb)
