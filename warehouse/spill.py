"""Where DuckDB puts what does not fit into its memory while a statement runs: a folder below DATA for each engine.

DuckDB makes the folder when it needs it and removes it when the engine is closed. One that was killed leaves it behind,
with what it had in hand; the next to start on this machine removes it. No two engines may share one: they would give
their files the same names.
"""

from __future__ import annotations

import os
import shutil
import socket
import uuid
from pathlib import Path

_PREFIX = ".spill"
_ours: set[str] = set()


def spill_folder(data: Path) -> Path:
    """Return a folder below DATA that nobody else uses, not made yet; those that killed processes left are removed."""
    machine = f"{_PREFIX}-{socket.gethostname()}"
    _remove_left_overs(data, machine)
    name = f"{machine}-{os.getpid()}-{uuid.uuid4().hex[:8]}"
    _ours.add(name)
    return data / name


def _remove_left_overs(data: Path, machine: str) -> None:
    if not data.is_dir():
        return
    for folder in list(data.iterdir()):
        made_by, _, rest = folder.name.partition(f"{machine}-")
        pid = rest.partition("-")[0]
        if not made_by and pid.isdecimal() and not _is_in_use(folder.name, int(pid)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_in_use(name: str, pid: int) -> bool:
    """Say whether the process that made a folder runs; a number like ours may be that of an earlier process."""
    if pid == os.getpid():
        return name in _ours
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True
