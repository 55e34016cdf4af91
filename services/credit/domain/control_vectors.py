"""Controls of a million accounts as columns, equal to ``decide_control`` in everything that acts (R-CTL-1).

Only plain accounts are decided here: those with an exemption, an agreement or an override are few, and the integer
reference decides them. Dates come from the same pure functions, once for each kind of debt: there are few kinds.
"""

import datetime as dt

import polars as pl

from services.credit.domain.control import (
    ControlDecision,
    ControlReason,
    ControlState,
)
from services.credit.domain.dates import suspend_not_before
from services.credit.domain.terms import TermsBook
from services.kernel.period import Cycle

OVERDUE = pl.Schema(
    {
        "account": pl.String,
        "customer": pl.String,
        "due_date": pl.Date,
        "cycle": pl.String,
        "payable": pl.Int64,
        "unclaimed": pl.Boolean,
    }
)
"""The debts that were due before the date and are payable, one row a debt."""
SUSPENDED = pl.Schema({"account": pl.String, "since": pl.Date})
"""The latest suspension for arrears that stands, one row an account."""
GRADES = pl.Schema({"customer": pl.String, "effective_cycle": pl.String, "grade": pl.String})
"""Own grades; the ungraded have no row."""
STORED = pl.Schema(
    {
        "account": pl.String,
        "state": pl.String,
        "decision": pl.String,
        "oldest_due_date": pl.Date,
        "suspend_not_before": pl.Date,
        "terminate_not_before": pl.Date,
        "overdue": pl.Int64,
        "sponsorship_suspended": pl.Boolean,
        "reasons": pl.String,
    }
)
"""What makes two controls the same to those who act on them; an account without a row is CLEAR."""
EXPLAINED = ("grade", "policy_version")
"""What a control carries besides."""

_DATED = pl.Schema(
    {
        "cycle": pl.String,
        "due_date": pl.Date,
        "grade": pl.String,
        "suspend_not_before": pl.Date,
        "termination_days": pl.Int64,
        "sponsorship": pl.Boolean,
        "policy_version": pl.String,
    }
)
_PLAIN: dict[str, object] = {
    "state": ControlState.CLEAR.value,
    "decision": ControlDecision.NONE.value,
    "overdue": 0,
    "sponsorship_suspended": False,
    "reasons": ControlReason.NOTHING_OVERDUE.value,
}


def expected_controls(
    overdue: pl.DataFrame, suspended: pl.DataFrame, grades: pl.DataFrame, date: dt.date, book: TermsBook
) -> pl.DataFrame:
    """The controls of the accounts that owe something overdue or are suspended: the columns of STORED and EXPLAINED."""
    owed = _dated(_graded(_oldest(overdue), grades), book).join(suspended, on="account", how="left")
    terminate = pl.max_horizontal("suspend_not_before", pl.col("since") + pl.duration(days=pl.col("termination_days")))
    owed = owed.with_columns(
        terminate_not_before=pl.when(pl.col("since").is_not_null()).then(terminate),
        past=pl.col("suspend_not_before") <= date,
    )
    owed = owed.with_columns(permitted=pl.col("past") & ~pl.col("unclaimed"))
    owed = owed.with_columns(terminable=pl.col("permitted") & (pl.col("terminate_not_before") <= date).fill_null(False))
    owed = owed.with_columns(
        state=_state(),
        decision=pl.when(pl.col("permitted") & pl.col("since").is_null())
        .then(pl.lit(ControlDecision.SUSPEND.value))
        .otherwise(pl.lit(ControlDecision.WARN.value)),
        sponsorship_suspended=pl.col("sponsorship") & pl.col("permitted"),
        reasons=_reasons(),
    )
    paid_up = suspended.join(owed, on="account", how="anti").select(
        "account",
        state=pl.lit(ControlState.CLEAR.value),
        decision=pl.lit(ControlDecision.RESTORE.value),
        oldest_due_date=pl.lit(None, pl.Date),
        suspend_not_before=pl.lit(None, pl.Date),
        terminate_not_before=pl.lit(None, pl.Date),
        overdue=pl.lit(0, pl.Int64),
        sponsorship_suspended=pl.lit(False),
        reasons=pl.lit(ControlReason.SUSPENDED_AND_PAID_UP.value),
        grade=pl.lit(""),
        policy_version=pl.lit(""),
    )
    names = [*STORED.names(), *EXPLAINED]
    return pl.concat([owed.rename({"due_date": "oldest_due_date"}).select(names), paid_up])


