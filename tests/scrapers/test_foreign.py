"""WARC files that others wrote: what each crawler does differently, what is not wanted, what is hostile."""

from __future__ import annotations

import gzip
import io
import tracemalloc
from collections import Counter
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from scrapers.files import Document, Skipped, read_documents
from scrapers.foreign import WarcDamage, WarcOther, WarcPage, read_warc
from scrapers.selection import EVERYTHING, Selection, selection_of
from scrapers.source import Urls
from scrapers.unpack import unpacked
from tests.scrapers.foreign_warcs import DATE, HEAD, HTML, URL, arc_file, warc_record
from tests.scrapers.loopback import FakeTime, make_archive

LIMIT = 100_000


def entries(
    tmp_path: Path, data: bytes, selection: Selection = EVERYTHING, limit: int = LIMIT
) -> list[WarcPage | WarcOther | WarcDamage]:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    return list(read_warc(path, limit, selection))


def pages(found: list[WarcPage | WarcOther | WarcDamage]) -> list[WarcPage]:
    return [entry for entry in found if isinstance(entry, WarcPage)]


def reasons(found: list[WarcPage | WarcOther | WarcDamage]) -> list[str]:
    return [entry.reason for entry in found if not isinstance(entry, WarcPage)]


def head(*headers: str, status: str = "HTTP/1.1 200 OK") -> bytes:
    return "\r\n".join((status, *headers, "", "")).encode("latin-1")


# --- What crawlers do differently --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(warc_record("response"), id="CC-NEWS"),
        pytest.param(warc_record("response", url=f"<{URL}>"), id="wget 1.19"),
        pytest.param(warc_record("response", version="1.1", date="2026-01-02T03:04:05.000000123Z"), id="WARC 1.1"),
        pytest.param(
            warc_record("response", head("content-type: text/html; charset=utf-8", status="HTTP/2 200") + HTML),
            id="HTTP/2",
        ),
        pytest.param(
            warc_record(
                "response", head(":status: 200", "content-type: text/html; charset=utf-8", status="HTTP/2 200") + HTML
            ),
            id="pseudo-headers",
        ),
        pytest.param(
            warc_record(
                "response",
                head("Content-Type: text/html; charset=utf-8", "X-Crawler-Content-Encoding: gzip")
                + gzip.compress(HTML),
            ),
            id="packed without a word",
        ),
        pytest.param(
            warc_record("resource", HTML, content_type="text/html; charset=utf-8", version="1.1"), id="resource"
        ),
        pytest.param(
            warc_record(
                "response",
                head("Content-Type: text/html; charset=utf-8", "Transfer-Encoding: chunked")
                + b"10;a=b\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (HTML[:16], len(HTML) - 16, HTML[16:]),
            ),
            id="Heritrix, chunked",
        ),
        pytest.param(arc_file([(URL, HTML)]).replace(b"20080102", b"20260102"), id="ARC"),
    ],
)
def test_page_of_every_kind_of_crawler(tmp_path: Path, record: bytes) -> None:
    (page,) = pages(entries(tmp_path, record))
    assert (page.url, page.body, page.content_type) == (URL, HTML, "text/html; charset=utf-8")
    assert page.at is not None
    assert page.at.replace(microsecond=0) == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-01-02T03:04:05+07:00", datetime(2026, 1, 1, 20, 4, 5, tzinfo=UTC)),
        ("2026-01", datetime(2026, 1, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("yesterday", None),
        ("0001-01-01T00:00:00Z", None),
        ("", None),
    ],
)
def test_date_of_any_precision(tmp_path: Path, text: str, at: datetime | None) -> None:
    (page,) = pages(entries(tmp_path, warc_record("response", date=text)))
    assert page.at == at


@pytest.mark.parametrize(
    ("content_type", "body", "taken"),
    [
        ("text/plain", HTML, "text/html"),
        ("", HTML, "text/html"),
        ("application/octet-stream; charset=x", HTML, "text/html; charset=x"),
        ("text/html", b"%PDF-1.7\x00\x01", None),
        ("text/html", b"", None),
        ("text/plain", b"just words", None),
        ("application/json", HTML, None),
        ("image/png", HTML, None),
    ],
)
def test_content_decides_where_the_type_is_vague_or_a_lie(
    tmp_path: Path, content_type: str, body: bytes, taken: str | None
) -> None:
    found = entries(tmp_path, warc_record("response", head(f"Content-Type: {content_type}") + body))
    assert [page.content_type for page in pages(found)] == ([taken] if taken else [])
    assert reasons(found) == ([] if taken else ["no-html"])


def test_what_is_no_page_is_told_by_reason(tmp_path: Path) -> None:
    data = b"".join([
        warc_record("warcinfo", b"software: x\r\n", url=""),
        warc_record("request", b"GET / HTTP/1.1\r\n\r\n"),
        warc_record("response", b"dns", url="dns:news.example", content_type="text/dns"),
        warc_record("response", head(status="HTTP/1.1 404 Not Found") + HTML),
        warc_record("response", head("Location: /", status="HTTP/1.1 301 Moved")),
        warc_record("response", b""),
        warc_record("conversion", b"text"),
        warc_record("resource", b"{}", url="urn:pageinfo:https://news.example/", content_type="text/html"),
        warc_record("response"),
    ])  # fmt: skip
    found = entries(tmp_path, data)
    assert Counter(reasons(found)) == {"no-page": 6, "http-status": 2}
    assert len(pages(found)) == 1


# --- zstd --------------------------------------------------------------------------------------------------------

RECORDS = [warc_record("response", url=f"{URL}/{number}", version="1.1") for number in range(50)]


def zstd_file(*, dictionary: str | None = None) -> bytes:
    """One frame for each record; with a dictionary in front of them as the IIPC has it, packed or not."""
    if dictionary is None:
        nothing = b"\x50\x2a\x4d\x18\x03\x00\x00\x00abc"  # a skippable frame
        return nothing.join(zstandard.ZstdCompressor().compress(record) for record in RECORDS)
    trained = zstandard.train_dictionary(2000, [*RECORDS * 4])
    content = trained.as_bytes()
    if dictionary == "packed":
        content = zstandard.ZstdCompressor().compress(content)
    packer = zstandard.ZstdCompressor(dict_data=trained)
    frame = b"\x5d\x2a\x4d\x18" + len(content).to_bytes(4, "little") + content
    return frame + b"".join(packer.compress(record) for record in RECORDS)


@pytest.mark.parametrize("dictionary", [None, "plain", "packed"])
def test_zstd_with_a_frame_for_each_record(tmp_path: Path, dictionary: str | None) -> None:
    data = zstd_file(dictionary=dictionary)
    assert [page.url for page in pages(entries(tmp_path, data))] == [f"{URL}/{number}" for number in range(50)]
    for missing in range(1, 12):
        cut = entries(tmp_path, data[: len(data) - missing])
        assert 49 <= len(pages(cut)) <= 50
        assert reasons(cut) == ["damaged-warc"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x5d\x2a\x4d\x18\xff\xff\xff\xff",
        b"\x5d\x2a\x4d\x18\x04\x00\x00\x00abcd" + zstd_file(),
        b"\x28\xb5\x2f\xfdrubbish, and no frame",
        zstd_file(dictionary="plain")[8:],
    ],
)
def test_zstd_that_cannot_be_read_is_damage(tmp_path: Path, data: bytes) -> None:
    assert reasons(entries(tmp_path, data)) == ["damaged-warc"]


# --- What is wanted ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("selection", "objections"),
    [
        (selection_of(["news.example"], None, None), ["other-host"]),
        (selection_of([".EXAMPLE."], None, None), []),
        (selection_of(["ws.example"], None, None), ["other-host"] * 4),
        (selection_of([], date(2026, 1, 2), None), ["other-day", "no-date"]),
        (selection_of([], None, date(2026, 1, 1)), ["other-day", "other-day", "no-date"]),
        (Selection(since=date(2026, 1, 2), zone=ZoneInfo("Asia/Ho_Chi_Minh")), ["no-date"]),
        (Selection(urls=Urls(allow=("/a",), deny=("/a/video",))), ["other-url", "other-url"]),
    ],
)
def test_selection_by_host_day_and_url(tmp_path: Path, selection: Selection, objections: list[str]) -> None:
    data = b"".join([
        warc_record("response", date="2026-01-01T20:00:00Z"),
        warc_record("response", url="https://m.news.example/a/video", date="2026-01-02T00:00:00Z"),
        warc_record("response", url="https://badnews.example/b", date="2026-01-02T00:00:00Z"),
        warc_record("response", date=""),
    ])  # fmt: skip
    found = entries(tmp_path, data, selection)
    assert sorted(reasons(found)) == sorted(objections)
    assert len(pages(found)) == 4 - len(objections)


