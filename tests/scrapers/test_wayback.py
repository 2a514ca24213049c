"""The Wayback Machine: what is asked of its index, what its answers are taken for, and what becomes of refusals."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from scrapers.mentions import ListingError
from scrapers.periods import Period
from scrapers.source import Source, Urls
from scrapers.wayback import Capture, Question, capture_of, index_url, playback_url, read_answer
from scrapers.wayback_walk import REST, RESTS, Found, Wayback, has_captures, is_article
from tests.scrapers.loopback import NOW, FakeTime, Reply, Server, make_fetcher, make_source

FIELDS = ["timestamp", "original", "mimetype", "statuscode"]
MORNING = datetime(2026, 11, 5, 6, 30, tzinfo=UTC)
WINDOW = Period(date(2026, 11, 3), date(2026, 11, 6))
STORY = "http://paper.example/2026/11/05/a-port-for-two-countries"
BAD = Reply(b"slow down", 429)
GOOD = Reply(b"<html><body>the page</body></html>", headers={"Content-Type": "text/html; charset=utf-8"})


def row(stamp: str, url: str, kind: str = "text/html", status: str = "200") -> list[str]:
    return [stamp, url, kind, status]


def answer(*rows: list[str]) -> bytes:
    return json.dumps([FIELDS, *rows] if rows else []).encode()


def paper(**changes: object) -> Source:
    return make_source(homepage="http://www.paper.example/", **changes)


def test_the_index_is_asked_for_good_pages_of_the_site_and_the_days() -> None:
    question = Question("paper.example/", MORNING, MORNING, r"/\d{4}/")
    asked = parse_qs(urlsplit(index_url("https://archive.example/", question, "next page")).query)
    assert asked["url"] == ["paper.example/"]
    assert asked["from"] == asked["to"] == ["20261105063000"]
    assert asked["filter"] == ["statuscode:200", "mimetype:text/html", r"original:.*(?:/\d{4}/).*"]
    assert (asked["collapse"], asked["matchType"], asked["resumeKey"]) == (["urlkey"], ["prefix"], ["next page"])


def test_an_address_of_the_archive_says_which_capture_it_is() -> None:
    capture = Capture(f"{STORY}?page=2&x=%C3%A9", MORNING)
    assert capture_of(playback_url("http://archive.example", capture)) == capture
    assert capture_of(f"http://archive.example/web/20261105063000id_/{STORY.replace('//', '/')}") == Capture(
        STORY, MORNING
    )
    for other in ("http://archive.example/", f"http://archive.example/web/20261305063000id_/{STORY}", STORY):
        assert capture_of(other) is None


def test_rows_that_are_no_good_capture_of_the_site_are_left_out() -> None:
    rows = (
        row("20261105063000", "https://www.paper.example:443/a#top"),
        row("20261105063000", "http://paper.example:80/b"),
        row("20261105063000", "http://other.example/c"),
        row("20261105063000", "http://paper.example/d", status="302"),
        row("20261105063000", "http://paper.example/e", kind="image/png"),
        row("2026", "http://paper.example/f"),
        row("20261105063000", "http://user@paper.example/g"),
        ["20261105063000", "http://paper.example/h"],
    )
    read = read_answer(answer(*rows), {"paper.example"})
    assert read.captures == (
        Capture("https://www.paper.example/a", MORNING),
        Capture("http://paper.example/b", MORNING),
    )
    assert read.resume is None
    assert read_answer(b"[]", {"paper.example"}) == read_answer(b"", {"paper.example"}) == ((), None)


@pytest.mark.parametrize(
    "body",
    [
        b"<html>Temporarily offline</html>",
        b'{"error": 1}',
        b'[["urlkey"]]',
        b"RobotAccessControlException",
        b"\xff\xfe",
    ],
)
def test_an_answer_that_is_none_says_what_came(body: bytes) -> None:
    with pytest.raises(ListingError, match="not-cdx"):
        read_answer(body, {"paper.example"})


def test_what_can_be_an_article_is_by_the_sources_rules_else_by_its_shape() -> None:
    rules = Urls(allow=(r"/story-\d+$",), deny=("/video/",))
    assert [is_article(f"http://a.example{path}", rules) for path in ("/story-1", "/video/story-1", "/tag")] == [
        True,
        False,
        False,
    ]
    shapes = ("/2026/11/05/port", "/port-deal-123456.html", "/a-long-slug-of-words", "/", "/world", "/?p=1234")
    assert [is_article(f"http://a.example{path}", Urls()) for path in shapes] == [True, True, True, False, False, True]


def test_an_archive_of_the_web_has_nothing_of_loopback() -> None:
    assert not has_captures("https://web.archive.org", make_source())
    assert has_captures("http://127.0.0.1:8463", make_source())
    assert has_captures("https://web.archive.org", paper())


async def found_of(folder: Path, server: Server, source: Source, time: FakeTime | None = None) -> tuple[Found, Wayback]:
    time = time or FakeTime()
    async with make_fetcher(folder, time) as fetcher:
        archive = Wayback(server.origin, source, fetcher, sleep=time.sleep)
        return await archive.captures(WINDOW), archive


def serving(*pages: Reply) -> Server:
    """Serve the answers of the index one after the other; the last stays."""
    left = list(pages)
    server = Server({})

    class Routes(dict[str, object]):
        def get(self, path: str, default: object = None) -> object:
            if path.startswith("/cdx/"):
                return left.pop(0) if len(left) > 1 else left[0]
            return default

    server.routes = Routes()  # type: ignore[assignment]  # answers every question to the index
    return server


async def test_the_pages_of_the_index_are_one_list_with_the_earliest_captures(tmp_path: Path) -> None:
    first = answer(row("20261105063000", STORY), row("20261104063000", "http://paper.example/a-story-of-two-ports"))
    first = first[:-1] + b', [], ["key 2"]]'
    second = answer(
        row("20261104120000", STORY),  # earlier, and under the same key
        row("20261115063000", "http://paper.example/2026/11/06/late-in-the-archive"),
        row("20261115063000", "http://paper.example/an-undated-story-of-later"),
        row("20261105063000", "http://paper.example/2019/01/01/an-old-story"),
        row("20261105063000", "http://paper.example/tag/ports"),
    )
    with serving(Reply(first), Reply(second)) as server:
        found, _ = await found_of(tmp_path, server, paper())
        asked = [parse_qs(urlsplit(path).query) for path in server.paths()]
    assert [one.get("resumeKey") for one in asked] == [None, ["key 2"]]
    assert found.whole
    assert found.left_out == 1
    assert {day: sorted(one.url for one in captures.values()) for day, captures in found.by_day.items()} == {
        date(2026, 11, 5): [STORY],
        date(2026, 11, 4): ["http://paper.example/a-story-of-two-ports"],
        date(2026, 11, 6): ["http://paper.example/2026/11/06/late-in-the-archive"],
    }
    assert found.by_day[date(2026, 11, 5)].popitem()[1].at == datetime(2026, 11, 4, 12, tzinfo=UTC)


async def test_a_refusal_is_waited_out(tmp_path: Path) -> None:
    time = FakeTime()
    with serving(BAD, Reply(b"", 429, {"Retry-After": "90"}), Reply(answer(row("20261105063000", STORY)))) as server:
        found, archive = await found_of(tmp_path, server, paper(), time)
    assert (len(found.captures), found.whole, archive.shut) == (1, True, None)
    assert {REST, 90.0} <= set(time.slept)


async def test_who_goes_on_refusing_is_not_asked_any_more(tmp_path: Path) -> None:
    time = FakeTime()
    with serving(BAD) as server:
        async with make_fetcher(tmp_path, time) as fetcher:
            archive = Wayback(server.origin, paper(), fetcher, sleep=time.sleep)
            found = await archive.captures(WINDOW)
            asked = len(server.paths())
            page = await archive.page(Capture(STORY, MORNING))
            assert len(server.paths()) == asked == RESTS + 1
    assert not found.whole
    assert [one.reason for one in found.rejects] == ["http-429"]
    assert (page.outcome, archive.shut is None) == ("failed", False)


async def test_an_index_that_answers_with_a_page_is_no_empty_index(tmp_path: Path) -> None:
    with serving(Reply(b"<html>This service is down</html>")) as server:
        found, _ = await found_of(tmp_path, server, paper())
    assert (found.whole, [one.reason for one in found.rejects]) == (False, ["not-cdx"])


async def test_a_page_is_the_sites_own_at_the_time_of_its_capture(tmp_path: Path) -> None:
    capture, near = Capture(STORY, MORNING), Capture(STORY, MORNING.replace(hour=7))
    home = Capture("http://paper.example/", MORNING)
    with Server({}) as server:
        here = len(server.origin)
        server.routes[playback_url(server.origin, capture)[here:]] = Reply(
            b"", 302, {"Location": playback_url("", near)}
        )
        server.routes[playback_url(server.origin, near)[here:]] = GOOD
        gone = Capture(f"{STORY}-gone", MORNING)
        server.routes[playback_url(server.origin, gone)[here:]] = Reply(b"", 302, {"Location": playback_url("", home)})
        server.routes[playback_url(server.origin, home)[here:]] = GOOD
        async with make_fetcher(tmp_path) as fetcher:
            archive = Wayback(server.origin, paper(), fetcher)
            good, away = await archive.page(capture), await archive.page(gone)
        assert [path for path, _ in server.requests if path == "/robots.txt"] == []
    assert good.page is not None
    assert (good.page.url, good.page.final_url, good.page.fetched_at) == (STORY, STORY, near.at)
    kept = good.fetches[-1]
    assert (kept.purpose, kept.url, kept.fetched_at, kept.header("content-type")) == (
        "document",
        STORY,
        near.at,
        "text/html; charset=utf-8",
    )
    assert kept.warc is not None
    assert (away.outcome, away.page, away.reject and away.reject.reason) == ("refused", None, "wayback-redirect")
    assert near.at < NOW
