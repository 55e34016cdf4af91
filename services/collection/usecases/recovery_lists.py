"""Recovery lists: imported, matched to money received, signed twice, released (R-AGY-2); collectors (R-AGY-3)."""

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies, reply_or_raise
from services.collection.domain.agency import (
    ListState,
    RecoveredMoney,
    RecoveryList,
    advance_list,
    check_signer,
    collector_commissions,
)
from services.collection.domain.commission import (
    AssignedDebt,
    ClaimedRow,
    MatchedRow,
    commission,
    file_duplicates,
    match_row,
)
from services.collection.domain.csv_file import Cells, RejectedLine, read_csv
from services.collection.domain.dossier import duties_separate
from services.collection.domain.position import SettledDebt
from services.collection.domain.reason import Reason, not_found
from services.collection.store import agencies as store
from services.collection.store import cases as case_store
from services.collection.store import collection_policies as policy_store
from services.collection.store import positions as position_store
from services.kernel.errors import Fault
from services.kernel.ids import shard_of
from services.kernel.period import Cycle

HEADER = ("account", "payment", "recovered", "commission")
_YUAN = re.compile(r"([0-9]{1,13})\.([0-9]{2})")
_LISTS: Replies[RecoveryList] = Replies(RecoveryList)


async def take_recovered(tx: Transaction, settled: Sequence[SettledDebt]) -> None:
    """Keeps what payments settled of debt past due on accounts with a case, for agencies and collectors."""
    keys = {(shard_of(each.customer_id), each.account_id) for each in settled if each.payment_id and each.amount > 0}
    accounts = await position_store.read_accounts(tx, keys)
    cases = await case_store.cases_by_id(tx, [(a.shard, a.open_case) for a in accounts.values() if a.open_case])
    by_account = {(case.shard, case.account_id): case for case in cases.values()}
    facts: list[RecoveredMoney] = []
    for each in settled:
        case = by_account.get((shard_of(each.customer_id), each.account_id))
        if case is None or not each.payment_id or each.amount <= 0:
            continue
        facts.append(
            RecoveredMoney(
                case.shard,
                each.settlement_id,
                each.account_id,
                case.case_id,
                each.payment_id,
                case.account_manager,
                case.agency,
                each.amount,
                each.oldest_cycle,
                each.value_date,
                each.posting_date,
            )
        )
    await store.add_recovered(tx, facts)


async def take_unrecovered(tx: Transaction, undone: Sequence[tuple[str, str]]) -> None:
    """Marks settlements as undone, given by (customer id, settlement id)."""
    await store.reverse_recovered(tx, [(shard_of(customer), settlement) for customer, settlement in undone], tx.date)


@dataclass(frozen=True, slots=True)
class ImportList:
    """A monthly list; the request is told apart by the file's text."""

    agency_id: str
    sales_unit: str
    month: str
    text: str
    actor: str


def read_rows(content: bytes) -> tuple[str, list[ClaimedRow], list[RejectedLine]]:
    """The file's text, its rows, and what is wrong with the others. Raises FILE_INVALID."""
    lines, rejected = read_csv(content, HEADER, "R-AGY-2")
    texts: dict[int, str] = {}
    rows: list[ClaimedRow] = []
    for line in lines:
        cells, faults = line.cells, _faults(line.cells)
        if faults:
            rejected.append(RejectedLine(line.line, line.text, faults))
            continue
        texts[line.line] = line.text
        account, payment = cells["account"].removeprefix("accounts/"), cells["payment"].removeprefix("payments/")
        rows.append(ClaimedRow(line.line, account, payment, _fen(cells["recovered"]), _fen(cells["commission"])))
    doubled = file_duplicates(rows)
    for row in rows:
        if row.row in doubled:
            fault = Fault("payment", "R-AGY-2", row.payment, "stands in the list twice")
            rejected.append(RejectedLine(row.row, texts[row.row], (fault,)))
    rejected.sort(key=lambda each: each.line)
    return content.decode("utf-8-sig"), [row for row in rows if row.row not in doubled], rejected


def _faults(cells: Cells) -> tuple[Fault, ...]:
    faults = [Fault(name, "R-AGY-2", "", "must not be empty") for name in HEADER[:2] if not cells[name]]
    faults += [
        Fault(name, "R-AGY-2", cells[name], "must be yuan with two decimals")
        for name in HEADER[2:]
        if not _YUAN.fullmatch(cells[name])
    ]
    return tuple(faults)


def _fen(text: str) -> int:
    whole, _, part = text.strip().partition(".")
    return int(whole) * 100 + int(part)


