"""What a payment costs the database: a line that stays open is renewed within its page, no index with it."""

import re

from sqlalchemy import text

from services.payment.store.changes import CHANGED_BY_PAYMENT


async def test_no_index_names_what_a_partial_payment_changes_of_a_line(shop):
    async with shop.db.read() as tx:
        found = await tx.execute(text("SELECT indexdef FROM pg_indexes WHERE tablename = 'bill_line'"))
        indexes = list(found.scalars())
    assert len(indexes) == 4
    for index in indexes:
        assert not set(re.findall(r"\w+", index)) & set(CHANGED_BY_PAYMENT), index
