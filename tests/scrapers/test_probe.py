"""Live probes against the newsstand: what a healthy source, an ill one and a redesigned one look like."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from scrapers.archive import Archive
from scrapers.newsstand import Newsstand
from scrapers.newsstand.newsstand import Clock
from scrapers.probe import SourceProbe, WatchedFetcher, newest_first, probe_listings, probe_source
from scrapers.source import Discover, Layout, Source, Urls, load_source
from tests.scrapers.loopback import make_source
from transforms.records import Lead

MORNING = datetime(2026, 11, 12, 5, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Stand:
    stand: Newsstand
    folder: Path

    def source(self, source_id: str) -> Source:
        return load_source(self.folder / "sources" / f"{source_id}.toml")

    async def probe(self, source: Source) -> SourceProbe:
        async with self._fetcher() as fetcher:
            return await probe_source(source, fetcher, MORNING)

    @asynccontextmanager
    async def _fetcher(self) -> AsyncIterator[WatchedFetcher]:
        clock = Clock(MORNING)
        with Archive(self.folder / "archive", "probe", clock) as archive:
            options = {"contact": None, "clock": clock, "archive": archive, "run_id": "probe", "sleep": _no_wait}
            async with WatchedFetcher(**options) as fetcher:
                yield fetcher


async def _no_wait(seconds: float) -> None:
    await asyncio.sleep(0)


@contextmanager
def serving(folder: Path, faults: Sequence[str] = ()) -> Iterator[Stand]:
    with Newsstand(now=MORNING, faults=faults) as stand:
        stand.write_sources(folder / "sources")
        yield Stand(stand, folder)


async def test_a_healthy_source(tmp_path: Path) -> None:
    with serving(tmp_path) as stand:
        probe = await stand.probe(stand.source("ban-mai"))
        asked = [request.path for request in stand.stand.requests if request.outlet == "ban-mai"]
    assert probe.healthy
    assert [(route.kind, route.status, route.form, route.items, route.wanted) for route in probe.routes] == [
        ("feed", 200, "RSS", 9, 9),
        ("section", 200, "HTML", 4, 4),
        ("section", 200, "HTML", 4, 4),
        ("archive", 200, "HTML", 4, 4),
    ]
    newest = probe.routes[0].figures.newest
    assert newest is not None
    assert newest.isoformat() == "2026-11-11T23:20:00+00:00"
    article = probe.article
    assert article.title == "Học sinh vùng cao Lào Cai qua suối bằng cầu thép mới sau mùa lũ"
    assert (article.road, article.layout_missed, article.chars > 500) == ("layout:0", False, True)
    assert article.published is not None
    assert (article.published.edtf, article.published.method) == ("2026-11-12T06:20:00+07:00", "layout:0")
    assert any("/luu-tru/2026/11/11/" in path for path in asked), "archives are asked for yesterday"


@pytest.mark.parametrize(
    ("fault", "reasons", "article"),
    [
        ("dead-feed", {"feed": "http-404", "section": None}, None),
        ("html-feed", {"feed": "html-instead-of-feed", "section": None}, None),
        ("forbidden", {"feed": "http-403", "section": "http-403", "archive": "http-403"}, "no-lead"),
    ],
)
async def test_an_ill_source(tmp_path: Path, fault: str, reasons: dict[str, str | None], article: str | None) -> None:
    with serving(tmp_path, [fault]) as stand:
        probe = await stand.probe(stand.source("ban-mai"))
    assert not probe.healthy
    found = {route.kind: route.fault for route in probe.routes}
    assert found | reasons == found
    assert probe.article.fault == article


async def test_a_layout_that_does_not_fit_is_told(tmp_path: Path) -> None:
    with serving(tmp_path) as stand:
        source = stand.source("ban-mai")
        redesigned = msgspec.structs.replace(source, layouts=(Layout(title="h1.new", body="div.new"),))
        probe = await stand.probe(redesigned)
    assert not probe.healthy
    assert (probe.article.layout_missed, probe.article.road, probe.article.fault) == (True, "generic", None)


async def test_patterns_that_let_nothing_through_are_told(tmp_path: Path) -> None:
    with serving(tmp_path) as stand:
        source = msgspec.structs.replace(stand.source("harbour-post"), urls=Urls(allow=(r"-\d+\.html$",)))
        probe = await stand.probe(source)
    first = probe.routes[0]
    assert (first.fault, first.items, first.wanted) == ("nothing-wanted", 12, 0)
    assert probe.article.fault == "no-lead"


async def test_only_the_first_page_of_each_route_is_asked_for(tmp_path: Path) -> None:
    with serving(tmp_path) as stand:
        source = stand.source("harbour-post")
        probe = await stand.probe(source)
        paths = [request.path for request in stand.stand.requests if request.outlet == "harbour-post"]
    assert len(probe.routes) == len(source.discover)
    assert not [path for path in paths if "page=2" in path]
    assert {route.fault for route in probe.routes} == {None, "malformed-feed"}


async def test_a_folder_is_probed_too(tmp_path: Path) -> None:
    text = "Việt Nam và Bỉ ký thoả thuận về cảng biển tại Hà Nội trong ngày thứ Ba, hai bộ cho biết.\n\n" * 3
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "story.txt").write_text(text, encoding="utf-8")
    source = make_source(Discover(kind="folder", url=str(tmp_path / "inbox")))
    with serving(tmp_path) as stand:
        probe = await stand.probe(source)
    (route,) = probe.routes
    assert (route.kind, route.wanted, route.fault) == ("folder", 1, None)
    assert (probe.article.fault, probe.article.road) == (None, "text")


def test_listings_of_a_probe_leave_the_source_as_it_is(tmp_path: Path) -> None:
    with serving(tmp_path) as stand:
        source = stand.source("ban-mai")
    found = probe_listings(source, MORNING)
    assert [listing.kind for listing in found] == ["feed", "section", "section", "archive"]
    assert [listing.spec.pages for listing in found] == [None, 1, 1, 1]


def test_newest_first_and_each_once() -> None:
    def lead(number: int, published: str | None) -> Lead:
        return Lead(f"https://a.b/{number}", "s", "l", published=published)

    leads = [lead(1, None), lead(2, "2026-11-10"), lead(3, "2026-11-12T01:00:00Z"), lead(2, "2026-11-11"), lead(4, "?")]
    assert [each.url[-1] for each in newest_first(leads, make_source())] == ["3", "2", "1", "4"]
