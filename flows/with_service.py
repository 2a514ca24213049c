"""The processes of scheduled runs end with the ``khotin serve`` that started them, in whatever way it ends.

A run that outlived a service that was killed would go on without anybody to cancel it, and without Prefect's server;
the next service takes it for dead and frees its place, so that two runs of one source were under way.
"""

from __future__ import annotations

import os
import threading
import time

# Names the process of the service to those of its runs. Not KHOTIN_: it is no setting.
SERVICE = "_KHOTIN_SERVICE"
_LOOK_EVERY = 0.5


def name_service() -> None:
    """Name this process as the service to the processes that it starts from now on."""
    os.environ[SERVICE] = str(os.getpid())


def end_with_service() -> None:
    """Let the process of a run end as soon as its service has; one that no service started goes on.

    It ends as by kill -9, which costs what is not committed and nothing else: the server that could be told of more has
    ended, too.
    """
    service = os.environ.get(SERVICE)
    if service is not None:
        threading.Thread(target=_watch, args=(int(service),), name="with-service", daemon=True).start()


def _watch(service: int) -> None:
    # A process whose parent ends gets another parent.
    while os.getppid() == service:
        time.sleep(_LOOK_EVERY)
    os._exit(1)
