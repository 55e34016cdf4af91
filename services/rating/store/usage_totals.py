"""What usage adds to a cycle's bills."""

from services.chassis.database import Transaction


async def usage_of_cycle(tx: Transaction, cycle: str, first: int, last: int) -> list[tuple[int, str, str, int, int]]:
    return []
