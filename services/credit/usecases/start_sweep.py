"""Starts a sweep at a person's wish."""

from services.chassis.database import Database, Transaction
from services.chassis.runs import RunView
from services.credit.usecases.sweep import KIND, start_sweep


async def request_sweep(db: Database, request_id: str) -> RunView:
    """A sweep named by the date and the request id: asking twice starts it once."""

    async def work(tx: Transaction) -> RunView:
        return await start_sweep(tx, f"{KIND}/{tx.date.isoformat()}/{request_id}")

    return await db.transact(work)
