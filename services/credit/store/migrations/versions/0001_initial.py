"""Credit's tables, and the policy that a new installation starts with, approved by the installation itself."""

import datetime as dt

from alembic import op

from services.credit.domain.policy import initial_policy
from services.credit.store import tables
from services.credit.store.policies import policy_to_text

revision = "0001"
down_revision = None


def upgrade() -> None:
    tables.metadata.create_all(op.get_bind())
    policy = initial_policy()
    row = {
        "version": policy.version,
        "effective_date": policy.effective_date,
        "state": "APPROVED",
        "content": policy_to_text(policy),
        "requester": "installation",
        "decider": "migration",
        "reason": "the documents' examples and the decided defaults",
        "created_at": dt.datetime(2000, 1, 1, tzinfo=dt.UTC),
    }
    op.bulk_insert(tables.policy, [row])


def downgrade() -> None:
    tables.metadata.drop_all(op.get_bind())
