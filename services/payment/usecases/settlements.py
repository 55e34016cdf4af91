"""Settlement by hand, its preview, plans, and what was settled (R-SET-2, R-SET-4)."""

import datetime as dt
from dataclasses import dataclass

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.payment.domain.account import AccountState
from services.payment.domain.apply import apply
from services.payment.domain.book import BookKind
from services.payment.domain.operation import Act, Operation, PaymentPosted, PlanSet, Settled
from services.payment.domain.payment import check_amount, check_currency
from services.payment.domain.reason import Reason
from services.payment.domain.records import SettlementRecord
from services.payment.domain.settle import Allocation, Plan
from services.payment.store.policies import late_fee_policies
from services.payment.store.settlements import find_settlement, list_settlements
from services.payment.usecases.books import book_in
from services.payment.usecases.funding import draw_for
from services.payment.usecases.requests import loaded, locked, once, post_one

_PLANS: Replies[Plan] = Replies(Plan)
_SETTLED: Replies[SettlementRecord] = Replies(SettlementRecord)


@dataclass(frozen=True, slots=True)
class SetPlan:
    request_id: str
    account: str
    item_order: tuple[str, ...]
    kind_order: tuple[BookKind, ...]
    manual: bool
    whole_bill: bool
    etag: str
    reason: str
    actor: str


@dataclass(frozen=True, slots=True)
class Settle:
    request_id: str
    account: str


@dataclass(frozen=True, slots=True)
class PreviewQuery:
    """What to suppose: a payment of ``amount`` into ``book``, or with amount 0 a settlement from the books alone."""

    account: str
    currency: str
    amount: int
    book: str
    value_date: dt.date


@dataclass(frozen=True, slots=True)
class Preview:
    currency: str
    allocations: tuple[Allocation, ...]
    state: AccountState


async def get_plan(db: Database, account: str) -> Plan:
    async with db.read() as tx:
        return (await loaded(tx, account)).state.plan


async def set_plan(db: Database, request: SetPlan) -> Plan:
    """Sets an account's plan. Raises ETAG_MISMATCH when another has set it since."""

    async def work(tx: Transaction) -> Plan:
        record = await locked(tx, request.account)
        if request.etag != plan_etag(record.state.plan):
            raise Refusal(
                Reason.ETAG_MISMATCH,
                RefusalKind.ABORTED,
                "the plan was changed by another since it was read",
                metadata={"etag": plan_etag(record.state.plan)},
            )
        act = PlanSet(request.item_order, request.kind_order, request.manual, request.whole_bill)
        change, _ = await post_one(tx, record, act)
        await tx.audit(AuditRecord(request.actor, "plan.set", f"accounts/{request.account}", request.reason))
        return change.state.plan

    return await once(db, _PLANS, request.request_id, request, work)


def plan_etag(plan: Plan) -> str:
    """Empty for the default plan, which nobody has set."""
    return str(plan.version) if plan.version else ""


async def settle_now(db: Database, request: Settle) -> SettlementRecord:
    """Settles an account's open bills from its books; a settlement of nothing has no allocations. What is left open
    is then asked of funding accounts, whose money settles by itself (R-BOK-3).
    """

    async def work(tx: Transaction) -> SettlementRecord:
        record = await locked(tx, request.account)
        change, applied = await post_one(tx, record, Settled("MANUAL"))
        sequence = change.sequence
        return SettlementRecord(
            f"{request.account}.{sequence}.{sequence}",
            request.account,
            record.currency,
            sequence,
            sequence,
            "SETTLEMENT",
            "",
            tx.date,
            tx.date,
            False,
            applied.allocations,
        )

    record = await once(db, _SETTLED, request.request_id, request, work)
    await draw_for(db, request.account)
    return record


async def preview(db: Database, query: PreviewQuery) -> Preview:
    """Applies the supposed operation to the account as it stands, and writes nothing: it is the very function of
    the real one.
    """
    async with db.read() as tx:
        record = await loaded(tx, query.account)
        act: Act = Settled("MANUAL")
        if query.amount:
            check_amount(query.amount)
            check_currency(query.account, record.currency, query.currency)
            book = book_in(record, query.book) if query.book else record.state.general
            act = PaymentPosted("preview", book.book_id, query.amount)
        operation = Operation(record.sequence + 1, query.value_date, tx.date, act)
        applied = apply(record.state, operation, await late_fee_policies(tx))
    return Preview(record.currency, applied.allocations, applied.state)


async def get_settlement(db: Database, account: str, sequence: int, posted: int) -> SettlementRecord:
    """Raises SETTLEMENT_NOT_FOUND."""
    async with db.read() as tx:
        record = await loaded(tx, account)
        found = await find_settlement(tx, record.shard, account, sequence, posted)
    if found is None:
        raise Refusal(
            Reason.SETTLEMENT_NOT_FOUND,
            RefusalKind.NOT_FOUND,
            f"account {account} has no settlement {sequence}.{posted}",
            metadata={"settlement": f"settlements/{account}.{sequence}.{posted}"},
        )
    return found


async def list_of_account(
    db: Database, account: str, *, reversed_too: bool, before: tuple[int, int] | None, limit: int
) -> list[SettlementRecord]:
    """An account's settlements, newest posting first."""
    async with db.read() as tx:
        record = await loaded(tx, account)
        return await list_settlements(tx, record.shard, account, reversed_too=reversed_too, before=before, limit=limit)
