"""What became of a file's rows, on the wire."""

from services.collection.domain.csv_file import FileResult
from tollbook.kernel.v1.batch_pb2 import Fault, FileOutcome, RejectedRow

_REJECTS_SHOWN = 1_000


def result_to_pb(result: FileResult) -> FileOutcome:
    return FileOutcome(
        rows=result.rows,
        accepted=result.accepted,
        duplicates=result.duplicates,
        rejected=len(result.rejected),
        rejects=[
            RejectedRow(
                line=each.line,
                text=each.text,
                faults=[Fault(field=f.field, rule=f.rule, value=f.value[:200], message=f.message) for f in each.faults],
            )
            for each in result.rejected[:_REJECTS_SHOWN]
        ],
        rejects_file=result.rejects_file,
    )
