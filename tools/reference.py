"""Writes docs/errors.md and docs/events.md from the comments of the protos: contract and reference are one text."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from google.protobuf.descriptor_pb2 import DescriptorProto, FieldDescriptorProto, FileDescriptorProto, FileDescriptorSet

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tools.refusals import Given, refusals

ROOT = Path(__file__).resolve().parent.parent
SERVICES = ("gateway", "rating", "payment", "credit", "collection")
# Field numbers of descriptor.proto, of which the paths of comments are made.
MESSAGE, ENUM, INNER, VALUE = 4, 5, 2, 2

ERRORS_HEAD = """# Errors

Written by `make rules` from the protos. A refusal is a gRPC status with `google.rpc.ErrorInfo`: its `domain` is
`<service>.tollbook` and its `reason` one of these; what is wrong with single fields stands beside it in
`google.rpc.BadRequest`. The gRPC status and the keys of the metadata are read from the code that gives the reason; a
reason without a status is told of one item of a list, a row of a file, a message or a fault. Any service may give the
general ones. An answer `INTERNAL` tells nothing more: its cause is in the service's log.
"""

EVENTS_HEAD = """# Events

Written by `make rules` from the protos. Each service publishes the messages of its `events.proto` through its outbox
and its Redis stream `tollbook:<service>`. A position (`…Changed`) carries the whole state of its subject and a version,
and the newest wins; every other event is a fact, which is never changed. A consumer that misses some asks the
publisher for them (`OperationsService.ReplayEvents`).
"""

_TABLE_HEAD = "| reason | status | metadata | when |\n|---|---|---|---|\n"

Comments = dict[tuple[int, ...], str]


def read_protos() -> dict[str, FileDescriptorProto]:
    """The protos by name, with their comments."""
    names = sorted(each.relative_to(ROOT / "protos").as_posix() for each in (ROOT / "protos").rglob("*.proto"))
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "descriptors"
        arguments = ["-Iprotos", "-Ithird_party/proto", "--include_source_info", f"--descriptor_set_out={target}"]
        subprocess.run([sys.executable, "-m", "grpc_tools.protoc", *arguments, *names], cwd=ROOT, check=True)
        return {file.name: file for file in FileDescriptorSet.FromString(target.read_bytes()).file}


def errors(protos: dict[str, FileDescriptorProto]) -> str:
    """The text of docs/errors.md."""
    text = ERRORS_HEAD + "\n## In general\n\n" + _TABLE_HEAD
    given = [refusals(name) for name in ("chassis", "kernel", *SERVICES)]
    for reason, line in general_reasons():
        text += _row(reason, [each[reason] for each in given if reason in each], line)
    for service in SERVICES:
        file = protos.get(f"tollbook/{service}/v1/error_reason.proto")
        if file is None:
            continue
        text += f"\n## {service}.tollbook\n\n{_TABLE_HEAD}"
        given_here = refusals(service)
        for reason, comment in declared_reasons(file):
            text += _row(reason, [given_here[reason]] if reason in given_here else [], comment)
    return text


def declared_reasons(file: FileDescriptorProto) -> Iterator[tuple[str, str]]:
    """A service's reasons with what their comments say."""
    comments = _comments(file)
    for number, value in enumerate(file.enum_type[0].value):
        if value.number:
            yield value.name.removeprefix("ERROR_REASON_"), comments.get((ENUM, 0, VALUE, number), "")


def _row(reason: str, given: Sequence[Given], line: str) -> str:
    codes = sorted({code for each in given for code in each.codes})
    keys = sorted({key for each in given for several in each.keys if several is not None for key in several})
    shown = (", ".join(f"`{each}`" for each in several) for several in (codes, keys))
    return f"| `{reason}` | {' | '.join(shown)} | {line} |\n"


def general_reasons() -> Iterator[tuple[str, str]]:
    """The reasons that the chassis gives for every service."""
    from services.kernel.errors import GeneralReason

    lines = {
        "VALIDATION_FAILED": "A field breaks a constraint of the proto; `BadRequest` names each.",
        "REQUEST_ID_REUSED": "The request id was used before for something else (R-GEN-3).",
        "DEADLINE_MISSING": "The call has no deadline.",
        "UNAUTHENTICATED": "The token is missing, expired or signed by nobody we know.",
        "ROLE_MISSING": "The token has none of the roles that the method asks for.",
        "NOT_OWN_CUSTOMER": "A portal asked for what belongs to no customer that its token names, or named nothing.",
        "CLOCK_NOT_INITIALIZED": "The service has no business date yet.",
        "CLOCK_ALREADY_RUNNING": "The clock was initialized with another date.",
        "DAY_NOT_OPEN": "The date is not the open business date (R-GEN-2).",
        "PREDECESSOR_BEHIND": "What the predecessors published for the day has not all arrived; try again.",
        "RUN_NOT_FOUND": "No run has this name.",
        "RUN_STALLED": "A chunk of the run failed more often than is allowed.",
        "EVENTS_REMOVED": "The events after this position are older than what is kept.",
        "PARKED_ITEM_NOT_FOUND": "No parked item has this name.",
        "PAGE_TOKEN_INVALID": "The page token was not given by this list.",
    }
    for reason in GeneralReason:
        yield reason.value, lines.get(reason.value, "")


def events(protos: dict[str, FileDescriptorProto]) -> str:
    """The text of docs/events.md."""
    text = EVENTS_HEAD
    for service in SERVICES:
        file = protos[f"tollbook/{service}/v1/events.proto"]
        comments = _comments(file)
        text += f"\n## {service}\n"
        for number, message in enumerate(file.message_type):
            said = comments.get((MESSAGE, number), "")
            text += f"\n### {message.name}\n\n{said}\n\n| field | type | |\n|---|---|---|\n"
            text += _fields(message, number, comments)
    return text


def _fields(message: DescriptorProto, number: int, comments: Comments) -> str:
    rows = ""
    for index, field in enumerate(message.field):
        rows += f"| `{field.name}` | {_type(field)} | {comments.get((MESSAGE, number, INNER, index), '')} |\n"
    return rows


def _type(field: FieldDescriptorProto) -> str:
    name = (
        field.type_name.rsplit(".", 1)[-1] or FieldDescriptorProto.Type.Name(field.type).removeprefix("TYPE_").lower()
    )
    return f"{name}[]" if field.label == FieldDescriptorProto.LABEL_REPEATED else name


def _comments(file: FileDescriptorProto) -> Comments:
    """The leading comments by path, each on one line and fit for a table."""
    return {
        tuple(each.path): " ".join(each.leading_comments.split()).replace("|", "\\|")
        for each in file.source_code_info.location
        if each.leading_comments
    }


def main() -> None:
    protos = read_protos()
    (ROOT / "docs" / "errors.md").write_text(errors(protos), encoding="utf-8")
    (ROOT / "docs" / "events.md").write_text(events(protos), encoding="utf-8")


if __name__ == "__main__":
    main()
