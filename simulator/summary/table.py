"""The summary as tables for a person; amounts in yuan."""

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from simulator.checks.breach import Breach

# The longest list of suspensions that is printed whole; the file has all of them.
MOST_SUSPENSIONS = 15


def show(console: Console, summary: Mapping[str, Any], breaches: Iterable[Breach]) -> None:
    """Prints the summary, and every breach by name."""
    _by_month(console, "Bills by cycle 账单", summary["bills"], ("total",))
    _by_month(console, "Payments by channel 缴费", summary["payments"]["by_channel"], ("amount",))
    _by_month(console, "Settlements by month 销账", summary["settlements"], ("principal", "late_fee"))
    _by_month(console, "Arrears movement by month 欠费变动", summary["arrears_movement"], None)
    ages = ("current", "two_months", "three_months", "over_three_months", "overdue", "total")
    _by_month(console, "Ageing by snapshot 账龄", summary["ageing"], ages)
    _by_month(console, "Ladder steps by month 催缴阶梯", summary["ladder"], ())
    _suspensions(console, summary["suspensions"])
    _facts(console, "Commands to the platform 工单", {**summary["commands"]["by_kind"], **_callbacks(summary)})
    _facts(console, "Usage records 话单", summary["usage"])
    for story in summary["stories"]:
        console.print(f"  {story}", highlight=False)
    found = list(breaches)
    for breach in found:
        console.print(f"BROKEN {breach}", style="bold red", highlight=False, soft_wrap=True)
    if not found:
        console.print("Every invariant holds.", style="bold green")


def yuan(fen: int) -> str:
    """Writes fen as yuan."""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def _callbacks(summary: Mapping[str, Any]) -> dict[str, int]:
    return {name: count for name, count in summary["commands"].items() if name != "by_kind"}


def _by_month(
    console: Console, title: str, rows: Mapping[str, Mapping[str, int]], money: tuple[str, ...] | None
) -> None:
    """One row a key; `money` names the columns that are amounts, all of them when None. Empty columns are left out."""
    names = list(dict.fromkeys(name for row in rows.values() for name, value in row.items() if value))
    table = Table(title=title, title_justify="left")
    table.add_column("")
    for name in names:
        table.add_column(name.replace("_", " ").lower(), justify="right")
    for key, row in rows.items():
        cells = [yuan(row.get(name, 0)) if money is None or name in money else str(row.get(name, 0)) for name in names]
        table.add_row(key, *cells)
    console.print(table)


def _facts(console: Console, title: str, facts: Mapping[str, int]) -> None:
    table = Table(title=title, title_justify="left", show_header=False)
    for name, count in facts.items():
        table.add_row(name.replace("_", " ").lower(), str(count))
    console.print(table)


def _suspensions(console: Console, rows: list[Mapping[str, Any]]) -> None:
    table = Table(title=f"Suspensions and restorations 停复机 ({len(rows)})", title_justify="left")
    for name in ("line", "ordered", "suspended", "restored", "days_off"):
        table.add_column(name.replace("_", " "))
    for row in rows[:MOST_SUSPENSIONS]:
        table.add_row(*(str(row[name] or "") for name in ("line", "ordered", "suspended", "restored", "days_off")))
    if len(rows) > MOST_SUSPENSIONS:
        table.add_row(f"… and {len(rows) - MOST_SUSPENSIONS} more")
    console.print(table)
