"""Finance's figures beside ours (R-SET-9)."""

from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert

from services.chassis.database import Transaction
from services.payment.domain.records import FinanceFigureRecord
from services.payment.store.office_tables import finance_figure

_F = finance_figure
FigureKey = tuple[str, str, str, str]
"""Month, sales unit, line of business, figure."""


async def keep_figures(tx: Transaction, figures: Sequence[FinanceFigureRecord]) -> None:
    """Keeps finance's figures; a newer import takes the place of an older one, whatever had been resolved."""
    for f in figures:
        row = {
            "month": f.month,
            "sales_unit": f.sales_unit,
            "line_of_business": f.line_of_business,
            "figure": f.figure,
            "ours": f.ours,
            "finances": f.finances,
            "state": f.state,
            "resolution": f.resolution,
        }
        key = ["month", "sales_unit", "line_of_business", "figure"]
        await tx.execute(insert(_F).values(row).on_conflict_do_update(index_elements=key, set_=row))


async def list_figures(
    tx: Transaction, *, month: str = "", key: FigureKey | None = None, after: FigureKey | None = None, limit: int
) -> list[FinanceFigureRecord]:
    """The figures that differ or differed, by key; one figure when its key is given."""
    columns = (_F.c.month, _F.c.sales_unit, _F.c.line_of_business, _F.c.figure)
    query = select(*columns, _F.c.ours, _F.c.finances, _F.c.state, _F.c.resolution).where(_F.c.state != "AGREED")
    if month:
        query = query.where(_F.c.month == month)
    if key is not None:
        query = query.where(func.row(*columns) == func.row(*key))
    if after is not None:
        query = query.where(func.row(*columns) > func.row(*after))
    return [FinanceFigureRecord(*row) for row in await tx.execute(query.order_by(*columns).limit(limit))]


async def resolve_figure(tx: Transaction, key: FigureKey, resolution: str) -> None:
    where = (_F.c.month == key[0], _F.c.sales_unit == key[1], _F.c.line_of_business == key[2], _F.c.figure == key[3])
    await tx.execute(update(_F).where(*where).values(state="RESOLVED", resolution=resolution))
