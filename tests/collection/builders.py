"""Builders: values with the defaults of an ordinary case, so that a test names only what it is about."""

import datetime as dt

from services.collection.domain.ageing import OpenLine
from services.kernel.period import Cycle


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def line(cycle: str, principal: int, due: str = "", late_fee: int = 0, **more) -> OpenLine:
    month = Cycle.parse(cycle)
    return OpenLine(
        bill=f"A-1-{cycle}",
        line=more.pop("number", 1),
        cycle=month,
        due_date=day(due) if due else month.next.last_day,
        subscription=more.pop("subscription", "S-1"),
        charge_item=more.pop("charge_item", "rent"),
        line_of_business=more.pop("line_of_business", "BROADBAND"),
        principal=principal,
        late_fee=late_fee,
        sales_unit=more.pop("sales_unit", "U1"),
        **more,
    )
