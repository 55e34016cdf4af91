"""Invariants as SQL: each counts what it looked at and lists what breaks it, in one snapshot."""

from dataclasses import dataclass

from services.chassis.database import Transaction
from services.payment.store.rows import fetch


@dataclass(frozen=True, slots=True)
class Check:
    """``counted`` gives how many items there are; ``breaches`` a text for each that breaks the invariant."""

    name: str
    rule: str
    counted: str
    breaches: str


CHECKS = (
    Check(
        "debits_equal_credits",
        "R-BOK-4",
        "SELECT count(*) FROM ledger_entry",
        """SELECT account_id || ' operation ' || sequence || ' ' || currency || ' is off by ' || sum(amount)
           FROM ledger_entry GROUP BY shard, account_id, sequence, currency HAVING sum(amount) <> 0""",
    ),
    Check(
        "money_in_equals_allocations_books_and_refunds",
        "R-SET-6",
        "SELECT count(*) FROM account",
        """SELECT account_id || ' is off by ' || sum(amount) FROM (
             SELECT shard, account_id, amount FROM payment WHERE state = 'POSTED'
             UNION ALL SELECT shard, account_id, amount FROM ledger_entry
               WHERE ledger_account IN ('PROMOTION', 'BOOK_TRANSFER', 'FUNDING')
             UNION ALL SELECT o.shard, o.account_id, e.amount FROM operation o JOIN ledger_entry e
               ON e.shard = o.shard AND e.account_id = o.account_id AND e.sequence = o.sequence
               WHERE o.kind = 'OPENING_BOOK' AND e.ledger_account = 'OPENING'
             UNION ALL SELECT shard, account_id, -(billed - open - written_off + fee_paid) FROM bill_line
             UNION ALL SELECT shard, account_id, -amount FROM refund
             UNION ALL SELECT shard, account_id, -balance FROM book
           ) flows GROUP BY shard, account_id HAVING sum(amount) <> 0""",
    ),
    Check(
        "books_agree_with_the_ledger",
        "R-BOK-4",
        "SELECT count(*) FROM book",
        """SELECT coalesce(b.book_id, e.book) || ' holds ' || coalesce(b.balance, 0) || ', the ledger says ' ||
        coalesce(e.held, 0)
           FROM book b FULL JOIN (SELECT shard, account_id, book, -sum(amount) AS held FROM ledger_entry
             WHERE book <> '' GROUP BY shard, account_id, book) e
           ON b.shard = e.shard AND b.account_id = e.account_id AND b.book_id = e.book
           WHERE coalesce(b.balance, 0) <> coalesce(e.held, 0) OR b.frozen > b.balance OR b.balance < 0 OR
           b.frozen < 0""",
    ),
    Check(
        "no_bill_overpaid",
        "R-SET-3",
        "SELECT count(*) FROM bill_line",
        """SELECT bill || ' line ' || line FROM bill_line
           WHERE open < 0 OR (billed > 0 AND open > billed) OR written_off < 0 OR fee_written_off < 0
             OR fee_assessed - fee_paid - fee_waived - fee_written_off < 0""",
    ),
    Check(
        "none_settled_past_an_older_eligible_one",
        "R-SET-3",
        "SELECT count(*) FROM bill_line WHERE active AND open > 0",
        """SELECT o.bill || ' line ' || o.line || ' is open, ' || n.bill || ' was paid by ' || a.book || ' after it'
           FROM bill_line o JOIN bill_line n ON n.shard = o.shard AND n.account_id = o.account_id AND n.cycle > o.cycle
           JOIN allocation a ON a.shard = n.shard AND a.account_id = n.account_id AND a.bill = n.bill AND a.line
           = n.line JOIN operation p ON p.shard = a.shard AND p.account_id = a.account_id AND p.sequence =
           a.sequence
           JOIN book b ON b.shard = a.shard AND b.account_id = a.account_id AND b.book_id = a.book
           WHERE o.active AND o.open > 0 AND a.undone IS NULL AND a.write_off = '' AND a.principal > 0
             AND NOT o.disputed AND NOT o.in_transit AND o.excluded = '[]'::jsonb AND b.monthly_limit = 0
             AND b.ratio_permille = 0 AND b.sets = '[]'::jsonb AND (b.items = '[]'::jsonb OR b.items ? o.charge_item)
             AND NOT EXISTS (SELECT 1 FROM operation j WHERE j.shard = o.shard AND j.account_id = o.account_id
               AND (j.kind IN ('ADJUSTMENT', 'REVERSAL') OR (j.kind = 'BILL' AND j.sequence > a.sequence
                 AND position('"' || o.bill || '"' in j.act) > 0)))""",
    ),
    Check(
        "movement_equals_arrears",
        "R-SET-8",
        "SELECT count(*) FROM bill_line",
        """SELECT coalesce(l.account_id, e.account_id) || ' ' || coalesce(l.bill, e.bill) || ' line ' ||
        coalesce(l.line, e.line)
             || ' owes ' || coalesce(l.owed, 0) || ', its entries say ' || coalesce(e.owed, 0)
           FROM (SELECT shard, account_id, bill, line, sales_unit, line_of_business,
                   open + fee_assessed - fee_paid - fee_waived - fee_written_off AS owed FROM bill_line) l
           FULL JOIN (SELECT shard, account_id, bill, line, sum(amount) AS owed FROM ledger_entry
             WHERE movement <> '' GROUP BY shard, account_id, bill, line) e
           ON l.shard = e.shard AND l.account_id = e.account_id AND l.bill = e.bill AND l.line = e.line
           WHERE coalesce(l.owed, 0) <> coalesce(e.owed, 0)""",
    ),
    Check(
        "movement_closes_by_unit_and_line_of_business",
        "R-SET-8",
        "SELECT count(*) FROM (SELECT DISTINCT sales_unit, line_of_business FROM bill_line) x",
        """SELECT coalesce(l.sales_unit, e.sales_unit) || ' ' || coalesce(l.line_of_business, e.line_of_business)
             || ' owes ' || coalesce(l.owed, 0) || ', its entries say ' || coalesce(e.owed, 0)
           FROM (SELECT sales_unit, line_of_business,
                   sum(open + fee_assessed - fee_paid - fee_waived - fee_written_off) AS owed
                 FROM bill_line GROUP BY sales_unit, line_of_business) l
           FULL JOIN (SELECT sales_unit, line_of_business, sum(amount) AS owed FROM ledger_entry
             WHERE movement <> '' GROUP BY sales_unit, line_of_business) e
           ON l.sales_unit = e.sales_unit AND l.line_of_business = e.line_of_business
           WHERE coalesce(l.owed, 0) <> coalesce(e.owed, 0)""",
    ),
    Check(
        "every_draw_moves_its_money_once",
        "R-BOK-3",
        "SELECT count(*) FROM funding_draw",
        """SELECT coalesce(d.draw, s.draw) || ' moved ' || coalesce(d.amount, 0) || ', the other account has '
             || coalesce(s.amount, 0)
           FROM (SELECT account_id || '.' || number AS draw, state,
                   CASE direction WHEN 'DRAW' THEN amount ELSE -amount END AS amount FROM funding_draw) d
           FULL JOIN funding_share s ON s.draw = d.draw
           WHERE d.draw IS NULL OR (d.state <> 'OPEN' AND d.amount IS DISTINCT FROM s.amount)
           UNION ALL
           SELECT 'funding in transit is off by ' || off FROM (SELECT
             (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE ledger_account = 'FUNDING')
             + (SELECT coalesce(sum(CASE direction WHEN 'DRAW' THEN coalesce(s.amount, 0)
                 ELSE d.amount + coalesce(s.amount, 0) END), 0)
               FROM funding_draw d LEFT JOIN funding_share s ON s.draw = d.account_id || '.' || d.number
               WHERE d.state = 'OPEN') AS off) x WHERE off <> 0""",
    ),
    Check(
        "every_channel_number_is_a_payment_or_a_receipt",
        "R-PAY-1",
        "SELECT count(*) FROM channel_payment",
        """SELECT c.payment_id || ' is neither' FROM channel_payment c
           LEFT JOIN payment p ON p.payment_id = c.payment_id LEFT JOIN receipt r ON r.receipt_id = c.payment_id
           WHERE p.payment_id IS NULL AND r.receipt_id IS NULL""",
    ),
)


