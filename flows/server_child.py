"""The process of a Prefect server of ours; it ends when whoever started it ends, in whatever way.

Its standard input is a pipe that only its parent holds. When the parent is gone, be it by kill -9, the pipe is closed,
and the server stops: none is ever left behind. Prefect's own temporary server stays for good then.

Garbage is collected by a thread of its own here. What is collected may be a cursor of SQLite, which waits for its
connection; where that connection waits for another one's transaction, and that one for the thread of the event loop to
commit it, a collection in that very thread stands still until SQLite gives up, for a minute.

Of the servers on one database only one starts at a time: the first one makes the database, and two that do so together
break each other's work ("duplicate column name"). It may be one whose command has been killed and which is ending.
"""

from __future__ import annotations

import fcntl
import gc
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn

_KEEP_ALIVE_SECONDS = 5
# An end that takes longer than this is cut short: nobody waits for it, or whoever did has given up.
_END_SECONDS = 15.0
# Seconds between two collections of what is young, and how many of them come to one of everything.
_COLLECT_EVERY, _ALL_EVERY = 10.0, 30


class _Server(uvicorn.Server):
    """A server that waits with its start until no other one on the same database is starting."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, alone."""
        with _alone():
            await super().startup(sockets)


@contextmanager
def _alone() -> Iterator[None]:
    """Wait until no other server is in this block; the system frees the lock with a process that ends in it."""
    from prefect.settings import get_current_settings

    home = Path(get_current_settings().home)
    home.mkdir(parents=True, exist_ok=True)
    with (home / "starting").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def main() -> None:
    """Serve Prefect's API on the listening socket whose descriptor is given, until standard input is closed."""
    descriptor = int(sys.argv[1])
    # Ctrl-C on a terminal is the parent's to handle: it closes the pipe when the runs have ended.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    config = uvicorn.Config(
        "flows.server_app:create_app",
        factory=True,
        fd=descriptor,
        log_level="warning",
        lifespan="on",
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
    )
    server = _Server(config)
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    gc.disable()
    threading.Thread(target=_collect_garbage, daemon=True).start()
    server.run()


def _end_with_parent(server: uvicorn.Server) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    server.should_exit = True
    threading.Timer(_END_SECONDS, os._exit, (1,)).start()


def _collect_garbage() -> None:
    young, everything = 1, 2
    rounds = 0
    while True:
        time.sleep(_COLLECT_EVERY)
        rounds += 1
        gc.collect(young if rounds % _ALL_EVERY else everything)


if __name__ == "__main__":
    main()
