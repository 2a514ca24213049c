"""Records that are removed from the archive: what goes, what is changed, and that all else is as it was."""

from __future__ import annotations

import fcntl
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from scrapers.answer import Answer
from scrapers.archive import Archive, Kept, read_record
from scrapers.warc_members import members
from scrapers.warc_removal import FileBusy, Orders, Place, rewrite, touched
from transforms.records import Purpose, WarcRef
from transforms.traces import Traces
from transforms.urls import url_key

NOW = datetime(2026, 11, 12, 5, 0, tzinfo=UTC)
SITE = "https://news.example"
GONE, KEPT, LISTING = f"{SITE}/flowers-1", f"{SITE}/nets-2", f"{SITE}/rss"
TITLE = "Flowers for the lighthouse keeper"
PAGES = {
    GONE: f"<h1>{TITLE}</h1><p>Neighbours brought yellow flowers.</p>".encode(),
    KEPT: f'<h1>Nets</h1><p>Nets hang in the yard.</p><a href="/flowers-1">Also: {TITLE}!</a>'.encode(),
    LISTING: f"<item><link>{GONE}</link><title>{TITLE}</title></item>".encode(),
    f"{SITE}/robots.txt": b"User-agent: *\nDisallow:\n",
}
TRACES = Traces([url_key(GONE)], [GONE], [TITLE])


def answer(url: str, body: bytes) -> Answer:
    return Answer(
        url=url,
        request_headers=(("Host", "news.example"),),
        started_at=NOW,
        elapsed_ms=5,
        status=200,
        phrase="OK",
        protocol="HTTP/1.1",
        headers=(("Content-Type", "text/html"),),
        body=body,
        problem=None,
        address=None,
    )


@pytest.fixture
def kept(tmp_path: Path) -> dict[str, Kept]:
    """Keep four answers in one file; return where each lies."""
    with Archive(tmp_path, "run", lambda: NOW) as archive:
        return {url: archive.write_response(answer(url, body), purpose=_purpose(url)) for url, body in PAGES.items()}


def _purpose(url: str) -> Purpose:
    return "listing" if url == LISTING else "article"


def orders(kept: dict[str, Kept]) -> Orders:
    return Orders(TRACES, {kept[GONE].warc.offset}, {kept[KEPT].warc.offset})


def by_offset(places: list[Place]) -> dict[int, Place]:
    return {place.offset: place for place in places}


def test_what_names_it_goes_and_a_kept_page_stays_without_its_words(tmp_path: Path, kept: dict[str, Kept]) -> None:
    name = kept[GONE].warc.file
    assert len(touched(tmp_path / name, orders(kept))) == 3 + 1 + 3
    places = by_offset(rewrite(tmp_path, name, "new.warc.gz", orders(kept)))
    assert places[kept[GONE].warc.offset].ref is None
    assert places[kept[LISTING].warc.offset].ref is None
    page = places[kept[KEPT].warc.offset]
    assert page.ref is not None
    url, headers, body = read_record(tmp_path, page.ref)
    assert url == KEPT
    assert body == b'<h1>Nets</h1><p>Nets hang in the yard.</p><a href="[forgotten]">[forgotten]</a>'
    assert headers["content-length"] == str(len(body))
    assert page.sha256 != kept[KEPT].sha256
    rest = b"".join(member.record for member in members(tmp_path / "new.warc.gz"))
    assert b"flowers" not in rest.lower()
    assert (tmp_path / name).exists()


def test_a_rewritten_file_is_a_good_warc_file(tmp_path: Path, kept: dict[str, Kept]) -> None:
    rewrite(tmp_path, kept[GONE].warc.file, "new.warc.gz", orders(kept))
    with (tmp_path / "new.warc.gz").open("rb") as file:
        found = [(one.rec_type, one.digest_checker.passed) for one in ArchiveIterator(file, check_digests="raise")]
    kinds = [kind for kind, _ in found]
    assert kinds == ["warcinfo", "response", "request", "metadata", "response", "request", "metadata"]


def test_other_records_are_as_they_were(tmp_path: Path, kept: dict[str, Kept]) -> None:
    places = by_offset(rewrite(tmp_path, kept[GONE].warc.file, "new.warc.gz", orders(kept)))
    robots = kept[f"{SITE}/robots.txt"].warc
    new = places[robots.offset].ref
    assert new is not None
    assert read_record(tmp_path, new) == read_record(tmp_path, robots)
    assert places[robots.offset].sha256 is None


def test_a_borrowed_body_comes_home(tmp_path: Path) -> None:
    body = b"<p>" + b"the very same words " * 300 + b"</p>"
    with Archive(tmp_path, "run", lambda: NOW) as archive:
        first = archive.write_response(answer(GONE, body))
        second = archive.write_response(answer(KEPT, body))
    assert second.payload == first.warc
    given = Orders(
        Traces([url_key(GONE)], [GONE], []),
        {first.warc.offset},
        {second.warc.offset},
        {second.warc.offset: first.warc},
    )
    places = by_offset(rewrite(tmp_path, first.warc.file, "new.warc.gz", given))
    new = places[second.warc.offset]
    assert new.ref is not None
    assert new.own_body
    assert read_record(tmp_path, new.ref)[2] == body
    assert places[first.warc.offset].ref is None


def test_a_file_of_which_nothing_is_left_is_not_made(tmp_path: Path) -> None:
    with Archive(tmp_path, "run", lambda: NOW) as archive:
        kept = archive.write_response(answer(GONE, PAGES[GONE]))
    places = rewrite(tmp_path, kept.warc.file, "new.warc.gz", Orders(TRACES, {kept.warc.offset}))
    assert all(place.ref is None for place in places if place.offset)
    assert not (tmp_path / "new.warc.gz").exists()


def test_a_file_that_a_run_writes_to_is_left_alone(tmp_path: Path, kept: dict[str, Kept]) -> None:
    name = kept[GONE].warc.file
    with (tmp_path / name).open("rb") as running:
        fcntl.flock(running, fcntl.LOCK_SH)
        with pytest.raises(FileBusy):
            rewrite(tmp_path, name, "new.warc.gz", orders(kept))
    assert not (tmp_path / "new.warc.gz").exists()


def test_a_file_that_was_cut_off_keeps_what_is_whole(tmp_path: Path, kept: dict[str, Kept]) -> None:
    name = kept[GONE].warc.file
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[:-20])
    found = list(members(tmp_path / name))
    assert [member.whole for member in found] == [True] * (len(found) - 1) + [False]
    places = rewrite(tmp_path, name, "new.warc.gz", orders(kept))
    assert by_offset(places)[kept[KEPT].warc.offset].ref is not None
    assert isinstance(kept[KEPT].warc, WarcRef)
