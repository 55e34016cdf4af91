"""The policy versions: a small reference table, read whole."""

from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import select, update

from services.chassis.database import Transaction
from services.credit.domain.policy import CreditPolicy
from services.credit.domain.proposals import PolicyProposal, PolicyState
from services.credit.store.tables import policy

_ADAPTER: TypeAdapter[CreditPolicy] = TypeAdapter(CreditPolicy)


def policy_to_text(value: CreditPolicy) -> str:
    return _ADAPTER.dump_json(value).decode()


@lru_cache(maxsize=64)
def policy_from_text(content: str) -> CreditPolicy:
    return _ADAPTER.validate_json(content)


async def approved_policies(tx: Transaction) -> list[CreditPolicy]:
    """All approved versions, by effective date."""
    query = select(policy.c.content).where(policy.c.state == PolicyState.APPROVED).order_by(policy.c.effective_date)
    return [policy_from_text(row.content) for row in await tx.execute(query)]


async def find_proposal(tx: Transaction, version: str, *, lock: bool = False) -> PolicyProposal | None:
    query = select(policy).where(policy.c.version == version)
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _proposal_from_row(row)


async def list_proposals(tx: Transaction, state: str, after: str, limit: int) -> list[PolicyProposal]:
    """Versions by name, latest name first, from below ``after`` on."""
    query = select(policy).order_by(policy.c.version.desc()).limit(limit)
    if state:
        query = query.where(policy.c.state == state)
    if after:
        query = query.where(policy.c.version < after)
    return [_proposal_from_row(row) for row in await tx.execute(query)]


async def insert_proposal(tx: Transaction, proposal: PolicyProposal) -> None:
    row = {
        "version": proposal.policy.version,
        "effective_date": proposal.policy.effective_date,
        "state": proposal.state,
        "content": policy_to_text(proposal.policy),
        "requester": proposal.requester,
        "decider": proposal.decider,
        "reason": proposal.reason,
        "created_at": proposal.created_at,
    }
    await tx.insert_many(policy, [row])


async def update_proposal(tx: Transaction, proposal: PolicyProposal) -> None:
    changed = {"state": proposal.state, "decider": proposal.decider, "shown_on": proposal.shown_on}
    await tx.execute(update(policy).where(policy.c.version == proposal.policy.version).values(changed))


def _proposal_from_row(row: Any) -> PolicyProposal:
    return PolicyProposal(
        policy=policy_from_text(row.content),
        state=PolicyState(row.state),
        requester=row.requester,
        decider=row.decider,
        reason=row.reason,
        created_at=row.created_at,
        shown_on=row.shown_on,
    )
