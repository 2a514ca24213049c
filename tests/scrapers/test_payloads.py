"""Bodies that the archive holds already: revisit records, the index behind them, and an index that cannot be used."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from scrapers.answer import Problem
from scrapers.archive import Archive, Kept, read_record
from scrapers.foreign import WarcOther, WarcPage, read_warc
from scrapers.payloads import FILE_NAME, MIN_BYTES, rebuild
from scrapers.warc_records import IDENTICAL_PAYLOAD_PROFILE
from tests.scrapers.loopback import FakeTime, Reply, Route, Server, make_fetcher, make_source
from tests.scrapers.test_archive import ANSWER, records

BODY = b"<p>long enough to be worth it</p>" * 100
PAGE = replace(ANSWER, body=BODY)


def write(folder: Path, run_id: str, *bodies: bytes) -> list[Kept]:
    with Archive(folder, run_id, FakeTime().clock) as archive:
        return [archive.write_response(replace(PAGE, body=body)) for body in bodies]


def bodies(folder: Path, kept: list[Kept]) -> list[bytes]:
    return [read_record(folder, one.warc, one.payload)[2] for one in kept]


def test_same_body_again_is_a_revisit_of_the_first(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1", FakeTime().clock) as archive:
        first = archive.write_response(PAGE)
        again = archive.write_response(replace(PAGE, url="https://news.example/copy"))
    assert (first.payload, again.payload) == (None, first.warc)
    assert first.sha256 == again.sha256
    assert again.warc.length < 800
    _, response, _, _, revisit, request, metadata = records(tmp_path / again.warc.file)
    assert (revisit["type"], request["type"], metadata["type"]) == ("revisit", "request", "metadata")
    assert revisit["body"] == b""
    assert revisit["http"].get_header("Content-Type") == "text/html"
    wanted = {
        "WARC-Profile": IDENTICAL_PAYLOAD_PROFILE,
        "WARC-Refers-To": response["headers"]["WARC-Record-ID"],
        "WARC-Refers-To-Target-URI": PAGE.url,
        "WARC-Refers-To-Date": response["headers"]["WARC-Date"],
        "WARC-Payload-Digest": f"sha256:{first.sha256}",
    }
    assert wanted.items() <= revisit["headers"].items()


def test_body_of_an_earlier_run_is_found(tmp_path: Path) -> None:
    (first,) = write(tmp_path, "run-1", BODY)
    (again,) = write(tmp_path, "run-2", BODY)
    assert again.payload == first.warc
    uri, headers, body = read_record(tmp_path, again.warc, again.payload)
    assert (uri, headers["content-type"], body) == (PAGE.url, "text/html", BODY)


def test_body_of_a_run_that_is_going_on_may_be_kept_twice_and_both_are_read(tmp_path: Path) -> None:
    with Archive(tmp_path, "a", FakeTime().clock) as one, Archive(tmp_path, "b", FakeTime().clock) as other:
        kept = [archive.write_response(PAGE) for archive in (one, other, one, other)]
    assert bodies(tmp_path, kept) == [BODY] * 4
    assert [one.payload for one in kept[2:]] == [kept[0].warc, kept[1].warc]


@pytest.mark.parametrize("body", [b"", b"x" * (MIN_BYTES - 1)])
def test_small_body_is_kept_each_time(tmp_path: Path, body: bytes) -> None:
    assert [one.payload for one in write(tmp_path, "run-1", body, body)] == [None, None]


def test_cut_body_is_never_referred_to(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1", FakeTime().clock) as archive:
        archive.write_response(replace(PAGE, problem=Problem("timeout", "why")))
        assert archive.write_response(PAGE).payload is None


def test_document_again_is_a_revisit_unless_it_is_read_in_another_way(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1", FakeTime().clock) as archive:
        first = archive.write_document("file:///a.txt", "text/plain", BODY)
        again = archive.write_document("file:///b.txt", "text/plain", BODY)
        other = archive.write_document("file:///b.html", "text/html", BODY)
    assert (again.payload, other.payload) == (first.warc, None)
    assert read_record(tmp_path, again.warc, again.payload) == ("file:///b.txt", {"content-type": "text/plain"}, BODY)


def test_revisit_without_its_payload_says_what_is_needed(tmp_path: Path) -> None:
    small, first, again = write(tmp_path, "run-1", b"small", BODY, BODY)
    with pytest.raises(ValueError, match=r"is a revisit without a body of its own; hand in .* payload_file"):
        read_record(tmp_path, again.warc)
    with pytest.raises(ValueError, match="holds another payload"):
        read_record(tmp_path, again.warc, small.warc)
    assert read_record(tmp_path, again.warc, first.warc)[2] == BODY


async def test_what_is_fetched_again_unchanged_is_kept_once_and_a_listing_is_no_page_to_others(tmp_path: Path) -> None:
    routes: dict[str, Route] = {path: Reply(BODY, headers={"Content-Type": "text/html"}) for path in ("/a", "/list")}
    with Server(routes) as server:
        async with make_fetcher(tmp_path) as fetcher:
            source = make_source()
            first = await fetcher.get(f"{server.origin}/a", source, "article")
            again = await fetcher.get(f"{server.origin}/a", source, "article")
            await fetcher.get(f"{server.origin}/list", source, "listing")
    one, other = first.fetches[-1], again.fetches[-1]
    assert one.warc is not None
    assert other.warc is not None
    assert (one.payload, other.payload) == (None, one.warc)
    assert one.sha256 == other.sha256
    assert read_record(tmp_path, other.warc, other.payload)[2] == BODY
    entries = list(read_warc(tmp_path / one.warc.file, 100_000))
    assert [entry.url for entry in entries if isinstance(entry, WarcPage)] == [f"{server.origin}/a"] * 2
    assert [entry.reason for entry in entries if isinstance(entry, WarcOther)].count("no-article") == 1


# --- An index that is wrong --------------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", ["gone", "cut", "other"])
def test_entry_is_not_believed_where_the_file_says_otherwise(tmp_path: Path, harm: str) -> None:
    (first,) = write(tmp_path, "run-1", BODY)
    path = tmp_path / first.warc.file
    if harm == "gone":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[: first.warc.offset + first.warc.length - 1])
    else:
        write(tmp_path / "elsewhere", "run-1", BODY[::-1])
        shutil.copy(tmp_path / "elsewhere" / first.warc.file, path)
    again, third = write(tmp_path, "run-2", BODY, BODY)
    assert (again.payload, third.payload) == (None, again.warc)


@pytest.mark.parametrize("harm", ["rubbish", "version", "half"])
def test_index_that_is_no_index_is_begun_anew(tmp_path: Path, harm: str, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "run-1", BODY)
    index = tmp_path / FILE_NAME
    if harm == "rubbish":
        index.write_bytes(b"rubbish" * 1000)
    elif harm == "half":
        index.write_bytes(index.read_bytes()[:100] + bytes(range(256)) * 50)
    else:
        with sqlite3.connect(index) as connection:
            connection.execute("PRAGMA user_version = 99")
        connection.close()
    kept = write(tmp_path, "run-2", BODY, BODY) + write(tmp_path, "run-3", BODY, BODY)
    assert bodies(tmp_path, kept) == [BODY] * 4
    assert "payloads.sqlite" in caplog.text
    assert [one.payload for one in write(tmp_path, "run-4", BODY, BODY)] != [None, None]


def test_index_that_cannot_be_opened_stops_nothing(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE_NAME).mkdir()
    kept = write(tmp_path, "run-1", BODY, BODY)
    assert bodies(tmp_path, kept) == [BODY] * 2
    assert "this run keeps every body whole" in caplog.text


def test_index_that_is_locked_makes_nobody_wait_for_long(tmp_path: Path) -> None:
    write(tmp_path, "run-1", BODY)
    connection = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    kept = write(tmp_path, "run-2", BODY, BODY + b"2", BODY + b"2")
    connection.close()
    assert bodies(tmp_path, kept) == [BODY, BODY + b"2", BODY + b"2"]
    assert kept[2].payload == kept[1].warc


def test_many_entries_are_written_while_the_run_goes_on(tmp_path: Path) -> None:
    with Archive(tmp_path, "run-1", FakeTime().clock) as archive:
        for number in range(300):
            archive.write_response(replace(PAGE, body=BODY + b"%d" % number))
        connection = sqlite3.connect(tmp_path / FILE_NAME)
        assert connection.execute("SELECT count(*) FROM payload").fetchone() == (256,)
        connection.close()


def test_processes_and_threads_may_share_an_index(tmp_path: Path) -> None:
    """Each thread has an archive of its own, as each process has."""
    twenty = [BODY + b"%d" % number for number in range(20)]
    kept: list[Kept] = []
    threads = [threading.Thread(target=lambda name=name: kept.extend(write(tmp_path, name, *twenty))) for name in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(bodies(tmp_path, kept)) == sorted(twenty * 3)
    assert all(one.payload for one in write(tmp_path, "d", *twenty))


def test_rebuild_finds_what_the_files_hold_whole(tmp_path: Path) -> None:
    kept = write(tmp_path, "run-1", BODY, b"small", BODY, BODY + b"2", BODY + b"3")
    path = tmp_path / kept[0].warc.file
    path.write_bytes(path.read_bytes()[: kept[4].warc.offset + 50])
    (tmp_path / FILE_NAME).write_bytes(b"rubbish")
    assert rebuild(tmp_path) == 2
    found = write(tmp_path, "run-2", BODY, BODY + b"2", BODY + b"3")
    assert [one.payload for one in found] == [kept[0].warc, kept[3].warc, None]


def test_rebuild_of_nothing(tmp_path: Path) -> None:
    assert rebuild(tmp_path) == 0
    assert list(tmp_path.iterdir()) == []
