"""What ``khotin forget`` takes out of files beside warehouse and archive: logs, and Prefect's records of its runs."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from flows.boilerplate import profile_path
from flows.forget_plan import Order
from transforms.traces import Traces, around
from warehouse.sqlite_sweep import sweep_sqlite

_REPLACED = b"[forgotten]"
_LOGS = "*.log*"
_DATABASES = ("prefect/**/*.db", "prefect/**/*.sqlite")


def sweep_files(data: Path, order: Order) -> None:
    """Take the traces out of logs and Prefect's database, and remove the profile of a source that is forgotten.

    What cannot be changed at the moment, the proof finds.
    """
    traces = order.traces
    for path in data.rglob(_LOGS):
        if path.is_file():
            _mask(path, traces)
    for pattern in _DATABASES:
        for path in data.glob(pattern):
            if _names(path, traces):
                with contextlib.suppress(sqlite3.Error):
                    sweep_sqlite(path, traces, _REPLACED)
    if order.source_id is not None:
        profile_path(data, order.source_id).unlink(missing_ok=True)


def _names(path: Path, traces: Traces) -> bool:
    """Say whether a database or its log has a trace somewhere, also in what was deleted."""
    files = (path, path.with_name(f"{path.name}-wal"))
    return any(traces.find(file.read_bytes()) for file in files if file.exists())


def _mask(path: Path, traces: Traces) -> None:
    """Overwrite traces in a log where they stand, byte for byte: whoever writes to it goes on at its end."""
    with path.open("r+b") as file:
        data = file.read()
        for start, end in around(data, traces.find(data)):
            file.seek(start)
            file.write(b"x" * (end - start))
