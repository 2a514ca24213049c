"""How far a backfill has come: a bar with pace and time left on a terminal, a plain line after each window elsewhere.

The time left is that of the windows so far, for the windows still to come; of sitemaps nobody knows how many there are
before they are looked for, so that there is none.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
from rich.progress import Progress as Bars

from flows.options import say
from flows.tables import console, printable

_MINUTE = 60
_LINE_SECONDS = 10.0


class Stage(NamedTuple):
    """A window of a source that is done.

    Attributes:
        source_id: the source.
        label: which window.
        number: its number.
        total: how many there are; None where nobody knows.
        new: the source's new articles so far.
        seconds: time since its backfill began.
    """

    source_id: str
    label: str
    number: int
    total: int | None
    new: int
    seconds: float


Progress = Callable[[Stage], Awaitable[None]]


async def unseen(stage: Stage) -> None:
    """Show nothing."""


def pace(stage: Stage) -> str:
    """Return pace and time left after a window, such as ``1200 new, 240 a minute, about 12 min left``."""
    told = f"{stage.new} new, {_MINUTE * stage.new / max(stage.seconds, 1.0):.0f} a minute"
    left = stage.seconds / stage.number * (stage.total - stage.number) if stage.total else 0.0
    return f"{told}, about {duration(left)} left" if left else told


def duration(seconds: float) -> str:
    """Return a time as a person says it: ``40 s``, ``12 min``, ``3 h 20 min``."""
    if seconds < _MINUTE:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / _MINUTE)
    hours, rest = divmod(minutes, _MINUTE)
    return f"{hours} h {rest:02} min" if hours else f"{minutes} min"


@contextmanager
def shown_progress() -> Iterator[tuple[Progress, Callable[[str, str], None]]]:
    """Yield what is told of windows and what is told of their steps; both show it on the error stream."""
    out = console(error=True)
    if not out.is_terminal:
        lines = _Lines()
        yield lines.window, lines.step
        return
    pace_column = TextColumn("{task.fields[pace]}", markup=False)
    step_column = TextColumn("{task.fields[step]}", markup=False, style="dim")
    columns = (TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn(), pace_column, step_column)
    with Bars(*columns, console=out) as bars:
        shown = _Bars(bars)
        yield shown.window, shown.step


class _Lines:
    """A line after each window, and one every ten seconds on what goes on in a long one."""

    def __init__(self) -> None:
        self._last: dict[str, float] = {}

    async def window(self, stage: Stage) -> None:
        of = f" of {stage.total}" if stage.total else ""
        self._say(stage.source_id, f"{stage.label}, window {stage.number}{of}: {pace(stage)}")

    def step(self, source_id: str, text: str) -> None:
        if time.monotonic() - self._last.setdefault(source_id, time.monotonic()) >= _LINE_SECONDS:
            self._say(source_id, text)

    def _say(self, source_id: str, text: str) -> None:
        self._last[source_id] = time.monotonic()
        say(source_id, text)


class _Bars:
    """A bar per source, behind it its pace, and what its steps tell until the next."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._tasks: dict[str, TaskID] = {}

    async def window(self, stage: Stage) -> None:
        task = self._task(stage.source_id)
        self._bars.update(task, completed=stage.number, total=stage.total, pace=pace(stage), step="")

    def step(self, source_id: str, text: str) -> None:
        self._bars.update(self._task(source_id), step=printable(text))

    def _task(self, source_id: str) -> TaskID:
        if source_id not in self._tasks:
            self._tasks[source_id] = self._bars.add_task(source_id, total=None, pace="", step="")
        return self._tasks[source_id]
