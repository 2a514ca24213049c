"""The file of ``khotin dedup``: an index of copies for itself, with the tables that the warehouse has.

Beside the index it remembers what was given under each id, so that a line which comes again changes nothing, and, for
the length of a call, its lines in order: the answers are read from here after everything was placed, and no text or
answer is ever held in Python. DuckDB gets a fixed share of memory and writes the rest beside the file.

DuckDB keeps a block in memory for each row group that a commit wrote a part of, until the file is closed (1.5.5: the
buffer in which it notes who wrote which row). These cannot be written elsewhere, and after some hundred batches they
leave no room to work in: so the file is closed and opened again every now and then.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa
from tenacity import Retrying, retry_if_exception_type, stop_after_delay, wait_random

from warehouse import copy_tables as tables
from warehouse.copy_index import CopyIndex
from warehouse.errors import WarehouseBroken, WarehouseBusy
from warehouse.registering import registered
from warehouse.schema import transaction
from warehouse.sqlfiles import statement
from warehouse.story_index import StoryIndex

MOST_MATCHES = 1_000
"""Matches that an answer lists at most, most alike first: a page printed 10,000 times would else list 50 million."""

_MEMORY = "80MB"  # for its buffers; the process takes some 250 more
_BATCHES_OPEN = 20
"""Batches after which the file is opened anew: each left 90 to 180 KB, so that at most 4 MB of the buffers are lost."""
_TURN_SECONDS = 3600.0
"""How long we wait for the file when another process took it in between: it gives it back in the same way."""
_LOCKED = "Could not set lock on file"
_RETRY_SECONDS = (0.02, 0.2)
_RUN = "khotin dedup"
_FILTERED_BY = 1_000
"""Articles up to which DuckDB looks for those asked for as it reads a table, instead of in all that it read (by default
up to 50): a batch of 1,000 among 842,500 articles takes 5 to 10 % less CPU; looking for more would take longer."""


class Given(NamedTuple):
    """A line of the input: its number, and either the id that it gives or the answer that refuses it."""

    line: int
    article_id: str | None
    refusal: bytes | None = None


class Answer(NamedTuple):
    """What is known of a line at the end: where its article is placed and its story, or the answer that refuses it."""

    line: int
    article_id: str | None
    refusal: bytes | None
    of: str | None
    kind: str | None
    similarity: float | None
    story: str | None


class Earlier(NamedTuple):
    """An article that shares a large part with one that came after it."""

    article_id: str
    kind: str
    similarity: float


class CopyFile:
    """An open file of ``open_copy_file``. Everything happens in transactions of a batch each."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, now: datetime, open_anew: Callable[[], None]) -> None:
        self._connection = connection
        self._open_anew = open_anew
        self._batches = 0
        self.index = CopyIndex(connection, run_id=_RUN, loaded_at=now)
        self.stories = StoryIndex(connection, run_id=_RUN, loaded_at=now)
        connection.execute(statement("copy_file/lines")).fetchall()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Commit what the block writes, or undo it when the block raises anything.

        Then Arrow gives back the 40 MB that it needed for the largest table of the batch, and now and then DuckDB what
        it holds for the file.
        """
        with transaction(self._connection):
            yield
        pa.default_memory_pool().release_unused()
        self._batches += 1
        if self._batches % _BATCHES_OPEN == 0:
            self._open_anew()

    def next_arrival(self) -> int:
        """Return the number of the next article in the order of arrival."""
        return int(self._connection.execute(statement("copy_file/next_arrival")).fetchall()[0][0])

    def given(self, article_ids: Sequence[str]) -> dict[str, int]:
        """Return the digests of what was given before under these ids."""
        return dict(self._wanted("given", article_ids))

    def copies(self, article_ids: Iterable[str]) -> set[str]:
        """Return which of the articles are copies."""
        return {article_id for (article_id,) in self._wanted("copies", article_ids)}

    def held_stories(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the stories in which copies of these articles were before the articles came."""
        return dict(self._wanted("held", article_ids))

    def note(self, lines: Sequence[Given], digests: Mapping[str, int]) -> None:
        """Remember lines of this call, and what was given under new ids."""
        noted = {
            "incoming_line": pa.table(
                {
                    "line": pa.array([one.line for one in lines], pa.int64()),
                    "article_id": pa.array([one.article_id for one in lines], pa.string()),
                    "refusal": pa.array([one.refusal for one in lines], pa.binary()),
                }
            ),
            "incoming_given": pa.table(
                {
                    "article_id": pa.array(list(digests), pa.string()),
                    "digest": pa.array(list(digests.values()), pa.uint64()),
                }
            ),
        }
        with registered(self._connection, noted):
            self._connection.execute(statement("copy_file/add_lines")).fetchall()
            self._connection.execute(statement("copy_file/add_given")).fetchall()

    def answers(self, first: int, after: int) -> list[Answer]:
        """Return what is known of the lines from ``first`` up to but without ``after``, in order."""
        return [Answer(*row) for row in self._of_lines("answers", first=first, after=after)]

    def earlier(self, first: int, after: int) -> dict[str, list[Earlier]]:
        """Return, by the articles of these lines, every earlier one that shares a large part, most alike first."""
        found: dict[str, list[Earlier]] = {}
        for article_id, *others in self._of_lines("earlier", first=first, after=after, most=MOST_MATCHES):
            found.setdefault(article_id, []).append(Earlier(*others))
        return found

    def _wanted(self, name: str, article_ids: Iterable[str]) -> list[tuple[Any, ...]]:
        with registered(self._connection, {"wanted": tables.values(article_ids)}):
            return self._connection.execute(statement(f"copy_file/{name}")).fetchall()

    def _of_lines(self, name: str, **parameters: int) -> list[tuple[Any, ...]]:
        return self._connection.execute(statement(f"copy_file/{name}"), parameters).fetchall()


