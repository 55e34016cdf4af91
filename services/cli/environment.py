"""What a service process of the development suite is told through its environment."""

import os
import socket

from services.chassis import embedded
from services.chassis.config import SERVICES
from services.cli.home import Home, ServiceState, SuiteState

# Below the range that the kernel hands to outgoing connections, so that a port stays ours between two starts.
HTTP_PORT = 7100
FIRST_GRPC_PORT = 7101
PLATFORM_PORT_OFFSET = 9  # above the gateway's, where the sample provisioning platform listens
PORT_STEP = 10
PORT_TRIES = 500


def plan_suite(home: Home, before: SuiteState | None) -> SuiteState:
    """Chooses databases, Redis and ports; starts the embedded servers unless the environment names real ones."""
    urls = {service: os.environ.get(f"TOLLBOOK_{service.upper()}_DATABASE_URL", "") for service in SERVICES}
    redis_url = os.environ.get("TOLLBOOK_REDIS_URL", "")
    if not (all(urls.values()) and redis_url):
        servers = embedded.start(home.servers)
        redis_url = redis_url or servers.redis_url
        for service, url in urls.items():
            urls[service] = url or embedded.ensure_database(servers, f"tollbook_{service}", f"tollbook_{service}")
    http, listens = _ports(before)
    return SuiteState(
        http=http,
        redis_url=redis_url,
        database_urls=urls,
        services={service: ServiceState(listen) for service, listen in listens.items()},
    )


def service_environment(home: Home, state: SuiteState, service: str) -> dict[str, str]:
    """The environment of one service: the caller's own, and what the suite decides."""
    name = service.upper()
    ours = {
        f"TOLLBOOK_{name}_DATABASE_URL": state.database_urls[service],
        f"TOLLBOOK_{name}_LISTEN": state.services[service].listen,
        "TOLLBOOK_REDIS_URL": state.redis_url,
        "TOLLBOOK_JWKS_FILE": str(home.jwks_file),
        "TOLLBOOK_TOKEN_DIR": str(home.token_dir),
        "TOLLBOOK_GATEWAY_CONFIG_FILE": str(home.gateway_config),
        "TOLLBOOK_GATEWAY_HTTP_LISTEN": state.http,
        "TOLLBOOK_DEVELOPMENT": "true",
        "PYTHONUNBUFFERED": "1",
    }
    ours |= {f"TOLLBOOK_PEER_{peer.upper()}": process.listen for peer, process in state.services.items()}
    return {**os.environ, **ours}


def _ports(before: SuiteState | None) -> tuple[str, dict[str, str]]:
    """The addresses of the last start where they are free, else the first free block of ports."""
    if before is not None:
        listens = {service: process.listen for service, process in before.services.items()}
        if all(_is_free(address) for address in (before.http, *listens.values())):
            return before.http, listens
    for offset in range(0, PORT_TRIES * PORT_STEP, PORT_STEP):
        http = f"127.0.0.1:{HTTP_PORT + offset}"
        listens = {name: f"127.0.0.1:{FIRST_GRPC_PORT + offset + i}" for i, name in enumerate(SERVICES)}
        if all(_is_free(address) for address in (http, *listens.values())):
            return http, listens
    raise embedded.EmbeddedServerError("no free block of six ports between 7100 and 12100")


def _is_free(address: str) -> bool:
    host, port = address.rsplit(":", 1)
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except OSError:
            return False
    return True
