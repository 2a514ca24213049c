"""A pool of processes for parsing pages: groups of pages go out, answers come back in order, memory stays bounded.

Processes and not threads, because parsing is Python from end to end. Where the command has threads already (the event
loop's, DuckDB's) they are spawned and not forked, since a fork would leave threads behind in the middle of their work;
what a process imports before its first page then costs it half a second of CPU and more, once. A command that knows
before it has any thread that it will need them has them forked, and they begin with what it has imported.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

GROUP = 20  # pages handed to a process at once: some 100 ms of work, so that handing over costs little
# A page makes thousands of objects and hardly a cycle: at the usual thresholds a tenth of the time goes into looking.
COLLECT_AFTER = (50_000, 20, 50)


def page_pool(workers: int) -> Executor:
    """Return a pool of so many processes, which end as soon as this one does."""
    return ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin)


@contextmanager
def early_page_pool(workers: int) -> Iterator[Executor]:
    """Yield a pool whose processes are there at once, forked on Linux as long as there is no thread, else spawned.

    To be entered before the first thread is started and after what the processes need is imported. When the block is
    left, what is not begun is dropped; when an error leaves it, an interruption too, the processes end where they are.
    """
    way = "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
    pool = ProcessPoolExecutor(workers, multiprocessing.get_context(way), _begin)
    try:
        pool.submit(os.getpid)  # forked processes are started together, with the first piece of work
        yield pool
    except BaseException:
        for process in multiprocessing.active_children():
            process.terminate()
        raise
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _begin() -> None:
    """Start a process of the pool: an interruption is the command's to handle, and pages leave hardly any cycles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(*COLLECT_AFTER)
    _end_with_parent()


def _end_with_parent() -> None:
    """Let a process of the pool end as soon as the command does, also when that was killed and could tell nobody."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def groups_of(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the things in lists of ``size``, the last one perhaps shorter."""
    iterator = iter(things)
    while group := list(islice(iterator, size)):
        yield group


def in_order(
    submit: Callable[[Sequence[T]], Future[R]],
    groups: Iterable[Sequence[T]],
    ahead: int,
    *,
    before_waiting: Callable[[], None] = lambda: None,
) -> Iterator[tuple[Sequence[T], R]]:
    """Yield every group with its answer, in order, with at most ``ahead`` groups under way.

    ``submit`` hands a group to the pool; ``before_waiting`` is called before the wait for an answer.
    """

    def result(future: Future[R]) -> R:
        if not future.done():
            before_waiting()
        return future.result()

    waiting: deque[tuple[Sequence[T], Future[R]]] = deque()
    for group in groups:
        waiting.append((group, submit(group)))
        if len(waiting) >= ahead:
            done, future = waiting.popleft()
            yield done, result(future)
    while waiting:
        done, future = waiting.popleft()
        yield done, result(future)
