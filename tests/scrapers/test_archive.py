"""The archive: WARC files that warcio reads back, whole or cut."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

import fastwarc
import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.cli import main

from scrapers.answer import Answer, Problem
from scrapers.archive import NOT_MODIFIED_PROFILE, Archive, read_record
from scrapers.foreign import WarcPage, read_warc
from tests.scrapers.loopback import NOW, FakeTime, make_archive
from transforms.records import WarcRef

ANSWER = Answer(
    url="https://news.example/a?b=1",
    request_headers=(("Host", "news.example"), ("User-Agent", "Khotin")),
    started_at=NOW,
    elapsed_ms=12,
    status=200,
    phrase="OK",
    protocol="HTTP/2",
    headers=(("Content-Type", "text/html"), ("Content-Encoding", "br"), ("Transfer-Encoding", "chunked")),
    body="<p>Xin chào</p>".encode(),
    address="203.0.113.9",
)


def records(path: Path) -> list[dict[str, Any]]:
    """Every record of a file, digests checked."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            body = record.content_stream().read()
            found.append(
                {
                    "type": record.rec_type,
                    "headers": dict(record.rec_headers.headers),
                    "http": record.http_headers,
                    "body": body,
                }
            )
    return found


def only_file(folder: Path) -> Path:
    (path,) = folder.rglob("*.warc.gz")
    return path


def test_response_and_request_are_a_pair(tmp_path: Path) -> None:
    with make_archive(tmp_path) as archive:
        ref = archive.write_response(ANSWER).warc
    assert ref.file == "2026/11/run-1-1.warc.gz"
    info, response, request, metadata = records(tmp_path / ref.file)
    assert info["type"] == "warcinfo"
    assert b"software: khotin/" in info["body"]
    assert response["type"] == "response"
    assert response["body"] == ANSWER.body
    assert response["headers"]["WARC-Date"] == "2026-11-12T09:00:00.000000Z"
    assert response["headers"]["WARC-IP-Address"] == "203.0.113.9"
    assert response["headers"]["WARC-Protocol"] == "h2"
    assert response["http"].get_header("X-Archive-Orig-Content-Encoding") == "br"
    assert response["http"].get_header("X-Archive-Orig-Transfer-Encoding") == "chunked"
    assert response["http"].get_header("Content-Encoding") is None
    assert request["type"] == "request"
    assert request["headers"]["WARC-Concurrent-To"] == response["headers"]["WARC-Record-ID"]
    assert request["http"].statusline == "/a?b=1 HTTP/1.1"
    assert request["http"].get_header("User-Agent") == "Khotin"
    assert metadata["type"] == "metadata"
    assert metadata["headers"]["WARC-Concurrent-To"] == response["headers"]["WARC-Record-ID"]
    assert metadata["body"] == b"fetchTimeMs: 12\r\n"


def test_record_is_read_back_by_its_place(tmp_path: Path) -> None:
    with make_archive(tmp_path) as archive:
        refs = [
            archive.write_response(replace(ANSWER, url=f"https://x.example/{n}", body=b"%d" % n)).warc for n in range(5)
        ]
        refs.append(archive.write_document("file:///srv/a.txt", "text/plain", b"text").warc)
    read = [read_record(tmp_path, ref) for ref in refs]
    assert [(uri, body) for uri, _, body in read[:5]] == [(f"https://x.example/{n}", b"%d" % n) for n in range(5)]
    assert read[0][1]["content-type"] == "text/html"
    assert read[5] == ("file:///srv/a.txt", {"content-type": "text/plain"}, b"text")


def test_304_is_a_revisit(tmp_path: Path) -> None:
    with make_archive(tmp_path) as archive:
        ref = archive.write_response(replace(ANSWER, status=304, phrase="Not Modified", body=b"", headers=())).warc
    revisit = records(tmp_path / ref.file)[1]
    assert revisit["type"] == "revisit"
    assert revisit["headers"]["WARC-Profile"] == NOT_MODIFIED_PROFILE
    assert revisit["http"].get_statuscode() == "304"


