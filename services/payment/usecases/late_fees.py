"""Late fees quoted and waived, and their dated policy (R-LAT-1)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.chassis.audit import AuditRecord
from services.chassis.database import Database, Transaction
from services.chassis.idempotency import Replies
from services.kernel.errors import Refusal, RefusalKind
from services.kernel.money import share
from services.payment.domain.late_fee import LateFeePolicy, Policies, policy_on
from services.payment.domain.line import Line, LineKey
from services.payment.domain.operation import LateFeeWaived
from services.payment.domain.reason import Reason
from services.payment.domain.records import WaiverRecord
from services.payment.store.decisions import insert_waiver, list_waivers
from services.payment.store.policies import keep_policy, late_fee_policies
from services.payment.usecases.requests import check_open, loaded, locked, once, post_one

_WAIVERS: Replies[WaiverRecord] = Replies(WaiverRecord)
_POLICIES: Replies[LateFeePolicy] = Replies(LateFeePolicy)


@dataclass(frozen=True, slots=True)
class LateFeeQuote:
    """One line's late fee on a date, explained."""

    line: Line
    days: int
    assessed: int
    open: int
    policy_version: str


@dataclass(frozen=True, slots=True)
class WaiveLateFee:
    """By AMOUNT or TO_AMOUNT in minor units, or by PERCENTAGE, of what is open of the lines named."""

    request_id: str
    account: str
    bill: str
    line: int
    method: str
    value: int
    reason: str
    approval: str
    actor: str


@dataclass(frozen=True, slots=True)
class SetPolicy:
    request_id: str
    policy: LateFeePolicy
    reason: str
    actor: str


async def quote(db: Database, account: str, as_of: dt.date) -> tuple[list[LateFeeQuote], str]:
    """The lines of an account with a late fee on a date; and the currency."""
    async with db.read() as tx:
        record = await loaded(tx, account)
        policies = await late_fee_policies(tx)
    quotes = [_quote(line, as_of, policies) for line in record.state.lines.values() if line.is_open()]
    return [q for q in quotes if q.assessed], record.currency


def _quote(line: Line, as_of: dt.date, policies: Policies) -> LateFeeQuote:
    return LateFeeQuote(
        line,
        line.days_to(as_of, policies),
        line.fee_at(as_of, policies),
        line.fee_open_at(as_of, policies),
        policy_on(policies, line.due_date).version,
    )


async def waive(db: Database, request: WaiveLateFee) -> WaiverRecord:
    """Waives late fees, the oldest lines first. Raises WAIVER_EXCEEDS_LATE_FEE and APPROVAL_MISSING."""

    async def work(tx: Transaction) -> WaiverRecord:
        _check_approval(request)
        record = await locked(tx, request.account)
        policies = await late_fee_policies(tx)
        open_fees = [
            (line.key, line.fee_open_at(tx.date, policies))
            for line in sorted(record.state.lines.values(), key=lambda x: (x.cycle, x.bill, x.line))
            if request.bill in ("", line.bill) and request.line in (0, line.line)
        ]
        parts = _parts(open_fees, _amount(request, sum(fee for _, fee in open_fees)))
        waiver = f"{request.account}.{record.sequence + 1}"
        change, _ = await post_one(tx, record, LateFeeWaived(waiver, parts))
        made = WaiverRecord(
            request.account,
            change.sequence,
            request.method,
            record.currency,
            sum(amount for _, amount in parts),
            request.reason,
            request.approval,
            tx.date,
        )
        await insert_waiver(tx, record.shard, made)
        facts = {"amount_minor_units": made.amount, "method": request.method, "approval": request.approval}
        subject = f"accounts/{request.account}"
        await tx.audit(AuditRecord(request.actor, "late_fee.waive", subject, request.reason, facts))
        return made

    return await once(db, _WAIVERS, request.request_id, request, work)


def _check_approval(request: WaiveLateFee) -> None:
    if not request.approval.strip() or request.approval == request.actor:
        raise Refusal(
            Reason.APPROVAL_MISSING,
            RefusalKind.FAILED_PRECONDITION,
            "a waiver needs an approval by another person",
            metadata={"action": "late_fee.waive"},
        )


def _amount(request: WaiveLateFee, total: int) -> int:
    amount = {
        "AMOUNT": request.value,
        "PERCENTAGE": share(total, request.value, 100),
        "TO_AMOUNT": total - request.value,
    }[request.method]
    if amount <= 0 or amount > total:
        raise Refusal(
            Reason.WAIVER_EXCEEDS_LATE_FEE,
            RefusalKind.FAILED_PRECONDITION,
            f"{total} minor units of late fee are open",
            metadata={"open_minor_units": str(total)},
        )
    return amount


def _parts(open_fees: Sequence[tuple[LineKey, int]], amount: int) -> tuple[tuple[LineKey, int], ...]:
    parts: list[tuple[LineKey, int]] = []
    for key, fee in open_fees:
        part = min(fee, amount)
        amount -= part
        if part:
            parts.append((key, part))
    return tuple(parts)


async def waivers(db: Database, account: str, after: tuple[str, int] | None, limit: int) -> list[WaiverRecord]:
    async with db.read() as tx:
        return await list_waivers(tx, account, after, limit)


async def get_policy(db: Database, date: dt.date | None) -> LateFeePolicy:
    """The policy in force on a date, by default today's."""
    async with db.read() as tx:
        return policy_on(await late_fee_policies(tx), date or tx.date)


async def set_policy(db: Database, request: SetPolicy) -> LateFeePolicy:
    """Sets the policy for lines due from a date on, which must not be closed yet."""

    async def work(tx: Transaction) -> LateFeePolicy:
        check_open(tx, request.policy.effective_from)
        known = await late_fee_policies(tx)
        policy = replace(request.policy, version=f"late-fee-{len(known) + 1}")
        await keep_policy(tx, policy)
        subject = f"policies/{policy.version}"
        await tx.audit(AuditRecord(request.actor, "late_fee.policy", subject, request.reason))
        return policy

    return await once(db, _POLICIES, request.request_id, request, work)
