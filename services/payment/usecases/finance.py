"""Finance's monthly extract, and finance's figures compared with ours (业会不符, R-SET-9)."""

from dataclasses import asdict, dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.business import LineOfBusiness
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.period import Cycle
from services.payment.domain.csv_file import FileReport, Row, csv_text, read_rows, rows_of
from services.payment.domain.movement import MovementRow
from services.payment.domain.reason import Reason
from services.payment.domain.records import FinanceFigureRecord
from services.payment.domain.views import PeriodMovement
from services.payment.store.finance import FigureKey, keep_figures, list_figures, resolve_figure
from services.payment.usecases.movement import MovementQuery, arrears_movement
from services.payment.usecases.requests import file_request, once

COLUMNS = ("sales_unit", "line_of_business", "figure", "amount_minor_units")
_REPORTS: Replies[FileReport] = Replies(FileReport)
_RESOLVED: Replies[FinanceFigureRecord] = Replies(FinanceFigureRecord)


@dataclass(frozen=True, slots=True)
class FinanceFile:
    request_id: str
    month: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ResolveFigure:
    request_id: str
    key: FigureKey
    reason: str
    actor: str


def figures_of(row: MovementRow) -> dict[str, int]:
    """The columns of the movement table by name, the closing too."""
    return {**asdict(row), "closing": row.closing}


FIGURES = tuple(figures_of(MovementRow()))


async def month_of(db: Database, month: str) -> list[PeriodMovement]:
    cycle = Cycle.parse(month)
    return await arrears_movement(db, MovementQuery(cycle.first_day, cycle.last_day, by_month=True))


async def finance_extract(db: Database, month: str) -> bytes:
    """The month's movement as CSV: one row a unit, line of business and figure, in the form that finance sends back."""
    rows = [
        (each.sales_unit, each.line_of_business, figure, amount)
        for each in await month_of(db, month)
        for figure, amount in figures_of(each.row).items()
    ]
    return csv_text(COLUMNS, rows)


async def import_figures(db: Database, file: FinanceFile) -> FileReport:
    """Compares finance's figures of a month with ours; every figure that differs waits for a person."""
    ours = {
        (each.sales_unit, each.line_of_business, figure): amount
        for each in await month_of(db, file.month)
        for figure, amount in figures_of(each.row).items()
    }
    rows = rows_of(file.content, COLUMNS)
    good, rejects = read_rows(rows, lambda row: _figure(row, file.month))
    found = [_compared(figure, ours) for _, figure in good]

    async def work(tx: Transaction) -> FileReport:
        await keep_figures(tx, found)
        return FileReport(",".join(COLUMNS), len(rows), len(good), 0, tuple(rejects))

    return await once(db, _REPORTS, file.request_id, file_request(file.month, file.content), work)


def _figure(row: Row, month: str) -> FinanceFigureRecord:
    return FinanceFigureRecord(
        month,
        row.ident("sales_unit"),
        row.one_of("line_of_business", [lob.value for lob in LineOfBusiness]),
        row.one_of("figure", FIGURES),
        0,
        row.integer("amount_minor_units", least=-(10**15)),
        "OPEN",
        "",
    )


def _compared(theirs: FinanceFigureRecord, ours: dict[tuple[str, str, str], int]) -> FinanceFigureRecord:
    amount = ours.get((theirs.sales_unit, theirs.line_of_business, theirs.figure), 0)
    return replace(theirs, ours=amount, state="AGREED" if amount == theirs.finances else "OPEN")


async def differences(db: Database, month: str, after: FigureKey | None, limit: int) -> list[FinanceFigureRecord]:
    async with db.read() as tx:
        return await list_figures(tx, month=month, after=after, limit=limit)


async def resolve(db: Database, request: ResolveFigure) -> FinanceFigureRecord:
    """Resolves a difference with a reason. Raises RECONCILIATION_NOT_FOUND and DIFFERENCE_ALREADY_RESOLVED."""

    async def work(tx: Transaction) -> FinanceFigureRecord:
        name = f"financeDifferences/{':'.join(request.key)}"
        found = await list_figures(tx, key=request.key, limit=1)
        if not found:
            raise Refusal(
                Reason.RECONCILIATION_NOT_FOUND, RefusalKind.NOT_FOUND, f"there is no {name}", metadata={"name": name}
            )
        if found[0].state == "RESOLVED":
            raise Refusal(
                Reason.DIFFERENCE_ALREADY_RESOLVED,
                RefusalKind.FAILED_PRECONDITION,
                f"{name} was resolved before: {found[0].resolution}",
                metadata={"difference": name},
            )
        await resolve_figure(tx, request.key, request.reason)
        await tx.audit(AuditRecord(request.actor, "finance_difference.resolve", name, request.reason))
        return replace(found[0], state="RESOLVED", resolution=request.reason)

    return await once(db, _RESOLVED, request.request_id, request, work)
