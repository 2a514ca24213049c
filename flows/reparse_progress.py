"""How far a reparse has come: a bar with pages a second and the time left on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from flows.options import say
from flows.reparse import Progress
from flows.tables import console

_LINE_SECONDS = 10.0


class _Speed(ProgressColumn):
    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{speed:.0f} pages/s" if speed else "")


@contextmanager
def shown_progress() -> Iterator[Progress]:
    """Yield what is told of progress and shows it on the error stream."""
    out = console(error=True)
    if not out.is_terminal:
        yield _Lines()
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), _Speed(), TimeRemainingColumn())
    with Bars(*columns, console=out, transient=True) as bars:
        tasks = {}

        def show(source_id: str, done: int, total: int) -> None:
            if source_id not in tasks:
                tasks[source_id] = bars.add_task(source_id, total=total)
            bars.update(tasks[source_id], completed=done, total=total)

        yield show


class _Lines:
    """A line every ten seconds, and one at the end of each source."""

    def __init__(self) -> None:
        self._last = self._begun = time.monotonic()

    def __call__(self, source_id: str, done: int, total: int) -> None:
        now = time.monotonic()
        if done < total and now - self._last < _LINE_SECONDS:
            return
        self._last = now
        say(source_id, f"{done} of {total} pages")
