"""A CSV file from outside: each row is loaded, known already, or rejected with all that is wrong with it."""

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from services.collection.domain.reason import Reason, precondition
from services.kernel.errors import Fault, Refusal, RefusalKind

Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class FileLine:
    """A row with as many cells as the header, stripped; the header is line 1."""

    line: int
    text: str
    cells: Cells


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A row that was not loaded."""

    line: int
    text: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class FileResult:
    """accepted + duplicates + rejected = rows."""

    header: tuple[str, ...]
    accepted: int
    duplicates: int
    rejected: tuple[RejectedLine, ...]

    @property
    def rows(self) -> int:
        return self.accepted + self.duplicates + len(self.rejected)

    @property
    def rejects_file(self) -> bytes:
        """The rejected rows below the same header: correct them and load them again."""
        if not self.rejected:
            return b""
        lines = [",".join(self.header), *(each.text for each in self.rejected)]
        return "".join(f"{line}\r\n" for line in lines).encode()


def read_csv(content: bytes, header: Sequence[str], rule: str) -> tuple[list[FileLine], list[RejectedLine]]:
    """The rows of a file with exactly this header, and those with another number of cells. Raises FILE_INVALID."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _invalid("the file is not UTF-8", header) from error
    reader = csv.reader(io.StringIO(text, newline=""))
    first: Sequence[str] = next(reader, ())
    if tuple(cell.strip() for cell in first) != tuple(header):
        raise _invalid("the header is another", header)
    good: list[FileLine] = []
    bad: list[RejectedLine] = []
    for cells in reader:
        if not cells:
            continue
        row = _joined(cells)
        if len(cells) == len(header):
            stripped = (cell.strip() for cell in cells)
            good.append(FileLine(reader.line_num, row, dict(zip(header, stripped, strict=True))))
        else:
            fault = Fault("row", rule, str(len(cells)), f"must have {len(header)} cells")
            bad.append(RejectedLine(reader.line_num, row, (fault,)))
    return good, bad


def _joined(cells: Sequence[str]) -> str:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="").writerow(cells)
    return buffer.getvalue()


def _invalid(why: str, header: Sequence[str]) -> Refusal:
    expected = ",".join(header)
    return Refusal(
        Reason.FILE_INVALID, RefusalKind.INVALID, f"{why}; expected {expected}", metadata={"expected": expected}
    )


def check_rows(rows: int, control_rows: int) -> None:
    """Raises CONTROL_TOTAL_DIFFERS."""
    if rows != control_rows:
        raise precondition(
            Reason.CONTROL_TOTAL_DIFFERS,
            f"the file has {rows} rows, not {control_rows}",
            rows=str(rows),
            control_rows=str(control_rows),
        )


def date_cell(cells: Cells, name: str, rule: str, faults: list[Fault]) -> dt.date | None:
    """A date of a row; None when the cell is empty or, with a fault, when it is no date."""
    text = cells[name]
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        faults.append(Fault(name, rule, text, "must be a date as YYYY-MM-DD"))
        return None