@pytest.mark.parametrize("host", ["https://news.example/", "news example", "", "a..b"])
def test_host_that_is_none_is_named(host: str) -> None:
    with pytest.raises(ValueError, match="is not the name of a host"):
        selection_of([host], None, None)


def test_days_the_wrong_way_round() -> None:
    with pytest.raises(ValueError, match="--since 2026-01-02 is after --until 2026-01-01"):
        selection_of([], date(2026, 1, 2), date(2026, 1, 1))


# --- Revisits ----------------------------------------------------------------------------------------------------

IDENTICAL = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"


def ingest(tmp_path: Path, data: bytes) -> tuple[list[Document], list[Skipped]]:
    path = tmp_path / "a.warc"
    path.write_bytes(data)
    with make_archive(tmp_path / "archive") as archive:
        found = list(read_documents([path], archive=archive, clock=FakeTime().clock, run_id="r", source_id="s"))
    return [one for one in found if isinstance(one, Document)], [one for one in found if isinstance(one, Skipped)]


@pytest.mark.parametrize(
    "reference",
    [("WARC-Payload-Digest", "sha1:AAAA"), ("WARC-Refers-To", "<urn:uuid:1>")],
)
@pytest.mark.parametrize("size", [0, 5000])
def test_revisit_of_a_page_of_the_same_file_has_its_body(tmp_path: Path, reference: tuple[str, str], size: int) -> None:
    body = HTML + b" " * size
    first = warc_record(
        "response",
        HEAD + body,
        extra=(("WARC-Record-ID", "<urn:uuid:1>"), ("WARC-Payload-Digest", "sha1:AAAA")),
    )
    again = warc_record(
        "revisit", HEAD, url=f"{URL}/again", date="2026-02-03", extra=(("WARC-Profile", IDENTICAL), reference)
    )
    documents, skipped = ingest(tmp_path, first + again)
    assert [(one.page.url, one.page.body) for one in documents] == [(URL, body), (f"{URL}/again", body)]
    assert documents[1].page.fetched_at == datetime(2026, 2, 3, tzinfo=UTC)
    assert documents[1].page.content_type == "text/html; charset=utf-8"
    assert skipped == []


def test_revisit_of_a_page_elsewhere_is_counted(tmp_path: Path) -> None:
    extra = (("WARC-Profile", IDENTICAL), ("WARC-Payload-Digest", "sha1:AAAA"))
    documents, skipped = ingest(tmp_path, warc_record("revisit", HEAD, extra=extra))
    assert documents == []
    assert skipped == [Skipped(0, (("revisit", 1),))]


# --- Listings of our own archive ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("purpose", "taken"), [("listing", False), ("robots", False), ("article", True), ("something", True)]
)
def test_metadata_of_the_exchange_may_say_that_a_page_is_no_article(tmp_path: Path, purpose: str, taken: bool) -> None:
    together = (("WARC-Concurrent-To", "<urn:uuid:1>"),)
    data = b"".join([
        warc_record("response", extra=(("WARC-Record-ID", "<urn:uuid:1>"),)),
        warc_record("request", b"GET / HTTP/1.1\r\n\r\n", extra=together),
        warc_record("metadata", b"fetchTimeMs: 1\r\npurpose: %s\r\n" % purpose.encode(), extra=together),
        warc_record("response", extra=(("WARC-Record-ID", "<urn:uuid:2>"),)),
        warc_record("metadata", b"purpose: listing\r\n"),
    ])  # fmt: skip
    found = entries(tmp_path, data)
    assert len(pages(found)) == (2 if taken else 1)
    assert reasons(found).count("no-article") == (0 if taken else 1)


