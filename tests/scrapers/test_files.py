"""Documents from disk: what is one, what is none, and what is left of damaged ones."""

from __future__ import annotations

import gzip
import io
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard
from warcio.archiveiterator import ArchiveIterator

from scrapers.answer import Answer
from scrapers.archive import Archive, read_record
from scrapers.files import Document, Skipped, read_documents
from scrapers.foreign import WarcDamage, WarcOther, WarcPage, read_warc
from tests.scrapers.loopback import NOW, FakeTime, make_archive
from transforms.records import Reject

HTML = b"<!DOCTYPE html><html><head><title>T</title></head><body><p>Hello</p></body></html>"


def read(tmp_path: Path, *paths: Path) -> list[Document | Reject | Skipped]:
    with make_archive(tmp_path / "archive") as archive:
        return list(
            read_documents(paths, archive=archive, clock=FakeTime().clock, run_id="run-1", source_id="documents")
        )


def documents(found: Sequence[object]) -> list[Document]:
    return [entry for entry in found if isinstance(entry, Document)]


def rejects(found: Sequence[object]) -> list[Reject]:
    return [entry for entry in found if isinstance(entry, Reject)]


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "sub").mkdir(parents=True)
    return folder


def write(path: Path, body: bytes) -> Path:
    path.write_bytes(body)
    return path


def test_text_and_html_become_pages_in_order(tmp_path: Path, inbox: Path) -> None:
    write(inbox / "b.txt", "Xin chào".encode())
    write(inbox / "sub" / "a.html", HTML)
    write(inbox / "c.htm.gz", gzip.compress(HTML, mtime=0))
    write(inbox / "a.text", b"plain")
    found = read(tmp_path, inbox)
    pages = [document.page for document in documents(found)]
    assert [(page.document_key, page.content_type) for page in pages] == [
        ("a.text", "text/plain; charset=utf-8"),
        ("b.txt", "text/plain; charset=utf-8"),
        ("c.htm.gz", "text/html"),
        ("sub/a.html", "text/html"),
    ]
    assert len(found) == 4
    assert [page.body for page in pages] == [b"plain", "Xin chào".encode(), HTML, HTML]
    assert pages[3].url == (inbox / "sub" / "a.html").as_uri()
    assert {page.fetched_at for page in pages} == {NOW}


def test_each_document_is_archived_and_recorded(tmp_path: Path, inbox: Path) -> None:
    path = write(inbox / "a.txt", b"plain")
    (document,) = documents(read(tmp_path, path))
    fetch = document.fetch
    assert (fetch.purpose, fetch.status, fetch.source_id, fetch.bytes) == ("document", 200, "documents", 5)
    assert fetch.fetch_id == document.page.fetch_id
    assert fetch.warc is not None
    uri, headers, body = read_record(tmp_path / "archive", fetch.warc)
    assert (uri, headers["content-type"], body) == (path.as_uri(), "text/plain; charset=utf-8", b"plain")


def test_other_and_hidden_files_are_passed_over(tmp_path: Path, inbox: Path) -> None:
    for name in ("a.pdf", "b.json", "c.txt.bak", ".hidden.txt"):
        write(inbox / name, b"text")
    (inbox / ".git").mkdir()
    write(inbox / ".git" / "d.txt", b"text")
    assert read(tmp_path, inbox) == [Skipped(files=3, records=())]


@pytest.mark.parametrize("name", ["a.warc.zst", "a.arc.gz", "a.txt.zst", "a.NDJSON.gz"])
def test_packed_files_of_every_kind_are_found_in_a_folder(tmp_path: Path, inbox: Path, name: str) -> None:
    write(inbox / name, b"")
    assert not [entry for entry in read(tmp_path, inbox) if isinstance(entry, Skipped)]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_text_may_be_packed(tmp_path: Path, inbox: Path, pack: Callable[[bytes], bytes]) -> None:
    (document,) = documents(read(tmp_path, write(inbox / "a.txt", pack(b"plain"))))
    assert document.page.body == b"plain"


def test_file_that_is_named_is_always_taken(tmp_path: Path, inbox: Path) -> None:
    (document,) = documents(read(tmp_path, write(inbox / "story", b"text")))
    assert document.page.document_key == "story"


