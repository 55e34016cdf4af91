"""Payment files while they are loaded: their chunks, and the rows that were rejected."""

from collections.abc import Sequence

from sqlalchemy import select, update

from services.chassis.database import Transaction
from services.kernel.errors import Fault
from services.payment.domain.csv_file import RejectedRow
from services.payment.store.office_tables import payment_file

_T = payment_file


async def insert_chunks(
    tx: Transaction, run: str, taken_by: tuple[str, str], chunks: Sequence[tuple[int, bytes]]
) -> None:
    """Keeps a file's chunks, each with the file's line of its first row; the channel and the agent are the file's."""
    channel, agent = taken_by
    rows = [
        {"run": run, "number": n, "channel": channel, "agent": agent, "first_line": first, "content": content}
        for n, (first, content) in enumerate(chunks)
    ]
    await tx.insert_many(_T, rows)


async def has_chunks(tx: Transaction, run: str) -> bool:
    return (await tx.execute(select(_T.c.number).where(_T.c.run == run).limit(1))).scalar() is not None


async def chunk_of(tx: Transaction, run: str, number: int) -> tuple[str, str, int, bytes]:
    """A chunk's channel, agent, first line and content."""
    query = select(_T.c.channel, _T.c.agent, _T.c.first_line, _T.c.content).where(
        _T.c.run == run, _T.c.number == number
    )
    row = (await tx.execute(query)).one()
    return row.channel, row.agent, row.first_line, row.content


async def keep_rejects(tx: Transaction, run: str, number: int, rejects: Sequence[RejectedRow]) -> None:
    kept = [[r.line, r.raw, [[f.field, f.rule, f.value, f.message] for f in r.faults]] for r in rejects]
    where = (_T.c.run == run, _T.c.number == number)
    await tx.execute(update(_T).where(*where).values(rejects=kept))


async def rejects_of(tx: Transaction, run: str) -> list[RejectedRow]:
    """All rejected rows of a file, by line."""
    query = select(_T.c.rejects).where(_T.c.run == run, _T.c.rejects.is_not(None)).order_by(_T.c.number)
    found: list[RejectedRow] = []
    for kept in (await tx.execute(query)).scalars():
        found += [RejectedRow(line, raw, tuple(Fault(*fault) for fault in faults)) for line, raw, faults in kept]
    return found
