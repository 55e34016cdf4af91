"""What the platforms report of the notices they were given (R-DUN-3): imported row by row, again without effect.

A notice that did not arrive was not really sent: its case waits on (R-DUN-1), and the notice goes another way.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.calendar import calendar_on
from services.collection.domain.case import Case
from services.collection.domain.contact import (
    CONTACT_RESULTS,
    Contact,
    ContactState,
    ToldResult,
    another_try,
    judge_told,
)
from services.collection.domain.csv_file import FileLine, FileResult, RejectedLine, date_cell, read_csv
from services.collection.domain.notice import STATE_OF_NOTICE, Addressee, Medium, NoticeKind, another_way
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as rule_store
from services.collection.store import contacts as store
from services.collection.store import policies as scenario_store
from services.collection.store import positions as position_store
from services.collection.usecases.case_outlook import scenario_of
from services.collection.usecases.casebook import CaseBook
from services.kernel.errors import Fault

HEADER = ("contact", "state", "result", "sent_date", "comment")
_BATCH = 1_000
_CLAIMS: Replies[str] = Replies(str)
_STATES = ("SENT", "FAILED")


@dataclass(frozen=True, slots=True)
class ImportResults:
    """A file of results; the request is told apart by the file's text."""

    text: str
    actor: str


@dataclass
class _Outcome:
    accepted: int = 0
    duplicates: int = 0
    rejected: list[RejectedLine] = field(default_factory=list[RejectedLine])


async def import_results(db: Database, request_id: str, content: bytes, actor: str) -> FileResult:
    """Raises FILE_INVALID, REQUEST_ID_REUSED. A call that died in between is simply made again: what is known already
    is counted as a duplicate."""
    lines, bad = read_csv(content, HEADER, "R-DUN-3")
    request = ImportResults(content.decode("utf-8-sig"), actor)
    await db.transact(lambda tx: _claim(tx, request_id, request))
    outcome = _Outcome(rejected=bad)
    told: list[tuple[FileLine, ToldResult]] = []
    for line in lines:
        result, faults = _read(line)
        if result is None:
            outcome.rejected.append(RejectedLine(line.line, line.text, tuple(faults)))
        else:
            told.append((line, result))
    for start in range(0, len(told), _BATCH):
        batch = told[start : start + _BATCH]
        done = await db.transact(lambda tx, batch=batch: _take(tx, batch))
        outcome.accepted += done.accepted
        outcome.duplicates += done.duplicates
        outcome.rejected += done.rejected
    rejected = tuple(sorted(outcome.rejected, key=lambda each: each.line))
    return FileResult(HEADER, outcome.accepted, outcome.duplicates, rejected)


async def _claim(tx: Transaction, request_id: str, request: ImportResults) -> None:
    known = await _CLAIMS.find(tx, {request_id: request})
    if request_id in known:
        reply_or_raise(known[request_id])
        return
    await _CLAIMS.keep(tx, {request_id: (request, "")})


def _read(line: FileLine) -> tuple[ToldResult | None, list[Fault]]:
    faults: list[Fault] = []
    contact, state, result = (line.cells[name] for name in HEADER[:3])
    if not contact.removeprefix("contacts/"):
        faults.append(Fault("contact", "R-DUN-3", contact, "must name a contact"))
    if state not in _STATES:
        faults.append(Fault("state", "R-DUN-3", state, "must be SENT or FAILED"))
    if result and result not in CONTACT_RESULTS:
        faults.append(Fault("result", "R-DUN-3", result, f"must be of {', '.join(sorted(CONTACT_RESULTS))}"))
    date = date_cell(line.cells, "sent_date", "R-DUN-3", faults)
    if state == "SENT" and date is None and not faults:
        faults.append(Fault("sent_date", "R-DUN-3", "", "must say when it was sent"))
    if faults:
        return None, faults
    comment = line.cells["comment"][:1_000]
    return ToldResult(contact.removeprefix("contacts/"), ContactState(state), result, date, comment), []


