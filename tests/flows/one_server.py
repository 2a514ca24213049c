"""One Prefect server for all the processes that test together: starting one takes ten seconds and more of computing.

The first process that needs it starts it, whoever comes later uses it, and the last that is done with it stops it. How
many use it stands in a file of the folder that pytest-xdist's workers have in common, behind a lock.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import httpx

START_SECONDS = 120


@dataclass(slots=True)
class _Known:
    """What the users of a folder know of their server."""

    users: int = 0
    address: str = ""
    process: int = 0


@contextmanager
def one_server(folder: Path, variables: Mapping[str, str]) -> Iterator[str]:
    """Yield the address of the API of the server that all users of ``folder`` share; start it if nobody has."""
    with _known(folder) as known:
        if not known.users:
            known.address, known.process = _start(folder, variables)
        known.users += 1
    try:
        yield known.address
    finally:
        with _known(folder) as known:
            known.users -= 1
            if not known.users:
                os.kill(known.process, signal.SIGTERM)


@contextmanager
def _known(folder: Path) -> Iterator[_Known]:
    """Give what is known, one user at a time, and keep what that one changes."""
    with (folder / "prefect-server.json").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        known = _Known(**json.loads(file.read() or "{}"))
        yield known
        file.truncate(0)
        file.write(json.dumps(asdict(known)))


def _start(folder: Path, variables: Mapping[str, str]) -> tuple[str, int]:
    """Start a server that outlives this process; return the address of its API and its process number."""
    port = _free_port()
    command = [
        sys.executable,
        "-m",
        "prefect",
        "server",
        "start",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--no-ui",
    ]
    with (folder / "prefect-server.log").open("ab") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=dict(variables), start_new_session=True)
    address = f"http://127.0.0.1:{port}/api"
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        if _answers(address):
            return address, server.pid
        time.sleep(0.2)
    server.kill()
    raise AssertionError((folder / "prefect-server.log").read_text())


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=5).is_success
    except httpx.TransportError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
