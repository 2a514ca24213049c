"""Killing a command at random moments, and reading the snapshot all the while."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.flows.console import start
from warehouse.backend import Place
from warehouse.query import SnapshotMissing, run_query


def rows(data: Place, sql: str) -> list[tuple[Any, ...]]:
    return list(run_query(data, sql).rows())


@dataclass
class Reader:
    """Reads the snapshot again and again: it has to be there, whole, and never older than before."""

    data: Place
    pause: float = 0.1  # seconds
    reads: int = 0
    faults: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _read(self) -> None:
        query = (
            "select count(*), count(distinct article.article_id), count(words.body) "
            "from core.article left join core.article_version words using (article_id, version)"
        )
        most = 0
        while not self._stop.wait(self.pause):
            try:
                ((count, *others),) = rows(self.data, query)
            except SnapshotMissing as error:
                self.faults.append(str(error))
                continue
            self.reads += 1
            if any(other != count for other in others) or count < most:
                self.faults.append(f"{count} articles after {most}, with {others}")
            most = count


def kill(after: float, *arguments: str | Path, **variables: str) -> bool:
    """Start a command and kill it after so many seconds; say whether it was still running."""
    process = start(*arguments, cwd=None, **variables)
    time.sleep(after)
    running = process.poll() is None
    process.kill()
    process.communicate()
    return running


def moments(seed: int, count: int, longest: float) -> list[float]:
    """Return seconds at which to kill, the same for each seed."""
    chance = random.Random(seed)
    return [chance.uniform(0.2, longest) for _ in range(count)]
