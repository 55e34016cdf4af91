"""What a person looks at before a trial is approved (R-BIL-2)."""

from services.chassis.database import Database
from services.rating.domain.bill import Bill
from services.rating.store.bills import trial_bills


async def page_of_trial_bills(db: Database, cycle: str, trial: int, after: str, limit: int) -> list[Bill]:
    async with db.read() as tx:
        return await trial_bills(tx, cycle, trial, after=after, limit=limit)
