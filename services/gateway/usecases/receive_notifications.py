"""Taking in what payment channels send: stored before it is answered (R-GTW-1)."""

import uuid
from collections.abc import Sequence

from services.chassis.database import Database, Transaction
from services.gateway.domain.events import NotificationRefused
from services.gateway.domain.notification import Heard, NotificationState, judge_heard
from services.gateway.domain.reasons import Reason
from services.gateway.store.claims import Wanted, release_claims, take_claims
from services.gateway.store.notifications import Judged, add_notifications
from services.kernel.ids import uuid7


async def receive_notifications(db: Database, messages: Sequence[Heard]) -> list[NotificationState]:
    """Stores messages of any channels in one transaction, with their claims and alarms; answers where each went."""
    ids = [uuid7() for _ in messages]

    async def work(tx: Transaction) -> list[NotificationState]:
        judged = await judge_by_claims(tx, list(zip(ids, messages, strict=True)))
        await add_notifications(tx, judged)
        tx.publish(
            NotificationRefused(str(id_), heard.channel, reason)
            for id_, heard, state, reason in judged
            if (state is NotificationState.REFUSED and heard.alarming) or state is NotificationState.CONFLICT
        )
        return [state for _, _, state, _ in judged]

    return await db.transact(work)


async def judge_by_claims(tx: Transaction, messages: Sequence[tuple[uuid.UUID, Heard]]) -> list[Judged]:
    """Takes the claims of genuine messages and judges each by what others hold, in their order.

    A message that contradicts an earlier one is refused and keeps no claim: else it could take the number of a payment
    that is told genuinely later, which would then be acknowledged as a repetition and never posted.
    """
    wanted = {id_: _wanted(id_, heard) for id_, heard in messages}
    held = dict(await take_claims(tx, [each for items in wanted.values() for each in items]))
    judged = [_judge(id_, heard, held) for id_, heard in messages]
    conflicting = [id_ for id_, _, state, _ in judged if state is NotificationState.CONFLICT]
    if conflicting:
        await release_claims(tx, [each for id_ in conflicting for each in wanted.pop(id_)])
        await take_claims(tx, [each for items in wanted.values() for each in items])
    return judged


def _wanted(id_: uuid.UUID, heard: Heard) -> list[Wanted]:
    return [] if heard.reason else [(_scope(heard), claim, id_) for claim in heard.claims]


def _scope(heard: Heard) -> str:
    return f"channels/{heard.channel}"


def _judge(id_: uuid.UUID, heard: Heard, held: dict[tuple[str, str], bytes]) -> Judged:
    """Judges one message and lets the later ones of the batch see its claims."""
    scope = _scope(heard)
    earlier = {claim.key: held[scope, claim.key] for claim in heard.claims if (scope, claim.key) in held}
    state = judge_heard(heard, earlier)
    if state is NotificationState.CONFLICT:
        return id_, heard, state, Reason.DUPLICATE_CONTENT_DIFFERS.value
    if not heard.reason:
        for claim in heard.claims:
            held.setdefault((scope, claim.key), claim.digest)
    return id_, heard, state, heard.reason
