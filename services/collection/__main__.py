"""Runs collection: ``python -m services.collection``."""

from services.chassis.parts import Parts
from services.chassis.server import Host, ServiceSpec, run
from services.collection.config import CollectionSettings
from services.collection.peers import GatewayPeer, PaymentPeer
from services.collection.rpc import servicers
from services.collection.senders import sender_of
from services.collection.store.contacts import PLANNED_COUNT
from services.collection.store.orders import PENDING_COUNT
from services.collection.usecases import verify
from services.collection.usecases.submission import OrderDesk
from services.collection.wire import event_to_pb
from services.collection.worker import day_steps, run_kinds, subscriptions, telling_restored


async def build(host: Host[CollectionSettings]) -> Parts:
    """Puts collection together."""
    payment, gateway = PaymentPeer(host.channel("payment")), GatewayPeer(host.channel("gateway"))
    desk = OrderDesk(host.db, payment.check_overdue, gateway.submit)
    send = sender_of(host.settings)
    return Parts(
        servicers=servicers(host.db, host.runs, desk, payment),
        subscriptions=subscriptions(payment),
        run_kinds=run_kinds(host.db),
        day_steps=day_steps(host.db, host.runs, desk, send, payment.remittances),
        invariants=verify.INVARIANTS,
        loops=[desk.serve, telling_restored(host.db, send)],
        pending={"commands": PENDING_COUNT, "contacts": PLANNED_COUNT},
        totals=verify.totals,
    )


SPEC = ServiceSpec("collection", CollectionSettings, build, event_to_pb)

if __name__ == "__main__":
    run(SPEC)
