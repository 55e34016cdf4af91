"""Opening balances (R-ACC-4): books and open lines from the system before, checked against control totals."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.business import LineOfBusiness
from services.kernel.errors import Fault, Refusal, RefusalKind
from services.kernel.period import Cycle
from services.payment.domain.book import BookKind, general_book_id
from services.payment.domain.book_terms import check_terms
from services.payment.domain.csv_file import FileReport, RejectedRow, Row, read_rows, rejected_by, rows_of
from services.payment.domain.operation import Act, BookCarriedOver, BookOpened, LinesCarriedOver, OpeningLine
from services.payment.domain.reason import Reason
from services.payment.store.accounts import Directory, lock_accounts
from services.payment.store.opening import days_closed, opening_totals
from services.payment.store.policies import late_fee_policies
from services.payment.usecases.intake import account_not_found
from services.payment.usecases.posting import begin, finish, post
from services.payment.usecases.requests import file_request, once

BOOK_COLUMNS = ("account", "book_id", "kind", "charge_items", "balance_minor_units")
LINE_COLUMNS = (
    "account",
    "cycle",
    "line",
    "due_date",
    "subscription",
    "charge_item",
    "line_of_business",
    "sales_unit",
    "billed_minor_units",
    "open_minor_units",
    "late_fee_minor_units",
)
_REPORTS: Replies[FileReport] = Replies(FileReport)


@dataclass(frozen=True, slots=True)
class OpeningFile:
    """``kind`` is BOOKS or RECEIVABLES."""

    request_id: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OpeningRow:
    """A row with its account and the acts that it makes; rows of one account are posted together."""

    account: str
    acts: tuple[Act, ...]


async def import_opening(db: Database, directory: Directory, file: OpeningFile) -> FileReport:
    """Loads a file before the first day is closed. A row that stands already is a duplicate."""
    columns, read = (BOOK_COLUMNS, _book) if file.kind == "BOOKS" else (LINE_COLUMNS, _line)
    rows = rows_of(file.content, columns)
    good, rejects = read_rows(rows, read)

    async def work(tx: Transaction) -> FileReport:
        if await days_closed(tx):
            raise Refusal(
                Reason.OPENING_AFTER_FIRST_DAY,
                RefusalKind.FAILED_PRECONDITION,
                "a day has been closed: opening balances come before the first one is",
                metadata={"business_date": str(tx.date)},
            )
        duplicates, refused = await _post(tx, directory, good)
        found = tuple(sorted([*rejects, *refused], key=lambda r: r.line))
        return FileReport(",".join(columns), len(rows), len(rows) - len(found) - duplicates, duplicates, found)

    return await once(db, _REPORTS, file.request_id, file_request(file.kind, file.content), work)


async def _post(
    tx: Transaction, directory: Directory, good: Sequence[tuple[Row, OpeningRow]]
) -> tuple[int, list[RejectedRow]]:
    """Posts what is new, account by account; returns how many rows stood already, and the refused ones."""
    customers = await directory.customers_of(tx, (row.account for _, row in good))
    accounts = await lock_accounts(tx, customers)
    policies = await late_fee_policies(tx)
    by_account: dict[str, list[tuple[Row, OpeningRow]]] = defaultdict(list)
    refused = [rejected_by(row, account_not_found(r.account)) for row, r in good if r.account not in accounts]
    for row, each in good:
        if each.account in accounts:
            by_account[each.account].append((row, each))
    duplicates = 0
    changes = [begin(accounts[account]) for account in sorted(by_account)]
    for change in changes:
        for row, each in by_account[change.record.account_id]:
            try:
                acts = _new(change.state.books, change.state.lines, each)
                for act in acts:
                    post(change, act, (tx.date, tx.date), policies)
                duplicates += not acts
            except Refusal as refusal:
                refused.append(rejected_by(row, refusal))
    await finish(tx, changes)
    return duplicates, refused


def _new(books: Mapping[str, object], lines: Mapping[tuple[str, int], object], row: OpeningRow) -> tuple[Act, ...]:
    """The row's acts; none when its book or line stands already."""
    for act in row.acts:
        if isinstance(act, BookOpened) and act.book in books:
            return ()
        if isinstance(act, BookCarriedOver) and act.book == general_book_id(row.account) and act.book in books:
            return ()
        if isinstance(act, LinesCarriedOver) and (act.lines[0].bill, act.lines[0].line) in lines:
            return ()
    return row.acts


def _book(row: Row) -> OpeningRow:
    account, own = row.ident("account"), row.ident("book_id")
    kind = BookKind(row.one_of("kind", [kind.value for kind in BookKind]))
    items = tuple(sorted(item for item in row.string("charge_items").split(" ") if item))
    balance = row.integer("balance_minor_units", least=1)
    book = f"{account}.{own}"
    carried = BookCarriedOver(book, balance)
    if kind is BookKind.GENERAL:
        if own != "general":
            row.fault("book_id", "general", "the general book's id is general")
        return OpeningRow(account, (carried,))
    opened = BookOpened(book, kind, items=items)
    try:
        check_terms(opened)
    except Refusal as refusal:
        row.fault(refusal.metadata["field"], refusal.reason, refusal.message)
    return OpeningRow(account, (opened, carried))


def _line(row: Row) -> OpeningRow:
    account, cycle = row.ident("account"), row.string("cycle")
    due_date = row.date("due_date")
    try:
        # A due date that slipped by years would bear a late fee for them.
        if due_date < Cycle.parse(cycle).first_day:
            row.fault("due_date", "cycle", "is before the bill's cycle")
    except ValueError as error:
        row.fault("cycle", "cycle", str(error))
    opened = row.integer("open_minor_units", least=1)
    if row.integer("billed_minor_units", least=1) < opened:
        row.fault("open_minor_units", "billed", "more is open than was billed")
    line = OpeningLine(
        f"{account}-{cycle}",
        row.integer("line", least=1),
        cycle,
        due_date,
        row.ident("subscription", required=False),
        row.ident("charge_item"),
        row.one_of("line_of_business", [lob.value for lob in LineOfBusiness]),
        row.ident("sales_unit"),
        opened,
        row.integer("late_fee_minor_units", least=0),
    )
    return OpeningRow(account, (LinesCarriedOver((line,)),))


@dataclass(frozen=True, slots=True)
class ControlTotals:
    """How many books and lines, and their sums in minor units, late fees included."""

    books: int
    books_minor_units: int
    lines: int
    lines_minor_units: int


async def check_opening(db: Database, expected: ControlTotals) -> tuple[Fault, ...]:
    """What of the control totals does not agree with what was imported."""
    async with db.read() as tx:
        found = ControlTotals(*await opening_totals(tx))
    return tuple(
        Fault(name, "R-ACC-4", str(getattr(expected, name)), f"imported are {getattr(found, name)}")
        for name in ("books", "books_minor_units", "lines", "lines_minor_units")
        if getattr(expected, name) != getattr(found, name)
    )
