"""Runs payment: ``python -m services.payment``."""

from services.chassis.parts import Parts
from services.chassis.server import Host, ServiceSpec, run
from services.payment.config import PaymentSettings
from services.payment.peers import RatingCatalogue
from services.payment.rpc import servicers
from services.payment.store.accounts import Directory
from services.payment.store.checks import totals
from services.payment.usecases.owners import OWNERS
from services.payment.usecases.verification import INVARIANTS
from services.payment.wire import event_to_pb
from services.payment.worker import day_steps, run_kinds, subscription


async def build(host: Host[PaymentSettings]) -> Parts:
    """Puts payment together."""
    directory = Directory()
    rating = host.channel("rating")
    items_of = RatingCatalogue(rating).items_of_sets
    return Parts(
        servicers=servicers(host.db, host.runs, directory, host.settings, items_of),
        subscriptions=[subscription(directory, rating, host.runs)],
        run_kinds=run_kinds(host.db, directory),
        day_steps=day_steps(host.db, host.runs, items_of),
        invariants=INVARIANTS,
        owners=OWNERS,
        totals=totals,
    )


SPEC = ServiceSpec("payment", PaymentSettings, build, event_to_pb)

if __name__ == "__main__":
    run(SPEC)
