"""BillRunService."""

from collections.abc import AsyncIterator
from typing import Any

from services.chassis.database import Database
from services.chassis.paging import decode_token, page_size
from services.chassis.runs import RunWorkers
from services.kernel.period import Cycle
from services.rating.domain.csv_file import write_csv
from services.rating.domain.reason import Reason, not_found
from services.rating.rpc.asking import after_id, asked, next_token
from services.rating.usecases import bill_runs, trial_reports
from services.rating.wire.bills import bill_run_to_pb, bill_to_pb, difference_to_pb, item_total_to_pb
from services.rating.wire.values import ident
from tollbook.rating.v1 import bill_run_service_pb2
from tollbook.rating.v1.bill_run_service_pb2_grpc import BillRunServiceServicer

_TRIAL_HEADER = (
    "account",
    "customer",
    "amount_minor_units",
    "last_amount_minor_units",
    "outlier",
    "reason",
)


def run_key(name: str, field: str = "name") -> tuple[str, int]:
    """The cycle and the trial in a bill run's name. Raises BILL_RUN_NOT_FOUND for a name that none has."""
    cycle, _, trial = ident("billRuns", name, field).rpartition("-")
    if not trial.isdecimal() or len(trial) > 6:
        raise not_found(Reason.BILL_RUN_NOT_FOUND, "bill_run", name)
    return cycle, int(trial)


class BillRunRpc(BillRunServiceServicer):
    """Trial, approval, final run."""

    def __init__(self, db: Database, runs: RunWorkers) -> None:
        self._db = db
        self._runs = runs

    async def StartBillRun(self, request: Any, context: Any) -> Any:
        accounts = tuple(ident("accounts", each, "accounts") for each in request.accounts)
        run = await bill_runs.start_bill_run(self._db, asked(request), Cycle.parse(request.cycle), accounts)
        self._runs.wake.set()
        return bill_run_to_pb(run)

    async def GetBillRun(self, request: Any, context: Any) -> Any:
        return bill_run_to_pb(await bill_runs.read_bill_run(self._db, *run_key(request.name)))

    async def ListBillRuns(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        key = decode_token(request.page_token, 2)
        before = (str(key[0]), int(key[1])) if key else None
        page = await bill_runs.page_of_bill_runs(self._db, before, limit)
        return bill_run_service_pb2.ListBillRunsResponse(
            bill_runs=[bill_run_to_pb(one) for one in page],
            next_page_token=next_token(page, limit, "cycle", "trial"),
        )

    async def ApproveBillRun(self, request: Any, context: Any) -> Any:
        key = run_key(request.name)
        return bill_run_to_pb(await bill_runs.approve_bill_run(self._db, asked(request), *key, request.reason))

    async def RejectBillRun(self, request: Any, context: Any) -> Any:
        key = run_key(request.name)
        return bill_run_to_pb(await bill_runs.reject_bill_run(self._db, asked(request), *key, request.reason))

    async def FinalizeBillRun(self, request: Any, context: Any) -> Any:
        run = await bill_runs.finalize_bill_run(self._db, asked(request), *run_key(request.name))
        self._runs.wake.set()
        return bill_run_to_pb(run)

    async def RetryParkedAccounts(self, request: Any, context: Any) -> Any:
        run = await bill_runs.retry_parked_accounts(self._db, asked(request), *run_key(request.name))
        self._runs.wake.set()
        return bill_run_to_pb(run)

    async def ListTrialBills(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        key = run_key(request.bill_run, "bill_run")
        page = await trial_reports.page_of_trial_bills(self._db, *key, after_id(request), limit)
        return bill_run_service_pb2.ListTrialBillsResponse(
            bills=[bill_to_pb(one) for one in page], next_page_token=next_token(page, limit, "account_id")
        )

    async def ListTrialTotals(self, request: Any, context: Any) -> Any:
        totals = await trial_reports.trial_totals(self._db, *run_key(request.bill_run, "bill_run"))
        return bill_run_service_pb2.ListTrialTotalsResponse(totals=[item_total_to_pb(one) for one in totals])

    async def ListBillDifferences(self, request: Any, context: Any) -> Any:
        limit = page_size(request.page_size)
        key = run_key(request.bill_run, "bill_run")
        page = await trial_reports.differences(
            self._db, *key, outliers_only=request.outliers_only, after=after_id(request), limit=limit
        )
        return bill_run_service_pb2.ListBillDifferencesResponse(
            differences=[difference_to_pb(one) for one in page], next_page_token=next_token(page, limit, "account_id")
        )

    async def ExportTrialCsv(self, request: Any, context: Any) -> AsyncIterator[Any]:
        key = run_key(request.bill_run, "bill_run")
        rows = [
            (one.account_id, one.customer_id, one.amount, one.last_amount, str(bool(one.reason)).lower(), one.reason)
            async for one in trial_reports.all_differences(self._db, *key)
        ]
        for chunk in write_csv(_TRIAL_HEADER, iter(rows)):
            yield bill_run_service_pb2.ExportTrialCsvResponse(chunk=chunk)
