"""A filter over several processes: chunks of lines go out, rows come back in the order of the lines.

Parsing is CPU alone and a page needs nothing of another, so that two cores do nearly twice as much. No more chunks are
under way than the workers can soon take: memory does not grow with the input. The main process reads and writes. What
only a pool needs is imported when there is one.
"""

from __future__ import annotations

import gc
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.errors import CommandError

if TYPE_CHECKING:
    from concurrent.futures import Future
    from multiprocessing.context import BaseContext

Numbered = tuple[int, bytes]  # a line with its number
Answer = tuple[bytes, bool]  # a row, and whether it is a reject
Work = Callable[[Numbered], Answer]

_CHUNK_LINES, _CHUNK_BYTES = 8, 1_000_000
_AHEAD = 3
_COLLECT_AFTER = (50_000, 20, 50)

_work: Work  # what this worker does with a line


@contextmanager
def calm_collector() -> Iterator[None]:
    """Let the cyclic garbage collector leave alone what was imported, and look at the rest more rarely.

    A page makes thousands of objects and hardly a cycle; looking for cycles at the usual thresholds takes a tenth of
    the time of parsing, and of importing. What is garbage already is kept with the rest: it is little, and to look for
    it takes longer than to read a line.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*_COLLECT_AFTER)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


def answers(work: Work, lines: Iterable[Numbered], workers: int) -> Generator[Answer, None, None]:
    """Yield the answer to each line, in order; one worker is this process itself.

    With several workers ``work`` is sent to each of them: it must be possible to pickle it.

    Raises:
        CommandError: a worker was ended from outside.
    """
    with calm_collector():
        yield from map(work, lines) if workers == 1 else _pooled(work, lines, workers)


def _pooled(work: Work, lines: Iterable[Numbered], workers: int) -> Iterator[Answer]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(workers, _context(), _begin, (work,)) as pool:
        under_way: deque[Future[list[Answer]]] = deque()
        try:
            for chunk in _chunks(lines):
                under_way.append(pool.submit(_answer, chunk))
                if len(under_way) >= _AHEAD * workers:
                    yield from under_way.popleft().result()
            while under_way:
                yield from under_way.popleft().result()
        except BrokenProcessPool:
            raise CommandError("a worker was ended from outside, perhaps for want of memory: try fewer") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _context() -> BaseContext:
    """Fork where that exists: workers then need not import again what they all use."""
    import multiprocessing

    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if "fork" in methods else methods[0])


def _begin(work: Work) -> None:
    """Start a worker: an interruption is the main process's to handle, and the collector is as calm as there."""
    global _work  # noqa: PLW0603 - a pool hands its workers nothing but arguments, and the work is the same for all
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*_COLLECT_AFTER)
    _work = work


def _answer(chunk: list[Numbered]) -> list[Answer]:
    return [_work(line) for line in chunk]


def _chunks(lines: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    """Yield lines by eight, or by a megabyte where they are long."""
    chunk: list[Numbered] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line[1])
        if len(chunk) == _CHUNK_LINES or size >= _CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk
