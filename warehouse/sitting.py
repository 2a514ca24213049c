"""Keeps the writer's file open from one batch to the next, where a command has many and does little between them.

Opening and giving up the file costs as much as loading a small batch: what was committed is written into the file each
time, table by table. A sitting does that once for many batches. It ends by itself as soon as somebody else waits for
the file, who says so by touching a file beside it, and after ``LONGEST`` in any case; the next batch begins another.
What was committed before a sitting is killed stands in the log beside the file, which the next opening plays back.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warehouse.session import Session
    from warehouse.store import Held

LONGEST = 10.0  # seconds
# Longer than those who wait pause between two tries (store._RETRY_SECONDS), so that one of them gets the file.
_GIVE_WAY = 0.25


def ask_for(wanted: Path) -> None:
    """Say to whoever sits on the warehouse file that somebody waits for it."""
    with suppress(OSError):  # a folder that cannot be written to is told of elsewhere; waiting helps as well
        wanted.touch()


class Sitting:
    """One transaction after another, on one opening of the file where possible. For one thread.

    ``opened`` opens the file, ``wanted`` is the file that says that somebody waits, ``sleep`` lets the others pass,
    ``longest`` is how many seconds it may last.
    """

    def __init__(
        self,
        opened: Callable[[], AbstractContextManager[Held]],
        wanted: Path,
        sleep: Callable[[float], None],
        *,
        longest: float | None = None,
    ) -> None:
        self._opened = opened
        self._wanted = wanted
        self._sleep = sleep
        self._longest = LONGEST if longest is None else longest
        self._stack = ExitStack()
        self._held: Held | None = None
        self._asked = 0
        self._ends_at = 0.0

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Yield a session that is committed at the end, or undone when the block raises anything."""
        if self._held is None:
            self._held = self._stack.enter_context(self._opened())
            self._asked = self._last_asked()
            self._ends_at = time.monotonic() + self._longest
        try:
            with self._held.write() as session:
                yield session
        except BaseException as error:  # nobody knows what it did to the connection
            self._held = None
            self._stack.__exit__(type(error), error, error.__traceback__)  # raises what it means for the file
            raise
        if self._last_asked() != self._asked:
            self.rise()
            self._sleep(_GIVE_WAY)
        elif time.monotonic() >= self._ends_at:
            self.rise()

    def rise(self) -> None:
        """Give the file up, if it is open."""
        self._held = None
        self._stack.close()

    def _last_asked(self) -> int:
        """Return when somebody last said that they wait, in nanoseconds."""
        try:
            return self._wanted.stat().st_mtime_ns
        except OSError:
            return 0
