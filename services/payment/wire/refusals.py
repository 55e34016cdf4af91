"""A refusal as the status of one item of a batch."""

from google.rpc.code_pb2 import Code

from services.kernel.errors import Refusal
from tollbook.kernel.v1.batch_pb2 import Fault, ItemStatus


def item_status(refusal: Refusal) -> ItemStatus:
    return ItemStatus(
        code=Code.Value(refusal.kind.value),
        reason=refusal.reason,
        message=refusal.message,
        faults=[Fault(field=f.field, rule=f.rule, value=f.value, message=f.message) for f in refusal.faults],
    )
