"""The folder that one running suite lives in, by default `.tollbook`, and the state that it keeps there."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from services.chassis.config import SERVICES


@dataclass(frozen=True, slots=True)
class Home:
    """The places of one suite."""

    directory: Path

    @property
    def servers(self) -> Path:
        return self.directory / "servers"

    @property
    def logs(self) -> Path:
        return self.directory / "logs"

    @property
    def jwks_file(self) -> Path:
        return self.directory / "jwks.json"

    @property
    def key_file(self) -> Path:
        return self.directory / "signing.key"

    @property
    def token_dir(self) -> Path:
        return self.directory / "tokens"

    @property
    def gateway_config(self) -> Path:
        return self.directory / "gateway.yaml"

    @property
    def state_file(self) -> Path:
        return self.directory / "state.json"

    def log(self, service: str) -> Path:
        return self.logs / f"{service}.log"

    def token(self, subject: str) -> str:
        """The bearer token of a service or of "operator"."""
        return (self.token_dir / f"{subject}.jwt").read_text(encoding="utf-8").strip()


@dataclass(slots=True)
class ServiceState:
    """One service's process: its pid (0 while it is down), its addresses and how often it was started again."""

    listen: str
    pid: int = 0
    restarts: int = 0


@dataclass(slots=True)
class SuiteState:
    """What `state.json` says of the running suite. `http` is the gateway's address for callbacks."""

    supervisor_pid: int = 0
    http: str = ""
    redis_url: str = ""
    database_urls: dict[str, str] = field(default_factory=dict[str, str])
    services: dict[str, ServiceState] = field(default_factory=dict[str, ServiceState])

    def is_running(self) -> bool:
        return self.supervisor_pid > 0 and Path(f"/proc/{self.supervisor_pid}").exists()


def read_state(home: Home) -> SuiteState | None:
    """The state of a suite that was started from this home; None when none ever was."""
    if not home.state_file.exists():
        return None
    raw = json.loads(home.state_file.read_text(encoding="utf-8"))
    services = {name: ServiceState(**raw["services"][name]) for name in SERVICES if name in raw["services"]}
    return SuiteState(raw["supervisor_pid"], raw["http"], raw["redis_url"], raw["database_urls"], services)


def write_state(home: Home, state: SuiteState) -> None:
    """Replaces the state file in one step: a reader sees the old one or the new one."""
    new = home.state_file.with_suffix(".new")
    new.write_text(json.dumps(asdict(state), indent=2), encoding="utf-8")
    new.replace(home.state_file)