async def _take(tx: Transaction, batch: Sequence[tuple[FileLine, ToldResult]]) -> _Outcome:
    known = await store.contacts_by_ids(tx, [told.contact_id for _, told in batch])
    await position_store.lock_accounts(tx, {(each.shard, each.account_id) for each in known.values()})
    known = await store.contacts_by_ids(tx, known)
    keys = {(each.shard, each.case_id) for each in known.values() if each.case_id}
    results = _Results(tx.date, CaseBook(tx.date, tx.now), await case_store.cases_by_id(tx, keys))
    outcome = _Outcome()
    for line, told in batch:
        before = known.get(told.contact_id)
        faults = judge_told(told, before, tx.date)
        if before is None or faults:
            outcome.rejected.append(RejectedLine(line.line, line.text, tuple(faults)))
        elif told.says(before):
            outcome.duplicates += 1
        else:
            known[told.contact_id] = results.take(before, told)
            outcome.accepted += 1
    await store.save_told(tx, results.changed)
    await results.book.write(tx)
    await store.add_new_contacts(tx, await _other_ways(tx, results.failed))
    return outcome


@dataclass
class _Results:
    """What a batch of results makes of contacts and their cases."""

    date: dt.date
    book: CaseBook
    cases: dict[tuple[int, str], Case]
    changed: list[Contact] = field(default_factory=list[Contact])
    failed: list[Contact] = field(default_factory=list[Contact])

    def take(self, before: Contact, told: ToldResult) -> Contact:
        after = dataclasses.replace(
            before,
            state=told.state,
            result=told.result or before.result,
            comment=told.comment or before.comment,
            sent_date=told.sent_date or before.sent_date,
        )
        self.changed.append(after)
        key = (before.shard, before.case_id)
        case = self.book.cases.get(key) or self.cases.get(key)
        stands = case is not None and case.state is STATE_OF_NOTICE.get(before.kind)
        if case is not None and stands:
            self._tell_case(case, before, after)
        if after.state is ContactState.FAILED and (stands or not before.case_id or _told_at_the_end(before)):
            self.failed.append(after)
        return after

    def _tell_case(self, case: Case, before: Contact, after: Contact) -> None:
        """The case's notice is this one as long as its date is the case's, or none has arrived yet."""
        mine = case.notice_waiting or case.last_notice_date == before.sent_date
        if not mine:
            return
        if after.state is ContactState.FAILED:
            self.book.change(case, notice_waiting=True, next_date=self.date)
        else:
            self.book.change(case, notice_waiting=False, last_notice_date=after.sent_date, next_date=self.date)


def _told_at_the_end(notice: Contact) -> bool:
    """That service is restored is told whatever became of the case since."""
    return notice.kind is NoticeKind.RESTORATION_NOTICE


async def _other_ways(tx: Transaction, failed: Sequence[Contact]) -> list[Contact]:
    """The same notices by the next medium that the customer has an address for; by a person when there is none."""
    customers = await position_store.addressees_of(tx, {(each.shard, each.customer_id) for each in failed})
    accounts = await position_store.read_accounts(tx, {(each.shard, each.account_id) for each in failed})
    scenarios = await scenario_store.approved_scenarios(tx) if failed else []
    policy = await rule_store.policy_in_force(tx)
    calendar = calendar_on(await rule_store.approved_calendars(tx), Medium.MANAGER, tx.date)
    task_due = calendar.add_days(tx.date, policy.task_days)
    again: list[Contact] = []
    for each in failed:
        addressee, _, grade = customers.get((each.shard, each.customer_id), (Addressee(""), "", ""))
        account = accounts[each.shard, each.account_id]
        media = scenario_of(scenarios, account, addressee, grade, tx.date).media
        way = another_way(addressee, media, each.medium, each.sales_unit)
        again.append(another_try(each, way, tx.date, task_due))
    return again
