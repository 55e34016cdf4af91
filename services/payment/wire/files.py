"""What became of a file, on the wire."""

from services.payment.domain.csv_file import FileReport
from tollbook.kernel.v1.batch_pb2 import Fault, FileOutcome, RejectedRow


def report_to_pb(report: FileReport) -> FileOutcome:
    return FileOutcome(
        rows=report.rows,
        accepted=report.accepted,
        duplicates=report.duplicates,
        rejected=len(report.rejects),
        rejects=[
            RejectedRow(
                line=row.line,
                text=row.text,
                faults=[Fault(field=f.field, rule=f.rule, value=f.value, message=f.message) for f in row.faults],
            )
            for row in report.shown
        ],
        rejects_file=report.rejects_file,
    )