# --- Damage and hostility ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (warc_record("response", HEAD + b"x" * (LIMIT + 1)), "too-large"),
        (warc_record("response", extra=(("WARC-Truncated", "length"),)), "truncated"),
        (warc_record("response", extra=(("WARC-Segment-Number", "1"),)), "truncated"),
        (
            warc_record(
                "response", head("Content-Type: text/html", "Content-Encoding: gzip") + gzip.compress(bytes(LIMIT + 1))
            ),
            "too-large",
        ),
        (
            warc_record(
                "response",
                head("Content-Type: text/html", "Transfer-Encoding: chunked") + b"7fffffff\r\n" + bytes(3 * LIMIT),
            ),
            "too-large",
        ),
    ],
)
def test_page_that_cannot_be_used_is_named_and_the_rest_goes_on(tmp_path: Path, record: bytes, reason: str) -> None:
    found = entries(tmp_path, record + warc_record("response"))
    assert reasons(found) == [reason]
    assert [page.body for page in pages(found)] == [HTML]
    assert all(
        isinstance(entry, WarcPage) or URL in entry.detail for entry in found if not isinstance(entry, WarcOther)
    )


def test_long_records_are_passed_over_without_being_read_into_memory(tmp_path: Path) -> None:
    size = 20_000_000
    video = warc_record("response", head("Content-Type: video/mp4") + bytes(size))
    page = warc_record("response", head("Content-Type: text/html") + bytes(size))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(gzip.compress(video, 1) + gzip.compress(page, 1) + gzip.compress(warc_record("response")))
    tracemalloc.start()
    try:
        found = list(read_warc(path, LIMIT))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert reasons(found) == ["no-html", "too-large"]
    assert len(pages(found)) == 1
    assert peak < 3_000_000


@pytest.mark.parametrize(
    "head_of_it",
    [b"WARC/1.0\r\nX: " + b"x" * 2_000_000, b"WARC/1.0\r\n" + b"A: b\r\n" * 170_000],
)
def test_head_without_end_is_damage(tmp_path: Path, head_of_it: bytes) -> None:
    (damage,) = entries(tmp_path, head_of_it)
    assert isinstance(damage, WarcDamage)
    assert "a head of more than" in damage.detail


@pytest.mark.parametrize("size", [100_000, 3_000_000])
def test_head_of_an_answer_without_end_costs_only_this_record(tmp_path: Path, size: int) -> None:
    long = warc_record("response", head("X: " + "x" * size) + HTML)
    many = warc_record("response", head(*["A: b"] * (size // 6)) + HTML)
    found = entries(tmp_path, long + many + warc_record("response"))
    assert pages(found)[-1].body == HTML
    assert not [entry for entry in found if isinstance(entry, WarcDamage) and entry.reason == "damaged-warc"]


def test_record_of_no_length_does_not_end_the_file(tmp_path: Path) -> None:
    found = entries(tmp_path, warc_record("response", b"") + warc_record("response"))
    assert len(pages(found)) == 1


GOOD = warc_record("response", extra=(("WARC-Record-ID", "<urn:uuid:1>"),)) + warc_record("response", date=DATE)


@given(place=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255), packed=st.booleans())
def test_any_byte_may_be_wrong(tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, packed: bool) -> None:
    """Reading never raises and never makes up a page: what comes is at most the two that were written."""
    data = bytearray(gzip.compress(GOOD, mtime=0) if packed else GOOD)
    data[place % len(data)] = byte
    found = entries(tmp_path_factory.mktemp("any"), bytes(data))
    assert len(pages(found)) <= 2


@pytest.mark.parametrize("size", [1, 7, 100_000])
def test_unpacked_is_what_was_packed(size: int) -> None:
    for data in (GOOD, gzip.compress(GOOD[:50]) + gzip.compress(GOOD[50:]), zstandard.compress(GOOD)):
        stream = unpacked(io.BytesIO(data))
        assert b"".join(iter(partial(stream.read, size), b"")) == GOOD