@pytest.mark.parametrize(
    ("name", "body", "content_type"),
    [
        ("a.txt", HTML, "text/html"),
        ("a.html", b"just words", "text/plain; charset=utf-8"),
        ("a.xhtml", b'<?xml version="1.0"?><article>x</article>', "text/html"),
        ("a.txt", "\ufeffXin chào".encode("utf-16"), "text/plain; charset=utf-16-le"),
        ("a.txt", b"A < b and <p> in a sentence", "text/plain; charset=utf-8"),
    ],
)
def test_content_decides(tmp_path: Path, inbox: Path, name: str, body: bytes, content_type: str) -> None:
    (document,) = documents(read(tmp_path, write(inbox / name, body)))
    assert document.page.content_type == content_type


@pytest.mark.parametrize(
    ("name", "body", "reason"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not-a-document"),
        ("a.html", b"%PDF-1.7\x00\x01\x02", "not-a-document"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \r\n\t ", "empty"),
        ("a.txt.gz", gzip.compress(b"text", mtime=0)[:-6], "truncated"),
        ("a.txt.gz", b"\x1f\x8b" + b"rubbish" * 9, "bad-encoding"),
        ("a.txt.gz", gzip.compress(bytes(20_000_001), mtime=0), "too-large"),
        ("a.txt", b"x" * 20_000_001, "too-large"),
    ],
)
def test_what_is_no_document_is_rejected_by_name(
    tmp_path: Path, inbox: Path, name: str, body: bytes, reason: str
) -> None:
    path = write(inbox / name, body)
    write(inbox / "z.txt", b"the rest goes on")
    found = read(tmp_path, inbox)
    (reject,) = rejects(found)
    assert (reject.stage, reject.reason, reject.url) == ("fetch", reason, path.as_uri())
    assert str(path) in reject.detail
    assert len(documents(found)) == 1


def test_path_that_is_not_there_or_not_readable(tmp_path: Path, inbox: Path) -> None:
    missing = inbox / "gone.txt"
    locked = write(inbox / "locked.txt", b"text")
    locked.chmod(0)
    found = read(tmp_path, missing, inbox)
    assert rejects(found)[0].reason == "not-found"
    assert str(missing) in rejects(found)[0].detail
    if os.geteuid() != 0:  # root reads everything
        assert rejects(found)[1].reason == "unreadable"


# --- WARC --------------------------------------------------------------------------------------------------------


def answer(number: int, **how: object) -> Answer:
    fields: dict[str, object] = {
        "url": f"https://news.example/{number}",
        "request_headers": (("Host", "news.example"),),
        "started_at": datetime(2026, 1, number + 1, tzinfo=UTC),
        "elapsed_ms": 1,
        "status": 200,
        "phrase": "OK",
        "headers": (("Content-Type", "text/html; charset=utf-8"),),
        "body": HTML + b"%d" % number,
    }
    return Answer(**(fields | how))  # type: ignore[arg-type]  # the values are those of the fields


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    """A WARC file of three pages, a picture and a 404."""
    with Archive(tmp_path / "foreign", "w", FakeTime().clock) as archive:
        for number in range(3):
            archive.write_response(answer(number))
        archive.write_response(answer(3, headers=(("Content-Type", "image/png"),)))
        archive.write_response(answer(4, status=404))
    (path,) = (tmp_path / "foreign").rglob("*.warc.gz")
    return path


@pytest.mark.parametrize("form", ["members", "plain", "one member", "zstd", "another name"])
def test_pages_of_a_warc_file(tmp_path: Path, warc: Path, form: str) -> None:
    plain = gzip.decompress(warc.read_bytes())
    path = write(tmp_path / "a.warc", plain) if form == "plain" else warc
    if form == "one member":
        path = write(tmp_path / "a.warc.gz", gzip.compress(plain, mtime=0))
    elif form == "zstd":
        path = write(tmp_path / "a.warc.zst", zstandard.compress(plain))
    elif form == "another name":
        path = write(tmp_path / "crawl-00001.gz", warc.read_bytes())
    found = read(tmp_path, path)
    pages = [document.page for document in documents(found)]
    assert [page.url for page in pages] == [f"https://news.example/{n}" for n in range(3)]
    assert [page.body for page in pages] == [HTML + b"%d" % n for n in range(3)]
    assert [page.fetched_at.day for page in pages] == [1, 2, 3]
    assert {(page.content_type, page.document_key) for page in pages} == {("text/html; charset=utf-8", None)}
    assert found[-1] == Skipped(files=0, records=(("no-page", 11), ("no-html", 1), ("http-status", 1)))


def test_content_coding_and_chunks_of_foreign_files_are_undone(tmp_path: Path) -> None:
    packed = gzip.compress(HTML, mtime=0)
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(packed), packed)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
    wrong = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"
    data = b""
    for block in (head + chunked, wrong + HTML):
        data += (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://n.example/\r\n"
            b"WARC-Date: 2026-01-01T00:00:00Z\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
            % (len(block), block)
        )
    pages = list(read_warc(write(tmp_path / "a.warc", data), 10_000))
    assert [page.body for page in pages if isinstance(page, WarcPage)] == [HTML, HTML]


