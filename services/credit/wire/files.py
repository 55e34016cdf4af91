"""What became of a file, on the wire."""

from services.credit.domain.csv_file import FileOutcome
from tollbook.kernel.v1 import batch_pb2 as pb

_REJECTS_SHOWN = 1_000


def outcome_to_pb(outcome: FileOutcome) -> pb.FileOutcome:
    message = pb.FileOutcome(
        rows=outcome.rows,
        accepted=outcome.accepted,
        duplicates=outcome.duplicates,
        rejected=len(outcome.rejects),
        rejects_file=outcome.rejects_file if outcome.rejects else b"",
    )
    for row in outcome.rejects[:_REJECTS_SHOWN]:
        rejected = message.rejects.add(line=row.line, text=row.text)
        for fault in row.faults:
            rejected.faults.add(field=fault.field, rule=fault.rule, value=fault.value, message=fault.message)
    return message
