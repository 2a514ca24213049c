"""The snapshot's file is replaced at the price of what changed, and never by writing what somebody can have open."""

from __future__ import annotations

import fcntl
import os
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

import pytest

from warehouse import durable, replacing
from warehouse.files import EARLIER_SNAPSHOT
from warehouse.replacing import Replaced, replace_snapshot

HEADS, BLOCK, BLOCKS = 12_288, 262_144, 6
SIZE = HEADS + BLOCKS * BLOCK


class Place:
    """A writer's file that is no database, and the snapshot made of it: only its bytes count."""

    def __init__(self, folder: Path) -> None:
        self.writer, self.snapshot = folder / "warehouse.duckdb", folder / "published.duckdb"
        self.earlier = folder / EARLIER_SNAPSHOT
        self.writer.write_bytes(os.urandom(SIZE))

    def publish(self) -> Replaced:
        with self.writer.open("rb") as source:
            replaced = replace_snapshot(source, self.snapshot, worth_keeping=BLOCK)
        assert self.snapshot.read_bytes() == self.writer.read_bytes()
        return replaced

    def change(self, block: int) -> None:
        with self.writer.open("rb+") as file:
            file.seek(HEADS + block * BLOCK + 100)
            file.write(os.urandom(8))

    def names(self) -> list[str]:
        return sorted(path.name for path in self.writer.parent.iterdir())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """Return a place whose file system has no reflinks, whatever the tests run on; nobody waits for its disk."""
    monkeypatch.setattr(os, "fsync", lambda _: None)
    monkeypatch.setattr(replacing, "clone_file", lambda *_: False)
    return Place(tmp_path)


@pytest.fixture
def thrice(place: Place) -> Place:
    """Return a place that has an earlier snapshot; skips where nobody can tell whether it is in use."""
    place.publish()
    place.change(0)
    place.publish()
    with place.earlier.open("rb+") as file:
        if not durable.is_ours_alone(file):
            pytest.skip("no file leases here: the whole is copied each time, which the other tests show")
    return place


def test_only_blocks_that_differ_are_written(thrice: Place) -> None:
    thrice.change(4)
    assert thrice.publish() == Replaced(SIZE, 2 * BLOCK)  # the earlier one lacks the change before as well
    thrice.change(4)
    assert thrice.publish() == Replaced(SIZE, BLOCK)
    assert thrice.names() == [EARLIER_SNAPSHOT, "published.duckdb", "warehouse.duckdb"]


def test_a_snapshot_is_as_new_as_its_publishing_also_where_nothing_differs(thrice: Place) -> None:
    """By its time the service decides whether to publish again."""
    thrice.publish()
    os.utime(thrice.earlier, (1000, 1000))
    os.utime(thrice.writer, (2000, 2000))
    assert thrice.publish().written == 0
    assert thrice.snapshot.stat().st_mtime > 2000


def test_nobody_may_write_to_the_snapshot(thrice: Place) -> None:
    """DuckDB opens a file to write to it unless told otherwise, and shuts readers out then."""
    for _ in range(3):
        thrice.change(1)
        thrice.publish()
        assert not thrice.snapshot.stat().st_mode & 0o222
        assert thrice.earlier.stat().st_mode & 0o200


def test_the_log_of_somebody_who_wrote_to_the_snapshot_goes_with_it(thrice: Place) -> None:
    log = thrice.snapshot.with_name("published.duckdb.wal")
    log.write_bytes(b"changes of the snapshot before")
    thrice.publish()
    assert not log.exists()


def test_blocks_with_equal_checksums_are_told_apart(thrice: Place) -> None:
    """DuckDB's checksum is blind to the order of a block's words: that words changed places has to be seen."""
    content = bytearray(thrice.writer.read_bytes())
    at = HEADS + BLOCK
    content[at + 8 : at + 24] = content[at + 16 : at + 24] + content[at + 8 : at + 16]
    thrice.writer.write_bytes(content)
    thrice.publish()


@pytest.mark.parametrize("size", [HEADS + 2 * BLOCK, HEADS + 9 * BLOCK, SIZE + 5])
def test_a_file_that_shrank_or_grew_is_copied_to_its_end(thrice: Place, size: int) -> None:
    os.truncate(thrice.writer, size)
    thrice.publish()


def test_an_earlier_snapshot_that_somebody_reads_is_left_alone(thrice: Place) -> None:
    with thrice.earlier.open("rb") as reader:
        before = thrice.earlier.read_bytes()
        thrice.change(3)
        assert thrice.publish().written == SIZE
        assert reader.read() == before
    thrice.change(3)
    assert thrice.publish().written < SIZE  # and the reader costs one copy, not one each time


