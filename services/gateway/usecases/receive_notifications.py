"""Taking in what payment channels send: stored before it is answered (R-GTW-1)."""

import uuid
from collections.abc import Sequence

from services.chassis.database import Database, Transaction
from services.gateway.domain.events import NotificationRefused
from services.gateway.domain.notification import Heard, NotificationState, judge_heard
from services.gateway.domain.reasons import Reason
from services.gateway.store.claims import take_claims
from services.gateway.store.notifications import add_notifications
from services.kernel.ids import uuid7


async def receive_notifications(db: Database, messages: Sequence[Heard]) -> list[NotificationState]:
    """Stores messages of any channels in one transaction, with their claims and alarms; answers where each went."""
    ids = [uuid7() for _ in messages]
    wanted = [
        (f"channels/{heard.channel}", claim, id_)
        for id_, heard in zip(ids, messages, strict=True)
        if not heard.reason
        for claim in heard.claims
    ]

    async def work(tx: Transaction) -> list[NotificationState]:
        held = dict(await take_claims(tx, wanted))
        judged = [_judge(id_, heard, held) for id_, heard in zip(ids, messages, strict=True)]
        await add_notifications(tx, judged)
        tx.publish(
            NotificationRefused(str(id_), heard.channel, reason)
            for id_, heard, state, reason in judged
            if (state is NotificationState.REFUSED and heard.alarming) or state is NotificationState.CONFLICT
        )
        return [state for _, _, state, _ in judged]

    return await db.transact(work)


def _judge(
    id_: uuid.UUID, heard: Heard, held: dict[tuple[str, str], bytes]
) -> tuple[uuid.UUID, Heard, NotificationState, str]:
    """Judges one message and lets the later ones of the batch see its claims."""
    scope = f"channels/{heard.channel}"
    earlier = {claim.key: held[scope, claim.key] for claim in heard.claims if (scope, claim.key) in held}
    state = judge_heard(heard, earlier)
    if not heard.reason:
        for claim in heard.claims:
            held.setdefault((scope, claim.key), claim.digest)
    conflict = state is NotificationState.CONFLICT
    return id_, heard, state, Reason.DUPLICATE_CONTENT_DIFFERS.value if conflict else heard.reason