async def import_list(db: Database, request_id: str, request: ImportList, rows: Sequence[ClaimedRow]) -> RecoveryList:
    """Matches a list row by row and takes back what earlier lists were paid for money reversed since.

    Raises AGENCY_NOT_FOUND, RECOVERY_LIST_STATE_WRONG: a list is imported once, and again only when it was returned.
    """
    list_id = f"{request.agency_id}-{request.sales_unit}-{request.month}"

    async def work(tx: Transaction) -> RecoveryList:
        known = await _LISTS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        if not any(each.agency_id == request.agency_id for each in await store.list_agencies(tx)):
            raise not_found(Reason.AGENCY_NOT_FOUND, f"agencies/{request.agency_id}")
        before = await store.find_list(tx, list_id, lock=True)
        if before is not None:
            advance_list(list_id, before.state, "IMPORT")
        imported = RecoveryList(
            list_id, request.agency_id, request.sales_unit, request.month, ListState.IMPORTED, request.actor
        )
        await store.save_list(tx, imported)
        await store.replace_rows(tx, list_id, await _match(tx, imported, rows))
        await _LISTS.keep(tx, {request_id: (request, imported)})
        return imported

    return await db.transact(work)


async def _match(tx: Transaction, each: RecoveryList, rows: Sequence[ClaimedRow]) -> list[MatchedRow]:
    """The rows beside the money behind them, then what is taken back. A payment earns once over all lists of the
    agency, whatever their unit and the order in which they come."""
    cycle = Cycle.parse(each.month)
    paid = await store.matched_before(tx, each.agency_id, each.sales_unit, each.month)
    elsewhere = await store.matched_elsewhere(tx, each.agency_id, each.list_id)
    pairs = {*((row.account, row.payment) for row in rows), *paid}
    received = await store.received_by_payment(tx, each.agency_id, pairs, cycle.last_day)
    accounts = {row.account for row in rows}
    assigned = await store.assigned_in(tx, each.agency_id, each.sales_unit, accounts, cycle.first_day, cycle.last_day)
    matched: list[MatchedRow] = []
    for row in rows:
        key = (row.account, row.payment)
        earlier = elsewhere.get(key, 0)
        found = assigned.get(row.account)
        debt = AssignedDebt(found.age_months, found.basis_points) if found else None
        money = max(0, received[key] - earlier) if key in received else None
        matched.append(match_row(row, debt, money))
    number = max((row.row for row in rows), default=1)
    for key in sorted(paid):
        lost = paid[key].matched - received.get(key, 0)
        if lost > 0:
            number += 1
            claimed = ClaimedRow(number, *key, 0, 0)
            points = paid[key].basis_points
            back = commission(-lost, points)
            matched.append(MatchedRow(claimed, -lost, paid[key].age_months, points, back, ("TAKEN_BACK",)))
    return matched


@dataclass(frozen=True, slots=True)
class ListVerb:
    """SIGN, RETURN or RELEASE."""

    list_id: str
    verb: str
    comment: str
    actor: str
    roles: tuple[str, ...]


async def act(db: Database, request_id: str, request: ListVerb) -> RecoveryList:
    """Raises RECOVERY_LIST_NOT_FOUND, RECOVERY_LIST_STATE_WRONG, APPROVER_ROLE_WRONG, SEPARATION_OF_DUTIES."""

    async def work(tx: Transaction) -> RecoveryList:
        known = await _LISTS.find(tx, {request_id: request})
        if request_id in known:
            return reply_or_raise(known[request_id])
        each = await store.find_list(tx, request.list_id, lock=True)
        if each is None:
            raise not_found(Reason.RECOVERY_LIST_NOT_FOUND, f"recoveryLists/{request.list_id}")
        changed = _acted(each, request)
        await store.save_list(tx, changed)
        subject = f"recoveryLists/{each.list_id}"
        action = f"recovery_list.{request.verb.lower()}"
        await tx.audit(AuditRecord(request.actor, action, subject, request.comment, {"state": changed.state.value}))
        await _LISTS.keep(tx, {request_id: (request, changed)})
        return changed

    return await db.transact(work)


def _acted(each: RecoveryList, request: ListVerb) -> RecoveryList:
    state = advance_list(each.list_id, each.state, request.verb)
    if request.verb != "SIGN":
        return dataclasses.replace(each, state=state)
    check_signer(each.state, frozenset(request.roles))
    if state is ListState.SIGNED_BY_SUPPORT:
        return dataclasses.replace(each, state=state, support_signer=request.actor)
    if request.actor == each.support_signer:
        raise duties_separate(request.actor, "SUPPORT_SIGNER")
    return dataclasses.replace(each, state=state, marketing_signer=request.actor)


async def compute_collectors(db: Database, month: str) -> int:
    """Computes collectors' commissions of a month from the money kept; again gives the same (R-AGY-3)."""
    cycle = Cycle.parse(month)

    async def work(tx: Transaction) -> int:
        received = await store.recovered_in(tx, cycle.first_day, cycle.end)
        undone = await store.reversed_in(tx, cycle.first_day, cycle.end)
        steps = (await policy_store.policy_in_force(tx, cycle.last_day)).commission_steps
        rows = collector_commissions(month, received, undone, steps)
        await store.replace_commissions(tx, month, rows)
        return len(rows)

    return await db.transact(work)