@pytest.mark.parametrize(
    ("reason", "word", "kept"),
    [("too-large", "length", 65_536), ("timeout", "time", 99_999), ("truncated", "disconnect", 99_999)],
)
def test_incomplete_answer_says_so(tmp_path: Path, reason: str, word: str, kept: int) -> None:
    answer = replace(ANSWER, body=b"x" * 99_999, problem=Problem(reason, "why"))
    with make_archive(tmp_path) as archive:
        ref = archive.write_response(answer).warc
    response = records(tmp_path / ref.file)[1]
    assert response["headers"]["WARC-Truncated"] == word
    assert len(response["body"]) == kept


def test_every_record_is_on_disk_before_the_next(tmp_path: Path) -> None:
    archive = Archive(tmp_path, "run-1", FakeTime().clock)
    assert list(tmp_path.iterdir()) == []
    for number in range(3):
        archive.write_response(ANSWER)
        assert len(records(only_file(tmp_path))) == 1 + 3 * (number + 1)
    archive.close()


def test_file_that_was_cut_is_readable_up_to_the_last_whole_record(tmp_path: Path) -> None:
    with make_archive(tmp_path) as archive:
        first = archive.write_response(ANSWER).warc
        second = archive.write_response(ANSWER).warc
    path = tmp_path / second.file
    path.write_bytes(path.read_bytes()[: second.offset + second.length // 2])
    assert read_record(tmp_path, first)[2] == ANSWER.body
    with pytest.raises(ValueError, match=r"run-1-1\.warc\.gz: no WARC record at offset \d+; the file is damaged"):
        read_record(tmp_path, second)


def test_file_that_was_cut_anywhere_is_whole_up_to_there_and_the_next_run_goes_on(tmp_path: Path) -> None:
    with make_archive(tmp_path / "whole") as archive:
        refs = [archive.write_response(replace(ANSWER, body=b"%d" % n * 3000)).warc for n in range(3)]
    data = only_file(tmp_path / "whole").read_bytes()
    folder = tmp_path / "cut"
    path = folder / refs[0].file
    path.parent.mkdir(parents=True)
    for kept in range(0, len(data), 7):
        path.write_bytes(data[:kept])
        whole = [ref for ref in refs if ref.offset + ref.length <= kept]
        assert [read_record(folder, ref)[2] for ref in whole] == [b"%d" % n * 3000 for n in range(len(whole))]
        pages = [entry for entry in read_warc(path, 10_000) if isinstance(entry, WarcPage)]
        assert len(whole) <= len(pages) <= len(whole) + 1  # one whose last bytes, a checksum, are missing
        assert [page.body for page in pages] == [b"%d" % n * 3000 for n in range(len(pages))]
    with make_archive(folder) as archive:
        assert archive.write_response(ANSWER).warc.file == "2026/11/run-1-2.warc.gz"


def test_no_file_is_continued(tmp_path: Path) -> None:
    for _ in range(2):
        with make_archive(tmp_path) as archive:
            archive.write_response(ANSWER)
    assert sorted(path.name for path in tmp_path.rglob("*.gz")) == ["run-1-1.warc.gz", "run-1-2.warc.gz"]


def test_files_are_bounded_in_size_and_by_day(tmp_path: Path) -> None:
    time = FakeTime()
    with Archive(tmp_path, "run-1", time.clock) as archive:
        files = []
        for hours in (0, 14, 15, 38, 39):
            time.seconds = hours * 3600.0
            files.append(archive.write_response(ANSWER).warc.file)
    assert files == [f"2026/11/run-1-{number}.warc.gz" for number in (1, 1, 2, 2, 3)]


def test_month_has_a_folder_of_its_own(tmp_path: Path) -> None:
    time = FakeTime()
    with Archive(tmp_path, "run-1", time.clock, max_bytes=1000) as archive:
        refs = [archive.write_response(ANSWER).warc for _ in range(3)]
        time.seconds = timedelta(days=30).total_seconds()
        refs.append(archive.write_response(ANSWER).warc)
    assert len({ref.file for ref in refs[:3]}) >= 2
    assert refs[3].file == "2026/12/run-1-1.warc.gz"
    assert {body for _, _, body in (read_record(tmp_path, ref) for ref in refs)} == {ANSWER.body}


def test_threads_may_share_an_archive(tmp_path: Path) -> None:
    refs: list[WarcRef] = []
    with make_archive(tmp_path) as archive:
        threads = [
            threading.Thread(target=lambda: refs.extend(archive.write_response(ANSWER).warc for _ in range(20)))
            for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len({ref.offset for ref in refs}) == 80
    assert all(read_record(tmp_path, ref)[2] == ANSWER.body for ref in refs)


def test_each_record_is_a_gzip_member(tmp_path: Path) -> None:
    with make_archive(tmp_path) as archive:
        ref = archive.write_response(ANSWER).warc
    data = (tmp_path / ref.file).read_bytes()
    assert gzip.decompress(data[ref.offset : ref.offset + ref.length]).startswith(b"WARC/1.1\r\n")


def write_one_of_each(folder: Path) -> Path:
    large = replace(ANSWER, body=ANSWER.body * 1000)
    with make_archive(folder) as archive:
        archive.write_response(ANSWER, purpose="article")
        archive.write_response(large, purpose="listing", via="https://news.example/old", robots="allowed")
        archive.write_response(large)
        archive.write_response(replace(ANSWER, status=304, body=b""))
        archive.write_response(replace(ANSWER, body=b"cut", problem=Problem("timeout", "why")))
        archive.write_document("https://news.example/doc", "text/html", b"<p>x</p>")
    return only_file(folder)


def test_fastwarc_reads_every_record_and_agrees_with_its_digests(tmp_path: Path) -> None:
    """The reader that did not write, and shares no code with warcio."""
    kinds: Counter[str] = Counter()
    for record in fastwarc.ArchiveIterator(write_one_of_each(tmp_path).open("rb"), parse_http=False):
        kinds[record.headers["WARC-Type"]] += 1
        assert record.verify_block_digest()
        assert record.record_date.replace(tzinfo=UTC) == NOW
        if record.record_type == fastwarc.WarcRecordType.response:
            record.parse_http()
            assert record.verify_payload_digest()
            assert record.http_charset is None
    assert kinds == {"warcinfo": 1, "response": 3, "revisit": 2, "request": 5, "metadata": 5, "resource": 1}


def test_warcio_finds_nothing_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["check", str(write_one_of_each(tmp_path))])
    assert ended.value.code == 0
    assert capsys.readouterr().out == ""


def test_metadata_says_what_the_exchange_was(tmp_path: Path) -> None:
    listing = [record for record in records(write_one_of_each(tmp_path)) if record["type"] == "metadata"][1]
    assert listing["body"].splitlines() == [
        b"fetchTimeMs: 12",
        b"purpose: listing",
        b"via: https://news.example/old",
        b"robots: allowed",
    ]


@pytest.mark.parametrize("bad", ["a\r\nWARC-Type: response", "a\nX: y", "a\x00b"])
def test_no_value_begins_a_header_of_its_own(tmp_path: Path, bad: str) -> None:
    answer = replace(ANSWER, url=f"https://news.example/{bad}", headers=(("X", bad),), phrase=bad)
    with make_archive(tmp_path) as archive:
        ref = archive.write_response(answer, via=bad).warc
        archive.write_document(f"https://news.example/{bad}", bad, b"x")
    kinds = [record["type"] for record in records(tmp_path / ref.file)]
    assert kinds == ["warcinfo", "response", "request", "metadata", "resource"]
    head = read_record(tmp_path, ref)[1]
    assert sorted(head) == ["content-length", "x"]


def test_folder_that_cannot_be_written_is_an_oserror(tmp_path: Path) -> None:
    (tmp_path / "2026").write_text("in the way")
    with make_archive(tmp_path) as archive, pytest.raises(OSError, match="2026"):
        archive.write_response(ANSWER)
