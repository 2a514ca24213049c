"""Group commit: what waits together is written together, and what fails hurts no other."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import pytest

from flows.writer import Writer
from warehouse.store import Held, Session, Warehouse, WarehouseBusy


def insert(session: Session, name: str) -> str:
    session.connection.execute(
        "INSERT INTO ops.check_result (run_id, check_name, severity, checked_at, bad_rows, examples) "
        "VALUES (?, 'c', 'row', now(), 0, [])",
        [name],
    ).fetchall()
    return name


def insert_all(session: Session, names: Sequence[str]) -> list[str]:
    done = [insert(session, name) for name in names]
    if "bad" in names:
        raise ValueError("bad name")
    return [f"{name} of {len(names)}" for name in done]


def stored(warehouse: Warehouse) -> set[str]:
    with warehouse.read() as session:
        return {name for (name,) in session.connection.execute("SELECT run_id FROM ops.check_result").fetchall()}


class Openings(Warehouse):
    """A warehouse that counts how often it is opened."""

    count = 0

    @contextmanager
    def exclusive(self) -> Iterator[Held]:
        self.count += 1
        with super().exclusive() as held:
            yield held


async def test_who_waits_together_shares_opening_and_transaction(tmp_path: Path) -> None:
    warehouse = Openings(tmp_path)
    writer = Writer(warehouse)
    begin = threading.Event()

    def first(session: Session) -> str:
        assert begin.wait(10)
        return insert(session, "first")

    waiting = [asyncio.create_task(writer.write(first))]
    await asyncio.sleep(0.05)
    waiting += [asyncio.create_task(writer.write_together(insert_all, name)) for name in "abc"]
    waiting.append(asyncio.create_task(writer.write(lambda session: insert(session, "last"))))
    await asyncio.sleep(0.05)
    begin.set()
    assert await asyncio.gather(*waiting) == ["first", "a of 3", "b of 3", "c of 3", "last"]
    assert warehouse.count == 1
    assert stored(warehouse) == {"first", "a", "b", "c", "last"}


async def test_what_fails_is_undone_alone(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    writer = Writer(warehouse)
    results = await asyncio.gather(
        *(writer.write_together(insert_all, name) for name in ("a", "bad", "b")), return_exceptions=True
    )
    assert [str(result) for result in results] == ["a of 1", "bad name", "b of 1"]
    assert stored(warehouse) == {"a", "b"}


async def test_a_cancellation_is_passed_on_when_the_transaction_has_ended(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path)
    begun, go_on = threading.Event(), threading.Event()

    def work(session: Session) -> None:
        insert(session, "kept")
        begun.set()
        assert go_on.wait(10)

    running = asyncio.create_task(Writer(warehouse).write(work))
    await asyncio.to_thread(begun.wait, 10)
    running.cancel()
    await asyncio.sleep(0.05)
    assert not running.done()
    go_on.set()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert stored(warehouse) == {"kept"}


async def test_a_file_that_stays_locked_is_told_to_everybody_after_one_wait(tmp_path: Path) -> None:
    warehouse = Openings(tmp_path, lock_wait=0.1)
    writer = Writer(warehouse)
    with Warehouse(tmp_path).write():
        waiting = [asyncio.create_task(writer.write_together(insert_all, name)) for name in "ab"]
        waiting += [asyncio.create_task(writer.write(lambda session: insert(session, "c")))]
        results = await asyncio.gather(*waiting, return_exceptions=True)
    assert [type(result) for result in results] == [WarehouseBusy] * 3
    assert warehouse.count <= 2
    assert await writer.write(lambda session: insert(session, "later")) == "later"


async def test_a_sitting_ends_after_a_while_so_that_others_get_at_the_file(tmp_path: Path) -> None:
    warehouse = Openings(tmp_path)
    writer = Writer(warehouse)
    with patch("flows.writer.LONGEST_SITTING", 0.0001):
        await asyncio.gather(*(writer.write(lambda session, name=name: insert(session, name)) for name in "abc"))  # type: ignore[misc]
    assert warehouse.count == 3
    assert stored(warehouse) == {"a", "b", "c"}