async def run_check(tx: Transaction, check: Check) -> tuple[int, list[str]]:
    """How many items were looked at, and the breaches in words."""
    counted = (await fetch(tx, check.counted))[0][0]
    breaches = [str(row[0]) for row in await fetch(tx, check.breaches)]
    return counted, breaches


async def totals(tx: Transaction) -> dict[str, int]:
    """Totals for checks across services."""
    sql = """SELECT
        (SELECT coalesce(sum(open), 0) FROM bill_line),
        (SELECT coalesce(sum(fee_assessed - fee_paid - fee_waived - fee_written_off), 0) FROM bill_line),
        (SELECT coalesce(sum(written_off + fee_written_off), 0) FROM bill_line),
        (SELECT coalesce(sum(balance), 0) FROM book),
        (SELECT count(DISTINCT (shard, account_id, bill)) FROM bill_line),
        (SELECT coalesce(sum(amount), 0) FROM ledger_entry WHERE movement = 'BILLED'),
        (SELECT count(*) FROM payment WHERE state = 'POSTED'),
        (SELECT coalesce(sum(amount), 0) FROM payment WHERE state = 'POSTED'),
        (SELECT count(*) FROM receipt WHERE state = 'UNCLAIMED'),
        (SELECT coalesce(sum(principal + late_fee), 0) FROM allocation WHERE undone IS NULL)"""
    row = (await fetch(tx, sql))[0]
    names = (
        "principal_minor_units",
        "late_fees_minor_units",
        "written_off_minor_units",
        "books_minor_units",
        "bills",
        "billed_minor_units",
        "payments",
        "payments_minor_units",
        "unclaimed_receipts",
        "settled_minor_units",
    )
    found = {name: int(value) for name, value in zip(names, row, strict=True)}
    return {"arrears_minor_units": found["principal_minor_units"] + found["late_fees_minor_units"], **found}