@contextmanager
def open_copy_file(
    path: Path, version: str, now: datetime, *, window: int | None = None, lock_wait: float = 60.0
) -> Iterator[CopyFile]:
    """Open the file, made if it is not there, for this process alone.

    ``version`` is that of the sketches in it, ``window`` the days within which its articles are compared.

    Raises:
        WarehouseBusy: another process held it all the time that we waited.
        WarehouseBroken: it is no index of copies, one with other sketches or another window, or cannot be used.
    """
    spill = path.with_name(f"{path.name}.tmp")
    config: dict[str, str | bool | int | float | list[str]] = {
        "threads": 1,
        "memory_limit": _MEMORY,
        "temp_directory": str(spill),
    }
    with _clear_errors(path), duckdb.connect(":memory:", config=config) as connection:
        # Days are cut the same way everywhere, and standard output is for the answers.
        connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false").fetchall()
        connection.execute(f"SET dynamic_or_filter_threshold = {_FILTERED_BY}").fetchall()
        _attach(connection, path, lock_wait)
        _prepare(connection, path, CopyIndex(connection, run_id=_RUN, loaded_at=now), version, window)
        yield CopyFile(connection, now, partial(_open_anew, connection, path))


def _open_anew(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    connection.execute(statement("copy_file/detach")).fetchall()
    _attach(connection, path, _TURN_SECONDS)


def _attach(connection: duckdb.DuckDBPyConnection, path: Path, lock_wait: float) -> None:
    attach = statement("copy_file/attach").format(path="'" + str(path).replace("'", "''") + "'")
    attempts = Retrying(
        retry=retry_if_exception_type(_Locked),
        stop=stop_after_delay(lock_wait),
        wait=wait_random(*_RETRY_SECONDS),
        sleep=time.sleep,
        reraise=True,
    )
    try:
        attempts(_try_attach, connection, attach)
    except _Locked:
        raise WarehouseBusy(
            f"{path}: is in use by another process; waited {lock_wait:g} s for it. Try again when that has ended."
        ) from None


class _Locked(Exception):
    """Another process has the file at this moment."""


def _try_attach(connection: duckdb.DuckDBPyConnection, attach: str) -> None:
    try:
        connection.execute(attach).fetchall()
    except duckdb.IOException as error:
        if _LOCKED in str(error):
            raise _Locked from None
        raise


def _prepare(
    connection: duckdb.DuckDBPyConnection, path: Path, index: CopyIndex, version: str, window: int | None
) -> None:
    """Make the tables of a new file, and those that an older one lacks; refuse one that is not ours."""
    tables_here, ours, with_runs = connection.execute(statement("copy_file/tables")).fetchall()[0]
    if tables_here and not ours:
        raise WarehouseBroken(f"{path}: is a DuckDB database, but no index of khotin dedup. Choose another file.")
    with transaction(connection):
        if not tables_here:
            for name in ("copy_file/create", "schema/0006_copies", "schema/0007_stories"):
                connection.execute(statement(name)).fetchall()
        if not with_runs:
            connection.execute(statement("schema/0015_sorted_sketches")).fetchall()
        if not tables_here:
            index.begin(version, window)
    _see_that_it_fits(path, index, version, window)


def _see_that_it_fits(path: Path, index: CopyIndex, version: str, window: int | None) -> None:
    if (found := index.version()) != version:
        raise WarehouseBroken(
            f"{path}: is an index of version {found}, this version of Khotin reads {version}. "
            "Choose another file, and give it all the documents again."
        )
    if (days := index.window()) != window:
        was = "without --window: leave it out" if days is None else f"with --window {days}: give the same"
        raise WarehouseBroken(f"{path}: was made {was}, or choose another file.")


@contextmanager
def _clear_errors(path: Path) -> Iterator[None]:
    """Say in one line, with the file's name, what DuckDB says of a file that it cannot use."""
    try:
        yield
    except duckdb.OutOfMemoryException as error:
        raise WarehouseBroken(
            f"{path}: a batch needs more than the {_MEMORY} that DuckDB has here, or its disk is full. "
            "What was placed before is kept: give the documents again in smaller files, with the same --index."
        ) from error
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, duckdb.SerializationException) as e:
        message = str(e).strip()
        if "not a valid DuckDB database file" in message:
            raise WarehouseBroken(f"{path}: is not a DuckDB database. Choose another file.") from e
        raise WarehouseBroken(f"{path}: cannot be used ({message.splitlines()[0]}).") from e