def test_page_that_is_too_large_is_named_and_the_rest_goes_on(tmp_path: Path, warc: Path) -> None:
    big = read_warc(warc, len(HTML))
    assert [entry.reason for entry in big if isinstance(entry, WarcDamage)] == ["too-large"] * 3


def record_ends(data: bytes) -> set[int]:
    """Where a file may be cut and nobody can tell: in or behind the blank lines that end a record."""
    records = ArchiveIterator(io.BytesIO(data))
    ends = {records.get_record_offset() + records.get_record_length() for _ in records}
    return {end + blank for end in ends for blank in range(5)}


@pytest.mark.parametrize("packed", [True, False])
def test_cut_file_keeps_every_whole_page_and_reports_the_place(tmp_path: Path, warc: Path, packed: bool) -> None:
    data = warc.read_bytes() if packed else gzip.decompress(warc.read_bytes())
    ends = record_ends(data)
    for kept in range(len(data) // 3, len(data), len(data) // 20):
        path = write(tmp_path / ("cut.warc.gz" if packed else "cut.warc"), data[:kept])
        entries = list(read_warc(path, 10_000))
        pages = [entry for entry in entries if isinstance(entry, WarcPage)]
        assert [page.body for page in pages] == [HTML + b"%d" % n for n in range(len(pages))]
        if kept in ends:
            continue
        assert isinstance(entries[-1], WarcDamage)
        assert entries[-1].reason == "damaged-warc"
        assert entries[-1].offset > 0


def test_damage_becomes_a_reject_with_the_offset(tmp_path: Path, warc: Path) -> None:
    data = bytearray(gzip.decompress(warc.read_bytes()))
    place = data.index(b"WARC/1.1", data.index(b"news.example/1"))
    data[place : place + 8] = b"RUBBISH!"
    found = read(tmp_path, write(tmp_path / "bad.warc", bytes(data)))
    (reject,) = rejects(found)
    assert reject.reason == "damaged-warc"
    assert f"at offset {place}: " in reject.detail
    assert 1 <= len(documents(found)) < 3


@pytest.mark.parametrize("body", [b"WARC/1.0\r\nrubbish", b"WARC/1.0\r\n\r\n", b"WARC/9.9\r\nA: b\r\n\r\nx"])
def test_file_that_only_begins_like_a_warc(tmp_path: Path, body: bytes) -> None:
    entries = list(read_warc(write(tmp_path / "a.warc", body), 10_000))
    assert not [entry for entry in entries if isinstance(entry, WarcPage | WarcOther)]
    assert [type(entry) for entry in entries] == [WarcDamage]


def test_json_lines_of_other_things_are_passed_over_in_a_folder_and_refused_by_name(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    labels = inbox / "labels.jsonl"
    labels.write_text('{"id": 1}\n{"id": 2}\n')
    assert read(tmp_path, inbox) == [Skipped(files=1, records=())]
    refused = read(tmp_path, labels)
    assert [entry.reason for entry in refused if isinstance(entry, Reject)] == ["bad-json", "bad-json"]
