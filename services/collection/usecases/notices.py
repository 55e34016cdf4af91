"""A notice of a case, planned in the words of its kind, way and language (R-DUN-3)."""

import datetime as dt
from collections.abc import Mapping, Sequence

from services.collection.domain.case import Case
from services.collection.domain.contact import Contact, ContactState, contact_id
from services.collection.domain.notice import Addressee, Medium, NoticeKind, Way, write_notice
from services.collection.store.policies import StoredTemplate
from services.collection.usecases.policies import text_of
from services.kernel.period import Cycle

Words = tuple[Sequence[StoredTemplate], Mapping[str, str]]
"""The templates, and how to pay by language."""


def case_notice(
    case: Case,
    kind: NoticeKind,
    way: Way,
    addressee: Addressee,
    words: Words,
    *,
    amount: int,
    due: dt.date,
    date: dt.date,
    by: dt.date,
) -> Contact:
    """A planned contact of the case's newest step; as a manager's task it is to be done by ``by``."""
    templates, how_to_pay = words
    text = text_of(templates, kind, way.medium, addressee.language, date)
    return Contact(
        case.shard,
        contact_id(case.case_id, kind, case.step_count),
        case.case_id,
        case.account_id,
        case.customer_id,
        case.sales_unit,
        str(Cycle.of(date)),
        kind,
        way.medium,
        way.recipient,
        addressee.language,
        write_notice(text, addressee, case.account_id, amount, due, date, how_to_pay),
        amount,
        ContactState.PLANNED,
        date,
        by if way.medium is Medium.MANAGER else None,
    )
