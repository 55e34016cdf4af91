"""The open dunning cases of an operator that moves to Tollbook (R-ACC-4): imported row by row, checked against the
control total before anything is kept.

Customers, lines and debts come first, from rating and payment. A case begins where it stood; lines that the former
system switched off become orders of the case that are done, so that a payment restores them (R-DUN-6).
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.case import Case, Why
from services.collection.domain.case_import import HEADER, RULE, ImportedCase, judge_imported, read_imported
from services.collection.domain.contact import Contact, ContactState, contact_id
from services.collection.domain.csv_file import FileLine, FileResult, RejectedLine, check_rows, read_csv
from services.collection.domain.ladder import CaseState
from services.collection.domain.notice import STATE_OF_NOTICE, Addressee, Medium, NoticeKind
from services.collection.domain.position import Account, SubscriptionPosition
from services.collection.domain.work_order import OrderKind
from services.collection.store import cases as case_store
from services.collection.store import policies as policy_store
from services.collection.store import positions as position_store
from services.collection.usecases.case_outlook import scenario_of
from services.collection.usecases.casebook import CaseBook
from services.kernel.errors import Fault
from services.kernel.period import Cycle

_BATCH = 500
_CLAIMS: Replies[str] = Replies(str)
_NOBODY = (Addressee(""), "", "")
_SENT_BEFORE = {kind: tuple(CaseState)[tuple(CaseState).index(state) :] for kind, state in STATE_OF_NOTICE.items()}


@dataclass(frozen=True, slots=True)
class ImportOpenCases:
    """A file of open cases; the request is told apart by the file's text."""

    text: str
    control_rows: int
    actor: str


@dataclass
class _Outcome:
    accepted: int = 0
    duplicates: int = 0
    rejected: list[RejectedLine] = field(default_factory=list[RejectedLine])


async def import_open_cases(db: Database, request_id: str, content: bytes, control_rows: int, actor: str) -> FileResult:
    """Raises FILE_INVALID, CONTROL_TOTAL_DIFFERS, REQUEST_ID_REUSED. A call that died in between is simply made again:
    a case that stands as its row says is counted as a duplicate."""
    lines, bad = read_csv(content, HEADER, RULE)
    check_rows(len(lines) + len(bad), control_rows)
    request = ImportOpenCases(content.decode("utf-8-sig"), control_rows, actor)
    outcome = _Outcome(rejected=bad)
    rows: list[tuple[FileLine, ImportedCase]] = []
    seen: set[str] = set()
    for line in lines:
        imported, faults = read_imported(line.cells)
        if imported is not None and imported.account_id in seen:
            imported, faults = None, [Fault("account", RULE, imported.account_id, "stands in the file twice")]
        if imported is None:
            outcome.rejected.append(RejectedLine(line.line, line.text, tuple(faults)))
        else:
            seen.add(imported.account_id)
            rows.append((line, imported))
    await db.transact(lambda tx: _claim(tx, request_id, request, len(lines)))
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        done = await db.transact(lambda tx, batch=batch: _take(tx, batch, actor))
        outcome.accepted += done.accepted
        outcome.duplicates += done.duplicates
        outcome.rejected += done.rejected
    rejected = tuple(sorted(outcome.rejected, key=lambda each: each.line))
    return FileResult(HEADER, outcome.accepted, outcome.duplicates, rejected)


async def _claim(tx: Transaction, request_id: str, request: ImportOpenCases, rows: int) -> None:
    known = await _CLAIMS.find(tx, {request_id: request})
    if request_id in known:
        reply_or_raise(known[request_id])
        return
    await tx.audit(AuditRecord(request.actor, "cases.import", "cases", RULE, {"rows": rows}))
    await _CLAIMS.keep(tx, {request_id: (request, "")})


