"""The process of a Prefect server of ours; it ends when whoever started it ends, in whatever way.

Its standard input is a pipe that only its parent holds. When the parent is gone, be it by kill -9, the pipe is closed,
and the server stops: none is ever left behind. Prefect's own temporary server stays for good then.
"""

from __future__ import annotations

import os
import signal
import sys
import threading

import uvicorn

_KEEP_ALIVE_SECONDS = 5
# An end that takes longer than this is cut short: nobody waits for it, or whoever did has given up.
_END_SECONDS = 15.0


def main() -> None:
    """Serve Prefect's API on the listening socket whose descriptor is given, until standard input is closed."""
    descriptor = int(sys.argv[1])
    # Ctrl-C on a terminal is the parent's to handle: it closes the pipe when the runs have ended.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    config = uvicorn.Config(
        "prefect.server.api.server:create_app",
        factory=True,
        fd=descriptor,
        log_level="warning",
        lifespan="on",
        timeout_keep_alive=_KEEP_ALIVE_SECONDS,
    )
    server = uvicorn.Server(config)
    threading.Thread(target=_end_with_parent, args=(server,), daemon=True).start()
    server.run()


def _end_with_parent(server: uvicorn.Server) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    server.should_exit = True
    threading.Timer(_END_SECONDS, os._exit, (1,)).start()


if __name__ == "__main__":
    main()