def differing(expected: pl.DataFrame, stored: pl.DataFrame) -> list[str]:
    """The accounts whose stored control is not what was expected, in their order."""
    both = expected.join(stored, on="account", how="full", coalesce=True, suffix="_stored")
    return both.with_columns(_filled()).filter(_differs())["account"].sort().to_list()


def successors(held: pl.DataFrame, expected: pl.DataFrame, stored: pl.DataFrame, date: dt.date) -> pl.DataFrame:
    """The controls of held accounts that become others, each with what it was before in columns ending in ``_stored``.

    ``held`` has shard, account, customer and payment_version; ``stored`` has the versions besides STORED.
    """
    both = held.join(expected, on="account", how="left").join(stored, on="account", how="left", suffix="_stored")
    both = both.with_columns(_filled()).filter(_differs())
    turned = pl.col("sponsorship_suspended") != pl.col("sponsorship_suspended_stored")
    return both.with_columns(
        pl.col(*EXPLAINED).fill_null(""),
        version=pl.col("version").fill_null(0) + 1,
        sponsorship_version=pl.col("sponsorship_version").fill_null(0) + turned.cast(pl.Int64),
        changed_on=pl.lit(date),
    ).sort("shard", "account")


def _filled() -> list[pl.Expr]:
    """An account without a control, expected or stored, is CLEAR."""
    return [pl.col(f"{name}{side}").fill_null(value) for name, value in _PLAIN.items() for side in ("", "_stored")]


def _differs() -> pl.Expr:
    names = [name for name in STORED.names() if name != "account"]
    return pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_stored")) for name in names)


def _oldest(overdue: pl.DataFrame) -> pl.DataFrame:
    """One row an account: what is overdue in all, with the due date and cycle of the oldest debt."""
    return (
        overdue.sort("due_date", "cycle")
        .group_by("account")
        .agg(
            pl.col("customer", "due_date", "cycle", "unclaimed").first(),
            pl.col("payable").sum().alias("overdue"),
        )
    )


def _graded(owed: pl.DataFrame, grades: pl.DataFrame) -> pl.DataFrame:
    """The grade held in the oldest debt's cycle: the latest that began by then, else the customer's first."""
    first = grades.sort("effective_cycle").group_by("customer").agg(pl.col("grade").first().alias("first_grade"))
    started = grades.with_columns(month=_month("effective_cycle")).sort("month").drop("effective_cycle")
    held = owed.with_columns(month=_month("cycle")).sort("month")
    held = held.join_asof(started, on="month", by="customer", strategy="backward", check_sortedness=False)
    return (
        held.join(first, on="customer", how="left")
        .with_columns(pl.coalesce("grade", "first_grade", pl.lit("")).alias("grade"))
        .drop("month", "first_grade")
    )


def _month(column: str) -> pl.Expr:
    year, month = pl.col(column).str.slice(0, 4), pl.col(column).str.slice(5, 2)
    return year.cast(pl.Int32) * 12 + month.cast(pl.Int32)


def _dated(owed: pl.DataFrame, book: TermsBook) -> pl.DataFrame:
    """Adds the dates that follow from cycle, due date and grade; a million accounts have some hundred of these."""
    kinds = owed.select("cycle", "due_date", "grade").unique()
    rows: list[tuple[object, ...]] = []
    for cycle, due, grade in kinds.iter_rows():
        terms = book.plain_terms(Cycle.parse(cycle), grade, 0)
        suspend = suspend_not_before(due, terms.terms, terms.rules)
        rules = terms.rules
        rows.append(
            (cycle, due, grade, suspend, rules.termination_day_min, rules.suspend_sponsorship, terms.policy_version)
        )
    dated = pl.DataFrame(rows, schema=_DATED, orient="row")
    return owed.join(dated, on=["cycle", "due_date", "grade"], how="left")


def _state() -> pl.Expr:
    return (
        pl.when("terminable")
        .then(pl.lit(ControlState.TERMINATION_PERMITTED.value))
        .when("permitted")
        .then(pl.lit(ControlState.SUSPENSION_PERMITTED.value))
        .otherwise(pl.lit(ControlState.OVERDUE.value))
    )


def _reasons() -> pl.Expr:
    """The codes as they are stored, with spaces between, in the reference's order."""
    period = ControlReason.OVERDUE_AFTER_SUSPENSION_PERIOD
    return (
        pl.when(~pl.col("past"))
        .then(pl.lit(ControlReason.OVERDUE.value))
        .when("terminable")
        .then(pl.lit(f"{period} {ControlReason.SUSPENDED_FOR_TERMINATION_PERIOD}"))
        .when("unclaimed")
        .then(pl.lit(f"{period} {ControlReason.UNCLAIMED_RECEIPTS}"))
        .otherwise(pl.lit(period.value))
    )
