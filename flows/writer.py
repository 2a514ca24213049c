"""Group commit: the sources of one command share openings, transactions and statements of the warehouse.

Opening and closing the file costs several times what a small transaction does, and a statement costs as much for one
row as for hundreds; an idle poll is two small transactions of a row or two. So whatever waits when the file is opened
is done in that one sitting, and requests of the same kind in one transaction. The file is closed as soon as nobody
waits: it is never open for somebody who is busy on the network.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from warehouse.store import Held, Session, Warehouse

T = TypeVar("T")
R = TypeVar("R")

# A sitting ends after so many seconds, whoever still waits, so that other processes get at the file too.
LONGEST_SITTING = 1.0


@dataclass(frozen=True, slots=True)
class _Job:
    """A request: the work, what it is about, and where its result is awaited. ``alone`` is not done with others."""

    work: Callable[[Session, Sequence[Any]], Sequence[Any]]
    what: Any
    done: Future[Any]
    alone: bool


class Writer:
    """Writes for all sources of a command, in a thread of the event loop's that lives while anybody waits."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse = warehouse
        self._waiting: deque[_Job] = deque()
        self._busy = False
        self._lock = threading.Lock()

    async def write(self, work: Callable[[Session], T]) -> T:
        """Run ``work`` in a transaction of its own; return what it returns once that is committed.

        A cancellation is passed on only when the transaction has ended. Whatever ``work`` raises undoes it and is
        raised here.

        Raises:
            WarehouseBusy: the file stays locked.
            WarehouseBroken: it cannot be used.
        """

        def single(session: Session, _: Sequence[Any]) -> Sequence[T]:
            return [work(session)]

        result: T = await self._done(_Job(single, None, Future(), alone=True))
        return result

    async def write_together(self, work: Callable[[Session, Sequence[T]], Sequence[R]], what: T) -> R:
        """Run ``work`` on ``what`` and on everything else that waits for the same work, in one transaction.

        ``work`` returns a result for each. If it raises, everything is undone, and each is done again alone, so that
        what is wrong with one hurts no other.

        Raises:
            WarehouseBusy: the file stays locked.
            WarehouseBroken: it cannot be used.
        """
        result: R = await self._done(_Job(work, what, Future(), alone=False))
        return result

    async def _done(self, job: _Job) -> Any:
        with self._lock:
            self._waiting.append(job)
            idle, self._busy = not self._busy, True
        if idle:
            asyncio.get_running_loop().run_in_executor(None, self._serve)
        waiting = asyncio.wrap_future(job.done)
        try:
            return await asyncio.shield(waiting)
        except asyncio.CancelledError:
            await asyncio.gather(waiting, return_exceptions=True)
            raise

    def _serve(self) -> None:
        group = self._next()
        while group:
            group = self._sit(group)

    def _next(self) -> list[_Job]:
        """Take the next job, with those of its kind; where there is none, whoever asks has to leave."""
        with self._lock:
            self._busy = bool(self._waiting)
            if not self._waiting:
                return []
            first = self._waiting.popleft()
            same = [] if first.alone else [job for job in self._waiting if job.work is first.work and not job.alone]
            for job in same:
                self._waiting.remove(job)
            return [first, *same]

    def _sit(self, group: list[_Job]) -> list[_Job]:
        """Open the file, do the jobs and those that wait behind them; return what is left for another sitting."""
        ends_at: float | None = None
        try:
            with self._warehouse.exclusive() as held:
                ends_at = time.monotonic() + LONGEST_SITTING
                _do(held, group)
                while (group := self._next()) and time.monotonic() < ends_at:
                    _do(held, group)
        except BaseException as error:  # noqa: BLE001 - whatever it is, somebody awaits it
            return self._fail(group, error, everybody=ends_at is None)
        return group

    def _fail(self, group: list[_Job], error: BaseException, *, everybody: bool) -> list[_Job]:
        """Hand an error to whom it concerns, and return what comes next.

        A failed job ends the sitting, since nobody knows what it did to the connection. Where the file could not be
        opened at all, nobody who waits by then need wait as long once more.
        """
        if len(group) > 1 and not everybody:
            with self._lock:
                self._waiting.extendleft(_Job(job.work, job.what, job.done, alone=True) for job in reversed(group))
            return self._next()
        while group:
            for job in group:
                job.done.set_exception(error)
            group = self._next()
            if not everybody:
                break
        return group


def _do(held: Held, group: Sequence[_Job]) -> None:
    """Do jobs of one kind in one transaction, and hand out the results once it is committed."""
    with held.write() as session:
        results = group[0].work(session, [job.what for job in group])
    for job, result in zip(group, results, strict=True):
        job.done.set_result(result)