def test_an_earlier_snapshot_with_another_name_is_left_alone(thrice: Place, tmp_path: Path) -> None:
    kept = tmp_path / "kept.duckdb"
    os.link(thrice.earlier, kept)
    before = kept.read_bytes()
    thrice.change(3)
    assert thrice.publish().written == SIZE
    assert kept.read_bytes() == before


def test_a_link_in_place_of_the_earlier_snapshot_is_not_followed(thrice: Place, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_bytes(thrice.earlier.read_bytes())
    before = other.read_bytes()
    thrice.earlier.unlink()
    thrice.earlier.symlink_to(other)
    thrice.change(3)
    assert thrice.publish().written == SIZE
    assert other.read_bytes() == before


def test_without_leases_the_whole_is_copied(thrice: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def not_here(*_: object) -> int:
        raise OSError(22, "Invalid argument")

    monkeypatch.setattr(fcntl, "fcntl", not_here)
    assert thrice.publish().written == SIZE


def test_a_warehouse_written_anew_keeps_nothing_of_the_old_one(thrice: Place) -> None:
    """After ``vacuum`` or ``restore`` the snapshot before may hold what was deleted."""
    thrice.writer.write_bytes(os.urandom(SIZE))
    assert thrice.publish().written == SIZE
    assert thrice.names() == ["published.duckdb", "warehouse.duckdb"]
    thrice.publish()
    assert EARLIER_SNAPSHOT in thrice.names()


def test_a_small_file_is_copied_and_nothing_kept(thrice: Place) -> None:
    os.truncate(thrice.writer, BLOCK - 1)
    thrice.publish()
    assert thrice.names() == ["published.duckdb", "warehouse.duckdb"]


def test_a_reflink_writes_nothing_and_needs_no_earlier_snapshot(thrice: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    def shared(source: BinaryIO, target: BinaryIO) -> bool:
        target.write(source.read())
        return True

    monkeypatch.setattr(replacing, "clone_file", shared)
    assert thrice.publish() == Replaced(SIZE, 0, shared=True)
    assert thrice.names() == ["published.duckdb", "warehouse.duckdb"]


def test_a_clone_is_equal_where_the_file_system_makes_one(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(os.urandom(100_000))
    with one.open("rb") as source, other.open("xb") as target:
        cloned = durable.clone_file(source, target)
    assert other.read_bytes() == (one.read_bytes() if cloned else b"")


def test_a_disk_that_fills_up_meanwhile_gets_the_earlier_snapshots_room_back(
    thrice: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "pwrite", lambda *_: 17)
    thrice.change(2)
    assert thrice.publish().written == SIZE


class Killed(BaseException):
    """Stands for kill -9: nothing of ours runs afterwards, not even what catches errors."""


def steps() -> list[tuple[object, str]]:
    return [(os, "link"), (replacing, "put_in_place"), (Path, "replace"), (os, "pwrite"), (os, "ftruncate")]


@pytest.mark.parametrize(("owner", "name"), steps(), ids=lambda one: one if isinstance(one, str) else "")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_killed_at_any_step_the_snapshot_is_whole(
    thrice: Place, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, after: bool
) -> None:
    old, real = thrice.snapshot.read_bytes(), getattr(owner, name)
    thrice.change(1)

    def killed(*arguments: object) -> None:
        if after:
            real(*arguments)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(owner, name, killed)
        with pytest.raises(Killed):
            thrice.publish()
    assert thrice.snapshot.read_bytes() in (old, thrice.writer.read_bytes())
    thrice.change(5)
    for publish in (thrice.publish, thrice.publish, thrice.publish):
        thrice.change(2)
        publish()
    assert thrice.names() == [EARLIER_SNAPSHOT, "published.duckdb", "warehouse.duckdb"]


def test_every_reader_reads_one_snapshot_to_its_end(thrice: Place) -> None:
    """Whatever is opened at whatever time keeps its bytes, over many publishings."""
    held: list[tuple[BinaryIO, bytes]] = []
    with ExitStack() as readers:
        for number in range(12):
            thrice.change(number % BLOCKS)
            thrice.publish()
            held.append((readers.enter_context(thrice.snapshot.open("rb")), thrice.snapshot.read_bytes()))
            if number % 3 == 2:
                held.pop(0)[0].close()
            for file, content in held:
                assert os.pread(file.fileno(), SIZE, 0) == content
