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

from flows.prefect_server import answers

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
    with socket.socket() as listener, (folder / "prefect-server.log").open("ab") as log:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        # It ends when its standard input does, and holds the other end of that itself: it ends when it is told to.
        stdin, held = os.pipe()
        server = subprocess.Popen(
            [sys.executable, "-m", "flows.server_child", str(listener.fileno())],
            stdin=stdin,
            stdout=log,
            stderr=log,
            pass_fds=(listener.fileno(), held),
            env={**variables, "PREFECT_SERVER_UI_ENABLED": "false"},
            start_new_session=True,
        )
    os.close(stdin)
    os.close(held)
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and server.poll() is None:
        if answers(address):
            return address, server.pid
        time.sleep(0.2)
    server.kill()
    raise AssertionError((folder / "prefect-server.log").read_text())
