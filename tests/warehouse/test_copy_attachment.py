"""The file of ``khotin dedup``, attached anew in a long pass: nobody gets in between, nothing is different after."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from warehouse import copy_file
from warehouse.copy_attachment import Attachment
from warehouse.copy_file import Given, open_copy_file
from warehouse.errors import WarehouseBusy

NOW = datetime(2025, 5, 1, tzinfo=UTC)


def test_what_a_pass_noted_and_stored_is_there_after_every_renewal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copy_file, "BATCHES_ATTACHED", 2)
    renewed = 0
    renew = Attachment.renew

    def counted(self: Attachment, connection: duckdb.DuckDBPyConnection) -> None:
        nonlocal renewed
        renewed += 1
        renew(self, connection)

    monkeypatch.setattr(Attachment, "renew", counted)
    with open_copy_file(tmp_path / "index.duckdb", "test", NOW) as file:
        for line in range(1, 8):
            with file.batch():
                file.note([Given(line, f"a{line}")], {f"a{line}": line})
        assert renewed == 3
        assert file.given([f"a{line}" for line in range(9)]) == {f"a{line}": line for line in range(1, 8)}
        assert [one.article_id for one in file.answers(1, 8)] == [f"a{line}" for line in range(1, 8)]
        assert file.index.version() == "test"


def test_a_batch_that_fails_is_undone_and_the_next_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copy_file, "BATCHES_ATTACHED", 1)
    with open_copy_file(tmp_path / "index.duckdb", "test", NOW) as file:
        with pytest.raises(duckdb.Error), file.batch():
            file.note([Given(1, "a"), Given(2, None, b"?")], {"a": 2**64 - 1, "b": None})  # type: ignore[dict-item]
        with file.batch():
            file.note([], {"b": 2})
        assert file.given(["a", "b"]) == {"b": 2}


def _opened(path: Path, answers: multiprocessing.Queue[str]) -> None:
    """Say whether another process gets the file."""
    try:
        with open_copy_file(path, "test", NOW, lock_wait=0.1):
            answers.put("open")
    except WarehouseBusy:
        answers.put("busy")


def test_nobody_gets_the_file_while_it_is_detached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "index.duckdb"
    context = multiprocessing.get_context("spawn")
    answers = context.Queue()
    attach = Attachment.attach

    def other() -> str:
        process = context.Process(target=_opened, args=(path, answers))
        process.start()
        process.join()
        return str(answers.get())

    def slowly(self: Attachment, connection: duckdb.DuckDBPyConnection) -> None:
        assert other() == "busy"  # detached, so that DuckDB would let another process in
        attach(self, connection)

    with open_copy_file(path, "test", NOW) as file:
        monkeypatch.setattr(copy_file, "BATCHES_ATTACHED", 1)
        monkeypatch.setattr(Attachment, "attach", slowly)
        with file.batch():
            file.note([], {"a": 1})
        monkeypatch.undo()
        assert file.given(["a"]) == {"a": 1}
    assert other() == "open"


def test_a_file_system_without_such_locks_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: int) -> None:
        raise OSError(errno.EOPNOTSUPP, "Operation not supported")

    monkeypatch.setattr(fcntl, "flock", unknown)
    monkeypatch.setattr(copy_file, "BATCHES_ATTACHED", 1)
    with open_copy_file(tmp_path / "index.duckdb", "test", NOW) as file:
        with file.batch():
            file.note([], {"a": 1})
        assert file.given(["a"]) == {"a": 1}


def test_the_lock_ends_with_the_pass_and_after_a_refusal(tmp_path: Path) -> None:
    path = tmp_path / "index.duckdb"
    with open_copy_file(path, "test", NOW):
        pass
    with path.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        opening = open_copy_file(path, "test", NOW, lock_wait=0.1)
        with pytest.raises(WarehouseBusy, match=r"is in use by another process; waited 0\.1 s"), opening:
            pass
    with open_copy_file(path, "test", NOW) as file:
        assert file.next_arrival() == 0
