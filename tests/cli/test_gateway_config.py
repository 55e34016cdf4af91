"""The gateway accepts the configuration that a development suite is given."""

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from services.cli.gateway_config import development_config
from services.gateway.configuration import load_configuration


def test_the_gateway_reads_one_channel_and_one_platform(tmp_path: Path):
    file = tmp_path / "gateway.yaml"
    file.write_text(development_config("127.0.0.1:7100"), encoding="utf-8")
    read = load_configuration([file], ZoneInfo("Asia/Shanghai"), dt.datetime.now(dt.UTC))
    assert list(read.channels) == ["sample"]
    assert read.platforms["provisioning"].url == "http://127.0.0.1:7109/commands"


def test_two_suites_have_different_secrets():
    assert development_config("127.0.0.1:7100") != development_config("127.0.0.1:7100")
