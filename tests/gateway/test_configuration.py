"""Channels and platforms from files: every fault told, the old ones kept, keys rotated without a restart."""

import base64
import datetime as dt
import os
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from services.gateway.configuration import ConfigurationSource, load_configuration
from services.kernel.errors import Refusal
from simulator.channels.keys import certify, public_pem, rsa_key
from tests.gateway.builders import NOW, SECRET, configuration, whsec

ZONE = ZoneInfo("Asia/Shanghai")


def write(file: Path, content: Any) -> None:
    file.write_text(content if isinstance(content, str) else yaml.safe_dump(content))
    # Two writes within one tick of the clock must still be told apart.
    os.utime(file, ns=(0, int.from_bytes(os.urandom(6))))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "gateway.yaml"
    write(made, configuration())
    return made


def faults(file: Path, **channel: Any) -> str:
    content = configuration()
    content["channels"][0] |= channel
    write(file, content)
    with pytest.raises(Refusal) as refused:
        load_configuration([file], ZONE, NOW)
    assert refused.value.reason == "CONFIGURATION_INVALID"
    return refused.value.message


def test_channels_and_platforms_are_read_with_their_keys(file: Path):
    read = load_configuration([file], ZONE, NOW)
    assert read.channels["bank"].secrets["new"] == SECRET
    assert read.platforms["noc"].key_ids == ("in", "out")


def test_a_secret_may_stand_in_a_file_of_its_own(file: Path):
    (file.parent / "bank.secret").write_text(whsec(b"f" * 32) + "\n")
    content = configuration()
    content["channels"][0]["keys"] = [{"id": "k", "secret_file": "bank.secret"}]
    write(file, content)
    assert load_configuration([file], ZONE, NOW).channels["bank"].secrets == {"k": b"f" * 32}


def test_keys_may_stand_in_their_files_as_alipays_console_writes_them_and_serials_in_either_case(file: Path):
    theirs, ours, folder = rsa_key(), rsa_key(), file.parent
    bare = theirs.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    (folder / "alipay.txt").write_bytes(base64.b64encode(bare) + b"\n")
    (folder / "app.txt").write_bytes(
        base64.encodebytes(ours.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()))
    )
    (folder / "wechat.pem").write_bytes(public_pem(theirs))
    (folder / "apiv3").write_bytes(b"3" * 32)
    content = configuration()
    content["channels"] = [
        {
            "id": "alipay",
            "scheme": "alipay",
            "payment_channel": "ALIPAY",
            "merchant": "2088",
            "keys": [{"id": "1", "public_key_file": "alipay.txt"}],
            "merchant_key_file": "app.txt",
        },
        {
            "id": "wechat",
            "scheme": "wechat-pay",
            "payment_channel": "WECHAT_PAY",
            "merchant": "1900000001",
            "content_key_file": "apiv3",
            "keys": [{"id": "5157f09e", "public_key_file": "wechat.pem"}],
        },
    ]
    write(file, content)
    read = load_configuration([file], ZONE, NOW).channels
    assert read["alipay"].public_keys["1"].public_numbers() == theirs.public_key().public_numbers()
    assert read["alipay"].merchant_key is not None
    assert read["alipay"].merchant_key.private_numbers() == ours.private_numbers()
    assert set(read["wechat"].public_keys) == {"5157F09E"}


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"payment_channel": "CARRIER_PIGEON"}, "must be one of"),
        ({"payment_channel": "AGENT"}, "agent must be named"),
        ({"scheme": "carrier-pigeon"}, "scheme"),
        ({"keys": []}, "keys are missing"),
        ({"keys": [{"id": "k", "secret": "whsec_!"}]}, "bank"),
        ({"keys": [{"id": "k", "secret_file": "nowhere"}]}, "nowhere"),
        ({"scheme": "wechat-pay"}, "APIv3"),
        ({"scheme": "union-pay"}, "trusted_certificates_file"),
        ({"colour": "blue"}, "colour"),
        ({"amount_max_minor_units": 0}, "amount_max_minor_units"),
    ],
)
def test_a_wrong_channel_is_told_by_its_field(file: Path, changes: dict[str, Any], told: str):
    assert told in faults(file, **changes)


def test_all_faults_are_told_at_once(file: Path):
    content = configuration()
    content["channels"].append(content["channels"][0])
    content["platforms"][0]["send_key"] = {"id": "out"}
    write(file, content)
    with pytest.raises(Refusal) as refused:
        load_configuration([file], ZONE, NOW)
    assert "stands twice" in refused.value.message
    assert "platforms.noc" in refused.value.message


@pytest.mark.parametrize("content", ["channels: [", "- 1", "channels: {a: b}", ""])
def test_a_file_that_is_no_configuration_is_refused_or_empty(file: Path, content: str):
    write(file, content)
    if content:
        with pytest.raises(Refusal):
            load_configuration([file], ZONE, NOW)
    else:
        assert load_configuration([file], ZONE, NOW).channels == {}


def test_a_wrong_file_leaves_the_old_one_in_force_until_it_is_mended(file: Path):
    source = ConfigurationSource([file], ZONE)
    before = source.reload(NOW)
    write(file, "channels: [")
    source.reload_if_changed(NOW)
    assert source.current is before
    changed = configuration()
    changed["channels"][0]["id"] = "other"
    write(file, changed)
    source.reload_if_changed(NOW + dt.timedelta(seconds=1))
    assert list(source.current.channels) == ["other"]


def test_the_real_channels_keys_are_read_from_pem_files(file: Path):
    folder, root = file.parent, certify("root", authority=True, now=NOW)
    platform = certify("Tenpay.com sign", root, now=NOW)
    (folder / "wechat.pem").write_bytes(platform.pem)
    (folder / "apiv3").write_text("0" * 32)
    (folder / "alipay.pem").write_bytes(public_pem(rsa_key()))
    (folder / "roots.pem").write_bytes(root.pem)
    common = {"payment_channel": "WECHAT_PAY", "merchant": "M"}
    keys = [{"id": platform.serial, "certificate_file": "wechat.pem"}]
    write(
        file,
        {
            "channels": [
                {"id": "w", "scheme": "wechat-pay", "keys": keys, "content_key_file": "apiv3"} | common,
                {"id": "a", "scheme": "alipay", "keys": [{"id": "1", "public_key_file": "alipay.pem"}]} | common,
                {"id": "u", "scheme": "union-pay", "trusted_certificates_file": "roots.pem"} | common,
            ]
        },
    )
    read = load_configuration([file], ZONE, NOW).channels
    assert list(read["w"].public_keys) == [platform.serial]
    assert read["u"].trusted[0].subject == root.certificate.subject
    assert (read["w"].tolerance_seconds, read["a"].tolerance_seconds) == (300, 26 * 3600)
