"""Writes usage files: our own CSV, and Asterisk's Master.csv as its cdr_csv module writes it."""

import csv
import io
from datetime import datetime, timedelta

from simulator.behaviour.usage import Call, Source, UsageFile

CSV_HEADER = ("record_id", "type", "service_number", "other_party", "start", "quantity")

TIME = "%Y-%m-%d %H:%M:%S"
RINGING = timedelta(seconds=7)


def file_content(file: UsageFile) -> bytes:
    """Gives the file's bytes."""
    text = io.StringIO()
    if file.source is Source.SWITCH:
        writer = csv.writer(text, lineterminator="\n")
        writer.writerow(CSV_HEADER)
        writer.writerows(_switch_row(call) for call in file.calls)
    else:
        asterisk = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
        asterisk.writerows(_asterisk_row(call) for call in file.calls)
    return text.getvalue().encode()


def _switch_row(call: Call) -> tuple[str, ...]:
    return (call.usage_id, "VOICE", call.caller, call.called, call.start, call.seconds)


def _asterisk_row(call: Call) -> tuple[str | int, ...]:
    """The 18 columns of Master.csv: a call begins when it is answered. Those of a broken call hold what is broken."""
    seconds = int(call.seconds)
    dialled, ended = call.start, call.start
    try:
        answered = datetime.strptime(call.start, TIME)  # noqa: DTZ007 -- exchanges write their own local time
        dialled, ended = f"{answered - RINGING:{TIME}}", f"{answered + timedelta(seconds=seconds):{TIME}}"
    except ValueError:
        pass
    return (
        "",
        call.caller,
        call.called,
        "from-internal",
        f'"{call.caller}" <{call.caller}>',
        f"SIP/{call.caller}-00000001",
        "SIP/trunk-00000002",
        "Dial",
        f"SIP/trunk/{call.called}",
        dialled,
        call.start,
        ended,
        seconds + RINGING.seconds,
        seconds,
        "ANSWERED",
        "DOCUMENTATION",
        call.usage_id,
        "",
    )