async def _take(tx: Transaction, batch: Sequence[tuple[FileLine, ImportedCase]], actor: str) -> _Outcome:
    accounts = await position_store.lock_by_id(tx, [each.account_id for _, each in batch])
    keys = [(each.shard, each.account_id) for each in accounts.values()]
    cases = await case_store.cases_by_id(
        tx, [(each.shard, each.open_case) for each in accounts.values() if each.open_case]
    )
    book = _ImportBook(
        CaseBook(tx.date, tx.now),
        await position_store.addressees_of(tx, {(each.shard, each.customer_id) for each in accounts.values()}),
        await position_store.subscriptions_of(tx, keys),
        actor,
    )
    scenarios = await policy_store.approved_scenarios(tx)
    outcome = _Outcome()
    for line, imported in batch:
        account = accounts.get(imported.account_id)
        case = cases.get((account.shard, account.open_case)) if account and account.open_case else None
        faults = judge_imported(imported, account, case, tx.date)
        if account is None or faults:
            outcome.rejected.append(RejectedLine(line.line, line.text, tuple(faults)))
        elif case is not None:
            outcome.duplicates += 1
        else:
            addressee, _, grade = book.customers.get((account.shard, account.customer_id), _NOBODY)
            book.open(imported, account, scenario_of(scenarios, account, addressee, grade, tx.date).version)
            outcome.accepted += 1
    await book.book.write(tx)
    return outcome


@dataclass
class _ImportBook:
    """What the rows of one transaction become."""

    book: CaseBook
    customers: dict[tuple[int, str], tuple[Addressee, str, str]]
    lines: dict[tuple[int, str], list[SubscriptionPosition]]
    actor: str

    def open(self, imported: ImportedCase, account: Account, scenario: str) -> None:
        addressee, unit, _ = self.customers.get((account.shard, account.customer_id), _NOBODY)
        number = account.case_count + 1
        case = Case(
            shard=account.shard,
            case_id=f"{account.account_id}-{number}",
            account_id=account.account_id,
            customer_id=account.customer_id,
            number=number,
            state=imported.state,
            step_date=imported.step_date,
            step_count=1,
            open_date=imported.open_date,
            anchor=account.anchor,
            scenario_version=scenario,
            suspended_date=imported.suspended_date,
            terminated_date=imported.terminated_date,
            last_notice_date=imported.last_notice_date,
            next_date=self.book.date,
            sales_unit=unit,
            account_manager=addressee.account_manager,
        )
        overdue = account.debt.overdue(self.book.date)
        self.book.bring_in(case, Why(account.anchor, overdue, ("IMPORTED",), scenario, self.actor))
        self._bring_orders(case, self.lines.get((account.shard, account.account_id), []))
        self.book.contacts.extend(self._notices(case))

    def _bring_orders(self, case: Case, lines: Sequence[SubscriptionPosition]) -> None:
        number = 0
        for line in lines:
            off = line.state == "SUSPENDED" and "ARREARS" in line.suspension_reasons and case.suspended_date
            ended = line.state == "TERMINATED" and case.terminated_date
            if off or ended:
                number += 1
                kind, done = (OrderKind.TERMINATE, ended) if ended else (OrderKind.SUSPEND, off)
                self.book.bring_order(case, line, kind, number, done or case.step_date)

    def _notices(self, case: Case) -> list[Contact]:
        """The notices that the case's state tells of, as the former system gave them: by a person's word."""
        given = [kind for kind, states in _SENT_BEFORE.items() if case.state in states]
        last = given[-1] if given else None
        return [self._notice(case, kind, case.last_notice_date if kind is last else case.open_date) for kind in given]

    def _notice(self, case: Case, kind: NoticeKind, date: dt.date | None) -> Contact:
        when = date or case.step_date
        return Contact(
            case.shard,
            contact_id(case.case_id, kind, 0),
            case.case_id,
            case.account_id,
            case.customer_id,
            case.sales_unit,
            str(Cycle.of(when)),
            kind,
            Medium.MANAGER,
            self.actor,
            "",
            "",
            0,
            ContactState.SENT,
            when,
            when,
            when,
            comment="given by the former system",
        )
