"""Prefect past one machine, in small: its server on PostgreSQL, a pool of workers, each with a data folder of its own.

Everything runs as people run it, by Prefect's own commands in processes of their own, which end with the block.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import httpx

from tests.flows.console import environment
from tests.ports import free_port

POOL = "khotin"
PATIENCE = 600.0  # seconds
ENDED = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")


class FlowRun(NamedTuple):
    """A flow run as Prefect has it: the type of its state with its message, and the process that it is or was."""

    state: str
    message: str
    pid: int | None

    @property
    def is_over(self) -> bool:
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Prefect server that answers; ``variables`` is the environment of whoever talks to it."""

    folder: Path
    variables: dict[str, str]

    def prefect(self, *arguments: str | Path) -> str:
        """Run a command of Prefect's; return what it printed."""
        done = subprocess.run(
            command(*arguments), env=self.variables, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        assert done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done.stdout

    def deploy(self, file: Path) -> dict[str, str]:
        """Deploy what a file says; return the ids of the deployments by their names."""
        self.prefect("deploy", "--all", "--prefect-file", file)
        return {one["name"]: one["id"] for one in self._ask("deployments/filter", {})}

    def trigger(self, deployment: str) -> str:
        """Ask for a run of a deployment now; return its id."""
        return str(self._ask(f"deployments/{deployment}/create_flow_run", {})["id"])

    def run(self, flow_run: str) -> FlowRun:
        """Return how a flow run is at the moment."""
        found = self._ask(f"flow_runs/{flow_run}")
        pid = (found["infrastructure_pid"] or "").rpartition(":")[2]
        return FlowRun(found["state_type"], found["state"]["message"] or "", int(pid) if pid else None)

    def declare_crashed(self, flow_run: str) -> None:
        """Tell Prefect that nobody runs it any more, which frees its slot at once; on its page that is a click."""
        state = {"type": "CRASHED", "message": "its worker died"}
        self._ask(f"flow_runs/{flow_run}/set_state", {"state": state, "force": True})

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        url = f"{self.variables['PREFECT_API_URL']}/{path}"
        answer = httpx.get(url, timeout=60) if body is None else httpx.post(url, json=body, timeout=60)
        answer.raise_for_status()
        return answer.json()

    @contextmanager
    def worker(self, name: str, limit: int) -> Iterator[subprocess.Popen[bytes]]:
        """Run a worker with a data folder of its own, as a machine of its own has it."""
        (self.folder / name).mkdir(exist_ok=True)
        more = {"KHOTIN_DATA": str(self.folder / name), "PREFECT_HOME": str(self.folder / name / "prefect")}
        arguments = ("worker", "start", "--type", "process", "--pool", POOL, "--name", name, "--limit", str(limit))
        with running(self.folder / f"{name}.log", self.variables | more, *arguments) as process:
            yield process


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "prefect", "--no-prompt", *map(str, arguments)]


@contextmanager
def running(log: Path, variables: dict[str, str], *arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of Prefect's, in a session of its own, until the block ends."""
    with log.open("ab") as out:
        process = subprocess.Popen(command(*arguments), env=variables, stdout=out, stderr=out, start_new_session=True)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(30)
        kill_all(process)


def kill_all(process: subprocess.Popen[bytes]) -> set[int]:
    """Kill a process with all that it started, as when its machine loses power; return whom that met."""
    met = {process.pid} if process.poll() is None else set()
    met |= descendants(process.pid)
    for pid in met:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    process.wait()
    return met


def descendants(pid: int) -> set[int]:
    """Return the processes that a process has started, and theirs, by /proc."""
    parents: dict[int, int] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found: set[int] = set()
    latest = {pid}
    while latest:
        latest = {child for child, parent in parents.items() if parent in latest} - found
        found |= latest
    return found


@contextmanager
def cluster(folder: Path, database: str, **variables: str) -> Iterator[Cluster]:
    """Start a Prefect server on a PostgreSQL database and make a pool for workers."""
    port = free_port()
    known = environment(
        PREFECT_API_URL=f"http://127.0.0.1:{port}/api",
        PREFECT_API_DATABASE_CONNECTION_URL=database.replace("postgres://", "postgresql+asyncpg://"),
        PREFECT_HOME=str(folder / "prefect"),
        PREFECT_SERVER_ANALYTICS_ENABLED="false",
        DO_NOT_TRACK="1",
        **variables,
    )
    made = Cluster(folder, known)
    made.prefect("server", "database", "upgrade", "-y")
    log = folder / "server.log"
    with running(log, known, "server", "start", "--host", "127.0.0.1", "--port", str(port)) as server:
        wait_until(lambda: answers(port) or server.poll() is not None, "Prefect's server")
        assert server.poll() is None, log.read_text()
        made.prefect("work-pool", "create", POOL, "--type", "process")
        yield made


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, TimeoutError):
        return False


def wait_until(holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
    """Wait until something holds; fails, naming it, when that takes too long."""
    until = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < until, f"waited {patience:.0f} s for {what}"
        time.sleep(0.25)
