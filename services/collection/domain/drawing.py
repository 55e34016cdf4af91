"""The page docs/collection-ladder.md, made from the table: ``python -m services.collection.domain.drawing``."""

from services.collection.domain.ladder import LADDER, draw_ladder

_HEAD = """# The ladder

Made from the table in `services/collection/domain/ladder.py` by `python -m services.collection.domain.drawing`;
a test holds the two together (R-DUN-1). Rows with days are taken by the daily sweep, at the end of a business day, one
row a case and day; the others by a callback, a payment or a person.
"""


def ladder_page() -> str:
    """The page: a drawing and the table."""
    rows = ["| from | verb | to | days | after a notice sent | permission |", "|---|---|---|---|---|---|"]
    for row in LADDER:
        days = f"{row.anchor} + `{row.days}`" if row.anchor else ""
        after = "at least `minimum_after_notice`" if row.after_notice else ""
        rows.append(f"| {row.source} | {row.verb} | {row.target} | {days} | {after} | {row.permission or ''} |")
    return "\n".join([_HEAD, "```mermaid", draw_ladder(), "```", "", *rows, ""])


if __name__ == "__main__":
    print(ladder_page(), end="")  # noqa: T201 - a page goes to standard output.
