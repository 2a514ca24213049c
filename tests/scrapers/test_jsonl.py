"""JSON Lines: what a line gives, and what is said of one that cannot be used."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zstandard

from scrapers.files import Document, Skipped, read_documents
from scrapers.jsonl import BadLine, JsonDocument, holds_documents, read_jsonl
from scrapers.selection import EVERYTHING, Selection
from tests.scrapers.loopback import NOW, FakeTime, make_archive
from transforms.records import Reject

URL = "https://news.example/a"


def read(tmp_path: Path, data: bytes, limit: int = 1000) -> list[JsonDocument | BadLine]:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    return list(read_jsonl(path, limit))


def line(**values: object) -> bytes:
    return json.dumps({"url": URL, **values}).encode() + b"\n"


def test_html_and_text(tmp_path: Path) -> None:
    html, plain = read(tmp_path, b"\xef\xbb\xbf" + line(html="<p>Chào</p>", id=7) + b"\r\n" + line(text="Chào"))
    assert html == JsonDocument(URL, "text/html; charset=utf-8", "<p>Chào</p>".encode(), None)
    assert plain == JsonDocument(URL, "text/plain; charset=utf-8", "Chào".encode(), None)


@pytest.mark.parametrize("text", ["2026-01-02T03:04:05+07:00", "2026-01-01T20:04:05", "2026-01-01T20:04:05Z"])
def test_time_is_in_utc_unless_it_says_otherwise(tmp_path: Path, text: str) -> None:
    (document,) = read(tmp_path, line(text="x", fetched_at=text))
    assert isinstance(document, JsonDocument)
    assert document.at == datetime(2026, 1, 1, 20, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"rubbish\n", "bad-json"),
        (b"[1]\n", "bad-json"),
        (b'{"html": "x"}\n', "bad-json"),
        (b'{"url": "https://a.example/", "text": 7}\n', "bad-json"),
        (b'{"url": "https://a.example/", "text": "\xff"}\n', "bad-json"),
        (line(text="x", fetched_at="yesterday"), "bad-json"),
        (line(text="x", fetched_at="0001-01-01T00:00:00+14:00"), "bad-json"),
        (b'{"url": "https://a.example/", "text": "x", "deep": ' + b"[" * 9000 + b"\n", "bad-json"),
        (line(), "no-text"),
        (line(text="x", html="y"), "no-text"),
        (line(url="a.html", text="x"), "bad-url"),
        (line(url="file:///etc/passwd", text="x"), "bad-url"),
        (line(url="https://a.example/\n", text="x"), "bad-url"),
        (line(url="https://[/", text="x"), "bad-url"),
        (line(text="x" * 10_000), "too-large"),
    ],
)
def test_line_that_cannot_be_used_is_named_and_the_rest_goes_on(tmp_path: Path, data: bytes, reason: str) -> None:
    _, bad, good = read(tmp_path, line(text="first") + data + line(text="last"), 10_000)
    assert isinstance(bad, BadLine)
    assert (bad.number, bad.reason) == (2, reason)
    assert isinstance(good, JsonDocument)


def test_lines_of_any_length_are_put_together(tmp_path: Path) -> None:
    texts = ["x" * size for size in (65_500, 65_536, 200_000, 1)]
    found = read(tmp_path, b"".join(line(text=text) for text in texts)[:-1], 300_000)
    assert [len(one.body) for one in found if isinstance(one, JsonDocument)] == [len(text) for text in texts]


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_packed_and_cut(tmp_path: Path, pack: type) -> None:
    data = pack(line(text="x") * 3)
    assert len(read(tmp_path, data)) == 3
    damaged = read(tmp_path, data[:-5])[-1]
    assert isinstance(damaged, BadLine)
    assert damaged.reason == "damaged-file"


def documents(tmp_path: Path, data: bytes, selection: Selection = EVERYTHING) -> list[Document | Reject | Skipped]:
    path = tmp_path / "a.ndjson"
    path.write_bytes(data)
    with make_archive(tmp_path / "archive") as archive:
        return list(
            read_documents(
                [path], archive=archive, clock=FakeTime().clock, run_id="r", source_id="s", selection=selection
            )
        )


def test_document_has_its_url_and_time(tmp_path: Path) -> None:
    one, other = documents(tmp_path, line(text="x", fetched_at="2026-01-01T20:04:05Z") + line(html="<p>y"))
    assert isinstance(one, Document)
    assert isinstance(other, Document)
    assert (one.page.url, one.page.document_key) == (URL, None)
    assert (one.page.fetched_at.year, other.page.fetched_at) == (2026, NOW)


def test_selection_counts_for_lines_too(tmp_path: Path) -> None:
    found = documents(
        tmp_path, line(text="x") + line(url="https://other.example/", text="y"), Selection(("other.example",))
    )
    assert [one.page.url for one in found if isinstance(one, Document)] == ["https://other.example/"]
    assert found[-1] == Skipped(0, (("other-host", 1),))


def test_file_for_another_purpose_is_told_by_its_first_lines(tmp_path: Path) -> None:
    rejects = [one for one in documents(tmp_path, b'{"a": 1}\n' * 500) if isinstance(one, Reject)]
    assert [one.reason for one in rejects] == ["bad-json"] * 10 + ["more-bad-lines"]
    assert "line 1: " in rejects[0].detail
    assert "490 further lines" in rejects[-1].detail


@pytest.mark.parametrize(
    ("data", "holds"),
    [
        (line(text="x"), True),
        (line() * 4, False),
        (b'{"id": 1}\n{"id": 2}\n', False),
        (b'{"id": 1}\n' + line(text="x"), True),
        (b"rubbish\n", True),
        (b"", True),
    ],
)
def test_json_of_another_form_is_no_file_of_documents(tmp_path: Path, data: bytes, holds: bool) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    assert holds_documents(path, 1000) is holds
