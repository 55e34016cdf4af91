"""What those who run it do from the command line: list, show, replay, quarantine, release, dismiss, withdraw."""

import asyncio
import json
import os
import sys
from typing import Any

from services.gateway.domain.command import CommandKind
from tests.gateway.builders import report_body
from tests.gateway.conftest import Gateway, eventually
from tests.gateway.test_commands import callbacks, message, submit
from tests.gateway.test_notifications import listed

# One process for all of them: each start of Python costs more than the command.
SCRIPT = """
import json, sys
from typer.testing import CliRunner
from services.cli.main import app
for line in sys.stdin:
    done = CliRunner().invoke(app, ["gateway", *json.loads(line), "-o", "json"])
    print(json.dumps({"code": getattr(done.exception, "code", done.exit_code), "said": done.stdout}), flush=True)
"""


async def commands(gateway: Gateway, *lines: list[str]) -> list[Any]:
    """What each command of the `tollbook gateway` family answered; None for one that failed."""
    address = f"127.0.0.1:{gateway.server.port}"
    peers = {f"TOLLBOOK_PEER_{each}": address for each in ("RATING", "PAYMENT", "CREDIT", "COLLECTION", "GATEWAY")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        SCRIPT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, **peers, "TOLLBOOK_TOKEN_DIR": str(gateway.file.parent)},
    )
    said, _ = await process.communicate("".join(json.dumps(line) + "\n" for line in lines).encode())
    answers = [json.loads(line) for line in said.splitlines()]
    return [json.loads(answer["said"]) if answer["code"] == 0 else None for answer in answers]


async def test_the_command_line_lists_shows_and_acts(gateway: Gateway):
    (gateway.file.parent / "operator.jwt").write_text((gateway.file.parent / "gateway.jwt").read_text())
    gateway.payment.refuse["20260101-0001"] = "CURRENCY_MISMATCH"
    gateway.platform.answer = lambda command_id, number: 503
    await gateway.notify()
    await submit(gateway, message("W-1"), message("W-2", CommandKind.RESTORE))
    await gateway.call_back(report_body("COMPLETED", "W-9"))

    async def rejected() -> bool:
        return gateway.payment.calls > 0 and (await gateway.pending())["notifications"] == 0

    await eventually(rejected)
    gateway.payment.refuse.clear()
    (notification,), (callback,) = await listed(gateway), await callbacks(gateway)
    why = ["--reason", "test"]
    shown, taken, back, waiting, judged, away, withdrawn, command, raw, wrong = await commands(
        gateway,
        ["show", notification.name],
        ["quarantine", notification.name, *why],
        ["release", notification.name, *why],
        ["callbacks", "--quarantined"],
        ["replay", callback.name, *why],
        ["dismiss", callback.name, *why],
        ["cancel", "commands/W-2", *why],
        ["show", "commands/W-2"],
        ["show", callback.name, "--raw", "test"],
        ["dismiss", notification.name, *why],
    )
    states = [each["state"].rpartition("_")[2] for each in (shown, taken, back, judged, away)]
    assert states == ["REJECTED", "QUARANTINED", "ACCEPTED", "QUARANTINED", "DISMISSED"]
    assert [(each["name"], each["reason"]) for each in waiting] == [(callback.name, "COMMAND_UNKNOWN")]
    assert (withdrawn["outcome"], command["outcome"], command["tries"]) == (*["COMMAND_OUTCOME_CANCELLED"] * 2, [])
    assert json.loads(raw["body"])["command"] == "commands/W-9"
    assert wrong is None, "a notification is not dismissed"
