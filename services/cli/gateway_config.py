"""The gateway's configuration of a development suite: one channel and one platform, with fresh keys."""

import base64
import secrets

import yaml

from services.cli.environment import PLATFORM_PORT_OFFSET

SECRET_BYTES = 32
HEAD = "# Written by `tollbook up` with fresh keys; change it as you like, the gateway reads it again.\n"


def development_config(http: str) -> str:
    """The YAML text. `http` is the gateway's own address; the sample platform listens a few ports above it."""
    host, port = http.rsplit(":", 1)
    channel = {
        "id": "sample",
        "scheme": "standard-webhooks",
        "payment_channel": "BANK_TRANSFER",
        "keys": [{"id": "sample-1", "secret": _secret()}],
    }
    platform = {
        "id": "provisioning",
        "scheme": "cloud-events",
        "url": f"http://{host}:{int(port) + PLATFORM_PORT_OFFSET}/commands",
        "send_key": {"id": "tollbook-1", "secret": _secret()},
        "callback_keys": [{"id": "provisioning-1", "secret": _secret()}],
        # A platform of the same machine is back within moments, so there is no reason to wait for minutes.
        "first_retry_seconds": 0.2,
        "longest_retry_seconds": 5.0,
    }
    return HEAD + yaml.safe_dump({"channels": [channel], "platforms": [platform]}, sort_keys=False)


def _secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()
