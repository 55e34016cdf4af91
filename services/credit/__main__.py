"""Runs credit: ``python -m services.credit``."""

from services.chassis.dayclose import DayStep
from services.chassis.parts import Parts
from services.chassis.runs import RunKind
from services.chassis.server import Host, ServiceSpec, run
from services.credit.config import CreditSettings
from services.credit.peers import PaymentPeer
from services.credit.rpc import servicers
from services.credit.usecases import dry_run, exemptions, regrade, sweep, verify, watch_lists
from services.credit.wire import event_to_pb
from services.credit.worker import subscriptions


async def build(host: Host[CreditSettings]) -> Parts:
    """Puts credit together."""
    sweeping, regrading = sweep.Sweep(host.db, host.runs), regrade.Regrading(host.db, host.runs)
    showing, listing = dry_run.DryRun(host.db), watch_lists.WatchLists(host.db, host.runs)
    return Parts(
        servicers=servicers(host.db, host.runs),
        subscriptions=subscriptions(PaymentPeer(host.channel("payment"))),
        run_kinds=[
            RunKind(sweep.KIND, sweeping.work),
            RunKind(regrade.KIND, regrading.work),
            RunKind(dry_run.KIND, showing.work, showing.completed),
            RunKind(watch_lists.KIND, listing.work),
        ],
        day_steps=[
            DayStep("sweep", sweeping.close),
            DayStep("lists", listing.close),
            DayStep("exemptions", exemptions.ExemptionDay(host.db).close),
            DayStep("regrade", regrading.close),
        ],
        invariants=verify.INVARIANTS,
        totals=verify.totals,
    )


SPEC = ServiceSpec("credit", CreditSettings, build, event_to_pb)

if __name__ == "__main__":
    run(SPEC)
